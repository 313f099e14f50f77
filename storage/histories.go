package storage

import (
	"errors"
	"slices"

	"cards/deck"
	"cards/storage/ahead"
	"cards/storage/journal"
)

// Past is what became of a card: the events in force about it, as [Collection.Past] returns them.
// They are taken apart when they are asked for, in any goroutine.
type Past struct {
	events []journal.Event     // if they are already
	lists  [][]record          // of each key, in log order; one may be in several
	undone map[journal.ID]bool // steps
}

// Append appends the events to others, in log order.
func (p Past) Append(to []journal.Event) ([]journal.Event, error) {
	to = append(to, p.events...)
	lists := slices.Clone(p.lists)
	for {
		next := leastOf(lists)
		if next == nil {
			return to, nil
		}
		ev, err := journal.Decode(next.id, next.value)
		if err != nil {
			return to, err
		}
		if !p.undone[ev.Step] {
			to = append(to, ev)
		}
	}
}

// leastOf takes the first record in log order out of all lists that begin with it; nil if they are
// empty.
func leastOf(lists [][]record) (least *record) {
	for _, l := range lists {
		if len(l) > 0 && (least == nil || l[0].id.Compare(least.id) < 0) {
			least = &l[0]
		}
	}
	for i, l := range lists {
		if len(l) > 0 && l[0].id == least.id {
			lists[i] = l[1:]
		}
	}
	return least
}

// CardsWithPast is [Collection.Cards] that also gives the past of each card.
func (c *cardOwner) CardsWithPast(scope Scope, yield func(*Card, Past) bool) error {
	many, err := c.gatherPasts(scope)
	if err != nil {
		return err
	}
	return errors.Join(c.cardsWithPast(scope, many, yield), many.close())
}

func (c *cardOwner) cardsWithPast(
	scope Scope, many *pasts, yield func(*Card, Past) bool,
) error {
	r := reading{scope: scope, most: cardsPerFirstRead}
	var pasts []Past
	for !r.done {
		next := r.next
		err := c.view(func(t *txn) error {
			r.next, pasts = next, pasts[:0] // it may have been read before
			if err := r.read(t); err != nil {
				return err
			}
			for _, card := range r.cards {
				past, err := t.pastAmong(many, card.Keys)
				if err != nil {
					return err
				}
				pasts = append(pasts, past)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for i, card := range r.cards {
			if !yield(card, pasts[i]) {
				return nil
			}
		}
		r.most = cardsPerRead / 2
	}
	return nil
}

// pastAmong is [queryTx.pastOf] of a card whose events may have been read with those of others.
func (t *fileTx) pastAmong(many *pasts, keys []deck.Key) (Past, error) {
	if many != nil {
		if past, ok, err := many.of(t, keys); ok || err != nil {
			return past, err
		}
	}
	events, err := t.pastOf(keys)
	return Past{events: events}, err
}

// pastOf returns the events in force about the keys of a card, in log order.
func (t *queryTx) pastOf(keys []deck.Key) ([]journal.Event, error) {
	ids := t.joinedHistory(keys)
	events := make([]journal.Event, 0, len(ids))
	var step journal.ID // of the event before: those of an import are of one
	var counts bool
	for _, id := range ids {
		ev, err := t.event(id)
		if err != nil {
			return nil, err
		}
		if ev.Step != step {
			step, counts = ev.Step, t.inForce(ev.Step)
		}
		if counts {
			events = append(events, ev)
		}
	}
	return events, nil
}

// OfKinds calls yield for the events in force of some kinds, in log order, until it returns false.
// Of all others no more is read than their kind. The next are read meanwhile: yield must ask
// nothing of the collection.
func (c *logOwner) OfKinds(kinds []journal.Kind, yield func(journal.Event) bool) error {
	wanted := make(map[journal.Kind]bool, len(kinds))
	for _, k := range kinds {
		wanted[k] = true
	}
	produce := func(give func([]journal.Event) bool) error {
		for next, more := (journal.ID{}), true; more; more = !next.IsZero() {
			var some []journal.Event
			start := next
			err := c.view(func(t *txn) (err error) {
				some, next, err = t.ofKinds(start, wanted)
				return err
			})
			if err != nil {
				return err
			}
			if !give(some) {
				return ahead.ErrEnough
			}
		}
		return nil
	}
	err := ahead.Each(produce, func(some []journal.Event) error {
		for _, ev := range some {
			if !yield(ev) {
				return ahead.ErrEnough
			}
		}
		return nil
	})
	if errors.Is(err, ahead.ErrEnough) {
		return nil
	}
	return err
}

// ofKinds reads some events of the log from an id on, and returns where to go on; zero at the end.
func (t *eventTx) ofKinds(from journal.ID,
	wanted map[journal.Kind]bool,
) (some []journal.Event, next journal.ID, err error) {
	seen := 0
	c := t.Bucket(bucketLog).Cursor()
	for key, value := c.Seek(from[:]); key != nil; key, value = c.Next() {
		if seen++; len(some) >= eventsPerRead || seen > pastAtOnce {
			return some, journal.ID(key), nil
		}
		if !wanted[journal.KindIn(value)] {
			continue
		}
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return nil, next, err
		}
		if t.inForce(ev.Step) {
			some = append(some, ev)
		}
	}
	return some, journal.ID{}, nil
}
