package trainlog

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// table reads the rows of a file one by one.
type table struct {
	csv     *csv.Reader
	ration  *ration
	line    int // of the row read last
	anki    bool
	columns []int // where plainColumns, or ankiColumns, stand
	early   bool  // a time was met that can only be in milliseconds, at the beginning of 1970
}

// The columns that are read, in the order of these constants.
var (
	plainColumns = []string{"card_id", "review_rating", "review_time"}
	ankiColumns  = []string{"card", "rating", "review_time_ms", "type", "factor"}
)

const (
	cardColumn = iota
	ratingColumn
	timeColumn
	kindColumn
	factorColumn
)

// byteOrderMark is what some programs begin a file with.
const byteOrderMark = "\ufeff"

// newTable reads the first line.
func newTable(r io.Reader) (*table, error) {
	ration := &ration{r: r, left: maxRow}
	text := bufio.NewReader(ration)
	if mark, _ := text.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		_, _ = text.Discard(len(byteOrderMark)) // which was peeked at
	}
	t := &table{csv: csv.NewReader(text), ration: ration}
	t.csv.ReuseRecord = true
	names, err := t.read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("1:1: the line with the column names is missing")
	} else if err != nil {
		return nil, err
	}
	for _, wanted := range [][]string{ankiColumns, plainColumns} {
		if t.find(names, wanted) {
			t.anki = len(wanted) == len(ankiColumns)
			return t, nil
		}
	}
	return nil, fmt.Errorf("1:1: columns %s: needs either %s or %s",
		strings.Join(names, ","), strings.Join(plainColumns, ","), strings.Join(ankiColumns, ","))
}

// read reads the fields of a row, or io.EOF at the end.
func (t *table) read() ([]string, error) {
	t.ration.left = maxRow
	fields, err := t.csv.Read()
	if errors.Is(err, errLong) {
		return nil, fmt.Errorf("%d:1: %w", t.line+1, err)
	}
	if len(fields) > 0 {
		t.line, _ = t.csv.FieldPos(len(fields) - 1)
	}
	return fields, placed(err)
}

// maxRow is the length of the longest row that is read, in bytes: what has no rows at all, such as
// a device that never ends, would be read for ever.
const maxRow = 1 << 20

var errLong = errors.New("a row of more than 1 MB: this is not a review log")

// ration is a reader that ends with [errLong] when more was read than is left of the row.
type ration struct {
	r    io.Reader
	left int // bytes
}

// Read reads no more than is left.
func (r *ration) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, errLong
	}
	n, err := r.r.Read(p)
	r.left -= n
	return n, err
}

// find sets the columns, if names has all that are wanted.
func (t *table) find(names, wanted []string) bool {
	t.columns = t.columns[:0]
	for _, name := range wanted {
		t.columns = append(t.columns, slices.Index(names, name))
	}
	return !slices.Contains(t.columns, -1)
}

// next returns a row and its card, or io.EOF at the end. With the error errSeconds the row is
// there.
func (t *table) next() (string, row, error) {
	fields, err := t.read()
	if errors.Is(err, csv.ErrFieldCount) {
		return "", row{}, &rowError{reason: "fields", err: err}
	} else if err != nil {
		return "", row{}, err
	}
	var r row
	if r.rating, err = parseSmall(fields[t.columns[ratingColumn]], 4); err != nil {
		return "", row{}, t.at(ratingColumn, "rating", err)
	}
	var seconds error
	r.time, err = t.parseTime(fields[t.columns[timeColumn]])
	if errors.Is(err, errSeconds) {
		seconds = t.at(timeColumn, "time", err)
	} else if err != nil {
		return "", row{}, t.at(timeColumn, "time", err)
	}
	if t.anki {
		if err := t.readAnki(fields, &r); err != nil {
			return "", row{}, err
		}
	}
	return strings.Clone(fields[t.columns[cardColumn]]), r, seconds
}

// readAnki reads what only Anki's rows have.
func (t *table) readAnki(fields []string, r *row) error {
	kind, err := parseSmall(fields[t.columns[kindColumn]], uint8(rescheduled))
	if err != nil {
		return t.at(kindColumn, "type", err)
	}
	r.kind = revlogType(kind)
	factor := fields[t.columns[factorColumn]]
	if r.factor, err = strconv.Atoi(factor); err != nil {
		return t.at(factorColumn, "factor", fmt.Errorf("%q is not a number", factor))
	}
	return nil
}

// placed gives an error of the CSV itself the form of all others.
func placed(err error) error {
	if bad := (*csv.ParseError)(nil); errors.As(err, &bad) {
		return fmt.Errorf("%d:%d: %w", bad.Line, bad.Column, bad.Err)
	}
	return err
}

// rowError says why one row cannot be used.
type rowError struct {
	reason string // what it has in common with other rows
	err    error
}

// Error is why this row cannot be used; the reason is for counting.
func (e *rowError) Error() string { return e.err.Error() }

// Unwrap returns the cause.
func (e *rowError) Unwrap() error { return e.err }

// at places an error in a field of the last row read.
func (t *table) at(column int, what string, err error) error {
	line, col := t.csv.FieldPos(t.columns[column])
	reason := what
	if errors.Is(err, errSeconds) {
		reason = "seconds"
	}
	return &rowError{reason: reason, err: fmt.Errorf("%d:%d: %s: %w", line, col, what, err)}
}

// errSeconds is what is wrong with a time in seconds: taken for milliseconds, all of the log would
// lie in a few weeks of 1970.
var errSeconds = errors.New("it is in seconds, not milliseconds")

// parseSmall parses a number from 0 to most.
func parseSmall(text string, most uint8) (uint8, error) {
	n, err := strconv.ParseUint(text, 10, 8)
	if err != nil || n > uint64(most) {
		return 0, fmt.Errorf("%q is not a number from 0 to %d", text, most)
	}
	return uint8(n), nil
}

// parseTime returns milliseconds since 1970, which is also what the text is, or RFC 3339.
func (t *table) parseTime(text string) (int64, error) {
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil && !t.anki {
		var at time.Time
		at, err = time.Parse(time.RFC3339, text)
		ms = at.UnixMilli()
	}
	const year2001, year2286 = 1_000_000_000, 10_000_000_000 // in seconds
	if isNumber(text) && err == nil {
		t.early = t.early || ms < year2001
		if year2001 <= ms && ms < year2286 {
			return ms, fmt.Errorf("%q: %w", text, errSeconds)
		}
	}
	const year10000 = 253_402_300_800_000
	if err != nil || ms < 0 || ms >= year10000 {
		return 0, fmt.Errorf("%q is not a time between 1970 and 9999", text)
	}
	return ms, nil
}

func isNumber(text string) bool { return strings.Trim(text, "0123456789") == "" }
