package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

func TestTwinsAreTheSameOrLikeIt(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, map[string]string{"a.md": `
Q: What did the team assume about the production schema before the update?
A: that the administrator had updated it

Q: Which planet is the largest?
A: Jupiter

C: The [mitochondrion] makes most of the energy of a cell.

Q: 东京是哪个国家的首都？
A: 日本
`})
	for text, want := range map[string]string{
		"Q:  Which planet  is the largest?\nA: Jupiter": "same: Which planet is the largest?",
		"Q: Which planet is the largest?\nA: Saturn":    "like: Which planet is the largest?",
		"Q: What did the team assume about the production schema ahead of the update?\n" +
			"A: that the administrator had updated it": "like: What did the team assume about the production schema before the update?",
		"C: The [mitochondrion] produces most of the energy of a cell.": "like: The […] makes most of the energy of a cell.",
		"Q: 东京是哪个国家的首都呢？\nA: 日本":                                        "like: 东京是哪个国家的首都？",
		"Q: Which moon is the smallest?\nA: Deimos":                     "",
	} {
		twins, err := desk.Twins(store.Collection, deck.Parse("", []byte(text)).Notes[0].Cards)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, twin := range twins {
			got = "like: " + twin.Card.Question()
			if twin.Same {
				got = "same: " + twin.Card.Question()
			}
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestRewriteIsAllOrNothing has the second file in a place where nothing can be written, and one
// that has changed since it was looked at.
func TestRewriteIsAllOrNothing(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, map[string]string{"a.md": "Q: a\nA: b\n", "b/c.md": "Q: c\nA: d\n"})
	abs := func(name string) string { return filepath.Join(store.Root(), filepath.FromSlash(name)) }
	first := storage.FileChange{
		Path: "a.md", Before: []byte("Q: a\nA: b\n"),
		After: []byte("Q: x\nA: y\n"),
	}
	blocked := storage.FileChange{Path: "a.md/c.md", After: []byte("Q: c\nA: e\n")}
	stale := storage.FileChange{
		Path: "b/c.md", Before: []byte("Q: old\nA: d\n"),
		After: []byte("Q: c\nA: e\n"),
	}
	for _, second := range []storage.FileChange{blocked, stale} {
		if err := desk.Rewrite(store.Collection, store.Now,
			[]storage.FileChange{first, second}); err == nil {
			t.Fatalf("%s was written", second.Path)
		}
		text, err := os.ReadFile(abs("a.md"))
		if err != nil || string(text) != string(first.Before) {
			t.Errorf("with %s: a.md holds %q, error %v", second.Path, text, err)
		}
	}
	if err := desk.Rewrite(store.Collection, store.Now, []storage.FileChange{first}); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Undo(journal.ID{}, store.Now); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(abs("a.md")); err != nil || string(text) != string(first.Before) {
		t.Errorf("after undo a.md holds %q, error %v", text, err)
	}
}

func TestDestination(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, map[string]string{
		"a.md": "Q: a\nA: b\n", "go/x.md": "Q: x\nA: b\n", "go/y.md": "---\nname: why\n---\nQ: y\nA: b\n",
	})
	config := folders.Config{Ignore: []string{"old"}, Inbox: "in/box.md"}
	for name, want := range map[string]string{
		"": "in/box.md", "a": "a.md", "a.md": "a.md", "go/x": "go/x.md", "go/why": "go/y.md",
		"go/y.md": "go/y.md",
		"new.md":  "new.md", "physics/waves": "physics/waves.md", "go/new.md": "go/new.md",
	} {
		got, err := desk.Destination(store.Collection, config, name, store.Root())
		if err != nil || got != want {
			t.Errorf("%q is %q, error %v, want %q", name, got, err, want)
		}
	}
	for name, wrong := range map[string]func(error) bool{
		"go": is[*desk.SeveralError], "../x.md": is[*storage.OutsideError],
		"go/z":     is[*storage.UnknownDeckError],
		"old/x.md": func(err error) bool { return strings.Contains(err.Error(), "would not be a deck") },
		".git/x":   func(err error) bool { return strings.Contains(err.Error(), "would not be a deck") },
	} {
		got, err := desk.Destination(store.Collection, config, name, store.Root())
		if err == nil || !wrong(err) {
			t.Errorf("%q is %q, error %v", name, got, err)
		}
	}
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
