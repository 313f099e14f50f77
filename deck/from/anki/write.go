package anki

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"zombiezen.com/go/sqlite"
)

// Writer writes a package: a database of schema 11 that every Anki since 2.1 opens, its media, and
// nothing that depends on the machine or the time. Rows go in by [Writer.Note], [Writer.Card] and
// [Writer.Rows] in any order, notes and cards best by their ids.
type Writer struct {
	ctx    context.Context
	folder string
	conn   *sqlite.Conn
	notes  *sqlite.Stmt
	cards  *sqlite.Stmt
	log    runs
}

// NewWriter begins a package, in a folder of its own below scratch, which [Writer.Close] removes.
// It stops with an error once the context ends.
func NewWriter(ctx context.Context, scratch string) (_ *Writer, err error) {
	w := &Writer{ctx: ctx}
	if w.folder, err = os.MkdirTemp(scratch, Unpacked); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Close())
		}
	}()
	if w.conn, err = sqlite.OpenConn(w.path(), sqlite.OpenReadWrite, sqlite.OpenCreate); err != nil {
		return nil, err
	}
	w.conn.SetInterrupt(ctx.Done())
	if err := w.run(begin); err != nil {
		return nil, err
	}
	w.notes, err = w.conn.Prepare("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,?,0,'')")
	if err == nil {
		w.cards, err = w.conn.Prepare("INSERT INTO cards VALUES (?,?,?,?,?,-1,?,?,?,?,?,?,?,?,0,0,?,?)")
	}
	return w, err
}

func (w *Writer) path() string { return filepath.Join(w.folder, "collection.anki21") }

// run runs statements.
func (w *Writer) run(statements string) error {
	for statement := range strings.SplitSeq(statements, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		s, _, err := w.conn.PrepareTransient(statement)
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			more, err = s.Step()
		}
		if ferr := s.Finalize(); err == nil {
			err = ferr
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin are the tables of schema 11. Nothing is kept safe meanwhile: a package that was not
// finished is none.
const begin = `PRAGMA page_size = 4096;
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
PRAGMA locking_mode = exclusive;
PRAGMA cache_size = -8192;
BEGIN;
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
`

const end = `CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
COMMIT;
`

// bind binds what a row holds, in order.
func bind(s *sqlite.Stmt, values ...int64) {
	for i, v := range values {
		s.BindInt64(i+1, v)
	}
}

func step(s *sqlite.Stmt) error {
	_, err := s.Step()
	return cmp.Or(s.Reset(), err)
}

// Note writes a note; sort is the field that it is sorted by.
func (w *Writer) Note(n *Note, sort int) error {
	tags := ""
	if len(n.Tags) > 0 {
		tags = " " + strings.Join(n.Tags, " ") + " "
	}
	first, sorted := "", ""
	if len(n.Fields) > 0 {
		first = Stripped(n.Fields[0])
		sorted = first
	}
	if sort > 0 && sort < len(n.Fields) {
		sorted = Stripped(n.Fields[sort])
	}
	s := w.notes
	s.BindInt64(1, n.ID)
	s.BindText(2, n.GUID)
	s.BindInt64(3, n.Type)
	s.BindInt64(4, n.Mod)
	s.BindText(5, tags)
	s.BindText(6, strings.Join(n.Fields, FieldSeparator))
	s.BindText(7, sorted)
	s.BindInt64(8, Checksum(first))
	return step(s)
}

// Card writes a card.
func (w *Writer) Card(c *Card) error {
	bind(w.cards, c.ID, c.Note, c.Deck, int64(c.Ord), c.Mod, int64(c.Type), int64(c.Queue), c.Due,
		int64(c.Interval), int64(c.Factor), int64(c.Reps), int64(c.Lapses), int64(c.Left), int64(c.Flag))
	w.cards.BindText(15, c.Data)
	return step(w.cards)
}

// Rows writes rows of the review log. One whose millisecond another has is moved behind it.
func (w *Writer) Rows(rows []Row) { w.log.add(rows) }

// Finish writes what the rows are of and the review log, and ends the database.
func (w *Writer) Finish(s *Settings) error {
	w.log.end()
	conf, models, decks, presets, err := s.objects()
	if err != nil {
		return err
	}
	stmt, err := w.conn.Prepare("INSERT INTO col VALUES (1,?,?,?,11,0,-1,0,?,?,?,?,'{}')")
	if err != nil {
		return err
	}
	bind(stmt, s.Created.Unix(), s.Changed.UnixMilli(), s.Changed.UnixMilli())
	for i, text := range []string{conf, models, decks, presets} {
		stmt.BindText(i+4, text)
	}
	if err := step(stmt); err != nil {
		return err
	}
	if err := w.run(end); err != nil {
		return err
	}
	roots, err := w.roots()
	if err == nil {
		err = w.conn.Close()
		w.conn = nil
	}
	if err != nil || w.log.n == 0 {
		return err
	}
	return w.writeLog(roots)
}

// Packed is a file that goes into a package.
type Packed struct {
	Name string // in the form of [MediaName]
	Open func() (io.ReadCloser, error)
}

// Pack writes the package, which must be finished, with its media.
func (w *Writer) Pack(ctx context.Context, to io.Writer, media []Packed) error {
	z := zip.NewWriter(to)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return &deflater{to: out}, nil
	})
	version := []byte{8, byte(Legacy2)}
	database := func() (io.ReadCloser, error) { return os.Open(w.path()) }
	err := pack(ctx, z, "meta", zip.Store, func() (io.ReadCloser, error) { return texted(version) })
	if err == nil {
		err = pack(ctx, z, Legacy2.database(), zip.Deflate, database)
	}
	names := make(map[string]string, len(media))
	for i, m := range media {
		if err == nil {
			err = pack(ctx, z, strconv.Itoa(i), zip.Store, m.Open)
		}
		names[strconv.Itoa(i)] = m.Name
	}
	list, jerr := json.Marshal(names)
	if err = cmp.Or(err, jerr); err == nil {
		err = pack(ctx, z, "media", zip.Deflate, func() (io.ReadCloser, error) { return texted(list) })
	}
	return errors.Join(err, z.Close())
}

func texted(b []byte) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(b))), nil }

// noTime is the first instant that an archive can name.
var noTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack puts one entry into an archive, without the time at which that happens.
func pack(ctx context.Context, z *zip.Writer, name string, method uint16,
	open func() (io.ReadCloser, error),
) error {
	r, err := open()
	if err != nil {
		return fmt.Errorf("%q: %w", name, err)
	}
	to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: noTime})
	if err == nil {
		_, err = io.CopyBuffer(onlyWriter{to}, cancelled{ctx, r}, make([]byte, 1<<18))
	}
	return errors.Join(err, r.Close())
}

// Close removes what is not in the package.
func (w *Writer) Close() error {
	w.log.work.Wait()
	var err error
	if w.conn != nil {
		err = w.conn.Close()
	}
	return errors.Join(err, os.RemoveAll(w.folder))
}
