package storage

import (
	"errors"

	"cards/deck"
	"cards/storage/journal"
)

// moveOn is [txn.write] of events that come after all of the log and only move cards on, as answers
// do: each card goes on from where it stands, however long its history is. It says whether the
// events are such; others are left to do.
func (t *txn) moveOn(events []journal.Event) (bool, error) {
	held, err := t.tally()
	if err != nil {
		return false, err
	}
	cards, newest := make(map[deck.Key]*state, 1), held.newest
	for _, ev := range events {
		if !movesOn(ev) || ev.ID.Compare(newest) <= 0 {
			return false, nil
		}
		newest = ev.ID
		for _, k := range ev.Keys() {
			cards[t.name(k)] = nil
		}
	}
	for name := range cards {
		if cards[name], err = t.liftState(name); err != nil {
			return true, err
		}
	}
	if _, err := t.insert(events, nil); err != nil {
		return true, err
	}
	for _, ev := range events {
		for _, k := range ev.Keys() {
			if err := t.moveCard(cards[t.name(k)], ev); err != nil {
				return true, err
			}
		}
	}
	for _, s := range cards {
		if err := t.settleState(s); err != nil {
			return true, err
		}
	}
	return true, nil
}

// movesOn says that an event changes nothing but the state of the card that it is about: neither
// which cards there are nor which other events are in force.
func movesOn(ev journal.Event) bool {
	switch b := ev.Body.(type) {
	case journal.Reviewed, journal.PropertySet, journal.DueSet, journal.Reset, journal.Started:
		return true
	case journal.TextSeen:
		return !b.IsSource()
	}
	return false
}

// liftState takes a card out of the indexes and counts and returns how it stands.
func (t *cardTx) liftState(name deck.Key) (*state, error) {
	s, err := t.state(name)
	if err == nil {
		err = errors.Join(t.list(s, -1), t.remember(s))
	}
	return s, err
}

// moveCard applies an event to the state of a card, and adds it to the totals of its day.
func (t *cardTx) moveCard(s *state, ev journal.Event) error {
	memory, err := t.modelOf(s.params)
	if err == nil && t.inForce(ev.Step) {
		if p, ok := s.take(ev, memory, t.cap); ok {
			t.addDays([]dayPart{p}, 1)
		}
	}
	return err
}
