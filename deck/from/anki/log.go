package anki

import (
	"cmp"
	"fmt"
	"slices"
)

// roots are where the tables and indexes of the database begin, by name.
func (w *Writer) roots() (map[string]uint32, error) {
	s, _, err := w.conn.PrepareTransient("SELECT name, rootpage FROM sqlite_schema")
	if err != nil {
		return nil, err
	}
	roots := make(map[string]uint32)
	more, err := s.Step()
	for ; more && err == nil; more, err = s.Step() {
		roots[s.ColumnText(0)] = uint32(s.ColumnInt64(1))
	}
	return roots, cmp.Or(err, s.Finalize())
}

// writeLog writes the review log, with its indexes, into a database that is closed: SQLite takes
// several times as long to insert row by row. The rows are sorted by their ids, and by their cards
// afterwards.
func (w *Writer) writeLog(roots map[string]uint32, rows []Row) (err error) {
	to, err := openPages(w.path())
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(rows); i++ {
		if rows[i].ID == rows[i-1].ID {
			err = fmt.Errorf("row %d is there twice", rows[i].ID)
		}
	}
	if err == nil {
		err = w.fill(&tree{to: to, table: true}, roots["revlog"], rows, (*Row).cell)
	}
	if err == nil {
		err = w.fill(&tree{to: to}, roots["ix_revlog_usn"], rows, (*Row).serverCell)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Card, b.Card), cmp.Compare(a.ID, b.ID))
	})
	if err == nil {
		err = w.fill(&tree{to: to}, roots["ix_revlog_cid"], rows, (*Row).cardCell)
	}
	return cmp.Or(err, to.close())
}

// fill fills a table or an index with the cells of rows that are in its order.
func (w *Writer) fill(
	t *tree, root uint32, rows []Row, cell func(*Row, *record, []byte) []byte,
) error {
	var r record
	var room []byte
	for i := range rows {
		if i%10_000 == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		r.reset()
		room = cell(&rows[i], &r, room[:0])
		if err := t.add(room, rows[i].ID); err != nil {
			return err
		}
	}
	return t.end(root)
}

// noServer is the number that says of a row that no server has it.
const noServer = -1

// cell appends the cell of a row of the log.
func (r *Row) cell(to *record, b []byte) []byte {
	to.null()
	to.int(r.Card)
	to.int(noServer)
	for _, n := range [...]int64{
		int64(r.Ease), int64(r.Interval), int64(r.Last), int64(r.Factor), int64(r.Took), int64(r.Type),
	} {
		to.int(n)
	}
	b = appendVarint(b, uint64(to.length()))
	return to.appendTo(appendVarint(b, uint64(r.ID)))
}

func (r *Row) serverCell(to *record, b []byte) []byte { return r.entry(noServer, to, b) }

func (r *Row) cardCell(to *record, b []byte) []byte { return r.entry(r.Card, to, b) }

// entry appends the cell of an index of rows by a number.
func (r *Row) entry(by int64, to *record, b []byte) []byte {
	to.int(by)
	to.int(r.ID)
	return to.appendTo(appendVarint(b, uint64(to.length())))
}
