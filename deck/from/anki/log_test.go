package anki

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zombiezen.com/go/sqlite"
)

// answers ask a database for one text.
func answers(t *testing.T, conn *sqlite.Conn, query string) string {
	t.Helper()
	s, _, err := conn.PrepareTransient(query)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Finalize() //nolint:errcheck // it was read
	if _, err := s.Step(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return s.ColumnText(0)
}

// rowsOf returns rows with numbers of every length.
func rowsOf(n int, random *rand.Rand) []Row {
	edges := []int32{0, 1, -1, 2, 127, 128, -128, -129, 32767, 32768, 1<<23 - 1, 1 << 23, math.MaxInt32, math.MinInt32}
	number := func() int32 { return edges[random.IntN(len(edges))] }
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = Row{
			ID: 1_500_000_000_000 + int64(i)*random.Int64N(3) + int64(i)*3, Card: 1 + random.Int64N(int64(n)/10+1),
			Took: number(), Interval: number(), Last: number(), Factor: number(),
			Ease: int8(random.IntN(5)), Type: RowType(random.IntN(6)),
		}
		rows[i].ID += int64(i) // each its own
	}
	rows[0].ID, rows[n-1].ID = 0, math.MaxInt64
	slices.SortFunc(rows, func(a, b Row) int { return int(random.Int64N(3)) - 1 })
	seen := make(map[int64]bool)
	return slices.DeleteFunc(rows, func(r Row) bool {
		twice := seen[r.ID]
		seen[r.ID] = true
		return twice
	})
}

// TestLogEndsWithTime writes rows of the last milliseconds that there are: what would have to be
// later than these is an error.
func TestLogEndsWithTime(t *testing.T) {
	t.Parallel()
	const last = math.MaxInt64
	for _, tt := range []struct {
		times []int64
		fits  bool
	}{
		{[]int64{last}, true},
		{[]int64{last - 1, last - 1}, true},
		{[]int64{0, last - 2, last - 2, last - 2}, true},
		{[]int64{last, last}, false},
		{[]int64{last - 1, last - 1, last - 1}, false},
		{[]int64{last - 1, last - 1, last}, false},
	} {
		w, err := NewWriter(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range tt.times {
			w.Rows([]Row{{ID: id, Card: 1}})
		}
		if err := w.Finish(&Settings{}); tt.fits != (err == nil) || err != nil && !errors.Is(err, errTimes) {
			t.Errorf("rows of %d: %v", tt.times, err)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestLogIsSound writes logs of all sizes, and lets SQLite look whether they are what it would have
// written, and go on writing.
func TestLogIsSound(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 70, 71, 72, 73, 74, 75, 76, 500, 20_000, 60_000} {
		w, err := NewWriter(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		rows := rowsOf(n, random)
		given := slices.Clone(rows)
		w.Rows(rows)
		if err := w.Finish(&Settings{}); err != nil {
			t.Fatal(err)
		}
		conn, err := sqlite.OpenConn(w.path(), sqlite.OpenReadWrite)
		if err != nil {
			t.Fatal(err)
		}
		if sound := answers(t, conn, "PRAGMA integrity_check"); sound != "ok" {
			t.Fatalf("%d rows: %s", n, sound)
		}
		checkRows(t, conn, given)
		for _, index := range []string{"ix_revlog_cid", "ix_revlog_usn"} {
			query := fmt.Sprintf("SELECT count(*) FROM revlog INDEXED BY %s WHERE usn = -1 AND cid > 0", index)
			if got := answers(t, conn, query); got != fmt.Sprint(len(given)) {
				t.Errorf("%s finds %s rows, want %d", index, got, len(given))
			}
		}
		answers(t, conn, "DELETE FROM revlog WHERE id % 3 = 0")
		answers(t, conn, "INSERT INTO revlog SELECT id+1, cid, 5, ease, ivl, 7, factor, time, type FROM revlog WHERE id % 7 = 0 AND id < 9000000000000000000 AND id+1 NOT IN (SELECT id FROM revlog)")
		if sound := answers(t, conn, "PRAGMA integrity_check"); sound != "ok" {
			t.Fatalf("%d rows, changed: %s", n, sound)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// checkRows compares what is in a database with the rows that were given.
func checkRows(t *testing.T, conn *sqlite.Conn, given []Row) {
	t.Helper()
	s, _, err := conn.PrepareTransient("SELECT id,cid,usn,ease,ivl,lastIvl,factor,time,type FROM revlog ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Finalize() //nolint:errcheck // it was read
	slices.SortFunc(given, func(a, b Row) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	for i, r := range given {
		more, err := s.Step()
		got := []int64{}
		for column := range 9 {
			got = append(got, s.ColumnInt64(column))
		}
		want := []int64{
			r.ID, r.Card, -1, int64(r.Ease), int64(r.Interval), int64(r.Last), int64(r.Factor), int64(r.Took),
			int64(r.Type),
		}
		if err != nil || !more || !slices.Equal(got, want) {
			t.Fatalf("row %d: %v, want %v (%v)", i, got, want, err)
		}
	}
	if more, err := s.Step(); more || err != nil {
		t.Errorf("there are more than %d rows (%v)", len(given), err)
	}
}

// TestLogMovesTwins holds that rows of one millisecond get one each, those of lesser cards first.
func TestLogMovesTwins(t *testing.T) {
	t.Parallel()
	w, err := NewWriter(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	w.Rows([]Row{{ID: 5, Card: 2}, {ID: 6, Card: 1}, {ID: 5, Card: 1}, {ID: 9, Card: 1}})
	if err := w.Finish(&Settings{}); err != nil {
		t.Fatal(err)
	}
	conn, err := sqlite.OpenConn(w.path(), sqlite.OpenReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	checkRows(t, conn, []Row{{ID: 5, Card: 1}, {ID: 6, Card: 2}, {ID: 7, Card: 1}, {ID: 9, Card: 1}})
	if err := errors.Join(conn.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestLockPageIsLeftOut writes pages where a database reaches a gigabyte, without one.
func TestLockPageIsLeftOut(t *testing.T) {
	t.Parallel()
	f, err := os.Create(filepath.Join(t.TempDir(), "pages"))
	if err != nil {
		t.Fatal(err)
	}
	p := &pageFile{file: f, next: lockPage - 1}
	var numbers []uint32
	for range 3 {
		number, err := p.add(make([]byte, pageSize))
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, number)
	}
	if want := []uint32{lockPage - 1, lockPage + 1, lockPage + 2}; !slices.Equal(numbers, want) {
		t.Errorf("pages %d, want %d", numbers, want)
	}
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(f.Name())
	if err != nil || info.Size() != (lockPage+2)*pageSize {
		t.Errorf("%v (%v)", info.Size(), err)
	}
}

// TestVarints holds numbers against those that SQLite's own documentation gives.
func TestVarints(t *testing.T) {
	t.Parallel()
	for n, want := range map[uint64]string{
		0: "00", 127: "7f", 128: "8100", 16383: "ff7f", 16384: "818000",
		1<<56 - 1: "ffffffffffffff7f", 1 << 56: "80c080808080808000", math.MaxUint64: "ffffffffffffffffff",
		math.MaxInt64: "bfffffffffffffffff",
	} {
		if got := fmt.Sprintf("%x", appendVarint(nil, n)); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
