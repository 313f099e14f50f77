package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/desk"
	"cards/storage"
)

// TestFindOnceIsFind: of the cards that are left out unread none is found by a finder of all, and
// the others have the same places and scores.
func TestFindOnceIsFind(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	c, err := storage.Create(root, now, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "# Slices and Maps\n\nQ: Was heißt Größe auf Französisch?\nA: la " +
		"taille\n#wörter\n\nC: An auto[mobile] has [wheels::how many].\n\n" +
		"Q: Which is right?\n- [x] a gopher\n- [ ] a goroutine\n\nQ: 東京はどこですか\nA: 日本\n\nQ: " +
		"नमस्ते?\nA: hello\n"
	for i := range 200 {
		text += fmt.Sprintf("Q: What is the %d. word, w%x?\nA: It is %d.\n\n", i, i*7919, i%7)
	}
	for _, name := range []string{"first.md", "spanish/verbs.md"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		text = "Q: Only here, not in the word list?\nA: ser o estar\n\nC: A [gap] of slices, and " +
			"[another].\n"
	}
	if _, err := c.Compile(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	all, err := desk.NewFinder(c, storage.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		"word", "wrod", "grosse", "Größe franzosisch", "mobile", "automobile", "weels", "gorotine",
		"gopher right", "東京", "नमस्ते",
		"verbs", "spanisch", "slices", "worter", "w1eef", "estar ser", "xyzzy", "==", "is",
		"a", "7919", "",
	} {
		once, err := desk.FindOnce(c, words, 20)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(all.Find(words, 20), once); diff != "" {
			t.Errorf("%q (-all +once):\n%s", words, diff)
		}
	}
}

// TestFindOnceOfTwins: a card that stands in several files is found once, where it is asked from.
func TestFindOnceOfTwins(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	c, err := storage.Create(root, now, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		text := "# Section\n\nQ: The same everywhere?\nA: yes\n"
		if err := os.WriteFile(filepath.Join(root, fmt.Sprintf("f%d.md", i)), []byte(text),
			0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Compile(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	found, err := desk.FindOnce(c, "everywhere", 20)
	if err != nil || len(found) != 1 || found[0].Path != "f0.md" {
		t.Errorf("found %v, error %v", found, err)
	}
}
