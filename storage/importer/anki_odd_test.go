package importer_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/deck/from/anki"
	"cards/storage"
	"cards/storage/importer"
)

// packAnki writes a package with a note, whose first field is given, a card that is of no note, and
// a file.
func packAnki(t *testing.T, front, name, data string) string {
	t.Helper()
	w, err := anki.NewWriter(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const id = 1_600_000_000_000
	start := time.Date(2026, 1, 1, 4, 0, 0, 0, time.UTC)
	check(w.Note(&anki.Note{ID: id, GUID: "one", Type: id, Mod: id / 1000, Fields: []string{front, "back"}}, 0))
	check(w.Card(&anki.Card{ID: id, Note: id, Deck: 1, Data: "{}"}))
	check(w.Card(&anki.Card{ID: id + 1, Note: id + 1, Deck: 1, Data: "{}"}))
	check(w.Finish(&anki.Settings{Created: start, Changed: start, Rollover: 4, Types: []*anki.Notetype{{
		ID: id, Name: "Simple", Fields: []anki.Field{{Name: "Front"}, {Name: "Back", Ord: 1}},
		Templates: []anki.Template{{Name: "Card 1", Front: "{{Front}}", Back: "{{Back}}"}},
	}}}))
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(data)), nil }
	var b bytes.Buffer
	check(w.Pack(t.Context(), &b, []anki.Packed{{Name: name, Open: open}}))
	check(w.Close())
	file := filepath.Join(t.TempDir(), "one.apkg")
	check(os.WriteFile(file, b.Bytes(), 0o600))
	return file
}

// TestAnkiMediaAreNoDecks brings a file that is called as a deck is, and reads as one: it stays a
// file.
func TestAnkiMediaAreNoDecks(t *testing.T) {
	t.Parallel()
	root := newAnkiRoot(t)
	const text = "Q: not a card\nA: of anybody\n"
	c, reports, err := importAnki(t, root, packAnki(t, `see <img src="evil.md">`, "evil.md", text), importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, root)["media/evil.md_"]; got != text {
		t.Errorf("the file holds %q", got)
	}
	decks, err := c.Decks(storage.Scope{})
	if err != nil || len(decks) != 1 {
		t.Errorf("decks %v, %v", decks, err)
	}
	if !strings.Contains(read(t, root)["Default.md"], "@/media/evil.md_") {
		t.Errorf("the deck does not refer to the file:\n%s", read(t, root)["Default.md"])
	}
	if !slices.Contains(reports[0].Remarks, "1 card belongs to a note that is not there") {
		t.Errorf("remarks %q", reports[0].Remarks)
	}
}
