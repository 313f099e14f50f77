package hashcards_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"cards/deck/from/hashcards"
)

const (
	cardsTable = `CREATE TABLE cards (card_hash TEXT PRIMARY KEY, added_at TEXT, last_reviewed_at TEXT, stability REAL,
		difficulty REAL, interval_raw REAL, interval_days INTEGER, due_date TEXT, review_count INTEGER);`
	reviewsTable = `CREATE TABLE reviews (review_id INTEGER PRIMARY KEY, session_id INTEGER, card_hash TEXT,
		reviewed_at TEXT, grade TEXT, stability REAL, difficulty REAL, interval_raw REAL, interval_days INTEGER,
		due_date TEXT);`
)

// newDatabase returns the bytes of a database made by that script.
func newDatabase(t *testing.T, script string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	conn, err := sqlite.OpenConn(path)
	if err == nil {
		err = errors.Join(sqlitex.ExecuteScript(conn, script, nil), conn.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestReadDatabase(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("a", 64), strings.Repeat("b", 64)
	zone := time.FixedZone("", 3600)
	data := newDatabase(t, cardsTable+reviewsTable+`
		INSERT INTO cards VALUES ('`+a+`', '2026-01-01T10:00:00.000', '2026-01-05T10:00:00.500', 3.5, 5, 3.6, 4, '2026-01-09', 2);
		INSERT INTO cards VALUES ('`+b+`', '2026-01-01T10:00:00.000', NULL, NULL, NULL, NULL, NULL, NULL, 0);
		INSERT INTO reviews VALUES (1, 1, '`+a+`', '2026-01-05T10:00:00.500', 'good', 1, 1, 1, 4, '2026-01-09');`)
	if is, answers := hashcards.IsDatabase(data); !is || !answers {
		t.Errorf("IsDatabase: %v, %v", is, answers)
	}
	scratch := t.TempDir()
	h, err := hashcards.ReadDatabase(t.Context(), strings.NewReader(string(data)), nil, scratch, zone)
	if err != nil {
		t.Fatal(err)
	}
	last, due := time.Date(2026, 1, 5, 10, 0, 0, 5e8, zone), time.Date(2026, 1, 9, 0, 0, 0, 0, zone)
	earliest := last.Add(-13 * time.Hour)
	want := hashcards.NewHistory()
	want.Reviews[a] = []hashcards.Review{{At: last, Earliest: earliest, Grade: 3, Due: due}}
	want.States[a] = hashcards.State{
		Stability: 3.5, Difficulty: 5, Last: last, Earliest: earliest, Due: due, Interval: 4, Reviews: 2,
	}
	if diff := cmp.Diff(want, h, cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("left in the scratch folder: %v, %v", left, err)
	}
}

// TestReadDatabaseHostile: what is no such database is refused, and nothing is left of it.
func TestReadDatabaseHostile(t *testing.T) {
	t.Parallel()
	whole := newDatabase(t, cardsTable+"INSERT INTO cards VALUES ('x','','','','','','','',3);")
	view := strings.Replace(cardsTable, "TABLE cards", "TABLE others", 1) +
		"CREATE VIEW cards AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x AS card_hash FROM n;"
	for name, data := range map[string][]byte{
		"nothing": nil, "magic": []byte("SQLite format 3\x00"), "half": whole[:len(whole)/2], "view": newDatabase(t, view),
		"no table": newDatabase(t, reviewsTable),
	} {
		scratch := t.TempDir()
		_, err := hashcards.ReadDatabase(t.Context(), strings.NewReader(string(data)), nil, scratch, time.UTC)
		if !errors.Is(err, hashcards.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(scratch); len(left) > 0 {
			t.Errorf("%s: left %v", name, left)
		}
	}
	h, err := hashcards.ReadDatabase(t.Context(), strings.NewReader(string(whole)), nil, t.TempDir(), time.UTC)
	if err != nil || len(h.Bad) != 1 || len(h.States) != 0 {
		t.Errorf("a card without a name: %+v, %v", h, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := hashcards.ReadDatabase(ctx, strings.NewReader(string(whole)), nil, t.TempDir(), time.UTC); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
