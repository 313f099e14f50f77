package storage

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage/boltfile"
	"cards/storage/journal"
)

// Answer writes a review of a card into the log: it is on disk when Answer returns nil. The card is
// as it was shown and the review's Card is its Key; if it was answered meanwhile, the error is
// [ErrAnswered] and nothing is written. The key's first review comes with what the key stands for,
// also if the text is gone by now. What else the answer brings about is written in its step. Answer
// returns the step, for undo. An answer for practice moves nothing, so it is taken whatever became
// of the card meanwhile.
func (c *logOwner) Answer(card *Card, r srs.Review, now time.Time,
	also ...journal.Body,
) (journal.ID, error) {
	return c.append(now, func(t *txn) ([]journal.Body, error) {
		bodies, err := t.answering(card, r)
		return append(bodies, also...), err
	})
}

// answering returns what an answer writes.
func (t *txn) answering(card *Card, r srs.Review) ([]journal.Body, error) {
	s, err := t.state(t.name(card.Key))
	if err != nil {
		return nil, err
	}
	if r.Counts() && s.Newest != card.Newest {
		return nil, fmt.Errorf("card %s: %w", card.Key, ErrAnswered)
	}
	bodies := []journal.Body{journal.Reviewed{Review: r}}
	known, err := t.knowsText(card.Key)
	if err != nil {
		return nil, err
	}
	if !known {
		bodies = append(bodies,
			journal.TextSeen{Key: card.Key, Kind: card.Kind, Text: card.Text, Path: card.Path})
	}
	if r.Counts() {
		bodies = append(bodies, t.partings(card.Key)...)
	}
	return bodies, nil
}

// firstText returns what a key stands for if the log does not say it yet and the deck files do.
func (t *stateTx) firstText(key deck.Key) (*journal.TextSeen, error) {
	if known, err := t.knowsText(key); err != nil || known {
		return nil, err
	}
	places, err := t.places(key)
	if err != nil {
		return nil, err
	}
	first, _, ok := asked(places)
	if !ok {
		return nil, nil
	}
	n, f, err := t.noteOfCard(first.spot)
	if err != nil {
		return nil, err
	}
	card := n.Cards[first.card]
	return &journal.TextSeen{Key: key, Kind: card.Kind, Text: card.Text, Path: f.path}, nil
}

// partings returns the unlinks that an answer to a key says: of links that would join its card with
// another live one. From now on they are two.
func (t *stateTx) partings(key deck.Key) []journal.Body {
	cards, passed := t.familyOf([]deck.Key{key}).components(t.isLive)
	own := make(map[deck.Key]bool)
	for _, card := range cards {
		for _, k := range card {
			own[k] = t.name(k) == t.name(key)
		}
	}
	var unlinks []journal.Body
	for _, l := range passed {
		if own[l.A] || own[l.B] {
			unlinks = append(unlinks, journal.Unlinked{A: l.A, B: l.B})
		}
	}
	return unlinks
}

// Append writes events as one step and returns its id. It is for what a person sets: properties,
// due dates, resets, links, parameters.
func (c *logOwner) Append(now time.Time, bodies ...journal.Body) (journal.ID, error) {
	return c.append(now, func(*txn) ([]journal.Body, error) { return bodies, nil })
}

// append writes the events that compose returns as one step, and notes that it was given here.
// Their ids are chosen once: an error does not say whether they were saved, so they are looked for
// before they are written again.
func (c *logOwner) append(now time.Time,
	compose func(*txn) ([]journal.Body, error),
) (journal.ID, error) {
	choose := func(t *txn) (journal.ID, error) {
		return journal.NewID(t.newest(), now, c.options.Random)
	}
	return c.appendAs(choose, compose)
}

// appendAs is [Collection.append] with the id of the first event that choose returns.
func (c *logOwner) appendAs(
	choose func(*txn) (journal.ID, error), compose func(*txn) ([]journal.Body, error),
) (journal.ID, error) {
	var step journal.ID
	var left boltfile.State
	attempt := func(t *txn) error {
		bodies, err := compose(t)
		if err != nil {
			return err
		}
		if left, err = t.State(); err != nil {
			return err
		}
		if len(bodies) == 0 {
			return t.noteGiven(step, bodies)
		}
		if step.IsZero() {
			if step, err = choose(t); err != nil {
				return err
			}
		}
		if err := t.write(newStep(step, bodies)); err != nil {
			return err
		}
		return t.noteGiven(step, bodies)
	}
	err := c.retry(&step, attempt)
	if err == nil {
		c.kept.outlive(left)
	}
	c.wrote = c.wrote || err == nil && !step.IsZero()
	return step, err
}

// retry attempts twice to write a step, whose id the attempt chooses once: an error does not say
// whether it was saved, so it is looked for before it is written again.
func (c *logOwner) retry(step *journal.ID, attempt func(*txn) error) (err error) {
	for range 2 {
		if err = c.update(attempt); err == nil || step.IsZero() {
			break
		}
		saved, lookErr := c.isSaved(*step)
		if saved {
			return nil
		}
		err = errors.Join(err, lookErr)
	}
	return err
}

// noteGiven notes the step that was just written, if a person gave it or it changes deck files.
func (t *txn) noteGiven(step journal.ID, bodies []journal.Body) error {
	byPerson := slices.ContainsFunc(bodies, isGiven)
	switch {
	case len(t.changes) > 0 && len(bodies) > 0:
		return t.giveChange(givenText, t.changes, step)
	case len(t.changes) > 0:
		return t.giveChange(givenText, t.changes)
	case byPerson:
		return t.give(&given{kind: givenStep, steps: []journal.ID{step}})
	}
	return nil
}

// newStep gives the events of a step their ids.
func newStep(step journal.ID, bodies []journal.Body) []journal.Event {
	events := make([]journal.Event, len(bodies))
	id := step
	for i, b := range bodies {
		events[i] = journal.Event{ID: id, Step: step, Body: b}
		id = id.Next()
	}
	return events
}

// isSaved says whether an event is in the log.
func (c *logOwner) isSaved(id journal.ID) (saved bool, err error) {
	err = c.view(func(t *txn) error {
		saved = t.Get(bucketLog, id[:]) != nil
		return nil
	})
	return saved, err
}

// eventsPerRead is how many events are read before the file is released: who takes them may be
// slow.
const eventsPerRead = 10000

// Events calls yield for every event in log order, until it returns false; undone says that its
// step is taken back, name is the present name of the card that the event is about, zero if it is
// about none or about a pair.
func (c *logOwner) Events(yield func(e journal.Event, undone bool, name deck.Key) bool) error {
	return c.eventsFrom(journal.ID{}, yield)
}

// EventsSince is [Collection.Events] for those that were written at an instant or after it.
func (c *logOwner) EventsSince(
	at time.Time, yield func(e journal.Event, undone bool, name deck.Key) bool,
) error {
	return c.eventsFrom(journal.FirstAt(at), yield)
}

func (c *logOwner) eventsFrom(
	first journal.ID, yield func(e journal.Event, undone bool, name deck.Key) bool,
) error {
	type item struct {
		journal.Event
		undone bool
		name   deck.Key
	}
	for next, more := first, true; more; more = !next.IsZero() {
		items := make([]item, 0, eventsPerRead)
		start := next
		err := c.view(func(t *txn) error {
			items, next = items[:0], start
			cursor := t.Bucket(bucketLog).Cursor()
			for key, value := cursor.Seek(next[:]); key != nil && len(items) < eventsPerRead; key, value = cursor.Next() {
				ev, err := journal.Decode(journal.ID(key), value)
				if err != nil {
					return err
				}
				it := item{Event: ev, undone: !t.inForce(ev.Step)}
				if keys := ev.Keys(); len(keys) == 1 {
					it.name = t.name(keys[0])
				}
				items = append(items, it)
				next = ev.ID.Next()
			}
			return nil
		})
		if err != nil || len(items) == 0 {
			return err
		}
		for _, it := range items {
			if !yield(it.Event, it.undone, it.name) {
				return nil
			}
		}
	}
	return nil
}

// DayTotals are the totals of one study day.
type DayTotals struct {
	Day srs.Day
	stats.Totals
}

// Totals returns the totals of the study days with reviews from first to last, both included, in
// order.
func (c *logOwner) Totals(first, last srs.Day) ([]DayTotals, error) {
	var list []DayTotals
	err := c.view(func(t *txn) error {
		list = nil
		cursor := t.Bucket(bucketDays).Cursor()
		for key, value := cursor.Seek(dayKey(first)); key != nil && dayOf(key) <= last; key, value = cursor.Next() {
			totals, err := decodeTotals(key, value)
			if err != nil {
				return err
			}
			list = append(list, DayTotals{dayOf(key), totals})
		}
		return nil
	})
	return list, err
}
