package storage

import (
	"bytes"
	"errors"

	"cards/storage/journal"
)

// finish takes over what others have written since the old file was read, notes what has met, and
// ends the new file.
func (r *rewriter) finish(old *txn) error {
	if err := old.check(); err != nil {
		return err
	}
	state, err := old.State()
	if err == nil && (!state.SameFile(r.began) || r.since != nil && !state.Same(*r.since)) {
		err = errChanged
	}
	if err := errors.Join(err, r.ctx.Err()); err != nil {
		return err
	}
	return r.update(func(fresh *txn) error {
		if !state.Same(r.began) {
			if err := old.handOver(fresh); err != nil {
				return err
			}
		}
		if err := fresh.noteClashes(r.met); err != nil {
			return err
		}
		if r.end == nil {
			return nil
		}
		return r.end(old, fresh)
	})
}

// handOver makes another file, which was filled by what this one was a moment ago, what this one is
// now. Deck files that have changed are read again by the next compile.
func (t *txn) handOver(fresh *txn) error {
	if !bytes.Equal(t.Get(bucketMeta, []byte(metaStore)),
		fresh.Get(bucketMeta, []byte(metaStore))) {
		return errChanged
	}
	events, err := t.newerThan(fresh)
	if err != nil {
		return err
	}
	for _, name := range []string{bucketGiven, bucketTexts, bucketSegments} {
		if err := t.equal(fresh, name); err != nil {
			return err
		}
	}
	for _, name := range []string{metaClashes, metaProblems, metaMatch, metaProposals, metaVanished} {
		if value := t.Get(bucketMeta, []byte(name)); value != nil {
			err = fresh.Put(bucketMeta, []byte(name), value)
		} else if name != metaMatch {
			err = fresh.Delete(bucketMeta, []byte(name))
		}
		if err != nil {
			return err
		}
	}
	if err := t.readChangedAgain(fresh); err != nil {
		return err
	}
	if len(events) > 0 {
		if err := fresh.write(events); err != nil {
			return err
		}
	}
	return t.handOverUnsent(fresh)
}

// newerThan returns the events of the log that another has not, or has with a greater value. Of
// many the error is [errChanged].
func (t *txn) newerThan(fresh *txn) ([]journal.Event, error) {
	var events []journal.Event
	ours, theirs := t.Bucket(bucketLog).Cursor(), fresh.Bucket(bucketLog).Cursor()
	fk, fv := theirs.First()
	for key, value := ours.First(); key != nil; key, value = ours.Next() {
		for fk != nil && bytes.Compare(fk, key) < 0 {
			fk, fv = theirs.Next()
		}
		if bytes.Equal(fk, key) && bytes.Compare(fv, value) <= 0 {
			continue
		}
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return nil, err
		}
		if events = append(events, ev); len(events) > inPlaceAtOnce {
			return nil, errChanged
		}
	}
	return events, nil
}

// equal makes a bucket of another file what it is in this one.
func (t *txn) equal(fresh *txn, name string) error {
	ours, theirs := t.Bucket(name), fresh.Bucket(name)
	var gone [][]byte
	err := theirs.ForEach(func(key, _ []byte) error {
		if ours.Get(key) == nil {
			gone = append(gone, bytes.Clone(key))
		}
		return nil
	})
	for _, key := range gone {
		err = errors.Join(err, theirs.Delete(key))
	}
	if err != nil {
		return err
	}
	err = ours.ForEach(func(key, value []byte) error {
		if bytes.Equal(theirs.Get(key), value) {
			return nil
		}
		return theirs.Put(key, value)
	})
	return errors.Join(err, theirs.SetSequence(ours.Sequence()))
}

// readChangedAgain makes the records in another file of those deck files that have changed such
// that a compile reads them again. It finds by itself which have come.
func (t *txn) readChangedAgain(fresh *txn) error {
	ours, theirs := t.Bucket(bucketFiles), fresh.Bucket(bucketFiles)
	again := make(map[string][]byte)
	err := theirs.ForEach(func(key, value []byte) error {
		if bytes.Equal(ours.Get(key), value) {
			return nil
		}
		changed, err := readAgain(key, value)
		again[string(key)] = changed
		return err
	})
	for key, value := range again {
		err = errors.Join(err, theirs.Put([]byte(key), value))
	}
	return errors.Join(err, theirs.SetSequence(ours.Sequence()))
}

// handOverUnsent makes what is unsent in another file what is unsent here, but for the events that
// only the other has.
func (t *txn) handOverUnsent(fresh *txn) error {
	ours, theirs, log := t.Bucket(bucketUnsent), fresh.Bucket(bucketUnsent), t.Bucket(bucketLog)
	var sent [][]byte
	err := theirs.ForEach(func(key, _ []byte) error {
		if ours.Get(key) == nil && log.Get(key) != nil {
			sent = append(sent, bytes.Clone(key))
		}
		return nil
	})
	for _, key := range sent {
		err = errors.Join(err, theirs.Delete(key))
	}
	if err != nil {
		return err
	}
	return ours.ForEach(func(key, _ []byte) error { return theirs.Put(key, []byte{}) })
}
