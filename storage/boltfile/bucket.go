package boltfile

import (
	"bytes"

	"go.etcd.io/bbolt"

	"cards/storage/wire"
)

// Bucket is a map of the file, ordered by the bytes of its keys. The values of a bucket that the
// file seals have a checksum that its callers do not see. One that does not fit ends the
// transaction with a [*wire.CorruptError].
type Bucket struct {
	*bbolt.Bucket
	tree *tree // reads it; nil: bbolt does
	disk *tree // what it was when the transaction began that writes it; nil if that is not looked at
	name string
	seal bool
	slab *wire.Slab
	seen map[*byte]bool // large values whose seal was looked at in this transaction, by where they begin
}

// Raw returns the bucket with its values as they are stored.
func (b *Bucket) Raw() *Bucket {
	return &Bucket{Bucket: b.Bucket, tree: b.tree, disk: b.disk, name: b.name}
}

// Get returns the value of a key; nil if it has none.
func (b *Bucket) Get(key []byte) []byte {
	value := b.stored(key)
	if value == nil || !b.seal {
		return value
	}
	return b.open(key, value)
}

// stored returns the value of a key as it is stored.
func (b *Bucket) stored(key []byte) []byte {
	if b.tree != nil {
		return b.tree.get(key)
	}
	value := b.Bucket.Get(key)
	if value == nil {
		b.touch(key)
	}
	return value
}

// touch looks at the pages on the way to a key. bbolt believes them, and writes them anew: nobody
// would ever know what one had hidden.
func (b *Bucket) touch(key []byte) {
	if b.disk != nil {
		(&way{tree: b.disk}).find(key)
	}
}

// Put stores the value of a key.
func (b *Bucket) Put(key, value []byte) error {
	b.touch(key)
	if b.seal {
		value = b.sealed(key, value)
	}
	return b.Bucket.Put(key, value)
}

// Delete removes a key, if it is there.
func (b *Bucket) Delete(key []byte) error {
	if b.disk != nil {
		b.disk.around(key)
	}
	return b.Bucket.Delete(key)
}

// Cursor returns a cursor over the entries.
func (b *Bucket) Cursor() *Cursor {
	if b.tree != nil {
		return &Cursor{c: &way{tree: b.tree}, bucket: b}
	}
	return &Cursor{c: b.Bucket.Cursor(), bucket: b}
}

// ForEach calls do for every entry in the order of the keys.
func (b *Bucket) ForEach(do func(key, value []byte) error) error {
	c := b.Cursor()
	for key, value := c.First(); key != nil; key, value = c.Next() {
		if err := do(key, value); err != nil {
			return err
		}
	}
	return nil
}

// open returns a value without its seal. A broken one ends the transaction: what is wrong with what
// is derived is mended in one place, not by all who read it.
func (b *Bucket) open(key, sealed []byte) []byte {
	const large = 1 << 10 // bytes; such a value may be asked for over and over
	if n := len(sealed) - wire.SealSize; n >= large {
		if b.seen[&sealed[0]] {
			return sealed[:n:n]
		}
	}
	value, err := wire.Unseal(key, sealed)
	if err != nil {
		panic(&wire.CorruptError{Bucket: b.name, Key: bytes.Clone(key), Err: err})
	}
	if len(value) >= large {
		if b.seen == nil {
			b.seen = make(map[*byte]bool)
		}
		b.seen[&sealed[0]] = true
	}
	return value[:len(value):len(value)]
}

// sealed returns a value with its seal, in memory that stays until the transaction ends.
func (b *Bucket) sealed(key, value []byte) []byte {
	room := b.slab.Take(len(value) + wire.SealSize)
	return wire.Seal(key, append(room, value...))
}

// Cursor goes through the entries of a bucket in the order of their keys. Behind the last, and
// before the first, keys are nil.
type Cursor struct {
	c      moves
	bucket *Bucket
}

// moves is what goes through entries: bbolt's cursor, or a [way].
type moves interface {
	First() (key, value []byte)
	Last() (key, value []byte)
	Next() (key, value []byte)
	Prev() (key, value []byte)
	Seek(from []byte) (key, value []byte)
}

// First moves to the first entry and returns it.
func (c *Cursor) First() (key, value []byte) { return c.at(c.c.First()) }

// Last moves to the last entry and returns it.
func (c *Cursor) Last() (key, value []byte) { return c.at(c.c.Last()) }

// Next moves to the next entry and returns it.
func (c *Cursor) Next() (key, value []byte) { return c.at(c.c.Next()) }

// Prev moves to the entry before and returns it.
func (c *Cursor) Prev() (key, value []byte) { return c.at(c.c.Prev()) }

// Seek moves to the first entry with a key from the given one on and returns it.
func (c *Cursor) Seek(from []byte) (key, value []byte) {
	c.bucket.touch(from)
	return c.at(c.c.Seek(from))
}

func (c *Cursor) at(key, value []byte) (k, v []byte) {
	if key == nil || !c.bucket.seal {
		return key, value
	}
	return key, c.bucket.open(key, value)
}
