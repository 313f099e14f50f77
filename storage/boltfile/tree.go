package boltfile

import (
	"bytes"
	"encoding/binary"
	"unsafe"

	"cards/storage/wire"
)

// tree reads the entries of a bucket as they were when a transaction began, from the memory to
// which the file is mapped. bbolt trusts what it reads there; tree looks at each page that it comes
// to, which must be what it says it is, laid out without gaps, and hold keys that belong where it
// is. What is not so ends the transaction.
type tree struct {
	data     []byte // of all pages
	pageSize uint64
	root     uint64
	bucket   string
	seals    bool // every value ends with the seal of its entry
}

// mapped returns the memory of all pages that a transaction sees.
func (t *Tx) mapped() []byte { return t.handle.mapped(t.tx.Size()) }

// mapped returns the memory to which the first size bytes of the file are mapped.
func (h *handle) mapped(size int64) []byte {
	info := h.Info()
	at := *(*unsafe.Pointer)(unsafe.Pointer(&info.Data)) // no address of the heap: it does not move
	return unsafe.Slice((*byte)(at), size)
}

// level is a page on the way to an entry, and which of its elements the way takes.
type level struct {
	page  []byte
	count int
	leaf  bool
	at    int
}

// load returns a page whose keys are from least on and below end, if there is one.
func (t *tree) load(id uint64, least, end []byte) level {
	if pages := uint64(len(t.data)) / t.pageSize; id < 2 || id >= pages {
		t.fail(id, errOutside)
	}
	page := t.data[id*t.pageSize:]
	h := readHeader(page)
	if err := h.check(id, false); err != nil {
		t.fail(id, err)
	}
	size := (uint64(h.more) + 1) * t.pageSize
	if size > uint64(len(page)) {
		t.fail(id, errOutside)
	}
	page = page[:size]
	if headerSize+h.count*elementSize > len(page) || h.checkStart(page) != nil {
		t.fail(id, errLayout)
	}
	l := level{page: page, count: h.count, leaf: h.isLeaf()}
	if l.count > 0 {
		if err := checkKeys(l.key(0), l.key(l.count-1), least, end); err != nil {
			t.fail(id, err)
		}
	}
	return l
}

// fail ends the transaction, as bbolt does where it notices something.
func (t *tree) fail(id uint64, err error) { panic(&PageError{Page: id, Err: err}) }

// element returns where an element has its key, and how long key and value are.
func (l *level) element(i int) (start, key, value int) {
	start, key, value = position(l.page, headerSize+i*elementSize, l.leaf)
	if key > len(l.page)-start || value > len(l.page)-start-key {
		panic(errLayout)
	}
	return start, key, value
}

func (l *level) key(i int) []byte {
	start, key, _ := l.element(i)
	return l.page[start : start+key : start+key]
}

func (l *level) entry() (key, value []byte) {
	start, n, m := l.element(l.at)
	middle, end := start+n, start+n+m
	return l.page[start:middle:middle], l.page[middle:end:end]
}

func (l *level) child() uint64 {
	return binary.NativeEndian.Uint64(l.page[headerSize+l.at*elementSize+8:])
}

// find moves to the first element with a key from the given one on; found says that it has it.
func (l *level) find(key []byte) (found bool) {
	low, high := 0, l.count
	for low < high {
		middle := int(uint(low+high) / 2)
		switch bytes.Compare(l.key(middle), key) {
		case 0:
			l.at = middle
			return true
		case -1:
			low = middle + 1
		default:
			high = middle
		}
	}
	l.at = low
	return false
}

// way is a cursor of a tree.
type way struct {
	tree   *tree
	levels []level // from the root on; none before the first entry and behind the last
	room   [6]level
}

// begin goes to the root.
func (w *way) begin() {
	w.levels = append(w.room[:0], w.tree.load(w.tree.root, nil, nil))
}

// down goes from the element that the way takes to the page beneath it.
func (w *way) down() {
	w.levels = append(w.levels, w.tree.beneath(w.last(), len(w.levels)))
}

// beneath returns the page beneath the element that the way takes in another, which is so deep.
func (t *tree) beneath(above *level, depth int) level {
	if depth > deepest {
		t.fail(above.child(), errDeep)
	}
	var end []byte
	if above.at+1 < above.count {
		end = above.key(above.at + 1)
	}
	return t.load(above.child(), above.key(above.at), end)
}

func (w *way) last() *level { return &w.levels[len(w.levels)-1] }

// First moves to the first entry and returns it.
func (w *way) First() (key, value []byte) {
	w.begin()
	return w.forth()
}

// Last moves to the last entry and returns it.
func (w *way) Last() (key, value []byte) {
	w.begin()
	w.last().at = w.last().count - 1
	return w.back()
}

// Next moves to the next entry and returns it.
func (w *way) Next() (key, value []byte) {
	if len(w.levels) == 0 {
		return nil, nil
	}
	w.last().at++
	return w.forth()
}

// Prev moves to the entry before and returns it.
func (w *way) Prev() (key, value []byte) {
	if len(w.levels) == 0 {
		return nil, nil
	}
	w.last().at--
	return w.back()
}

// Seek moves to the first entry with a key from the given one on and returns it.
func (w *way) Seek(from []byte) (key, value []byte) {
	w.find(from)
	return w.forth()
}

// find goes to the leaf where a key belongs. That it has none is certain.
func (w *way) find(key []byte) {
	w.begin()
	for {
		l := w.last()
		found := l.find(key)
		if l.leaf {
			if !found && w.tree.seals {
				w.lacks(key)
			}
			return
		}
		if !found && l.at > 0 {
			l.at--
		}
		w.down()
	}
}

// lacks ends the transaction unless the entries before and behind where the way ends are as they
// were written, and on their sides of a key: then it is missing, and no damaged key has led past it.
func (w *way) lacks(key []byte) {
	before := w.copy()
	before.last().at--
	if other, value := before.back(); other != nil {
		w.tree.genuine(other, value, bytes.Compare(other, key) < 0)
	}
	if other, value := w.copy().forth(); other != nil {
		w.tree.genuine(other, value, bytes.Compare(other, key) > 0)
	}
}

// genuine ends the transaction unless an entry is as it was written, and in its place.
func (t *tree) genuine(key, value []byte, inPlace bool) {
	_, err := wire.Unseal(key, value)
	if err == nil && !inPlace {
		err = errUnsorted
	}
	if err != nil {
		panic(&wire.CorruptError{Bucket: t.bucket, Key: bytes.Clone(key), Err: err})
	}
}

// copy returns a cursor at the same entry that moves by itself.
func (w *way) copy() *way {
	other := &way{tree: w.tree}
	other.levels = append(other.room[:0], w.levels...)
	return other
}

// forth returns the entry where the way ends, or the first behind it.
func (w *way) forth() (key, value []byte) {
	for len(w.levels) > 0 {
		switch l := w.last(); {
		case l.at >= l.count:
			if w.levels = w.levels[:len(w.levels)-1]; len(w.levels) > 0 {
				w.last().at++
			}
		case l.leaf:
			return l.entry()
		default:
			w.down()
		}
	}
	return nil, nil
}

// back returns the entry where the way ends, or the last before it.
func (w *way) back() (key, value []byte) {
	for len(w.levels) > 0 {
		switch l := w.last(); {
		case l.at < 0:
			if w.levels = w.levels[:len(w.levels)-1]; len(w.levels) > 0 {
				w.last().at--
			}
		case l.leaf:
			return l.entry()
		default:
			w.down()
			w.last().at = w.last().count - 1
		}
	}
	return nil, nil
}

// get returns the value of a key; nil if it has none.
func (t *tree) get(key []byte) []byte {
	l := t.load(t.root, nil, nil)
	for depth := 1; ; depth++ {
		found := l.find(key)
		switch {
		case l.leaf && !found:
			if t.seals {
				(&way{tree: t}).find(key) // makes certain of it
			}
			return nil
		case l.leaf:
			_, value := l.entry()
			return value
		case !found && l.at > 0:
			l.at--
		}
		l = t.beneath(&l, depth)
	}
}

// around looks at the pages on the way to a key and at those beside its leaf, with which bbolt may
// join that.
func (t *tree) around(key []byte) {
	w := &way{tree: t}
	w.find(key)
	before, behind := w.copy(), w.copy()
	before.last().at, behind.last().at = -1, behind.last().count
	before.back()
	behind.forth()
}
