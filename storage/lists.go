package storage

import (
	"bytes"
	"cmp"
	"slices"

	"cards/srs"
	"cards/srs/stats"
)

// lists are what was gathered of cards, and not yet written.
type lists struct {
	counts map[fileID]counts
	loads  map[srs.Day]load
	days   map[srs.Day]stats.Totals
	index  map[string][]indexChange // by bucket
}

func newLists() lists {
	return lists{
		make(map[fileID]counts), make(map[srs.Day]load), make(map[srs.Day]stats.Totals),
		make(map[string][]indexChange),
	}
}

// indexChange is an entry that is to be put into an index or deleted from it.
type indexChange struct {
	key, value []byte
	number     int // in the order in which they came
	put        bool
}

// enter notes that an entry is to be put into an index.
func (t *cardTx) enter(bucket string, key, value []byte) {
	t.change(bucket, key, value, true)
}

// leave notes that an entry is to be deleted from an index, unless another is put in its place.
func (t *cardTx) leave(bucket string, key, value []byte) {
	t.change(bucket, key, value, false)
}

func (t *cardTx) change(bucket string, key, value []byte, put bool) {
	changes := t.index[bucket]
	t.index[bucket] = append(changes,
		indexChange{key: key, value: value, number: len(changes), put: put})
}

// flush writes what was gathered.
func (t *cardTx) flush() error {
	for id, delta := range t.counts {
		if err := t.addCounts(id, delta); err != nil {
			return err
		}
	}
	for day, delta := range t.loads {
		if err := t.addLoad(day, delta); err != nil {
			return err
		}
	}
	for day, delta := range t.days {
		if err := t.addTotals(day, delta); err != nil {
			return err
		}
	}
	for bucket, change := range t.index {
		if err := t.flushIndex(bucket, change); err != nil {
			return err
		}
	}
	t.lists = newLists()
	if err := t.flushLog(); err != nil {
		return err
	}
	if t.unmatched {
		return t.Put(bucketMeta, []byte(metaMatch), []byte{1})
	}
	return nil
}

// flushIndex makes changes of an index. One card may take the place of another: of what is put
// under a key the last stays that was not taken out again, wherever among them another is taken
// out.
func (t *cardTx) flushIndex(name string, changes []indexChange) error {
	sortChanges(changes)
	bucket := t.Bucket(name)
	for len(changes) > 0 {
		n, last := 0, -1
		for ; n < len(changes) && bytes.Equal(changes[n].key, changes[0].key); n++ {
			switch c := &changes[n]; {
			case c.put:
				last = n
			case last >= 0 && bytes.Equal(changes[last].value, c.value):
				last = -1
			}
		}
		var err error
		if last >= 0 {
			err = bucket.Put(changes[0].key, changes[last].value)
		} else {
			err = bucket.Delete(changes[0].key)
		}
		if err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}

// sortChanges sorts changes by their keys, those of one as they came.
func sortChanges(changes []indexChange) {
	slices.SortFunc(changes, func(a, b indexChange) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.number, b.number))
	})
}
