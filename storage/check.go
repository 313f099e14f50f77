package storage

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"

	"cards/deck"
	"cards/srs/model"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Check verifies every invariant of FORMAT.md and returns what is violated, nil if nothing is.
func (c *backupOwner) Check() []error {
	c.examined = true
	var found []error
	err := c.lookOnce(func(t *txn) error {
		found = t.Tx.Check()
		return nil
	})
	if err != nil {
		found = append(found, err)
	}
	if len(found) > 0 {
		return found // what stands on broken pages cannot be read
	}
	err = c.viewOnce(func(t *txn) error {
		found = t.checkLog()
		if t.old { // what else is there is made anew by the migration
			return nil
		}
		found = append(found, t.checkBuckets()...)
		found = append(found, t.checkOwn()...)
		if len(found) > 0 {
			return nil // what is derived from broken events is not worth a look
		}
		return t.compareDerived(&found)
	})
	if err != nil {
		found = append(found, err)
	}
	return found
}

// checkBuckets finds buckets that are missing or that no one knows.
func (t *fileTx) checkBuckets() []error {
	var found []error
	want := slices.Concat(primaryBuckets(), derivedBuckets())
	for _, name := range want {
		if t.Bucket(name) == nil {
			found = append(found, fmt.Errorf("bucket %q is missing", name))
		}
	}
	for _, name := range t.Names() {
		if !slices.Contains(want, name) {
			found = append(found, fmt.Errorf("bucket %q is unknown", name))
		}
	}
	return found
}

// checkLog reads all events.
func (t *fileTx) checkLog() []error {
	var found []error
	_ = t.Bucket(bucketLog).ForEach(func(key, value []byte) error { // do returns no error
		if len(key) != len(journal.ID{}) {
			found = append(found,
				&wire.CorruptError{Bucket: bucketLog, Key: key, Err: fmt.Errorf("id of %d bytes", len(key))})
			return nil
		}
		if _, err := journal.Decode(journal.ID(key), value); err != nil {
			found = append(found, err)
		}
		return nil
	})
	return found
}

// checkOwn reads what concerns this device alone, and counts the log.
func (t *fileTx) checkOwn() []error {
	var found []error
	held, err := t.tally()
	if err == nil {
		if t.recount(); *t.held != held {
			found = append(found, fmt.Errorf("the log holds %d events up to %s, not %d up to %s",
				t.held.count, t.held.newest, held.count, held.newest))
		}
	}
	found = append(found, err, t.eachGiven(func(*given) bool { return true }))
	c := t.Bucket(bucketSegments).Cursor()
	for key, value := c.First(); key != nil; key, value = c.Next() {
		_, err := decodeSegment(key, value)
		found = append(found, err)
	}
	return slices.DeleteFunc(found, func(err error) bool { return err == nil })
}

// compareDerived derives everything anew in a copy and compares.
func (t *txn) compareDerived(found *[]error) error {
	c := t.collection
	return c.file.Scratch(t.Size(), c.filling(func(b *builder) error {
		if err := b.copyPrimary(t); err != nil {
			return err
		}
		d := newDerivation()
		d.stamp = t.stampOf
		if err := b.deriveAs(d); err != nil {
			return err
		}
		return b.view(func(fresh *txn) error {
			for _, name := range derivedBuckets() {
				*found = append(*found, compareBuckets(name, t.Bucket(name).Raw(), fresh.Bucket(name).Raw())...)
			}
			return nil
		})
	}))
}

// stampOf returns the event whose parameters the stored memory of a card follows: what is stored is
// compared with what these give.
func (t *stateTx) stampOf(name deck.Key) journal.ID {
	if s, err := t.state(name); err == nil && t.Get(bucketCards, name[:]) != nil {
		return s.params
	}
	set, _ := t.paramsOf([]deck.Key{name})
	return set
}

// compareBuckets returns how a derived bucket differs from what it should be.
func compareBuckets(name string, have, want *boltfile.Bucket) []error {
	var found []error
	differ := func(key []byte, what string) {
		found = append(found,
			&wire.CorruptError{Bucket: name, Key: bytes.Clone(key), Err: errors.New(what)})
	}
	h, w := have.Cursor(), want.Cursor()
	hk, hv := h.First()
	wk, wv := w.First()
	for hk != nil || wk != nil {
		order := bytes.Compare(hk, wk)
		switch {
		case wk == nil || hk != nil && order < 0:
			differ(hk, "follows from nothing")
			hk, hv = h.Next()
		case hk == nil || order > 0:
			differ(wk, "is missing")
			wk, wv = w.Next()
		default:
			if !bytes.Equal(hv, wv) && !(name == bucketCards && sameState(hk, hv, wv)) {
				differ(hk, fmt.Sprintf("is %x, should be %x", hv, wv))
			}
			hk, hv = h.Next()
			wk, wv = w.Next()
		}
	}
	return found
}

// tolerance is how far derived numbers may be apart, as a part of them: machines differ in the last
// digits.
const tolerance = 1e-9

// sameState says whether two stored states differ in no more than the last digits of memory.
func sameState(key, a, b []byte) bool {
	name := [16]byte(key)
	s, err := decodeState(name, a)
	if err != nil {
		return false
	}
	u, err := decodeState(name, b)
	if err != nil {
		return false
	}
	near := func(x, y float64) bool { return math.Abs(x-y) <= tolerance*max(math.Abs(x), math.Abs(y)) }
	m, n := s.Schedule.Memory, u.Schedule.Memory
	s.Schedule.Memory, u.Schedule.Memory = model.Memory{}, model.Memory{}
	return near(m.Stability, n.Stability) && near(m.Difficulty, n.Difficulty) &&
		bytes.Equal(encodeState(name, s), encodeState(name, u))
}
