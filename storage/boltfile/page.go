package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// How bbolt lays out a page, in the byte order of the machine:
//
//	page     = id u64 · flags u16 · number of elements u16 · further pages u32 · elements · data
//	branch   = position of its key u32 · length of the key u32 · child page u64
//	leaf     = flags u32 · position of its key u32 · length of the key u32 · length of the value u32
//
// Positions count from the element's own first byte. The data are the keys, each followed by its
// value, in the order of the elements and without gaps, beginning right behind the last element.
// So a page whose number of elements is wrong shows it.
const (
	headerSize  = 16
	elementSize = 16
	branchFlag  = 0x01
	leafFlag    = 0x02
	freeFlag    = 0x10
	bucketFlag  = 0x01 // of a leaf element: the value is a bucket
)

// header is the first bytes of a page.
type header struct {
	id    uint64
	flags uint16
	count int
	more  uint32 // pages that follow it and belong to it
}

func readHeader(b []byte) header {
	order := binary.NativeEndian
	return header{
		id: order.Uint64(b), flags: order.Uint16(b[8:]),
		count: int(order.Uint16(b[10:])), more: order.Uint32(b[12:]),
	}
}

func (h header) isLeaf() bool { return h.flags == leafFlag }

// check returns what is wrong with the header of page id of a tree. A bucket without entries has no
// page of its own, so that only the tree of buckets may be empty.
func (h header) check(id uint64, mayBeEmpty bool) error {
	switch {
	case h.id != id:
		return fmt.Errorf("it says that it is page %d", h.id)
	case h.flags != branchFlag && h.flags != leafFlag:
		return errors.New("its kind does not belong here")
	case h.count == 0 && h.flags == branchFlag:
		return errors.New("it leads nowhere")
	case h.count == 0 && !mayBeEmpty:
		return errors.New("it has no entries")
	}
	return nil
}

// element is one entry of a page. The key and the value are parts of the page.
type element struct {
	key, value []byte
	child      uint64 // of a branch
	bucket     bool   // the value is a bucket
}

// position returns where the element at offset at of a page has its key, and how long key and value
// are.
func position(page []byte, at int, leaf bool) (start, key, value int) {
	order := binary.NativeEndian
	if leaf {
		return at + int(order.Uint32(page[at+4:])),
			int(order.Uint32(page[at+8:])), int(order.Uint32(page[at+12:]))
	}
	return at + int(order.Uint32(page[at:])), int(order.Uint32(page[at+4:])), 0
}

var (
	errLayout   = errors.New("its entries do not match its own count of them")
	errUnsorted = errors.New("its entries are out of order")
)

// checkStart returns whether the data of a page begin where its count of elements says. It needs
// the header and the first element.
func (h header) checkStart(page []byte) error {
	if h.count == 0 {
		return nil
	}
	if start, _, _ := position(page, headerSize, h.isLeaf()); start != headerSize+h.count*elementSize {
		return errLayout
	}
	return nil
}

// checkKeys returns whether the keys of a page, from the first to the last, are from least on and
// below end, if there is one.
func checkKeys(first, last, least, end []byte) error {
	if bytes.Compare(first, least) < 0 || end != nil && bytes.Compare(last, end) >= 0 {
		return errors.New("its entries belong elsewhere")
	}
	return nil
}

// readElements reads the entries of a page, which must be laid out as bbolt does it and ascend. The
// room is taken for them if it is enough.
func readElements(page []byte, h header, room []element) ([]element, error) {
	next := headerSize + h.count*elementSize
	if next > len(page) {
		return nil, errLayout
	}
	list := slices.Grow(room[:0], h.count)[:h.count]
	for i := range list {
		at := headerSize + i*elementSize
		start, key, value := position(page, at, h.isLeaf())
		if start != next || key == 0 || key > len(page)-start || value > len(page)-start-key {
			return nil, errLayout
		}
		next = start + key + value
		e := element{key: page[start : start+key], value: page[start+key : next]}
		if h.isLeaf() {
			e.bucket = binary.NativeEndian.Uint32(page[at:])&bucketFlag != 0
		} else {
			e.child = binary.NativeEndian.Uint64(page[at+8:])
		}
		if i > 0 && bytes.Compare(list[i-1].key, e.key) >= 0 {
			return nil, errUnsorted
		}
		list[i] = e
	}
	return list, nil
}
