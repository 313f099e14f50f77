package anki

import (
	"context"
	"errors"
	"strings"

	"zombiezen.com/go/sqlite"
)

// Check looks through the whole database for damage. It may do so while others read.
func (c *Collection) Check(ctx context.Context) (err error) {
	conn, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return each(conn, "PRAGMA quick_check(1)", func(s *sqlite.Stmt) error {
		if answer := s.ColumnText(0); answer != "ok" {
			return &PartError{c.part(), ErrDamaged}
		}
		return nil
	})
}

// EachNote calls do for the notes by their ids.
func (c *Collection) EachNote(do func(Note) error) error {
	const query = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"
	return c.each(query, func(s *sqlite.Stmt) error {
		return do(Note{
			ID: s.ColumnInt64(0), GUID: valid(s.ColumnText(1)), Type: s.ColumnInt64(2), Mod: s.ColumnInt64(3),
			Tags: TagsOf(valid(s.ColumnText(4))), Fields: strings.Split(valid(s.ColumnText(5)), FieldSeparator),
		})
	})
}

// EachGUID calls do for the guids of the notes.
func (c *Collection) EachGUID(do func(string) error) error {
	return c.each("SELECT guid FROM notes", func(s *sqlite.Stmt) error { return do(valid(s.ColumnText(0))) })
}

// FieldSeparator divides the fields of a note in its row.
const FieldSeparator = "\x1f"

// valid returns text without what no text holds.
func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

// TagsOf returns the tags of a list as a row of a note has it.
func TagsOf(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ' ' || r == '\u3000' })
}

// EachCard calls do for the cards by their ids.
func (c *Collection) EachCard(do func(Card) error) error {
	const query = "SELECT id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, left, " +
		"odue, odid, flags, data FROM cards ORDER BY id"
	return c.each(query, func(s *sqlite.Stmt) error {
		return do(Card{
			ID: s.ColumnInt64(0), Note: s.ColumnInt64(1), Deck: s.ColumnInt64(2), Ord: s.ColumnInt(3),
			Mod: s.ColumnInt64(4), Type: CardType(s.ColumnInt64(5)), Queue: Queue(s.ColumnInt64(6)),
			Due: s.ColumnInt64(7), Interval: s.ColumnInt(8), Factor: s.ColumnInt(9),
			Reps: s.ColumnInt(10), Lapses: s.ColumnInt(11), Left: s.ColumnInt(12),
			HomeDue: s.ColumnInt64(13), HomeDeck: s.ColumnInt64(14), Flag: s.ColumnInt(15) & 7,
			Data: valid(s.ColumnText(16)),
		})
	})
}

// EachRow calls do for the rows of the review log in the order in which they were given. It may do
// so while others read.
func (c *Collection) EachRow(ctx context.Context, do func(Row) error) (err error) {
	conn, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	const query = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"
	n := 0
	return each(conn, query, func(s *sqlite.Stmt) error {
		if n++; n%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return do(Row{
			ID: s.ColumnInt64(0), Card: s.ColumnInt64(1), Ease: int8(bound(s.ColumnInt64(2), 127)),
			Interval: int32(bound(s.ColumnInt64(3), 1<<31-1)), Last: int32(bound(s.ColumnInt64(4), 1<<31-1)),
			Factor: int32(bound(s.ColumnInt64(5), 1<<31-1)), Took: int32(bound(s.ColumnInt64(6), 1<<31-1)),
			Type: RowType(bound(s.ColumnInt64(7), 127)),
		})
	})
}

// bound returns a number that is not further from zero than most.
func bound(n, most int64) int64 { return max(min(n, most), -most) }

// CountCards returns how many cards there are.
func (c *Collection) CountCards() (n int, err error) {
	err = c.each("SELECT count(*) FROM cards", func(s *sqlite.Stmt) error {
		n = s.ColumnInt(0)
		return nil
	})
	return n, err
}
