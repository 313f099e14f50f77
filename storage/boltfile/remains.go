package boltfile

import "os"

// Remnant is what looks like a page of entries in a damaged file. Nothing of it is to be trusted:
// whoever knows how values are sealed can tell what is whole.
type Remnant struct {
	Bucket  string // to which the tree of pages leads here; empty if it does not
	Bytes   []byte // the page, with those that follow it up to the next that says what it is
	Entries []Entry
}

// Entry is a part of a [Remnant] that its page says is an entry.
type Entry struct {
	Start, End int // of key and value in the page
	Key, Value []byte
}

// How many pages are looked at together at most: of an entry that is as large as any, and where the
// first of them does not even say which it is.
const (
	longestPage = 1 << 10
	longestLost = 1 << 4
)

// Remains calls yield with everything in the file that looks like a page of entries, in use or not,
// whatever else is wrong with the file, and keeps others from it meanwhile. Bytes and entries are
// valid until yield returns. The error is a [*BusyError] if another process holds the file, and
// that of the system if it cannot be read.
func (f *File) Remains(yield func(Remnant)) error {
	file, err := openExisting(f.path, os.O_RDWR, 0)
	if err != nil {
		return f.openError(err)
	}
	defer file.Close()
	if err := lock(file); err != nil {
		return f.busy()
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	r := &remains{file: file, size: info.Size(), yield: yield, pageSize: int64(os.Getpagesize())}
	if w, err := newWalker(file, r.size); err == nil {
		w.names = make(map[uint64]string)
		w.walk()
		r.names, r.pageSize = w.names, w.meta.pageSize
	}
	return r.scan()
}

// remains reads a file page by page, in the order of the file.
type remains struct {
	file     *os.File
	size     int64
	pageSize int64
	names    map[uint64]string
	yield    func(Remnant)
}

func (r *remains) scan() error {
	for id := int64(0); id*r.pageSize < r.size; id++ {
		window, err := r.window(id)
		if err != nil {
			return err
		}
		if h := readHeader(window); h.id == uint64(id) &&
			h.flags&(leafFlag|branchFlag|freeFlag) != h.flags {
			continue // one of the first two
		}
		r.page(r.names[uint64(id)], window)
	}
	return nil
}

// window reads a page and those behind it, up to the next that says of itself which it is.
func (r *remains) window(id int64) ([]byte, error) {
	var head [headerSize]byte
	most := int64(longestLost)
	if _, err := r.file.ReadAt(head[:], id*r.pageSize); err == nil &&
		readHeader(head[:]).id == uint64(id) {
		most = longestPage
	}
	last := id + 1
	for ; last < id+most && last*r.pageSize < r.size; last++ {
		if _, err := r.file.ReadAt(head[:], last*r.pageSize); err != nil ||
			readHeader(head[:]).id == uint64(last) {
			break
		}
	}
	window := make([]byte, max(min(last*r.pageSize, r.size)-id*r.pageSize, headerSize+elementSize))
	n, err := r.file.ReadAt(window, id*r.pageSize)
	if n == 0 {
		return nil, err
	}
	return window, nil
}

// page hands over what looks like the entries of a page, and of the buckets that it holds.
func (r *remains) page(bucket string, page []byte) {
	entries := looseEntries(page, r.pageSize)
	r.yield(Remnant{Bucket: bucket, Bytes: page, Entries: entries})
	for _, e := range entries {
		if root, inline, err := bucketRoot(e.Value); err == nil && root == 0 &&
			len(inline) > headerSize {
			if h := readHeader(inline); h.id == 0 && h.isLeaf() {
				r.yield(Remnant{
					Bucket: string(e.Key), Bytes: inline,
					Entries: looseEntries(inline, r.pageSize),
				})
			}
		}
	}
}

// looseEntries reads whatever could be an element of a leaf, without a belief in the number of
// them.
func looseEntries(page []byte, pageSize int64) []Entry {
	var list []Entry
	for at := headerSize; at+elementSize <= min(len(page), int(pageSize)); at += elementSize {
		start, key, value := position(page, at, true)
		if start < at+elementSize || start > len(page) || key == 0 ||
			key > len(page)-start || value > len(page)-start-key {
			continue
		}
		end := start + key + value
		list = append(list, Entry{
			Start: start, End: end, Key: page[start : start+key],
			Value: page[start+key : end],
		})
	}
	return list
}
