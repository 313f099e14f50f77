package storage_test

import (
	"errors"
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestUndoOfALargeImport takes an import back and brings it back, with an answer before and after.
func TestUndoOfALargeImport(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: first?\nA: 1\n\nQ: second?\nA: 2\n"})
	c.Rate("first?", srs.Good)
	ran := importMany(t, c, 3000)
	answer := c.Rate("second?", srs.Good)
	number := func(u storage.Undone) (n int) {
		for _, of := range u.Kinds {
			n += of
		}
		return n
	}
	undo := func(want journal.ID, n int) {
		t.Helper()
		if u, err := c.Undo(journal.ID{}, c.Now); err != nil || u.Step != want || number(u) != n {
			t.Errorf("undo took back %v of %d events, %v; want %v of %d", u.Step, number(u), err, want, n)
		}
	}
	undo(answer, 2)
	undo(ran.Step, 3001)
	inForce := func() (n int) {
		err := c.Events(func(_ journal.Event, undone bool, _ deck.Key) bool {
			if !undone {
				n++
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := inForce(); n != 2+2 { // an answer with its text, and two events that take back
		t.Errorf("%d events are in force", n)
	}
	if u, err := c.Redo(c.Now); err != nil || u.Step != ran.Step || number(u) != 3001 {
		t.Errorf("redo brought back %v of %d events, %v", u.Step, number(u), err)
	}
	undo(ran.Step, 3001)
	if again := importMany(t, c, 3000); again.Added != 0 || again.Restored != 1 {
		t.Errorf("the import again: %+v", again)
	}
	if _, err := c.Redo(c.Now); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("redo after an import: %v", err)
	}
	undo(ran.Step, 3001)
}

// TestTheLogIsBackedUpBeforeLargeChanges counts how often that is asked for.
func TestTheLogIsBackedUpBeforeLargeChanges(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: first?\nA: 1\n"})
	asked := 0
	c.BackUpFirst(func() error { asked++; return nil })
	want := func(what string, n int) {
		t.Helper()
		if asked != n {
			t.Errorf("%s: asked %d times, want %d", what, asked, n)
		}
		asked = 0
	}
	c.Rate("first?", srs.Good)
	undo := func() {
		t.Helper()
		if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
			t.Fatal(err)
		}
	}
	undo()
	want("an answer and its undo", 0)
	importMany(t, c, 2000)
	want("an import", 1)
	importMany(t, c, 2000)
	want("the same import", 0)
	undo()
	want("undo of the import", 1)
	if _, err := c.Redo(c.Now); err != nil {
		t.Fatal(err)
	}
	want("redo of the import", 1)
	held := errors.New("no room")
	c.BackUpFirst(func() error { return held })
	before := loggedOf(t, c.Collection)
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.Is(err, held) ||
		!equalEvents(loggedOf(t, c.Collection), before) {
		t.Errorf("undo without a backup: %v", err)
	}
}
