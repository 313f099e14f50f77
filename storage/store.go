package storage

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"cards/storage/journal"
	"cards/storage/wire"
)

// StoreID names what events travel through between devices: a bucket, or a folder.
type StoreID [16]byte

// Segment is a bundle of events in a store. Its name follows from its content.
type Segment struct {
	Store       StoreID
	Name        string
	First, Last journal.ID
	Number      int   // of events
	Size        int64 // bytes, as it lies in the store
	Missed      int   // how many times running it was not found there
}

// ErrOtherStore says that a call names another store than the collection has.
var ErrOtherStore = errors.New("the collection has another store")

// SetStore says which store the events of the collection travel through; the zero id, none. All
// events are unsent then, and no segment is known.
func (c *deviceOwner) SetStore(id StoreID) error {
	return c.update(func(t *txn) error {
		for _, bucket := range []string{bucketUnsent, bucketSegments} {
			if err := t.Empty(bucket); err != nil {
				return err
			}
		}
		t.store = &id
		if id == (StoreID{}) {
			return t.Delete(bucketMeta, []byte(metaStore))
		}
		if err := t.Put(bucketMeta, []byte(metaStore), id[:]); err != nil {
			return err
		}
		return t.markRange(journal.ID{}, journal.Last())
	})
}

// storeID returns the store that is set; zero if none is.
func (t *logTx) storeID() StoreID {
	if t.store == nil {
		t.store = new(StoreID)
		copy(t.store[:], t.Get(bucketMeta, []byte(metaStore)))
	}
	return *t.store
}

// markUnsent notes that no segment holds an event, or that one does. Who has no store pays nothing.
func (t *logTx) markUnsent(id journal.ID, unsent bool) error {
	switch {
	case t.storeID() == (StoreID{}):
		return nil
	case unsent:
		return t.Put(bucketUnsent, id[:], []byte{})
	case t.arrived:
		return t.Delete(bucketUnsent, id[:])
	}
	return nil
}

// markRange notes that no segment holds the events from one id to another, both included.
func (t *logTx) markRange(first, last journal.ID) error {
	unsent := t.Tx.Append(bucketUnsent)
	c := t.Bucket(bucketLog).Cursor()
	for key, _ := c.Seek(first[:]); key != nil && bytes.Compare(key, last[:]) <= 0; key, _ = c.Next() {
		if err := unsent.Put(key, []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// Unsent yields the events that no segment known to be in the store holds, in the order of the log.
func (c *deviceOwner) Unsent(store StoreID) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for next, more := (journal.ID{}), true; more; more = !next.IsZero() {
			var events []journal.Event
			err := c.view(func(t *txn) (err error) {
				if err = t.checkStore(store); err == nil {
					events, err = t.unsentFrom(next)
				}
				return err
			})
			if err != nil {
				yield(journal.Event{}, err)
				return
			}
			for _, ev := range events {
				if !yield(ev, nil) {
					return
				}
			}
			if len(events) < eventsPerRead {
				return
			}
			next = events[len(events)-1].ID.Next()
		}
	}
}

func (t *logTx) checkStore(id StoreID) error {
	if id == (StoreID{}) || t.storeID() != id {
		return fmt.Errorf("store %s: %w", hex.EncodeToString(id[:]), ErrOtherStore)
	}
	return nil
}

// unsentFrom returns the first unsent events from an id on.
func (t *logTx) unsentFrom(from journal.ID) ([]journal.Event, error) {
	var events []journal.Event
	c := t.Bucket(bucketUnsent).Cursor()
	for key, _ := c.Seek(from[:]); key != nil && len(events) < eventsPerRead; key, _ = c.Next() {
		ev, err := t.event(journal.ID(key))
		if err != nil {
			return nil, err
		}
		events = append(events, ev)
	}
	return events, nil
}

// Receive unites the log with the events of segments and remembers these once all of that is in. It
// returns how many events were new. An event that differs from the one here stays unsent, if ours
// is the one that is to stay. The events are gone through up to twice; in the order of the log they
// are merged in one pass.
func (c *deviceOwner) Receive(
	segments []Segment, events iter.Seq2[journal.Event, error], now time.Time,
) (added int, err error) {
	for _, s := range segments {
		if err := c.viewStore(s.Store); err != nil {
			return 0, err
		}
	}
	added, err = c.merge(events, now, true, func() error { return nil })
	if err != nil {
		return added, err
	}
	return added, c.update(func(t *txn) error {
		for _, s := range segments {
			if err := t.putSegment(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// Knows says of each id whether the log has an event with it.
func (c *logOwner) Knows(ids []journal.ID) ([]bool, error) {
	knows := make([]bool, len(ids))
	err := c.view(func(t *txn) error {
		for i, id := range ids {
			knows[i] = t.Get(bucketLog, id[:]) != nil
		}
		return nil
	})
	return knows, err
}

// Held returns how many events the log holds, and the exclusive or of their ids.
func (c *deviceOwner) Held() (events int, ids journal.ID, err error) {
	err = c.view(func(t *txn) error {
		held, err := t.tally()
		events, ids = int(held.count), held.ids
		return err
	})
	return events, ids, err
}

func (c *deviceOwner) viewStore(id StoreID) error {
	return c.view(func(t *txn) error { return t.checkStore(id) })
}

// Sent remembers a segment that is in the store, with the events that were put there as it. What
// was written meanwhile stays unsent, whatever its id.
func (c *deviceOwner) Sent(s Segment, events []journal.ID) error {
	return c.update(func(t *txn) error {
		if err := t.checkStore(s.Store); err != nil {
			return err
		}
		for _, id := range events {
			if err := t.Delete(bucketUnsent, id[:]); err != nil {
				return err
			}
		}
		return t.putSegment(s)
	})
}

// Lost forgets a segment that is in the store no more: the events between its first and its last
// are unsent again.
func (c *deviceOwner) Lost(s Segment) error {
	return c.update(func(t *txn) error {
		if err := t.checkStore(s.Store); err != nil {
			return err
		}
		return errors.Join(t.markRange(s.First, s.Last), t.Delete(bucketSegments, s.key()))
	})
}

// Segments returns the segments that are known to be in a store, by name.
func (c *deviceOwner) Segments(store StoreID) ([]Segment, error) {
	var list []Segment
	err := c.view(func(t *txn) error {
		list = nil
		cursor := t.Bucket(bucketSegments).Cursor()
		for key, value := cursor.Seek(store[:]); bytes.HasPrefix(key, store[:]); key, value = cursor.Next() {
			s, err := decodeSegment(key, value)
			if err != nil {
				return err
			}
			list = append(list, s)
		}
		return nil
	})
	return list, err
}

func (s Segment) key() []byte { return append(s.Store[:], s.Name...) }

func (t *logTx) putSegment(s Segment) error {
	e := wire.NewEncoder(64)
	e.Bytes(s.First[:])
	e.Bytes(s.Last[:])
	e.Uint(uint64(s.Number))
	e.Uint(uint64(s.Size))
	e.Uint(uint64(s.Missed))
	return t.Put(bucketSegments, s.key(), e.Sealed(s.key()))
}

func decodeSegment(key, value []byte) (Segment, error) {
	d := wire.Open(key, value)
	s := Segment{Store: StoreID(key), Name: string(key[len(StoreID{}):]), First: d.ID(), Last: d.ID()}
	s.Number, s.Size, s.Missed = d.Number(), int64(d.Uint()), d.Number()
	if err := d.End(); err != nil {
		return s, &wire.CorruptError{Bucket: bucketSegments, Key: slices.Clone(key), Err: err}
	}
	return s, nil
}

// Clashes returns the ids of which two different events have met here, the newest 1,000 at most:
// one is in the log, the other is lost.
func (c *deviceOwner) Clashes() ([]journal.ID, error) {
	var ids []journal.ID
	err := c.view(func(t *txn) error {
		ids = nil
		for list := t.Get(bucketMeta, []byte(metaClashes)); len(list) >= len(journal.ID{}); list = list[len(journal.ID{}):] {
			ids = append(ids, journal.ID(list))
		}
		return nil
	})
	return ids, err
}
