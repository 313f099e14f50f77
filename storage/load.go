package storage

import (
	"bytes"
	"errors"
	"maps"
	"slices"

	"cards/srs"
	"cards/storage/folders"
	"cards/storage/wire"
)

// load is how many cards in review phase of each file are due on one study day, or by how many that
// changes.
type load map[fileID]int

// noteLoad gathers that a card of a file is due on a study day, or with a sign of -1 no longer.
func (t *cardTx) noteLoad(day srs.Day, id fileID, sign int) {
	if t.loads[day] == nil {
		t.loads[day] = make(load)
	}
	t.loads[day][id] += sign
}

// addLoad changes what is stored of a study day.
func (t *cardTx) addLoad(day srs.Day, delta load) error {
	key := dayKey(day)
	value, err := t.added(key, delta)
	if err != nil {
		return err
	}
	if len(value) == 0 {
		return t.Delete(bucketLoad, key)
	}
	return t.Put(bucketLoad, key, value)
}

// added returns what is stored of a study day, changed.
func (t *cardTx) added(key []byte, delta load) ([]byte, error) {
	var w loadWriter
	ids := slices.Sorted(maps.Keys(delta))
	err := t.eachLoad(key, t.Get(bucketLoad, key), func(id fileID, n int) {
		for ; len(ids) > 0 && ids[0] < id; ids = ids[1:] {
			w.add(ids[0], delta[ids[0]])
		}
		if len(ids) > 0 && ids[0] == id {
			n += delta[id]
			ids = ids[1:]
		}
		w.add(id, n)
	})
	for _, id := range ids {
		w.add(id, delta[id])
	}
	if err == nil && w.negative {
		err = errors.New("a count falls below zero")
		err = &wire.CorruptError{Bucket: bucketLoad, Key: key, Err: err}
	}
	return w.Value(), err
}

// loadWriter writes a value of the bucket, file by file in their order.
type loadWriter struct {
	wire.Encoder
	last     fileID
	negative bool // one of them was below zero
}

func (w *loadWriter) add(id fileID, n int) {
	w.negative = w.negative || n < 0
	if n > 0 {
		w.Uint(uint64(id - w.last))
		w.Uint(uint64(n))
		w.last = id
	}
}

// eachLoad calls do for the files in a value of the bucket, in their order.
func (t *cardTx) eachLoad(key, value []byte, do func(fileID, int)) error {
	d := wire.NewDecoder(value)
	id := fileID(0)
	for d.More() {
		id += fileID(d.Uint())
		if n := d.Number(); d.Err() == nil {
			do(id, n)
		}
	}
	if err := d.End(); err != nil {
		return &wire.CorruptError{Bucket: bucketLoad, Key: bytes.Clone(key), Err: err}
	}
	return nil
}

// DueOn returns how many cards in review phase are due on each study day from first to last in the
// decks that of says yes to, drafts and suspended ones left out.
func (c *cardOwner) DueOn(first, last srs.Day, of func(folders.Deck) bool) ([]int, error) {
	counts := make([]int, last-first+1)
	err := c.view(func(t *txn) error {
		clear(counts)
		files, err := t.deckFiles()
		if err != nil {
			return err
		}
		counted := make(map[fileID]bool, len(files))
		for id, f := range files {
			counted[id] = of(f.scheduled())
		}
		cursor := t.Bucket(bucketLoad).Cursor()
		for key, value := cursor.Seek(dayKey(first)); key != nil && dayOf(key) <= last; key, value = cursor.Next() {
			day := &counts[dayOf(key)-first]
			err := t.eachLoad(key, value, func(id fileID, n int) {
				if counted[id] {
					*day += n
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return counts, err
}
