package anki

import (
	"cmp"
	"errors"
	"maps"
	"math"
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
// several times as long to insert row by row.
func (w *Writer) writeLog(roots map[string]uint32) (err error) {
	to, err := openPages(w.path())
	if err != nil {
		return err
	}
	written, err := w.writeRows(&tree{to: to, table: true}, roots["revlog"])
	if err == nil {
		err = w.fill(&tree{to: to}, roots["ix_revlog_usn"], written.each, (*Row).serverCell)
	}
	if err == nil {
		err = w.fill(&tree{to: to}, roots["ix_revlog_cid"], written.eachByCard, (*Row).cardCell)
	}
	return cmp.Or(err, to.close())
}

var errTimes = errors.New("the review log has more rows than there are milliseconds left")

// writtenRows are what indexes tell of the rows of the log, by time.
type writtenRows struct {
	ids   []int64
	of    []uint32         // the number of the card of each
	cards map[int64]uint32 // their numbers
}

// writeRows writes the table, in which each row is the only one of its millisecond.
func (w *Writer) writeRows(t *tree, root uint32) (*writtenRows, error) {
	n := w.log.n
	written := &writtenRows{make([]int64, 0, n), make([]uint32, 0, n), make(map[int64]uint32)}
	last := int64(math.MinInt64)
	err := w.fill(t, root, func(add func(*Row) error) error {
		return w.log.each(func(r *Row) error {
			if last == math.MaxInt64 {
				return errTimes
			}
			if r.ID <= last {
				r.ID = last + 1
			}
			last = r.ID
			written.add(r)
			return add(r)
		})
	}, (*Row).cell)
	return written, err
}

func (w *writtenRows) add(r *Row) {
	number, ok := w.cards[r.Card]
	if !ok {
		number = uint32(len(w.cards))
		w.cards[r.Card] = number
	}
	w.ids, w.of = append(w.ids, r.ID), append(w.of, number)
}

// each calls add for the rows by time.
func (w *writtenRows) each(add func(*Row) error) error {
	var r Row
	for _, r.ID = range w.ids {
		if err := add(&r); err != nil {
			return err
		}
	}
	return nil
}

// eachByCard calls add for the rows by their cards, those of one by time.
func (w *writtenRows) eachByCard(add func(*Row) error) error {
	cards := slices.Sorted(maps.Keys(w.cards))
	starts, from := make([]uint32, len(cards)), uint32(0) // of the rows of each, by its number
	counts := make([]uint32, len(cards))
	for _, number := range w.of {
		counts[number]++
	}
	for _, card := range cards {
		number := w.cards[card]
		starts[number] = from
		from += counts[number]
	}
	order := make([]uint32, len(w.ids))
	for i, number := range w.of {
		order[starts[number]] = uint32(i)
		starts[number]++
	}
	var r Row
	for _, r.Card = range cards {
		n := counts[w.cards[r.Card]]
		for _, i := range order[:n] {
			r.ID = w.ids[i]
			if err := add(&r); err != nil {
				return err
			}
		}
		order = order[n:]
	}
	return nil
}

// fill fills a table or an index with the cells of rows that come in its order.
func (w *Writer) fill(t *tree, root uint32, each func(add func(*Row) error) error,
	cell func(*Row, *record, []byte) []byte,
) error {
	var r record
	var room []byte
	n := 0
	err := each(func(row *Row) error {
		if n++; n%10_000 == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		r.reset()
		room = cell(row, &r, room[:0])
		return t.add(room, row.ID)
	})
	if err != nil {
		return err
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
