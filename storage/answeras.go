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
func (c *Collection) AnswerAs(a Late, s *srs.Scheduler) (given Given, err error) {
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
func (c *Collection) answered(id journal.ID) (found *Given, err error) {
	err = c.view(func(t *txn) error {
		if t.Get(bucketLog, id[:]) == nil {
			return nil
		}
		ev, err := t.event(id)
		found = &Given{Step: ev.Step}
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
func (t *cardTx) stateBefore(k deck.Key, id journal.ID) (*state, error) {
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
// with the same request changes nothing and returns the step of the first. It waits for what
// answers cards without a terminal.
func (c *Collection) AnswerOnce(request string, card *Card, r srs.Review, now time.Time) (journal.ID, error) {
	var first journal.ID
	choose := func(t *txn) (journal.ID, error) {
		return journal.AnswerID(t.newest(), now, c.options.Random, request, card.Key)
	}
	step, err := c.appendAs(choose, func(t *txn) ([]journal.Body, error) {
		for _, id := range t.history(card.Key) {
			if id.IsOf(request, card.Key) {
				first = id
				return nil, nil
			}
		}
		return t.answering(card, r)
	})
	if !first.IsZero() {
		return first, err
	}
	return step, err
}
