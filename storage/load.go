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
	sum := make(load)
	err := t.eachLoad(key, t.Get(bucketLoad, key), func(id fileID, n int) { sum[id] = n })
	if err != nil {
		return err
	}
	for id, n := range delta {
		switch sum[id] += n; {
		case sum[id] < 0:
			return &wire.CorruptError{Bucket: bucketLoad, Key: key, Err: errors.New("a count falls below zero")}
		case sum[id] == 0:
			delete(sum, id)
		}
	}
	if len(sum) == 0 {
		return t.Delete(bucketLoad, key)
	}
	return t.Put(bucketLoad, key, sum.encode())
}

func (l load) encode() []byte {
	var e wire.Encoder
	last := fileID(0)
	for _, id := range slices.Sorted(maps.Keys(l)) {
		e.Uint(uint64(id - last))
		e.Uint(uint64(l[id]))
		last = id
	}
	return e.Value()
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
func (c *Collection) DueOn(first, last srs.Day, of func(folders.Deck) bool) ([]int, error) {
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
