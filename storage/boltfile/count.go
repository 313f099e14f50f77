package boltfile

import (
	"cmp"
	"fmt"
	"sync"
)

// worthTwo is from how many subtrees on two of them are counted at once: a read of a page's header
// is a call of the system, and a long log has ten thousands of pages.
const worthTwo = 8

// countTree adds up the entries of the tree from page root on.
func (w *walker) countTree(root uint64) (int, error) {
	sum, depth, level := 0, 0, []element{{child: root}}
	for ; len(level) > 0 && len(level) < worthTwo; depth++ {
		var below []element
		for _, e := range level {
			n, list, err := w.entries(e.child, depth)
			if err != nil {
				return 0, err
			}
			sum, below = sum+n, append(below, list...)
		}
		level = below
	}
	half := len(level) / 2
	n, err := w.countTogether(level[:half], level[half:], depth)
	return sum + n, err
}

// countTogether counts the subtrees of two parts of a level, both at once. No page may be in both.
func (w *walker) countTogether(one, two []element, depth int) (int, error) {
	if len(two) == 0 {
		return 0, nil
	}
	other := &walker{file: w.file, size: w.size, meta: w.meta, whole: w.whole}
	var n, more int
	var errs [2]error
	var done sync.WaitGroup
	done.Go(func() { more, errs[1] = other.countAll(two, depth) })
	n, errs[0] = w.countAll(one, depth)
	done.Wait()
	if err := cmp.Or(errs[0], errs[1]); err != nil {
		return 0, err
	}
	if id, ok := w.used.common(other.used); ok {
		return 0, fmt.Errorf("page %d: %w", id, errTwice)
	}
	return n + more, nil
}

// countAll adds up the entries of subtrees.
func (w *walker) countAll(list []element, depth int) (int, error) {
	sum := 0
	for _, e := range list {
		n, below, err := w.entries(e.child, depth)
		if err != nil {
			return 0, err
		}
		more, err := w.countAll(below, depth+1)
		if err != nil {
			return 0, err
		}
		sum += n + more
	}
	return sum, nil
}

// entries returns how many entries a leaf has, or the elements of a branch. Of leaves it reads the
// header and the first element alone, which tell whether the number of entries is right.
func (w *walker) entries(id uint64, depth int) (n int, below []element, err error) {
	h, err := w.header(id, false)
	if err == nil {
		err = h.checkStart(w.head[:])
	}
	if err == nil && depth > deepest {
		err = errDeep
	}
	if err == nil && !h.isLeaf() {
		below, err = w.elements(id, h, nil)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("page %d: %w", id, err)
	}
	if h.isLeaf() {
		n = h.count
	}
	return n, below, nil
}

// countBucket is the number of entries of a bucket.
func (w *walker) countBucket(name string) (int, error) {
	if len(w.found) > 0 {
		return 0, w.found[0]
	}
	value, err := w.find(name)
	if err != nil {
		return 0, err
	}
	root, inline, err := bucketRoot(value)
	if err == nil && root == 0 {
		list, err := inlineElements(inline, nil)
		return len(list), err
	}
	if err != nil {
		return 0, err
	}
	return w.countTree(root)
}

// find returns the entry of a bucket.
func (w *walker) find(name string) ([]byte, error) {
	id := w.meta.root
	for range deepest {
		h, err := w.header(id, false)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", id, err)
		}
		list, err := w.elements(id, h, nil)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", id, err)
		}
		child := uint64(0)
		for _, e := range list {
			if h.isLeaf() && string(e.key) == name {
				return e.value, nil
			}
			if !h.isLeaf() && (child == 0 || string(e.key) <= name) {
				child = e.child
			}
		}
		if child == 0 {
			break
		}
		id = child
	}
	return nil, fmt.Errorf("bucket %q is missing", name)
}
