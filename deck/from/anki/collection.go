package anki

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"zombiezen.com/go/sqlite"

	"cards/deck/fold"
)

// Collection is a package or collection that is open for reading.
type Collection struct {
	Generation Generation
	Schema     int // 11, or 14 to 18
	Created    time.Time
	// Zone is the offset of the place where the collection was made, in minutes west of UTC; nil if it
	// is not known.
	Zone      *int
	Rollover  int // hour at which a day begins
	Scheduler int // 1, or 2 and later
	FSRS      bool
	Types     map[int64]*Notetype
	Decks     map[int64]*Deck
	Presets   map[int64]*Preset
	Media     []Medium

	archive *archive
	conn    *sqlite.Conn
	folder  string // with the unpacked database
}

// Source is a package or collection as a file.
type Source struct {
	io.ReaderAt
	Size int64
	Log  io.Reader // of a collection that was not closed: its write-ahead log; else nil
}

const sqliteMagic = "SQLite format 3\x00"

// IsCollection says whether a file that begins so is a database.
func IsCollection(head []byte) bool { return bytes.HasPrefix(head, []byte(sqliteMagic)) }

// Unpacked is the pattern of the names of folders in which a package stands unpacked: what a
// process leaves that is stopped is known by it.
const Unpacked = "anki.*.new"

// Open opens a package or a collection. Its database is unpacked into a folder of its own below
// scratch, which [Collection.Close] removes. The error is one of this package, or the system's.
func Open(ctx context.Context, s Source, scratch string) (_ *Collection, err error) {
	c := &Collection{Rollover: 4, Scheduler: 1}
	head := make([]byte, len(sqliteMagic))
	if _, err := s.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	database := func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(s, 0, s.Size)), nil }
	if !IsCollection(head) {
		if c.archive, err = openArchive(s, s.Size); err != nil {
			return nil, err
		}
		c.Generation = c.archive.generation
		if c.Media, err = c.archive.media(); err != nil {
			return nil, err
		}
		database = func() (io.ReadCloser, error) { return c.archive.open(c.Generation.database(), mostDatabase) }
	}
	if c.folder, err = os.MkdirTemp(scratch, Unpacked); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Close())
		}
	}()
	if err = c.unpack(ctx, database, s.Log); err != nil {
		return nil, err
	}
	return c, c.openDatabase(ctx)
}

// Close closes the collection and removes what was unpacked.
func (c *Collection) Close() error {
	var err error
	if c.conn != nil {
		err = c.conn.Close()
	}
	return errors.Join(err, os.RemoveAll(c.folder))
}

// Folder returns the folder with what is unpacked.
func (c *Collection) Folder() string { return c.folder }

func (c *Collection) path() string { return filepath.Join(c.folder, Legacy1.database()) }

// part returns the name of the database in its package.
func (c *Collection) part() string { return max(c.Generation, Legacy1).database() }

// unpack writes the database into the folder. Without a log it is marked as one that needs none:
// the bytes 18 and 19 of the file.
func (c *Collection) unpack(ctx context.Context,
	database func() (io.ReadCloser, error), log io.Reader,
) error {
	r, err := database()
	if err != nil {
		return err
	}
	err = copyFile(ctx, c.path(), r)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	if log != nil {
		return copyFile(ctx, c.path()+"-wal", log)
	}
	f, err := os.OpenFile(c.path(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	head := make([]byte, 20)
	_, err = f.ReadAt(head, 0)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
	case !IsCollection(head):
		err = &PartError{c.part(), fmt.Errorf("%w: no database", ErrDamaged)}
	case head[18] == 2 || head[19] == 2:
		_, err = f.WriteAt([]byte{1, 1}, 18)
	default:
		err = nil
	}
	return errors.Join(err, f.Close())
}

func copyFile(ctx context.Context, path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(onlyWriter{f}, cancelled{ctx, r}, make([]byte, 1<<18))
	return errors.Join(err, f.Close())
}

// onlyWriter hides that a file can read by itself, which would be in small pieces.
type onlyWriter struct{ io.Writer }

// cancelled reads until its context ends.
type cancelled struct {
	ctx context.Context
	io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

func (c *Collection) openDatabase(ctx context.Context) (err error) {
	if c.conn, err = c.connect(ctx); err != nil {
		return err
	}
	if err := c.checkTables(); err != nil {
		return err
	}
	return c.readSettings()
}

// connect returns a connection to the database, which ends what it does when the context ends.
func (c *Collection) connect(ctx context.Context) (_ *sqlite.Conn, err error) {
	conn, err := sqlite.OpenConn(c.path(), sqlite.OpenReadWrite)
	if err != nil {
		return nil, damaged(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, conn.Close())
		}
	}()
	conn.SetInterrupt(ctx.Done())
	conn.Limit(sqlite.LimitLength, 1<<30-1)
	err = conn.SetCollation("unicase", func(a, b string) int {
		return bytes.Compare([]byte(fold.String(a)), []byte(fold.String(b)))
	})
	if err != nil {
		return nil, err
	}
	for _, statement := range []string{
		"PRAGMA trusted_schema = off", "PRAGMA cell_size_check = on", "PRAGMA cache_size = -4096",
		"BEGIN", // one transaction: each would look for locks and journals of others
	} {
		if err := each(conn, statement, func(*sqlite.Stmt) error { return nil }); err != nil {
			return nil, err
		}
	}
	return conn, nil
}

// checkTables makes sure that what is read are tables: a view could make any number of rows.
func (c *Collection) checkTables() error {
	kinds := make(map[string]string)
	err := c.each("SELECT name, type, sql FROM sqlite_master", func(s *sqlite.Stmt) error {
		kind := s.ColumnText(1)
		if kind == "table" && bytes.Contains(bytes.ToUpper([]byte(s.ColumnText(2))), []byte("VIRTUAL")) {
			kind = "virtual table"
		}
		if kind == "table" || kind == "view" || kind == "virtual table" {
			kinds[s.ColumnText(0)] = kind
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range []string{"col", "notes", "cards", "revlog"} {
		switch kinds[name] {
		case "table":
		case "":
			return fmt.Errorf("%w: a database without the table %q", ErrNotOne, name)
		default:
			return fmt.Errorf("%w: %q is a %s", ErrDamaged, name, kinds[name])
		}
	}
	for name, kind := range kinds {
		if kind == "virtual table" {
			return fmt.Errorf("%w: %q is a %s", ErrDamaged, name, kind)
		}
	}
	return nil
}

// each calls do for the rows of a query.
func (c *Collection) each(query string, do func(*sqlite.Stmt) error) error {
	return each(c.conn, query, do)
}

func each(conn *sqlite.Conn, query string, do func(*sqlite.Stmt) error) error {
	stmt, _, err := conn.PrepareTransient(query)
	if err != nil {
		return damaged(err)
	}
	for {
		more, err := stmt.Step()
		if err == nil && more {
			err = do(stmt)
		}
		if err != nil {
			_ = stmt.Finalize() // repeats the error of the step
			return damaged(err)
		}
		if !more {
			return damaged(stmt.Finalize())
		}
	}
}

// damaged returns an error of the database as one of this package.
func damaged(err error) error {
	switch sqlite.ErrCode(err).ToPrimary() {
	case sqlite.ResultOK:
		return err
	case sqlite.ResultInterrupt:
		return context.Canceled
	case sqlite.ResultFull, sqlite.ResultIOErr, sqlite.ResultNoMem, sqlite.ResultCantOpen:
		return err
	}
	var known *PartError
	if errors.As(err, &known) || errors.Is(err, ErrDamaged) {
		return err
	}
	return fmt.Errorf("%w: its database: %w", ErrDamaged, err)
}
