package storage

import (
	"encoding/binary"
	"math/bits"

	"cards/deck"
)

// snapshot is a copy of what is stored of each card. Who reads nearly all cards in another order
// than that of their keys is faster by it: to go through a bucket once and to find its values in
// memory takes a fifth of the time that it takes to search the pages of the file for each.
type snapshot struct{ places, names, cards *bucketCopy } // nil where there is none

func (t *queryTx) snapshot() snapshot {
	return snapshot{
		places: t.copyOf(bucketPlaces), names: t.copyOf(bucketNames), cards: t.copyOf(bucketCards),
	}
}

// valueIn returns the value of a key in a bucket, from the copy of it where there is one; nil if it
// has none.
func (t *queryTx) valueIn(bucket string, copied *bucketCopy, key deck.Key) []byte {
	if copied != nil {
		return copied.get(key)
	}
	return t.Get(bucket, key[:])
}

// copyOf copies a bucket whose keys are those of cards or texts.
func (t *queryTx) copyOf(bucket string) *bucketCopy {
	b := new(bucketCopy)
	c := t.Bucket(bucket).Cursor()
	for key, value := c.First(); key != nil; key, value = c.Next() {
		b.add(deck.Key(key), value)
	}
	b.index()
	return b
}

// bucketCopy is a copy of a bucket. Its keys are hashes, so few begin with the same bits, and a
// table of these finds them without a hash of their own.
type bucketCopy struct {
	entries []copiedEntry // by key, ascending
	bytes   []byte

	first []uint32 // by leading bits, the place of the first key that has these or later ones
	shift int      // of the first 64 bits of a key, which leaves the leading ones
}

// copiedEntry is a key and where its value is.
type copiedEntry struct {
	key      deck.Key
	from, to int
}

// add copies an entry behind those with smaller keys.
func (b *bucketCopy) add(key deck.Key, value []byte) {
	from := len(b.bytes)
	b.bytes = append(b.bytes, value...)
	b.entries = append(b.entries, copiedEntry{key, from, len(b.bytes)})
}

// index makes the table, about as long as there are keys.
func (b *bucketCopy) index() {
	size := bits.Len(uint(len(b.entries)))
	b.shift = 64 - size
	b.first = make([]uint32, 1<<size+1)
	next := 0
	for i := range b.entries {
		for ; next <= b.leading(b.entries[i].key); next++ {
			b.first[next] = uint32(i)
		}
	}
	for ; next < len(b.first); next++ {
		b.first[next] = uint32(len(b.entries))
	}
}

func (b *bucketCopy) leading(key deck.Key) int {
	return int(binary.BigEndian.Uint64(key[:]) >> b.shift)
}

// get returns the value of a key; nil if it has none.
func (b *bucketCopy) get(key deck.Key) []byte {
	at := b.leading(key)
	for _, e := range b.entries[b.first[at]:b.first[at+1]] {
		if e.key == key {
			return b.bytes[e.from:e.to:e.to]
		}
	}
	return nil
}
