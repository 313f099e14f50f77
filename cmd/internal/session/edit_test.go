package session_test

import (
	"os"
	"strings"
	"testing"

	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage/storagetest"
)

// TestEditGoesOnWithTheNewText edits the card that is asked, takes that back, breaks it and removes
// it.
func TestEditGoesOnWithTheNewText(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"})
	store.Rate("one?", srs.Again)
	store.Sleep(1)
	s := sit(t, store, nil)
	asked := func() string { return s.screen().Card.Question() }
	change := func(from, to string, anyway bool) (wrong int) {
		t.Helper()
		asked()
		e, err := s.Edit()
		if err != nil || e.Line != 1 {
			t.Fatalf("line %d, error %v", e.Line, err)
		}
		store.Write("a.md", strings.Replace(readAll(t, e.File), from, to, 1))
		edited, err := s.Edited(t.Context(), e, anyway)
		if err != nil {
			t.Fatal(err)
		}
		return len(edited.Wrong)
	}
	if got := asked(); got != "one?" {
		t.Fatalf("%q is asked first", got)
	}
	s.Reveal()
	change("Q: one?\nA: 1", "Q: completely different\nA: words", false)
	if got := s.screen(); asked() != "completely different" || got.State != session.Asking ||
		got.Card.Schedule.Reviews != 1 {
		t.Errorf("%q is asked, after %d reviews", asked(), got.Card.Schedule.Reviews)
	}
	if _, err := s.Undo(); err != nil || asked() != "one?" || s.screen().Card.Schedule.Reviews != 1 {
		t.Errorf("after undo %q is asked, error %v", asked(), err)
	}
	if wrong := change("A: 1", "B: 1", false); wrong != 1 || asked() != "one?" {
		t.Errorf("%d errors, %q is asked", wrong, asked())
	}
	change("B: 1", "A: 1", false)
	change("Q: one?\nA: 1\n\n", "", false)
	if got := asked(); got != "two?" {
		t.Errorf("%q is asked when the first is gone", got)
	}
}

func readAll(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
