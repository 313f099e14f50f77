package storage

import (
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// Given is what an answer became.
type Given struct {
	Step   journal.ID
	Review srs.Review

	Repeated bool // it had been given already, as this, perhaps with another rating
	Undone   bool // it was taken back since
}

// Late is an answer that reaches the collection after it was given: from a phone that was offline.
type Late struct {
	ID              journal.ID // chosen where it was given
	Key             deck.Key   // of the text that was shown
	Rating          srs.Rating
	Shown, Answered time.Time
	Form            srs.Form
	Options         int // of a choice
	Guess           bool
}

// AnswerAs writes an answer at its place in the log: what the scheduler makes of it follows from
// the events of the card before it, and those after it follow from it. A second one with its id
// changes nothing and returns what the first became. The card may have newer events. [ErrNotFound]
// if the key is none that is known. It waits for a page that a phone can answer on.
func (c *logOwner) AnswerAs(a Late, s *srs.Scheduler) (given Given, err error) {
	known, err := c.answered(a.ID)
	if err != nil {
		return Given{}, err
	}
	if known != nil {
		return *known, nil
	}
	choose := func(*txn) (journal.ID, error) { return a.ID, nil }
	given.Step, err = c.appendAs(choose, func(t *txn) ([]journal.Body, error) {
		if t.Get(bucketLog, a.ID[:]) != nil {
			return nil, nil // meanwhile
		}
		before, err := t.stateBefore(a.Key, a.ID)
		if err != nil {
			return nil, err
		}
		given.Review = s.Answer(srs.CardID(a.Key), before.Schedule, a.Rating, a.Shown, a.Answered)
		given.Review.Form, given.Review.Options, given.Review.Guess = a.Form, a.Options, a.Guess
		bodies := []journal.Body{journal.Reviewed{Review: given.Review}}
		text, err := t.firstText(a.Key)
		if err != nil {
			return nil, err
		}
		if text != nil {
			bodies = append(bodies, *text)
		}
		return append(bodies, t.partings(a.Key)...), nil
	})
	return given, err
}

// answered returns what the answer of an id became; nil if there is none.
func (c *logOwner) answered(id journal.ID) (found *Given, err error) {
	err = c.view(func(t *txn) error {
		if t.Get(bucketLog, id[:]) == nil {
			return nil
		}
		ev, err := t.event(id)
		found = &Given{Step: ev.Step, Undone: !t.inForce(ev.Step)}
		if r, ok := ev.Body.(journal.Reviewed); ok {
			found.Review = r.Review
		}
		return err
	})
	if found == nil {
		found = new(Given)
		if err == nil {
			return nil, nil
		}
	}
	return found, err
}

// stateBefore returns what the log said of the card of a key before an event.
func (t *stateTx) stateBefore(k deck.Key, id journal.ID) (*state, error) {
	s, err := t.state(t.name(k))
	if err != nil {
		return nil, err
	}
	set, err := t.paramsOf(s.keys)
	if err != nil {
		return nil, err
	}
	memory, err := t.modelOf(set)
	if err != nil {
		return nil, err
	}
	before := &state{keys: s.keys}
	for _, earlier := range t.joinedHistory(s.keys) {
		if earlier.Compare(id) >= 0 {
			break
		}
		ev, err := t.event(earlier)
		if err != nil {
			return nil, err
		}
		if t.inForce(ev.Step) {
			before.Apply(ev, memory)
		}
	}
	return before, nil
}

// AnswerOnce is [Collection.Answer] for a caller that may ask twice: a second answer to the card
// with the same request changes nothing, whatever its rating, and returns what the first became.
func (c *logOwner) AnswerOnce(
	request string, card *Card, r srs.Review, now time.Time, also ...journal.Body,
) (Given, error) {
	var first *Given
	choose := func(t *txn) (journal.ID, error) {
		return journal.AnswerID(t.newest(), now, c.options.Random, request, card.Key)
	}
	step, err := c.appendAs(choose, func(t *txn) (bodies []journal.Body, err error) {
		if first, err = t.givenTo(request, card.Key); first != nil || err != nil {
			return nil, err
		}
		bodies, err = t.answering(card, r)
		return append(bodies, also...), err
	})
	if first != nil {
		return *first, err
	}
	return Given{Step: step, Review: r}, err
}

// GivenTo returns what an answer to a card with a request became, nil if there was none. A key of
// the card will do; it may have been edited since.
func (c *logOwner) GivenTo(request string, key deck.Key) (first *Given, err error) {
	err = c.view(func(t *txn) (err error) {
		first, err = t.givenTo(request, key)
		return err
	})
	return first, err
}

func (t *stateTx) givenTo(request string, key deck.Key) (*Given, error) {
	s, err := t.state(t.name(key))
	if err != nil {
		return nil, err
	}
	for _, k := range s.keys {
		for _, id := range t.history(k) {
			if !id.IsOf(request, k) {
				continue
			}
			ev, err := t.event(id)
			if err != nil {
				return nil, err
			}
			if r, ok := ev.Body.(journal.Reviewed); ok {
				return &Given{Step: ev.Step, Review: r.Review, Repeated: true, Undone: !t.inForce(ev.Step)}, nil
			}
		}
	}
	return nil, nil
}
