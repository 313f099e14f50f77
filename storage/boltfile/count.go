package boltfile

import (
	"errors"
	"fmt"
)

// count adds up the entries of the tree from page id on. Of leaves it reads the header and the first
// element alone, which tell whether the number of entries is right.
func (w *walker) count(id uint64, depth int) (int, error) {
	h, err := w.header(id)
	if err == nil {
		err = h.checkStart(w.head[:])
	}
	if err == nil && depth > deepest {
		err = errors.New("the tree is too deep")
	}
	if err != nil {
		return 0, fmt.Errorf("page %d: %w", id, err)
	}
	if h.isLeaf() {
		return h.count, nil
	}
	list, err := w.elements(id, h, nil)
	if err != nil {
		return 0, fmt.Errorf("page %d: %w", id, err)
	}
	sum := 0
	for _, e := range list {
		n, err := w.count(e.child, depth+1)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
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
		list, err := inlineElements(inline)
		return len(list), err
	}
	if err != nil {
		return 0, err
	}
	return w.count(root, 0)
}

// find returns the entry of a bucket.
func (w *walker) find(name string) ([]byte, error) {
	id := w.meta.root
	for range deepest {
		h, err := w.header(id)
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
