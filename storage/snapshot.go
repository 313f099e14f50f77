package storage

import (
	"encoding/binary"
	"math/bits"

	"cards/deck"
)

// snapshot is a copy of buckets whose keys are those of cards or texts. Who reads nearly all of
// them in another order than theirs is faster by it: to go through a bucket once and to find its
// values in memory takes a fifth of the time that it takes to search the pages of the file for
// each.
type snapshot map[string]*bucketCopy

// snapshotOf copies buckets.
func (t *queryTx) snapshotOf(buckets ...string) snapshot {
	s := make(snapshot)
	for _, name := range buckets {
		b := new(bucketCopy)
		c := t.Bucket(name).Cursor()
		for key, value := c.First(); key != nil; key, value = c.Next() {
			b.keys = append(b.keys, deck.Key(key))
			b.bytes = append(b.bytes, value...)
			b.ends = append(b.ends, len(b.bytes))
		}
		b.index()
		s[name] = b
	}
	return s
}

// get returns the value of a key in a bucket; nil if it has none.
func (s snapshot) get(bucket string, key deck.Key) []byte { return s[bucket].get(key) }

// bucketCopy is a copy of a bucket. Its keys are hashes, so few begin with the same bits, and a
// table of these finds them without a hash of their own.
type bucketCopy struct {
	keys  []deck.Key // ascending
	ends  []int      // of their values in bytes; each begins where that before it ends
	bytes []byte

	first []uint32 // by leading bits, the place of the first key that has these or later ones
	shift int      // of the first 64 bits of a key, which leaves the leading ones
}

// index makes the table, about as long as there are keys.
func (b *bucketCopy) index() {
	size := bits.Len(uint(len(b.keys)))
	b.shift = 64 - size
	b.first = make([]uint32, 1<<size+1)
	next := 0
	for i, key := range b.keys {
		for ; next <= b.leading(key); next++ {
			b.first[next] = uint32(i)
		}
	}
	for ; next < len(b.first); next++ {
		b.first[next] = uint32(len(b.keys))
	}
}

func (b *bucketCopy) leading(key deck.Key) int {
	return int(binary.BigEndian.Uint64(key[:]) >> b.shift)
}

func (b *bucketCopy) get(key deck.Key) []byte {
	at := b.leading(key)
	for i := b.first[at]; i < b.first[at+1]; i++ {
		if b.keys[i] != key {
			continue
		}
		from := 0
		if i > 0 {
			from = b.ends[i-1]
		}
		return b.bytes[from:b.ends[i]:b.ends[i]]
	}
	return nil
}
