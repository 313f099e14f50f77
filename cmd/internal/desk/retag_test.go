package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"

	"github.com/google/go-cmp/cmp"
)

// TestTagAndMoveKeepEverything changes 1,000 cards in 100 files that no canonical printer has seen.
func TestTagAndMoveKeepEverything(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for i := range 100 {
		var b strings.Builder
		for j := range 5 {
			n := 10*i + 2*j
			fmt.Fprintf(&b, "Q:  question %d\nA: it\n#old  #x%d\n\n\n# %d\nC: the [cloze] %d  \n\n",
				n, j, n, n+1)
		}
		files[fmt.Sprintf("d%d/f%d.md", i%7, i)] = b.String()
	}
	store := storagetest.New(t, files)
	for i := range 50 {
		store.Rate(fmt.Sprint("question ", 20*i), srs.Good)
	}
	before, cards := progress(t, store)

	tagged, err := desk.Retag(store.Collection, cards, []string{"new"}, []string{"old"})
	if err != nil || len(tagged.Files) != 100 || tagged.Changed != 1000 || tagged.Notes != 1000 {
		t.Fatalf("%d files, %d of %d notes, error %v", len(tagged.Files), tagged.Changed,
			tagged.Notes, err)
	}
	carry(t, store, tagged.Rewriting)
	after, cards := progress(t, store)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("tagging (-before +after):\n%s", diff)
	}
	isTags := func(line string) bool {
		return strings.HasPrefix(line, "#") &&
			!strings.HasPrefix(line, "# ")
	}
	for path, text := range files {
		got := slices.DeleteFunc(strings.Split(read(t, store, path), "\n"), isTags)
		want := slices.DeleteFunc(strings.Split(text, "\n"), isTags)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", path, diff)
		}
	}

	moved, err := desk.Move(store.Collection, cards, "all.md")
	if err != nil || len(moved.Files) != 101 || moved.Changed != 1000 || len(moved.Bodies) != 0 {
		t.Fatalf("%d files, %d notes, %d events, error %v", len(moved.Files), moved.Changed,
			len(moved.Bodies), err)
	}
	carry(t, store, moved)
	after, _ = progress(t, store)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("moving (-before +after):\n%s", diff)
	}
	for range 2 {
		if _, err := store.Undo(journal.ID{}, store.Now); err != nil {
			t.Fatal(err)
		}
	}
	for path, text := range files {
		if got := read(t, store, path); got != text {
			t.Fatalf("%s is not what it was: %q", path, got)
		}
	}
}

func carry(t *testing.T, store *storagetest.Collection, r desk.Rewriting) {
	t.Helper()
	if err := desk.Carry(t.Context(), store.Collection, store.Now, r); err != nil {
		t.Fatal(err)
	}
}

// progress returns the schedules of all cards by key, and the cards.
func progress(t *testing.T, store *storagetest.Collection) (map[deck.Key]srs.Schedule, []*storage.Card) {
	t.Helper()
	schedules := make(map[deck.Key]srs.Schedule)
	var cards []*storage.Card
	err := store.Cards(storage.Scope{}, func(c *storage.Card) bool {
		schedules[c.Key] = c.Schedule
		cards = append(cards, c)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return schedules, cards
}

func read(t *testing.T, store *storagetest.Collection, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(store.Root(), filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
