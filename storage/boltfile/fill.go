package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"os"
	"slices"

	"cards/storage/wire"
)

// Fill fills a bucket anew with entries that come in the order of their keys, each once. Their
// pages are written one behind the other, which takes a part of the time and the memory that
// putting them does. Nothing else may be written meanwhile. If fill fails, the bucket holds nothing
// that counts.
func (b *Builder) Fill(name string, fill func(put func(key, value []byte) error) error) error {
	root, m, err := b.reserve(name)
	if err != nil {
		return err
	}
	s := &stacker{
		file: b.opened, pageSize: int(m.pageSize), next: m.pages,
		seal: slices.Contains(b.file.options.Sealed, name),
	}
	if err := fill(s.put); err != nil {
		return err
	}
	if s.last == nil {
		return b.Update(func(t *Tx) error { return t.Empty(name) })
	}
	if key, value, ok := s.single(); ok {
		return b.Update(func(t *Tx) error {
			return errors.Join(t.Empty(name), t.Bucket(name).Bucket.Put(key, value))
		})
	}
	page, err := s.end(root)
	if err == nil {
		err = b.extend(m, s.next)
	}
	if err == nil { // until here the root leads nowhere
		_, err = b.opened.WriteAt(page, int64(root)*m.pageSize)
	}
	return err
}

// reserve makes a bucket anew whose root is a page of its own, and returns that page and what is
// said of the pages of the file.
func (b *Builder) reserve(name string) (root uint64, m meta, err error) {
	err = b.Update(func(t *Tx) error {
		if err := t.Empty(name); err != nil {
			return err
		}
		large := make([]byte, b.db.Info().PageSize/2) // too large to be kept within another page
		return t.Bucket(name).Bucket.Put([]byte{0}, large)
	})
	if err != nil {
		return 0, m, err
	}
	w, err := walkerOf(b.opened)
	if err != nil {
		return 0, m, err
	}
	value, err := w.find(name)
	if err == nil {
		root, _, err = bucketRoot(value)
	}
	return root, w.meta, err
}

// extend makes pages that were written behind the last a part of the file.
func (b *Builder) extend(m meta, pages uint64) error {
	at := int64(m.txid%2) * m.pageSize
	page := make([]byte, headerSize+metaSize)
	if _, err := b.opened.ReadAt(page, at); err != nil {
		return err
	}
	data := page[headerSize:]
	binary.NativeEndian.PutUint64(data[40:], pages)
	sum := fnv.New64a()
	sum.Write(data[:metaSize-8]) // never fails
	binary.NativeEndian.PutUint64(data[metaSize-8:], sum.Sum64())
	if _, err := b.opened.WriteAt(page, at); err != nil {
		return err
	}
	if int64(pages)*m.pageSize <= int64(b.mapped) {
		return nil
	}
	return b.mapAll()
}

// mapAll lets bbolt map the whole file, which it does when it takes pages behind its last: for a
// value that is longer than any free pages that follow one another. They are free afterwards.
func (b *Builder) mapAll() error {
	const name = "stretch"
	w, err := walkerOf(b.opened)
	if err != nil {
		return err
	}
	free, err := w.freeList()
	if err != nil {
		return err
	}
	long := make([]byte, int64(longestRun(free)+1)*w.meta.pageSize)
	err = b.Update(func(t *Tx) error {
		return errors.Join(t.Make(name), t.Put(name, []byte{0}, long))
	})
	if err != nil {
		return err
	}
	b.mapped = int(w.meta.pages) * int(w.meta.pageSize)
	return b.Update(func(t *Tx) error { return t.tx.DeleteBucket([]byte(name)) })
}

// longestRun is how many numbers of a list that ascends follow one another at most.
func longestRun(ids []uint64) int {
	longest, run := 0, 0
	for i, id := range ids {
		if i == 0 || id != ids[i-1]+1 {
			run = 0
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// stacker writes the pages of a tree from its leaves up, for entries that come in order.
type stacker struct {
	file     *os.File
	pageSize int
	seal     bool
	next     uint64 // page
	levels   []*floor
	last     []byte // key
	sealed   []byte // room for a value with its seal
	pages    []byte // that come to the file next
}

// floor is the page of a level of the tree that is being filled.
type floor struct {
	leaf  bool
	first []byte // key
	list  []stacked
	data  []byte // keys and values
}

// stacked is an entry of a page.
type stacked struct {
	key, value uint32 // their lengths
	child      uint64 // of a branch
}

var (
	errOrder = errors.New("entries do not come in the order of their keys")
	errLong  = errors.New("the key is too long")
)

func (s *stacker) put(key, value []byte) error {
	if len(key) == 0 || s.last != nil && bytes.Compare(s.last, key) >= 0 {
		return errOrder
	}
	if len(key) > s.pageSize/8 {
		return errLong
	}
	s.last = append(s.last[:0], key...)
	if s.seal {
		s.sealed = append(s.sealed[:0], value...)
		s.sealed = wire.Seal(key, s.sealed)
		value = s.sealed
	}
	return s.add(0, key, value, 0)
}

// add adds an entry to a level. bbolt takes no branch that leads to one page alone, so that the
// last entry of a branch that is full goes with the next.
func (s *stacker) add(level int, key, value []byte, child uint64) error {
	if level == len(s.levels) {
		s.levels = append(s.levels, &floor{leaf: level == 0})
	}
	f := s.levels[level]
	full := f.size()+elementSize+len(key)+len(value) > int(float64(s.pageSize)*fullPages)
	switch {
	case !full || len(f.list) == 0:
	case f.leaf:
		if err := s.lay(level); err != nil {
			return err
		}
	default:
		first, leads := f.pop()
		if err := s.lay(level); err != nil {
			return err
		}
		f.push(first, nil, leads)
	}
	f.push(key, value, child)
	return nil
}

// push adds an entry to the page.
func (f *floor) push(key, value []byte, child uint64) {
	if len(f.list) == 0 {
		f.first = append(f.first[:0], key...)
	}
	f.list = append(f.list, stacked{uint32(len(key)), uint32(len(value)), child})
	f.data = append(append(f.data, key...), value...)
}

// pop takes the last entry out of a branch.
func (f *floor) pop() (key []byte, child uint64) {
	last := f.list[len(f.list)-1]
	at := len(f.data) - int(last.key)
	key = bytes.Clone(f.data[at:])
	f.list, f.data = f.list[:len(f.list)-1], f.data[:at]
	return key, last.child
}

func (f *floor) size() int { return headerSize + len(f.list)*elementSize + len(f.data) }

// lay ends the page of a level, and leads to it from the level above.
func (s *stacker) lay(level int) error {
	f, id := s.levels[level], s.next
	s.pages = f.appendTo(s.pages, id, s.pageSize)
	s.next += uint64((f.size() + s.pageSize - 1) / s.pageSize)
	const atOnce = 1 << 18 // bytes
	if len(s.pages) >= atOnce {
		if err := s.flush(); err != nil {
			return err
		}
	}
	f.list, f.data = f.list[:0], f.data[:0]
	return s.add(level+1, f.first, nil, id)
}

// flush writes the pages that end before the next.
func (s *stacker) flush() error {
	at := int64(s.next)*int64(s.pageSize) - int64(len(s.pages))
	_, err := s.file.WriteAt(s.pages, at)
	s.pages = s.pages[:0]
	return err
}

// single returns the entry that was put, if it is the only one.
func (s *stacker) single() (key, value []byte, ok bool) {
	if len(s.levels) > 1 || len(s.levels[0].list) > 1 {
		return nil, nil, false
	}
	n := len(s.last)
	return s.levels[0].data[:n], s.levels[0].data[n:], true
}

// end ends all levels, and returns the page of the highest: that of the root.
func (s *stacker) end(root uint64) ([]byte, error) {
	level := 0
	for ; level < len(s.levels)-1; level++ {
		if err := s.lay(level); err != nil {
			return nil, err
		}
	}
	return s.levels[level].appendTo(nil, root, s.pageSize), s.flush()
}

// appendTo appends the page to others.
func (f *floor) appendTo(b []byte, id uint64, pageSize int) []byte {
	order := binary.NativeEndian
	size := f.size()
	pages := (size + pageSize - 1) / pageSize
	flags := uint16(branchFlag)
	if f.leaf {
		flags = leafFlag
	}
	b = order.AppendUint64(b, id)
	b = order.AppendUint16(b, flags)
	b = order.AppendUint16(b, uint16(len(f.list)))
	b = order.AppendUint32(b, uint32(pages-1))
	position := uint32(len(f.list) * elementSize) // from the element on
	for _, e := range f.list {
		if f.leaf {
			b = order.AppendUint32(b, 0)
			b = order.AppendUint32(b, position)
			b = order.AppendUint32(b, e.key)
			b = order.AppendUint32(b, e.value)
		} else {
			b = order.AppendUint32(b, position)
			b = order.AppendUint32(b, e.key)
			b = order.AppendUint64(b, e.child)
		}
		position += e.key + e.value - elementSize
	}
	b = append(b, f.data...)
	return append(b, make([]byte, pages*pageSize-size)...)
}
