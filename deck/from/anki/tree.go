package anki

import (
	"encoding/binary"
	"errors"
	"os"
	"slices"
)

// How SQLite lays out the pages of a tree, whose numbers are big-endian:
//
//	page = kind u8 · first free block u16 · number of cells u16 · where cells begin u16 · 0 u8
//	       · of a branch its last page u32 · where each cell begins u16 · room · cells
//	cell of a table's leaf   = length varint · id varint · record
//	cell of a table's branch = page u32 · largest id below it varint
//	cell of an index' leaf   = length varint · record
//	cell of an index' branch = page u32 · length varint · record behind all that is below it
//
// None of the records here is so long that a part of it would stand elsewhere.
const (
	pageSize   = 4096
	leafHead   = 8
	branchHead = 12

	tableLeaf   = 0x0D
	tableBranch = 0x05
	indexLeaf   = 0x0A
	indexBranch = 0x02
)

// lockPage is the page that SQLite leaves empty in every file: its bytes are what it locks.
const lockPage = 1<<30/pageSize + 1

// pageFile writes pages behind the last of a database that nobody has open.
type pageFile struct {
	file *os.File
	next uint32 // page
	room []byte // what comes to the file next
}

var errNoPages = errors.New("the database is not of whole pages")

func openPages(path string) (*pageFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Size()%pageSize != 0 {
		err = errNoPages
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &pageFile{file: f, next: uint32(info.Size()/pageSize) + 1}, nil
}

// add writes a page and returns its number.
func (p *pageFile) add(page []byte) (uint32, error) {
	if p.next == lockPage {
		p.room = append(p.room, make([]byte, pageSize)...)
		p.next++
	}
	p.room = append(p.room, page...)
	p.next++
	const atOnce = 1 << 18
	if len(p.room) < atOnce {
		return p.next - 1, nil
	}
	return p.next - 1, p.flush()
}

func (p *pageFile) flush() error {
	at := int64(p.next-1)*pageSize - int64(len(p.room))
	_, err := p.file.WriteAt(p.room, at)
	p.room = p.room[:0]
	return err
}

// close makes the pages a part of the database.
func (p *pageFile) close() error {
	const pages = 28 // where the header has their number
	_, err := p.file.WriteAt(binary.BigEndian.AppendUint32(nil, p.next-1), pages)
	return errors.Join(err, p.flush(), p.file.Close())
}

// tree fills a table or an index that is empty with what comes in its order.
type tree struct {
	to    *pageFile
	table bool
	leaf  []byte  // cells, one behind the other
	cells []int   // how long each is
	room  []byte  // of a page
	above []level // from the leaves up
}

// level are the branches of one height; that of the last is not written yet.
type level []child

// child is a page with what divides it from the next: the rest of its cell in a branch.
type child struct {
	page    uint32
	divider []byte
}

// add adds a cell of a leaf; id is that of a row of a table.
func (t *tree) add(cell []byte, id int64) error {
	if leafHead+len(t.leaf)+len(cell)+2*len(t.cells)+2 > pageSize {
		if err := t.endLeaf(id); err != nil {
			return err
		}
	}
	t.leaf = append(t.leaf, cell...)
	t.cells = append(t.cells, len(cell))
	return nil
}

// endLeaf writes a leaf before the row of the next id of a table. The last cell of one of an index
// goes up as what divides it from the next.
func (t *tree) endLeaf(next int64) error {
	var divider []byte
	if t.table {
		divider = appendVarint(nil, uint64(next-1))
	} else {
		last := len(t.cells) - 1
		at := len(t.leaf) - t.cells[last]
		divider = slices.Clone(t.leaf[at:])
		t.leaf, t.cells = t.leaf[:at], t.cells[:last]
	}
	page, err := t.to.add(t.leafPage())
	if err != nil {
		return err
	}
	t.leaf, t.cells = t.leaf[:0], t.cells[:0]
	return t.lead(0, child{page, divider})
}

// lead leads to a page from a level above it. A branch leads to two pages at least, so the last of
// one that is full goes with the next.
func (t *tree) lead(height int, c child) error {
	if height == len(t.above) {
		t.above = append(t.above, nil)
	}
	if l := t.above[height]; l.size()+c.size() > pageSize {
		n := len(l) - 1
		page, err := t.to.add(t.branchPage(l[:n]))
		if err != nil {
			return err
		}
		if err := t.lead(height+1, child{page, l[n-1].divider}); err != nil {
			return err
		}
		t.above[height] = append(l[:0], l[n])
	}
	t.above[height] = append(t.above[height], c)
	return nil
}

func (c child) size() int { return 2 + 4 + len(c.divider) }

// size is how long the page of a branch is at most.
func (l level) size() int {
	n := branchHead
	for _, c := range l {
		n += c.size()
	}
	return n
}

// end writes what is not yet written; the highest page takes the place of the root. A page that a
// full level must be led to gives it a further level above.
func (t *tree) end(root uint32) error {
	page := t.leafPage()
	for height := 0; height < len(t.above); height++ {
		number, err := t.to.add(page)
		if err == nil {
			err = t.lead(height, child{page: number})
		}
		if err != nil {
			return err
		}
		page = t.branchPage(t.above[height])
	}
	_, err := t.to.file.WriteAt(page, int64(root-1)*pageSize)
	return err
}

func (t *tree) leafPage() []byte {
	kind := byte(indexLeaf)
	if t.table {
		kind = tableLeaf
	}
	p := t.newPage(kind, leafHead, len(t.cells))
	rest := t.leaf
	for i, n := range t.cells {
		p.cell(i, rest[:n])
		rest = rest[n:]
	}
	return p.bytes
}

// branchPage is the page of a branch to all of a level.
func (t *tree) branchPage(l level) []byte {
	kind := byte(indexBranch)
	if t.table {
		kind = tableBranch
	}
	last := len(l) - 1
	p := t.newPage(kind, branchHead, last)
	binary.BigEndian.PutUint32(p.bytes[leafHead:], l[last].page)
	for i, c := range l[:last] {
		p.cell(i, append(binary.BigEndian.AppendUint32(nil, c.page), c.divider...))
	}
	return p.bytes
}

// page is a page that is being written, its cells from its end on.
type page struct {
	bytes      []byte
	head, from int // how long its header is, and where its cells begin
}

// newPage begins a page in place of the one before, which is written.
func (t *tree) newPage(kind byte, head, cells int) page {
	if t.room == nil {
		t.room = make([]byte, pageSize)
	}
	clear(t.room)
	p := page{bytes: t.room, head: head, from: pageSize}
	p.bytes[0] = kind
	binary.BigEndian.PutUint16(p.bytes[3:], uint16(cells))
	binary.BigEndian.PutUint16(p.bytes[5:], pageSize)
	return p
}

func (p *page) cell(i int, cell []byte) {
	p.from -= len(cell)
	copy(p.bytes[p.from:], cell)
	binary.BigEndian.PutUint16(p.bytes[p.head+2*i:], uint16(p.from))
	binary.BigEndian.PutUint16(p.bytes[5:], uint16(p.from))
}

// appendVarint appends a number as SQLite writes it: seven bits a byte, the highest first; what
// does not fit into eight such bytes has nine, of which the last holds eight bits.
func appendVarint(b []byte, n uint64) []byte {
	const more = 1 << 7
	if n >= 1<<56 {
		for at := 57; at >= 8; at -= 7 {
			b = append(b, byte(n>>at)|more)
		}
		return append(b, byte(n))
	}
	for at := 49; at > 0; at -= 7 {
		if n>>at > 0 {
			b = append(b, byte(n>>at)|more)
		}
	}
	return append(b, byte(n)&^more)
}

// record is a row that is being written: its header and its fields.
type record struct{ kinds, fields []byte }

func (r *record) reset() { r.kinds, r.fields = r.kinds[:0], r.fields[:0] }

// null adds a field of none: an id that the row has already.
func (r *record) null() { r.kinds = append(r.kinds, 0) }

// int adds a number, in as few bytes as hold it.
func (r *record) int(n int64) {
	switch {
	case n == 0 || n == 1:
		r.kinds = append(r.kinds, 8+byte(n))
		return
	case n == int64(int8(n)):
		r.kinds = append(r.kinds, 1)
		r.fields = append(r.fields, byte(n))
		return
	}
	for kind, size := range [...]int{2: 2, 3: 3, 4: 4, 5: 6, 6: 8} {
		if size == 0 || size < 8 && (n < -1<<(8*size-1) || n >= 1<<(8*size-1)) {
			continue
		}
		r.kinds = append(r.kinds, byte(kind))
		for at := 8 * (size - 1); at >= 0; at -= 8 {
			r.fields = append(r.fields, byte(n>>at))
		}
		return
	}
}

// length is how many bytes the record has.
func (r *record) length() int { return 1 + len(r.kinds) + len(r.fields) }

func (r *record) appendTo(b []byte) []byte {
	b = append(b, byte(1+len(r.kinds)))
	return append(append(b, r.kinds...), r.fields...)
}
