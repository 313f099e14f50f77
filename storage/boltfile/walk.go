package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"cards/storage/wire"
)

// walker reads the pages of a file by itself, each within its bounds and none twice. bbolt trusts
// what it reads: a damaged page can make it loop, or end the process.
type walker struct {
	file io.ReaderAt
	size int64 // of the file, in bytes
	meta meta
	used pageSet // made when the first is used
	head [headerSize + elementSize]byte

	names  map[uint64]string // of the buckets, by page, if they are wanted
	outer  bool              // the pages of buckets are left out
	whole  []byte            // all of the file, if that is in memory
	seals  []string          // buckets whose values end with a seal, if those are to be looked at
	broken error             // the first seal that does not fit
	leaf   []element         // room for the entries of a page
	named  []string          // the buckets that were walked, in order
	found  []error
	spoilt map[string]bool // buckets in which something was found; "" for what leads to them
}

const (
	metaSize    = 64
	metaMagic   = 0xED0CDAED
	noFreelist  = 1<<64 - 1
	deepest     = 64 // floors of a tree that bbolt could make
	mostErrors  = 100
	leastPage   = 1 << 9
	largestPage = 1 << 16
)

var (
	errNoMeta  = errors.New("neither of the two pages that lead to the others is whole")
	errOneMeta = errors.New("one of the two pages that lead to the others is broken: " +
		"the last change may be missing")
	errOutside = errors.New("it is not within the file")
	errTwice   = errors.New("it is used twice")
	errDeep    = errors.New("the tree is too deep")
)

// fail notes what is wrong with a page.
func (w *walker) fail(bucket string, page uint64, err error) {
	if w.spoilt == nil {
		w.spoilt = make(map[string]bool)
	}
	w.spoilt[bucket] = true
	if len(w.found) < mostErrors {
		w.found = append(w.found, &PageError{Bucket: bucket, Page: page, Err: err})
	}
}

// take marks a page as used, with those that belong to it.
func (w *walker) take(id uint64, more uint32) error {
	if id < 2 || id >= w.meta.pages || uint64(more) >= w.meta.pages-id {
		return errOutside
	}
	if w.used == nil {
		w.used = newPageSet(w.meta.pages)
	}
	for i := id; i <= id+uint64(more); i++ {
		if w.used.has(i) {
			return errTwice
		}
		w.used.add(i)
	}
	return nil
}

// header reads the header of a page of a tree, and its first element into head. The page counts as
// used from then on.
func (w *walker) header(id uint64, mayBeEmpty bool) (header, error) {
	h, err := w.anyHeader(id)
	if err == nil {
		err = h.check(id, mayBeEmpty)
	}
	if err == nil {
		err = w.take(id, h.more)
	}
	return h, err
}

func (w *walker) anyHeader(id uint64) (header, error) {
	if id < 2 || id >= w.meta.pages {
		return header{}, errOutside
	}
	if w.whole != nil {
		copy(w.head[:], w.whole[int64(id)*w.meta.pageSize:])
		return readHeader(w.head[:]), nil
	}
	// Reading several pages at once, to save calls of the system, would copy the whole log.
	_, err := w.file.ReadAt(w.head[:], int64(id)*w.meta.pageSize)
	return readHeader(w.head[:]), err
}

// page reads all of a page, which must be within the file.
func (w *walker) page(id uint64, h header) ([]byte, error) {
	if w.whole != nil {
		return w.whole[int64(id)*w.meta.pageSize : (int64(id)+int64(h.more)+1)*w.meta.pageSize], nil
	}
	page := make([]byte, (int64(h.more)+1)*w.meta.pageSize)
	_, err := w.file.ReadAt(page, int64(id)*w.meta.pageSize)
	return page, err
}

func (w *walker) elements(id uint64, h header, room []element) ([]element, error) {
	page, err := w.page(id, h)
	if err != nil {
		return nil, err
	}
	return readElements(page, h, room)
}

// tree walks a page and all below it. Every key must be from least on and below end, if there is
// one.
func (w *walker) tree(bucket string, id uint64, least, end []byte, depth int) {
	if w.names != nil {
		w.names[id] = bucket
	}
	h, err := w.header(id, bucket == "" && depth == 0)
	var list []element
	if err == nil && bucket != "" && h.isLeaf() { // nothing is walked beneath it
		list, err = w.elements(id, h, w.leaf)
		w.leaf = list
	} else if err == nil {
		list, err = w.elements(id, h, nil)
	}
	if err == nil && depth > deepest {
		err = errDeep
	}
	if err == nil && len(list) > 0 {
		err = checkKeys(list[0].key, list[len(list)-1].key, least, end)
	}
	if err != nil {
		w.fail(bucket, id, err)
		return
	}
	sealed := slices.Contains(w.seals, bucket)
	for i, e := range list {
		if sealed && h.isLeaf() {
			w.unseal(bucket, e)
		}
		if h.isLeaf() {
			w.entry(bucket, id, e)
			continue
		}
		until := end
		if i+1 < len(list) {
			until = list[i+1].key
		}
		w.tree(bucket, e.child, e.key, until, depth+1)
	}
}

// entry walks an entry of the tree of buckets, and looks at the kind of one of a bucket.
func (w *walker) entry(bucket string, page uint64, e element) {
	switch {
	case bucket == "" && e.bucket:
		w.bucket(string(e.key), page, e.value)
	case bucket == "" || e.bucket:
		w.fail(bucket, page, errors.New("the kind of an entry does not belong here"))
	}
}

// unseal looks at the seal of an entry.
func (w *walker) unseal(bucket string, e element) {
	if w.broken != nil {
		return
	}
	if _, err := wire.Unseal(e.key, e.value); err != nil {
		w.broken = &wire.CorruptError{Bucket: bucket, Key: bytes.Clone(e.key), Err: err}
	}
}

// bucket walks a bucket: what its entry in page leads to, or holds itself.
func (w *walker) bucket(name string, page uint64, value []byte) {
	w.named = append(w.named, name)
	root, inline, err := bucketRoot(value)
	if err == nil && root == 0 {
		var list []element
		if list, err = inlineElements(inline, w.leaf); err == nil {
			w.leaf = list
			sealed := slices.Contains(w.seals, name)
			for _, e := range list {
				if sealed {
					w.unseal(name, e)
				}
				w.entry(name, page, e)
			}
		}
	}
	switch {
	case err != nil:
		w.fail(name, page, err)
	case root != 0 && !w.outer:
		w.tree(name, root, nil, nil, 0)
	}
}

// bucketRoot reads the value of a bucket: its root page, or the page that it holds if that is 0.
func bucketRoot(value []byte) (root uint64, inline []byte, err error) {
	const size = 16 // root page, sequence
	if len(value) < size {
		return 0, nil, errors.New("the entry of the bucket is too short")
	}
	return binary.NativeEndian.Uint64(value), value[size:], nil
}

// inlineElements reads the entries of a page that the entry of a bucket holds, as [readElements].
func inlineElements(page []byte, room []element) ([]element, error) {
	if len(page) < headerSize {
		return nil, errLayout
	}
	h := readHeader(page)
	if h.id != 0 || !h.isLeaf() || h.more != 0 {
		return nil, errors.New("the page within its entry is not a page")
	}
	return readElements(page, h, room)
}

// free reads the list of free pages and finds pages that are in it wrongly, or should be.
func (w *walker) free() {
	ids, err := w.freeList()
	if err != nil {
		w.fail("", w.meta.freelist, fmt.Errorf("the list of free pages: %w", err))
		return
	}
	for _, id := range ids {
		if err := w.take(id, 0); err != nil {
			w.fail("", id, fmt.Errorf("it is said to be free: %w", err))
		}
	}
	for id := uint64(2); id < w.meta.pages; id++ {
		if !w.used.has(id) {
			w.fail("", id, errors.New("it is neither used nor free"))
		}
	}
}

func (w *walker) freeList() ([]uint64, error) {
	id := w.meta.freelist
	if id == noFreelist {
		return nil, errors.New("there is none")
	}
	h, err := w.anyHeader(id)
	if err == nil && (h.flags != freeFlag || h.id != id) {
		err = errors.New("it is not one")
	}
	if err == nil {
		err = w.take(id, h.more)
	}
	if err != nil {
		return nil, err
	}
	page, err := w.page(id, h)
	if err != nil {
		return nil, err
	}
	list, n := page[headerSize:], uint64(h.count)
	const many = 0xFFFF // the number of ids is the first of them
	if n == many {
		n, list = binary.NativeEndian.Uint64(list), list[8:]
	}
	if n > uint64(len(list)/8) {
		return nil, errLayout
	}
	ids := make([]uint64, n)
	for i := range ids {
		ids[i] = binary.NativeEndian.Uint64(list[8*i:])
	}
	return ids, nil
}

// walk walks the whole file and returns what is wrong with it.
func (w *walker) walk() []error {
	sound := len(w.found)
	w.tree("", w.meta.root, nil, nil, 0)
	if len(w.found) == sound { // else what cannot be reached would be named page by page
		w.free()
	}
	return w.found
}

// walkFirst walks the whole file if it is small, else only its outer pages.
func (w *walker) walkFirst() []error {
	const small = 1 << 20 // bytes that are read in less than a millisecond
	if w.size > small {
		return w.walkOuter()
	}
	return w.walk()
}

// walkOuter walks the entries of buckets, and those within them. bbolt copies such pages where they
// are not aligned: damage of one would let it point anywhere into the memory of the program, which
// ends it.
func (w *walker) walkOuter() []error {
	w.outer = true
	w.tree("", w.meta.root, nil, nil, 0)
	return w.found
}
