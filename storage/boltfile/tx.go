package boltfile

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"cards/storage/wire"
)

// fullPages is how far pages are filled that entries are mostly added to at their end.
const fullPages = 0.95

// Tx is one transaction on the file. What it returns of it is valid until it ends.
type Tx struct {
	tx     *bbolt.Tx
	file   *File
	handle *handle // nil for a new file that is being filled

	buckets map[string]*Bucket // that were looked up
	plain   bool               // nothing is sealed
	slab    wire.Slab
}

// Plain says that no bucket is sealed, or that they are again: files of an earlier format have none
// that are.
func (t *Tx) Plain(plain bool) {
	t.plain = plain
	t.buckets = nil
}

// Sound returns what is wrong with a sealed entry of a small file that this transaction is the
// first to open; nil of all others.
func (t *Tx) Sound() error { return t.handle.seal }

// Version is a number of the state that the transaction sees: it is another after every commit.
func (t *Tx) Version() uint64 { return uint64(t.tx.ID()) }

// Has says whether there was a bucket when the transaction began.
func (t *Tx) Has(bucket string) bool {
	_, ok := slices.BinarySearch(t.handle.named, bucket)
	return ok
}

// Bucket returns a bucket by its name, nil if there is none.
func (t *Tx) Bucket(name string) *Bucket {
	if b := t.buckets[name]; b != nil {
		return b
	}
	found := t.tx.Bucket([]byte(name))
	if found == nil {
		return nil
	}
	b := &Bucket{Bucket: found, name: name, slab: &t.slab}
	if root := uint64(found.Root()); t.handle != nil && root != 0 {
		there := &tree{
			data: t.mapped(), pageSize: uint64(t.handle.Info().PageSize), root: root, bucket: name,
			seals: !t.plain && slices.Contains(t.file.options.Seals, name),
		}
		if t.tx.Writable() {
			b.disk = there
		} else {
			b.tree = there
		}
	}
	b.seal = !t.plain && slices.Contains(t.file.options.Sealed, name)
	if t.buckets == nil {
		t.buckets = make(map[string]*Bucket)
	}
	t.buckets[name] = b
	return b
}

// Get returns the value of a key in a bucket; nil if it has none, or if there is no such bucket.
func (t *Tx) Get(bucket string, key []byte) []byte {
	b := t.Bucket(bucket)
	if b == nil {
		return nil
	}
	return b.Get(key)
}

// Put stores the value of a key in a bucket.
func (t *Tx) Put(bucket string, key, value []byte) error { return t.Bucket(bucket).Put(key, value) }

// Delete removes a key from a bucket, if it is there.
func (t *Tx) Delete(bucket string, key []byte) error { return t.Bucket(bucket).Delete(key) }

// Append returns a bucket to which entries are mostly added at its end: its pages are filled
// further.
func (t *Tx) Append(bucket string) *Bucket {
	b := t.Bucket(bucket)
	b.FillPercent = fullPages
	return b
}

// Make makes a bucket unless there is one.
func (t *Tx) Make(bucket string) error {
	_, err := t.tx.CreateBucketIfNotExists([]byte(bucket))
	return err
}

// Empty makes a bucket anew, without entries.
func (t *Tx) Empty(bucket string) error {
	delete(t.buckets, bucket)
	err := t.tx.DeleteBucket([]byte(bucket))
	if err != nil && !errors.Is(err, bolterrors.ErrBucketNotFound) {
		return err
	}
	_, err = t.tx.CreateBucket([]byte(bucket))
	return err
}

// Names returns the names of all buckets, in order.
func (t *Tx) Names() []string {
	var names []string
	c := t.tx.Cursor()
	for name, _ := c.First(); name != nil; name, _ = c.Next() {
		names = append(names, string(name))
	}
	return names
}

// Size returns the length of the file in bytes.
func (t *Tx) Size() int { return int(t.tx.Size()) }

// Check returns what is wrong with the pages of the file, nil if nothing is. It reads every page,
// none twice and nothing beyond its bounds.
func (t *Tx) Check() []error { return inspect(t.handle.opened) }

// Count adds up the entries of a bucket by the headers of its pages, each of which it checks: one
// that hides entries is noticed. It reads far less than all of the bucket, and from the file, not
// from the memory to which it is mapped.
func (t *Tx) Count(bucket string) (int, error) {
	w, err := walkerOf(t.handle.opened)
	n := 0
	if err == nil {
		n, err = w.countBucket(bucket)
	}
	if err != nil {
		return 0, &DamagedError{Path: t.file.path, Err: err}
	}
	return n, nil
}

// State is what a file is at one instant.
type State struct {
	id   int // of the last transaction that wrote it
	file fs.FileInfo
}

// State returns what the file is at the instant that the transaction sees.
func (t *Tx) State() (State, error) {
	info, err := t.handle.opened.Stat()
	return State{id: t.tx.ID(), file: info}, err
}

// Same says whether nobody has written or replaced the file between two states.
func (s State) Same(other State) bool { return s.id == other.id && os.SameFile(s.file, other.file) }

// IsBefore says that the other is what one transaction made of this state.
func (s State) IsBefore(other State) bool { return s.id+1 == other.id && s.SameFile(other) }

// SameFile says whether nobody has replaced the file between two states.
func (s State) SameFile(other State) bool { return os.SameFile(s.file, other.file) }

// Damaged returns the error that says that the file is damaged, and how.
func (t *Tx) Damaged(how error) error { return &DamagedError{Path: t.file.path, Err: how} }

// Announce tells those who wait for the file what this process does, until the transaction is over.
func (t *Tx) Announce(now time.Time) error { return t.file.announce(t.handle, now) }
