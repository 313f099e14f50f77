package storage_test

import (
	"errors"
	"testing"

	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

func change(c *storagetest.Collection, path, text string) storage.FileChange {
	f := storage.FileChange{Path: path, After: []byte(text)}
	if before, ok := c.Read(path); ok {
		f.Before = []byte(before)
	}
	return f
}

// TestUndoPutsDeckFilesBack takes back and brings back what a command did to three files, one of
// which is new.
func TestUndoPutsDeckFilesBack(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: a?\nA: 1\n", "sub/b.md": "Q: b?\nA: 2\n"})
	after := map[string]string{"a.md": "Q: a?\nA: 11\n", "sub/b.md": "", "new/c.md": "Q: c?\nA: 3\n"}
	var files []storage.FileChange
	for path, text := range after {
		files = append(files, change(c, path, text))
	}
	flag := journal.PropertySet{Key: c.AnyKey(), Property: journal.Flag, Value: 2}
	if _, err := c.Change(c.Now, files, flag); err != nil {
		t.Fatal(err)
	}
	for path, text := range after {
		c.Write(path, text)
	}
	is := func(at string, want map[string]string) {
		t.Helper()
		for _, path := range []string{"a.md", "sub/b.md", "new/c.md"} {
			text, ok := c.Read(path)
			if wanted, there := want[path]; text != wanted || ok != there {
				t.Errorf("%s: %s is %q, %t", at, path, text, ok)
			}
		}
	}
	before := map[string]string{"a.md": "Q: a?\nA: 1\n", "sub/b.md": "Q: b?\nA: 2\n"}
	for range 2 {
		if u, err := c.Undo(journal.ID{}, c.Now); err != nil || len(u.Files) != 3 || len(u.Events) != 1 {
			t.Fatalf("undo: %+v, %v", u, err)
		}
		is("undone", before)
		if u, err := c.Redo(c.Now); err != nil || len(u.Files) != 3 {
			t.Fatalf("redo: %+v, %v", u, err)
		}
		is("redone", after)
	}
	c.Write("a.md", "Q: a?\nA: mine\n")
	var changed *storage.ChangedError
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.As(err, &changed) ||
		len(changed.Paths) != 1 || changed.Paths[0] != "a.md" {
		t.Errorf("undo of a file that was changed since: %v", err)
	}
	after["a.md"] = "Q: a?\nA: mine\n"
	is("refused", after)
	if card := c.Find("a?"); card.Flag != 2 && c.Find("b?").Flag != 2 {
		t.Error("the refused undo took back the flag")
	}
}

// TestUndoOfAnImportLeavesFilesThatWereChanged takes back the events and the files that are as it
// left them.
func TestUndoOfAnImportLeavesFilesThatWereChanged(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"own.md": imported})
	run := runOf("x")
	run.Files = []storage.FileChange{
		change(c, "x.md", "Q: x?\nA: 1\n"),
		change(c, "y.md", "Q: y?\nA: 1\n"),
	}
	if _, err := c.Import(run, storagetest.Laid(rows(t, c.Find("one?").Text)), c.Now); err != nil {
		t.Fatal(err)
	}
	c.Write("x.md", "Q: x?\nA: 1\n")
	c.Write("y.md", "Q: y?\nA: changed\n")
	u, err := c.Undo(journal.ID{}, c.Now)
	if err != nil || len(u.Files) != 1 || len(u.Left) != 1 || u.Left[0] != "y.md" {
		t.Errorf("undo: %+v, %v", u, err)
	}
	if _, ok := c.Read("x.md"); ok {
		t.Error("x.md is still there")
	}
	if text, _ := c.Read("y.md"); text != "Q: y?\nA: changed\n" {
		t.Errorf("y.md is %q", text)
	}
	if got := c.Find("one?").Schedule.Reviews; got != 0 {
		t.Errorf("%d reviews are left", got)
	}
}

// TestStoppedUndoIsFinished has files that an undo has written before its transaction failed.
func TestStoppedUndoIsFinished(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: a?\nA: 1\n"})
	if _, err := c.Change(c.Now, []storage.FileChange{change(c, "a.md",
		"Q: a?\nA: 2\n")}); err != nil {
		t.Fatal(err)
	}
	c.Write("a.md", "Q: a?\nA: 2\n")
	commits := 0
	c.FailCommitAfter(func() bool { commits++; return commits > 1 }) // the texts are kept, the undo is not
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.Is(err, storage.ErrCommit) {
		t.Fatalf("undo: %v", err)
	}
	c.FailCommitAfter(nil)
	if u, err := c.Undo(journal.ID{}, c.Now); err != nil || len(u.Files) != 1 {
		t.Errorf("undo again: %+v, %v", u, err)
	}
	if text, _ := c.Read("a.md"); text != "Q: a?\nA: 1\n" {
		t.Errorf("after undo: %q", text)
	}
	if _, err := c.Redo(c.Now); err != nil {
		t.Fatal(err)
	}
	if text, _ := c.Read("a.md"); text != "Q: a?\nA: 2\n" {
		t.Errorf("after redo: %q", text)
	}
}
