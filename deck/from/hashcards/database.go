package hashcards

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"zombiezen.com/go/sqlite"
)

// ErrDamaged is in the error for a database that cannot be read.
var ErrDamaged = errors.New("a database that cannot be read")

const sqliteMagic = "SQLite format 3\x00"

// IsDatabase says whether the beginning of a file is that of a database of learned cards; answers
// says that it has their answers too, as that of hashcards has, not that of repeater.
func IsDatabase(head []byte) (is, answers bool) {
	is = bytes.HasPrefix(head, []byte(sqliteMagic)) && bytes.Contains(head, []byte("card_hash")) &&
		bytes.Contains(head, []byte("last_reviewed_at"))
	return is, is && bytes.Contains(head, []byte("review_id"))
}

// mostDatabase is how large a database is at most, in bytes.
const mostDatabase = 1 << 30

// ReadDatabase reads what a database knows of cards. It is copied below scratch meanwhile, with its
// write-ahead log if it was not closed; log is nil if there is none. Times without a zone are taken
// as of that one.
func ReadDatabase(ctx context.Context, r, log io.Reader, scratch string,
	zone *time.Location,
) (_ History, err error) {
	folder, err := os.MkdirTemp(scratch, "learned-")
	if err != nil {
		return History{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "cards.db")
	if err := copyFile(path, r); err != nil {
		return History{}, err
	}
	if log != nil {
		err = copyFile(path+"-wal", log)
	} else {
		err = withoutLog(path)
	}
	if err != nil {
		return History{}, err
	}
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		return History{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	conn.SetInterrupt(ctx.Done())
	conn.Limit(sqlite.LimitLength, 1<<20)
	h := NewHistory()
	if err := (database{conn, &h, zone}).read(); err != nil {
		if ctx.Err() != nil {
			return History{}, ctx.Err()
		}
		return History{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	h.sort()
	return h, nil
}

func copyFile(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, io.LimitReader(r, mostDatabase+1))
	if err == nil && n > mostDatabase {
		err = fmt.Errorf("%w: more than %d bytes", ErrDamaged, mostDatabase)
	}
	return errors.Join(err, f.Close())
}

// withoutLog marks a database as one that has no write-ahead log: the bytes 18 and 19 of the file.
func withoutLog(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	head := make([]byte, 20)
	_, err = io.ReadFull(f, head)
	switch {
	case err != nil:
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	case head[18] == 2 || head[19] == 2:
		_, err = f.WriteAt([]byte{1, 1}, 18)
	}
	return errors.Join(err, f.Close())
}

// database is a database that is read into a history.
type database struct {
	conn *sqlite.Conn
	*History
	zone *time.Location
}

func (d database) read() error {
	for _, pragma := range []string{"trusted_schema = off", "cell_size_check = on"} {
		if err := d.each("PRAGMA "+pragma, func(*sqlite.Stmt) error { return nil }); err != nil {
			return err
		}
	}
	tables, err := d.tables()
	if err != nil {
		return err
	}
	if !tables["cards"] {
		return errors.New("it has no table of cards")
	}
	const cards = `SELECT card_hash, last_reviewed_at, stability, difficulty, interval_days, due_date, review_count
		FROM cards WHERE review_count > 0`
	err = d.each(cards, func(s *sqlite.Stmt) error {
		hash := s.ColumnText(0)
		if !isHash(hash) {
			d.bad("a card named %.20q", hash)
			return nil
		}
		state := State{
			Stability: s.ColumnFloat(2), Difficulty: s.ColumnFloat(3),
			Interval: s.ColumnInt(4), Reviews: s.ColumnInt(6),
		}
		d.state(hash, state, s.ColumnText(1), s.ColumnText(5), d.zone)
		return nil
	})
	if err != nil || !tables["reviews"] {
		return err
	}
	const reviews = "SELECT card_hash, reviewed_at, grade, due_date FROM reviews ORDER BY review_id"
	return d.each(reviews, func(s *sqlite.Stmt) error {
		d.review(s.ColumnText(0), s.ColumnText(1), s.ColumnText(2), s.ColumnText(3), d.zone)
		return nil
	})
}

// tables returns the names of the tables. A view, or a virtual table, could make any number of
// rows.
func (d database) tables() (map[string]bool, error) {
	names := make(map[string]bool)
	err := d.each("SELECT name, type, sql FROM sqlite_master", func(s *sqlite.Stmt) error {
		kind := s.ColumnText(1)
		if kind == "view" || kind == "trigger" ||
			strings.Contains(strings.ToUpper(s.ColumnText(2)), "VIRTUAL TABLE") {
			return fmt.Errorf("%.40q is no table of its own", s.ColumnText(0))
		}
		names[s.ColumnText(0)] = kind == "table"
		return nil
	})
	return names, err
}

// each calls do for the rows of a query.
func (d database) each(query string, do func(*sqlite.Stmt) error) error {
	stmt, _, err := d.conn.PrepareTransient(query)
	if err != nil {
		return err
	}
	for {
		more, err := stmt.Step()
		if err == nil && more {
			err = do(stmt)
		}
		if err != nil {
			_ = stmt.Finalize() // repeats the error of the step
			return err
		}
		if !more {
			return stmt.Finalize()
		}
	}
}
