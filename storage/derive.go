package storage

import (
	"errors"
	"slices"

	"cards/deck"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage/journal"
)

// write puts events into the log and brings all that is derived up to date.
func (t *txn) write(events []journal.Event) error {
	if done, err := t.moveOn(events); done || err != nil {
		return err
	}
	about, few, err := t.concerned(events)
	if err != nil {
		return err
	}
	if !few {
		_, err := t.insert(events, nil)
		return errors.Join(err, t.deriveAll())
	}
	var keys []deck.Key
	for _, ev := range about {
		keys = append(keys, ev.Keys()...)
	}
	replaced := false
	err = t.rederive(keys, func() error {
		replaced, err = t.insert(events, about)
		return err
	})
	if err == nil && replaced { // what followed from the event that has given way is not known any more
		err = t.deriveAll()
	}
	return err
}

// writeTurned is [txn.write] for events that take back or bring back steps which all that is
// derived takes for that already.
func (t *txn) writeTurned(events []journal.Event) error {
	_, err := t.insert(events, nil)
	return err
}

// concerned returns events with those that they bring into force or out of it. If these are so many
// that deriving everything is less work, it is not few, and they are left out.
func (t *eventTx) concerned(events []journal.Event) (about []journal.Event, few bool, err error) {
	about, few = slices.Clone(events), true
	for _, ev := range events {
		target, _, ok := journal.Target(ev.Body)
		if !ok || !few {
			continue
		}
		err := t.eachOfStep(target, func(id journal.ID, value []byte) (bool, error) {
			if few = len(about) < len(events)+inPlaceAtOnce; !few {
				return false, nil
			}
			ev, err := journal.Decode(id, value)
			about = append(about, ev)
			return true, err
		})
		if err != nil {
			return nil, false, err
		}
	}
	return about, few, nil
}

// rederive brings the cards of some keys, and all that links join or joined with them, up to date
// with what apply changes: events or places of these keys.
func (t *cardTx) rederive(keys []deck.Key, apply func() error) error {
	before := t.familyOf(keys)
	cards, _ := before.components(t.isLive)
	for _, card := range cards {
		if err := t.lift(card); err != nil {
			return err
		}
	}
	if err := apply(); err != nil {
		return err
	}
	cards, _ = t.familyOf(before.keys).components(t.isLive)
	for _, card := range cards {
		if err := t.settle(card); err != nil {
			return err
		}
	}
	return nil
}

// lift takes a card out of all that is derived, but for its history and places.
func (t *cardTx) lift(keys []deck.Key) error {
	name := keys[0]
	_, parts, err := t.replay(keys)
	if err != nil {
		return err
	}
	t.addDays(parts, -1)
	s, err := t.state(name)
	if err != nil {
		return err
	}
	if err := t.list(s, -1); err != nil {
		return err
	}
	for _, k := range keys {
		if err := t.Delete(bucketNames, k[:]); err != nil {
			return err
		}
	}
	return t.Delete(bucketCards, name[:])
}

// settle puts a card into all that is derived.
func (t *cardTx) settle(keys []deck.Key) error {
	s, parts, err := t.replay(keys)
	if err != nil {
		return err
	}
	t.addDays(parts, 1)
	return t.settleAs(s)
}

// settleAs is [cardTx.settle] for a card whose events have been replayed.
func (t *cardTx) settleAs(s *state) error {
	for _, k := range s.keys {
		if len(s.keys) == 1 {
			break
		}
		if err := t.Put(bucketNames, k[:], s.keys[0][:]); err != nil {
			return err
		}
	}
	return t.settleState(s)
}

// settleState is [cardTx.settleAs] for a card whose keys know its name.
func (t *cardTx) settleState(s *state) error {
	if name := s.keys[0]; t.isKept(s) {
		if err := t.Put(bucketCards, name[:], encodeState(name, s)); err != nil {
			return err
		}
	}
	return t.list(s, 1)
}

// isKept says whether a card has a state of its own: one without events is new.
func (t *cardTx) isKept(s *state) bool {
	return len(s.keys) > 1 || t.Get(bucketHistory, s.keys[0][:]) != nil
}

// list puts a card into the indexes and counts, by its one live key, or with a sign of -1 takes it
// out.
func (t *cardTx) list(s *state, sign int) error {
	for _, k := range s.keys {
		places, err := t.places(k)
		if err != nil {
			return err
		}
		if len(places) > 0 {
			t.listAt(s, places, sign)
			return nil
		}
	}
	t.listAt(s, nil, sign)
	return nil
}

// listAt is [cardTx.list] for a card whose live key is at the given places; without any it has
// none.
func (t *cardTx) listAt(s *state, places []place, sign int) {
	first, draft, ok := asked(places)
	switch {
	case !ok && len(places) > 0: // its text is spoilt
		t.listAnswered(s, places[0].file, srs.NoteID{}, sign)
		return
	case !ok:
		t.listOrphan(s, sign)
		return
	}
	r := listing(s, first, draft)
	t.counts[first.file] = t.counts[first.file].add(r.counts, sign)
	change := t.enter
	if sign < 0 {
		change = t.leave
	}
	if r.bucket != "" {
		change(r.bucket, r.key, r.value)
	}
	if r.bucket == bucketReview {
		t.noteLoad(s.Schedule.Due.Day, first.file, sign)
	}
	t.listAnswered(s, first.file, first.id, sign)
}

// row is what the indexes and counts hold of one card. The bucket is empty if the card is not to be
// asked.
type row struct {
	bucket     string
	key, value []byte
	counts     counts
}

// listing returns the row of a card in the state s that is asked from a place.
func listing(s *state, p place, draft bool) row {
	r := row{counts: counts{cards: 1}}
	name := s.keys[0]
	c := candidate{
		file: p.file, note: p.id, phase: s.Schedule.Phase, buried: s.Buried,
		last: s.Schedule.LastDay,
	}
	switch {
	case draft:
		r.counts.drafts = 1
		return r
	case s.Suspended:
		r.counts.suspended = 1
		return r
	case s.Schedule.Phase == srs.New:
		r.counts.fresh = 1
		if s.Buried != 0 {
			r.counts.buried = 1
		}
		r.bucket, r.key = bucketFresh, p.bytes()
	case s.Schedule.Phase == srs.InReview:
		r.counts.review = 1
		if stats.Mature(s.Schedule) {
			r.counts.mature = 1
		}
	default:
		r.counts.learning = 1
	}
	if r.bucket == "" {
		r.bucket, r.key = dueKey(s.Schedule.Due, name)
	}
	r.value = c.encode()
	if r.bucket == bucketFresh {
		r.value = append(r.value, name[:]...)
	}
	return r
}

// dueKey returns the index that a due date belongs to, and the card's key in it.
func dueKey(d srs.Due, name deck.Key) (bucket string, key []byte) {
	if d.At.IsZero() {
		return bucketReview, append(dayKey(d.Day), name[:]...)
	}
	return bucketLearning, append(millisKey(d.At.UnixMilli()), name[:]...)
}
