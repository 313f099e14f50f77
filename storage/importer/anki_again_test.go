package importer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

// toldIn returns what a report says of a file, and of what was left out of it.
func toldIn(r *importer.Report) string {
	told := slices.Clone(r.Remarks)
	for _, left := range r.LeftOut {
		told = append(told, left.Reason)
	}
	return strings.Join(told, "; ")
}

// TestAnkiPartsGoIntoOneDeck brings parts of a package one after another: they are of one deck.
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
		"in Anki":          {"a b", "", "b c", update, "#b #c", "new tags from the source: 1 note"},
		"all taken off":    {"a", "", "", update, "", "new tags from the source: 1 note"},
		"the first ones":   {"", "", "a::b", update, "#a/b", "new tags from the source: 1 note"},
		"without --update": {"a", "", "b", importer.Options{}, "#a", ""},
		"here":             {"a", "#a #mine", "a", update, "#a #mine", ""},
		"on both sides":    {"a", "#a #mine", "b", update, "#a #mine", "tags were changed here too"},
		"theirs":           {"a", "#a #mine", "b", theirs, "#b", "new tags from the source: 1 note"},
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
		told := toldIn(&reports[0])
		if !strings.Contains(told, tt.told) || tt.told == "" && strings.Contains(told, "tags") {
			t.Errorf("%s: %q", name, told)
		}
	}
}

// TestAnkiUpdateKnowsTheNewestTags tags a note here after several imports: what the last of them
// brought is no change.
func TestAnkiUpdateKnowsTheNewestTags(t *testing.T) {
	t.Parallel()
	root := newAnkiRoot(t)
	bring := func(i int, tags string) []importer.Report {
		note := ankiNote{front: "one", back: "1", tags: tags, deck: "Tg", changed: int64(i)}
		_, reports, err := importAnki(t, root, packNotes(t, note), importer.Options{Update: true})
		if err != nil {
			t.Fatal(err)
		}
		return reports
	}
	for i := range 6 {
		bring(i, string(rune('a'+i)))
	}
	text := "Q: one\nA: 1\n#f #mine\n"
	if err := os.WriteFile(filepath.Join(root, "Tg.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := bring(6, "f"); len(r[0].LeftOut) > 0 || read(t, root)["Tg.md"] != text {
		t.Errorf("%v, %q", r[0].LeftOut, read(t, root)["Tg.md"])
	}
	if r := bring(7, "z"); len(r[0].LeftOut) != 1 || read(t, root)["Tg.md"] != text {
		t.Errorf("%v, %q", r[0].LeftOut, read(t, root)["Tg.md"])
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

// TestAnkiUpdateMovesNotes moves a note to another deck in Anki, here, or on both sides.
func TestAnkiUpdateMovesNotes(t *testing.T) {
	t.Parallel()
	const one, two, more = "Q: one\nA: 1\n", "Q: two\nA: 2\n", "Q: mine\nA: my own\n"
	update, theirs := importer.Options{Update: true}, importer.Options{Update: true, Theirs: true}
	for name, tt := range map[string]struct {
		there, here string // decks of the first note
		tags        string
		o           importer.Options
		want        string
		told        string
	}{
		"in Anki":          {"New::Deck", "", "", update, "New/Deck", "moved to the deck of the source: 1 note"},
		"into one that is": {"Mine", "", "", update, "Mine", "moved to the deck of the source: 1 note"},
		"with new tags":    {"New", "", "x", update, "New", "moved to the deck of the source: 1 note"},
		"without --update": {"New", "", "", importer.Options{}, "Tg", ""},
		"here":             {"Tg", "Mine", "", update, "Mine", ""},
		"on both sides":    {"New", "Mine", "", update, "Mine", "moved to another deck here too"},
		"theirs":           {"New", "Mine", "", theirs, "New", "moved to the deck of the source: 1 note"},
		"to the same":      {"Mine", "Mine", "", update, "Mine", ""},
		"into another":     {"New", "", "", importer.Options{Update: true, Deck: "Tg"}, "Tg", ""},
	} {
		root := newAnkiRoot(t)
		put := func(file, text string) {
			if err := os.WriteFile(filepath.Join(root, file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		put("Mine.md", more)
		notes := []ankiNote{
			{front: "one", back: "1", deck: "Tg"}, {front: "two", back: "2", deck: "Tg"},
		}
		if _, _, err := importAnki(t, root, packNotes(t, notes...), importer.Options{}); err != nil {
			t.Fatal(err)
		}
		if tt.here != "" {
			if put("Tg.md", two); tt.here == "Mine" {
				put("Mine.md", more+"\n"+one)
			}
			if tt.here == "Tg" {
				put("Tg.md", one+"\n"+two)
			}
		}
		notes[0].deck, notes[0].tags, notes[0].changed = tt.there, tt.tags, 100
		c, reports, err := importAnki(t, root, packNotes(t, notes...), tt.o)
		if err != nil {
			t.Fatal(err)
		}
		files, found := read(t, root), ""
		for file, text := range files {
			if strings.Contains(text, one) {
				found += strings.TrimSuffix(file, ".md")
			}
		}
		if found != tt.want || !strings.Contains(files["Tg.md"], two) ||
			!strings.Contains(files["Mine.md"], more) || strings.Contains(files["Tg.md"], "\n\n\n") ||
			tt.tags != "" && !strings.Contains(files[tt.want+".md"], one+"#"+tt.tags) {
			t.Errorf("%s: it is in %q of %q", name, found, files)
		}
		told := toldIn(&reports[0])
		if !strings.Contains(told, tt.told) || tt.told == "" && strings.Contains(told, "deck") {
			t.Errorf("%s: %q", name, told)
		}
		if orphans, err := c.Orphans(); err != nil || len(orphans) > 0 {
			t.Errorf("%s: orphans %v, %v", name, orphans, err)
		}
		before := read(t, root)
		_, _, err = importAnki(t, root, packNotes(t, notes...), tt.o)
		if diff := cmp.Diff(before, read(t, root)); err != nil || diff != "" {
			t.Errorf("%s: once more: %v, %s", name, err, diff)
		}
	}
}
