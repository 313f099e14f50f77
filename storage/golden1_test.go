package storage_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// What the program of commit 21b45bf, the last that wrote format 1, left and said.
const (
	lastFormat1 = "testdata/format1-21b45bf.db.gz"
	lastEvents  = "testdata/format1-21b45bf.jsonl"      // its export
	lastCards   = "testdata/format1-21b45bf.cards.json" // its list
)

// openFormat1 opens the collection that the last program of format 1 left.
func openFormat1(t *testing.T) *storage.Collection {
	t.Helper()
	root := t.TempDir()
	if err := unpack(lastFormat1, dbPath(root)); err != nil {
		t.Fatal(err)
	}
	c, err := storage.Open(root, storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// compareWithFormat1 compares events and cards with what the program of then said of them.
func compareWithFormat1(t *testing.T, c *storage.Collection) {
	t.Helper()
	var want []map[string]any
	f, err := os.ReadFile(lastEvents)
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(f)); lines.Scan(); {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		want = append(want, line)
	}
	i := 0
	err = c.Events(func(ev journal.Event, undone bool, _ deck.Key) bool {
		if i == len(want) {
			return false
		}
		w := want[i]
		got := []any{ev.ID.String(), ev.Step.String(), journal.KindOf(ev.Body).String(), undone}
		if diff := cmp.Diff([]any{w["id"], w["step"], w["kind"], w["undone"]}, got); diff != "" {
			t.Errorf("event %d (-then +now):\n%s", i, diff)
		}
		i++
		return true
	})
	if i != len(want) || err != nil {
		t.Errorf("%d of %d events, %v", i, len(want), err)
	}
	compareListed(t, c)
}

func compareListed(t *testing.T, c *storage.Collection) {
	t.Helper()
	var want []struct {
		ID, Phase             string
		Reviews, Lapses       int
		Stability, Difficulty float64
		Suspended             bool
	}
	data, err := os.ReadFile(lastCards)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for _, w := range want {
		var key deck.Key
		if key, err = c.Key(w.ID); err != nil {
			t.Fatal(err)
		}
		card, err := c.Card(key)
		if err != nil {
			t.Fatal(err)
		}
		s := card.Schedule
		near := func(a, b float64) bool { return math.Abs(a-b) < 1e-4 }
		if s.Phase.String() != w.Phase || s.Reviews != w.Reviews || s.Lapses != w.Lapses ||
			!near(s.Memory.Stability, w.Stability) || !near(s.Memory.Difficulty, w.Difficulty) {
			t.Errorf("card %s is %+v, was %+v", w.ID, s, w)
		}
	}
}

// TestFormat1IsReadAsItIs looks at a file of format 1: nothing is written.
func TestFormat1IsReadAsItIs(t *testing.T) {
	t.Parallel()
	c := openFormat1(t)
	before, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	compareWithFormat1(t, c)
	if found := c.Check(); found != nil {
		t.Errorf("check: %v", found)
	}
	if after, _ := os.ReadFile(dbPath(c.Root())); !bytes.Equal(before, after) {
		t.Error("a look has written")
	}
}

// TestFormat1IsReadByAll asks a file of format 1 everything that commands do, and compiles it: what
// it derived differs from what this version derives.
func TestFormat1IsReadByAll(t *testing.T) {
	t.Parallel()
	c := openFormat1(t)
	before, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	cal, now, all := srs.Calendar{Zone: time.UTC}, storagetest.Start(), storage.Scope{}
	today, every := cal.Day(now), func(folders.Deck) bool { return true }
	reads := map[string]func() error{
		"decks": func() error { _, err := c.Decks(all); return err },
		"candidates": func() error {
			_,
				err := c.Candidates(all, cal, now, storage.Wanted{})
			return err
		},
		"next day":    func() error { _, _, err := c.NextDay(all, cal, today); return err },
		"load":        func() error { _, err := c.DueOn(today, today+9, every); return err },
		"totals":      func() error { _, err := c.Totals(today-99, today); return err },
		"schedules":   func() error { _, err := c.Schedules(all); return err },
		"allowance":   func() error { _, err := c.AskedOn(today); return err },
		"models":      func() error { _, err := c.Models(); return err },
		"homes":       func() error { _, err := c.Homes(all); return err },
		"tags":        func() error { _, err := c.Tags(); return err },
		"orphans":     func() error { _, err := c.Orphans(); return err },
		"proposals":   func() error { _, err := c.Proposals(all); return err },
		"vanished":    func() error { _, err := c.Vanished(all, cal, now); return err },
		"diagnostics": func() error { _, err := c.Diagnostics(all); return err },
		"links":       func() error { _, err := c.Links(); return err },
		"sound":       c.Sound,
	}
	for name, read := range reads {
		if err := read(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, _ := os.ReadFile(dbPath(c.Root())); !bytes.Equal(before, after) {
		t.Error("a look has written")
	}
	if _, err := c.Compile(t.Context(), now); err != nil {
		t.Errorf("compile: %v", err)
	}
	if found := c.Check(); found != nil {
		t.Errorf("check: %v", found)
	}
}

// TestFormat1IsMigratedByTheFirstWrite writes to a file of format 1: a copy is kept, the log is as
// it was, and what was given then can be brought back and taken back.
func TestFormat1IsMigratedByTheFirstWrite(t *testing.T) {
	t.Parallel()
	c := openFormat1(t)
	now := storagetest.Start().AddDate(0, 1, 0)
	if err := c.Rebuild(now); err != nil {
		t.Fatal(err)
	}
	compareWithFormat1(t, c)
	if found := c.Check(); found != nil {
		t.Errorf("check: %v", found)
	}
	kept, err := os.ReadFile(filepath.Join(c.Root(), storage.Folder, "backups", "format1.db"))
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	err = errors.Join(os.MkdirAll(filepath.Dir(dbPath(root)), 0o700),
		os.WriteFile(dbPath(root), kept, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	copied, err := storage.Open(root, storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	compareWithFormat1(t, copied)
	steps := []turned{
		{true, "01KKKH2PG1RBKSPCT7AN2252XZ"}, // taken back last
		{false, "01KKKH2PG1RBKSPCT7AN2252XZ"},
		{false, "01KKGYNZGBH6RJDH8RJGT883E3"},
		{false, "01KKGYNZG4PJPAS6P6ZYMG317D"}, // then the link that matching made is passed over
		{false, "01KJQ6PSGKCAYFYKBNQWZBRNZV"},
		{true, "01KJQ6PSGKCAYFYKBNQWZBRNZV"},
	}
	turnSteps(t, c, now, steps)
	list, err := c.Backups()
	if err != nil || len(list) != 1 || list[0].Name != "format1.db" || list[0].Err != nil ||
		c.VerifyBackup("format1.db") != nil {
		t.Errorf("backups: %+v, %v", list, err)
	}
	if _, err := c.Restore(t.Context(), filepath.Join(c.BackupFolder(), "format1.db"),
		now); err != nil {
		t.Fatal(err)
	}
	compareWithFormat1(t, c)
	turnSteps(t, c, now, steps)
}

// turned is a step that undo takes back, or redo brings back.
type turned struct {
	redo bool
	step string
}

func turnSteps(t *testing.T, c *storage.Collection, now time.Time, steps []turned) {
	t.Helper()
	for _, want := range steps {
		turn := func() (storage.Undone, error) { return c.Undo(journal.ID{}, now) }
		if want.redo {
			turn = func() (storage.Undone, error) { return c.Redo(now) }
		}
		if u, err := turn(); err != nil || u.Step.String() != want.step {
			t.Errorf("redo %t: %s, %v; want %s", want.redo, u.Step, err, want.step)
		}
	}
}
