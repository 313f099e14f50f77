package boltfile

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// meta is what one of the two first pages says of the others.
type meta struct {
	pageSize       int64
	root, freelist uint64
	pages, txid    uint64
}

// newWalker reads which pages are in force. Of the two that say it, the one that was not written
// last must be whole too: nobody could tell whether it was.
func newWalker(file io.ReaderAt, size int64) (*walker, error) {
	w := &walker{file: file, size: size}
	metas := 0
	for at := int64(0); at <= largestPage && metas < 2; at = max(2*at, leastPage) {
		m, ok := readMeta(file, at)
		if !ok || at != 0 && at != m.pageSize {
			continue
		}
		if metas++; m.txid >= w.meta.txid {
			w.meta = m
		}
	}
	switch {
	case metas == 0:
		return w, errNoMeta
	case int64(w.meta.pages) > size/w.meta.pageSize:
		whole := int64(w.meta.pages) * w.meta.pageSize
		return w, fmt.Errorf("its end is missing: %d bytes of %d are there", size, whole)
	case metas == 1:
		w.found = append(w.found, errOneMeta)
	}
	return w, nil
}

func readMeta(file io.ReaderAt, at int64) (m meta, ok bool) {
	var b [headerSize + metaSize]byte
	if _, err := file.ReadAt(b[:], at); err != nil {
		return m, false
	}
	order, data := binary.NativeEndian, b[headerSize:]
	sum := fnv.New64a()
	sum.Write(data[:metaSize-8]) // never fails
	m = meta{
		pageSize: int64(order.Uint32(data[8:])),
		root:     order.Uint64(data[16:]), freelist: order.Uint64(data[32:]),
		pages: order.Uint64(data[40:]), txid: order.Uint64(data[48:]),
	}
	sound := m.pageSize >= leastPage && m.pageSize <= largestPage && m.pages < 1<<40
	return m, sound && order.Uint32(data) == metaMagic &&
		sum.Sum64() == order.Uint64(data[metaSize-8:])
}

// Begins says whether a file that starts like this is a database: one of the two pages that say it
// is enough, and the second may be whole where the first is not.
func Begins(start []byte) bool {
	return len(start) >= headerSize+4 && binary.NativeEndian.Uint32(start[headerSize:]) == metaMagic
}
