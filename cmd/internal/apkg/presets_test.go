package apkg_test

import (
	"bytes"
	"testing"
	"time"

	"cards/deck/from/anki"
)

// TestIgnoredHistoryComesBack brings decks whose presets take answers before a date for no history:
// they go back with presets that say the same, from there to a further collection alike.
func TestIgnoredHistoryComesBack(t *testing.T) {
	t.Parallel()
	const id = 1_600_000_000_000
	date := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	w, err := anki.NewWriter(t.Context(), t.TempDir())
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	settings := &anki.Settings{Created: made, Changed: made, Rollover: 4, Types: []*anki.Notetype{{
		ID: id, Name: "Simple", Fields: []anki.Field{{Name: "F"}, {Name: "B", Ord: 1}},
		Templates: []anki.Template{{Name: "1", Front: "{{F}}", Back: "{{B}}"}},
	}}}
	for i, name := range []string{"Old", "New"} {
		n := int64(id + i)
		p := &anki.Preset{
			ID: n, Name: name + " preset", NewPerDay: 7 + i, ReviewsPerDay: 200, Retention: 0.9,
			MaxInterval: 36500, Steps: []float64{1, 10}, RelearningSteps: []float64{10},
		}
		if name == "Old" {
			p.IgnoreBefore = date
		}
		settings.Presets = append(settings.Presets, p)
		settings.Decks = append(settings.Decks, &anki.Deck{ID: n, Name: name, Preset: n})
		check(w.Note(&anki.Note{ID: n, GUID: name, Type: id, Mod: 1, Fields: []string{name, "b"}}, 0))
		check(w.Card(&anki.Card{ID: n, Note: n, Deck: n, Data: "{}"}))
	}
	check(w.Finish(settings))
	var b bytes.Buffer
	check(w.Pack(t.Context(), &b, nil))
	check(w.Close())
	pkg := saved(t, b.Bytes())
	for range 2 {
		root := newRoot(t, nil)
		bring(t, root, pkg)
		pkg = packed(t, root)
		data := readFile(t, pkg)
		source := anki.Source{ReaderAt: bytes.NewReader(data), Size: int64(len(data))}
		c, err := anki.Open(t.Context(), source, t.TempDir())
		check(err)
		for _, d := range c.Decks {
			want := map[string]time.Time{"Old": date}[d.Name]
			if got := c.Presets[d.Preset].IgnoreBefore; !got.Equal(want) {
				t.Errorf("%s: %v, want %v", d.Name, got, want)
			}
		}
		check(c.Close())
	}
}
