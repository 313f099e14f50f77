package importer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/deck/from/anki"
	"cards/storage/importer"
)

// ankiNote is a note of a package that [packNotes] writes, with one card.
type ankiNote struct {
	front, back, tags, deck string
	changed                 int64 // seconds after it was made
}

// packNotes writes a package of notes, whose guids are those of their places, to a file of the same
// name each time.
func packNotes(t *testing.T, notes ...ankiNote) string {
	t.Helper()
	w, err := anki.NewWriter(t.Context(), t.TempDir())
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	const first = 1_600_000_000_000
	start := time.Date(2026, 1, 1, 4, 0, 0, 0, time.UTC)
	var names []string
	for i, n := range notes {
		id := int64(first + i)
		if !slices.Contains(names, n.deck) {
			names = append(names, n.deck)
		}
		check(w.Note(&anki.Note{
			ID: id, GUID: "note" + string(rune('a'+i)), Type: first, Mod: id/1000 + n.changed,
			Tags: strings.Fields(n.tags), Fields: []string{n.front, n.back},
		}, 0))
		deck := int64(slices.Index(names, n.deck)) + first
		check(w.Card(&anki.Card{ID: id, Note: id, Deck: deck, Data: "{}"}))
	}
	settings := &anki.Settings{Created: start, Changed: start, Rollover: 4, Types: []*anki.Notetype{{
		ID: first, Name: "Simple", Fields: []anki.Field{{Name: "Front"}, {Name: "Back", Ord: 1}},
		Templates: []anki.Template{{Name: "Card 1", Front: "{{Front}}", Back: "{{Back}}"}},
	}}}
	for i, name := range names {
		settings.Decks = append(settings.Decks, &anki.Deck{ID: int64(first + i), Name: name, Preset: 1})
	}
	check(w.Finish(settings))
	var b bytes.Buffer
	check(w.Pack(t.Context(), &b, nil))
	check(w.Close())
	file := filepath.Join(t.TempDir(), "notes.apkg")
	check(os.WriteFile(file, b.Bytes(), 0o600))
	return file
}

// TestAnkiPartsGoIntoOneDeck brings parts of a package one after another: they are of the same deck.
func TestAnkiPartsGoIntoOneDeck(t *testing.T) {
	t.Parallel()
	notes := []ankiNote{
		{front: "one", back: "1", tags: "x", deck: "Tg"},
		{front: "two", back: "2", tags: "y", deck: "Tg"},
		{front: "three", back: "3", tags: "z", deck: "Other"},
	}
	root := newAnkiRoot(t)
	for _, tag := range []string{"x", "y", "z"} {
		_, _, err := importAnki(t, root, packNotes(t, notes...), importer.Options{Tags: []string{tag}})
		if err != nil {
			t.Fatal(err)
		}
	}
	files := read(t, root)
	if text := files["Tg.md"]; !strings.Contains(text, "Q: one") || !strings.Contains(text, "Q: two") ||
		files["Tg-2.md"] != "" || !strings.Contains(files["Other.md"], "Q: three") {
		t.Errorf("%q", files)
	}
	// another package of that name is another source
	other := packNotes(t, ankiNote{front: "elsewhere", back: "e", tags: "x", deck: "Tg"})
	root = newAnkiRoot(t)
	if err := os.WriteFile(filepath.Join(root, "Tg.md"), []byte("Q: mine?\nA: yes\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := importAnki(t, root, other, importer.Options{Tags: []string{"x"}}); err != nil {
		t.Fatal(err)
	}
	if text := read(t, root)["Tg-2.md"]; !strings.Contains(text, "elsewhere") {
		t.Errorf("%q", read(t, root))
	}
}

// TestAnkiUpdateTakesTags changes the tags of a note in Anki, here, or on both sides.
func TestAnkiUpdateTakesTags(t *testing.T) {
	t.Parallel()
	const line = "Q: one\nA: 1\n"
	update, theirs := importer.Options{Update: true}, importer.Options{Update: true, Theirs: true}
	for name, tt := range map[string]struct {
		before, here, after string
		o                   importer.Options
		want                string
		told                string // in the report
	}{
		"in Anki":          {"a b", "", "b c", update, "#b #c", "1 note has the tags"},
		"all taken off":    {"a", "", "", update, "", "1 note has the tags"},
		"the first ones":   {"", "", "a::b", update, "#a/b", "1 note has the tags"},
		"without --update": {"a", "", "b", importer.Options{}, "#a", ""},
		"here":             {"a", "#a #mine", "a", update, "#a #mine", ""},
		"on both sides":    {"a", "#a #mine", "b", update, "#a #mine", "tags were changed here too"},
		"theirs":           {"a", "#a #mine", "b", theirs, "#b", "1 note has the tags"},
		"the same":         {"a", "#b", "b", update, "#b", ""},
		"nowhere":          {"a b", "", "b a", update, "#a #b", ""},
	} {
		root := newAnkiRoot(t)
		note := ankiNote{front: "one", back: "1", tags: tt.before, deck: "Tg"}
		if _, _, err := importAnki(t, root, packNotes(t, note), importer.Options{}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(root, "Tg.md")
		if tt.here != "" {
			if err := os.WriteFile(file, []byte(line+tt.here+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		note.tags, note.changed = tt.after, 100
		_, reports, err := importAnki(t, root, packNotes(t, note), tt.o)
		if err != nil {
			t.Fatal(err)
		}
		text := read(t, root)["Tg.md"]
		_, tags, _ := strings.Cut(text, line)
		if !strings.Contains(text, line) || strings.TrimSpace(tags) != tt.want {
			t.Errorf("%s: %q", name, text)
		}
		told := strings.Join(reports[0].Remarks, "; ")
		for _, r := range reports[0].LeftOut {
			told += "; " + r.Reason
		}
		if !strings.Contains(told, tt.told) || tt.told == "" && strings.Contains(told, "tags") {
			t.Errorf("%s: %q", name, told)
		}
	}
}

// TestAnkiUpdateTakesTagsLater takes tags that an import without --update has left.
func TestAnkiUpdateTakesTagsLater(t *testing.T) {
	t.Parallel()
	root := newAnkiRoot(t)
	for i, o := range []importer.Options{{}, {}, {Update: true}} {
		tags := []string{"a", "b", "b"}[i]
		note := ankiNote{front: "one", back: "1", tags: tags, deck: "Tg", changed: int64(i)}
		if _, _, err := importAnki(t, root, packNotes(t, note), o); err != nil {
			t.Fatal(err)
		}
	}
	if text := read(t, root)["Tg.md"]; !strings.Contains(text, "#b\n") || strings.Contains(text, "#a") {
		t.Errorf("%q", text)
	}
}
