package anki

import (
	"encoding/binary"
	"fmt"
	"os"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// heapOf makes an empty table with an index, of values that are long so that pages hold few of
// them, and returns the bytes of the database and where both begin.
func heapOf(t *testing.T, path string) (empty []byte, roots map[string]uint32) {
	t.Helper()
	conn, err := sqlite.OpenConn(path)
	if err != nil {
		t.Fatal(err)
	}
	w := &Writer{conn: conn}
	err = sqlitex.ExecuteScript(conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, x BLOB); CREATE INDEX b ON a (x)", nil)
	if err != nil {
		t.Fatal(err)
	}
	if roots, err = w.roots(); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if empty, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return empty, roots
}

// writeHeap fills both with n rows.
func writeHeap(t *testing.T, path string, roots map[string]uint32, n int) {
	t.Helper()
	to, err := openPages(path)
	if err != nil {
		t.Fatal(err)
	}
	const first = 1_500_000_000_000
	// Five such entries of an index fill a branch, but for less than another child.
	const long = 798
	kind := appendVarint(nil, 12+2*long) // a blob
	table, index := tree{to: to, table: true}, tree{to: to}
	var r record
	for i := range n {
		value := append(binary.BigEndian.AppendUint32(nil, uint32(i)), make([]byte, long-4)...)
		id := int64(first + i)
		r.reset()
		r.null()
		r.kinds, r.fields = append(r.kinds, kind...), append(r.fields, value...)
		cell := appendVarint(appendVarint(nil, uint64(r.length())), uint64(id))
		if err := table.add(r.appendTo(cell), id); err != nil {
			t.Fatal(err)
		}
		r.reset()
		r.kinds, r.fields = append(r.kinds, kind...), append(r.fields, value...)
		r.int(id)
		if err := index.add(r.appendTo(appendVarint(nil, uint64(r.length()))), id); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{table.end(roots["a"]), index.end(roots["b"]), to.close()} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestTreesOfAnyHeight writes trees to which the last page adds nothing, a page or a level: SQLite
// finds every row by the table and by the index.
func TestTreesOfAnyHeight(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/heap"
	empty, roots := heapOf(t, path)
	sizes := []int{1700, 1701, 1705, 1706} // 340 leaves of the table fill a branch
	for n := 1; n < 70; n++ {
		sizes = append(sizes, n)
	}
	for _, n := range sizes {
		if err := os.WriteFile(path, empty, 0o600); err != nil {
			t.Fatal(err)
		}
		writeHeap(t, path, roots, n)
		conn, err := sqlite.OpenConn(path)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{
			answers(t, conn, "PRAGMA integrity_check"),
			answers(t, conn, "SELECT count(*) FROM a NOT INDEXED"),
			answers(t, conn, "SELECT count(x) FROM a INDEXED BY b"),
		}
		if want := []string{"ok", fmt.Sprint(n), fmt.Sprint(n)}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%d rows: %q", n, got)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
