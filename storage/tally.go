package storage

import (
	"cards/storage/journal"
	"cards/storage/wire"
)

// tally is what the log holds, kept apart from the log itself: a page of it that is lost does not
// go unnoticed.
type tally struct {
	count  uint64     // of events
	ids    journal.ID // all ids, added bit by bit without carrying
	newest journal.ID
}

// tally returns what the log should hold.
func (t *tallyTx) tally() (tally, error) {
	if t.held == nil {
		held := tally{}
		if value := t.Get(bucketMeta, []byte(metaTally)); value != nil {
			var err error
			if held, err = decodeTally(value); err != nil {
				return held, &wire.CorruptError{Bucket: bucketMeta, Key: []byte(metaTally), Err: err}
			}
		}
		t.held = &held
	}
	return *t.held, nil
}

func decodeTally(value []byte) (tally, error) {
	d := wire.Open([]byte(metaTally), value)
	held := tally{count: d.Uint(), ids: d.ID(), newest: d.ID()}
	return held, d.End()
}

// count adds an event that is new in the log.
func (t *tallyTx) count(id journal.ID) error {
	if _, err := t.tally(); err != nil {
		return err
	}
	t.held.add(id)
	t.wrote = true
	return nil
}

func (s *tally) add(id journal.ID) {
	s.count++
	s.ids = s.ids.Xor(id)
	if id.Compare(s.newest) > 0 {
		s.newest = id
	}
}

// flushLog writes the tally if it has changed.
func (t *tallyTx) flushLog() error {
	if !t.wrote {
		return nil
	}
	t.wrote = false
	return t.putTally(*t.held)
}

func (t *tallyTx) putTally(s tally) error {
	e := wire.NewEncoder(48)
	e.Uint(s.count)
	e.Bytes(s.ids[:])
	e.Bytes(s.newest[:])
	key := []byte(metaTally)
	return t.Put(bucketMeta, key, e.Sealed(key))
}

// recount makes the tally that of what the log holds now.
func (t *tallyTx) recount() {
	var s tally
	c := t.Bucket(bucketLog).Cursor()
	for key, _ := c.First(); key != nil; key, _ = c.Next() {
		s.add(journal.ID(key))
	}
	t.held, t.wrote = &s, true
}
