package apkg_test

import (
	"fmt"
	"testing"

	"cards/deck/from/anki"
)

// guidsOf returns the guids of the notes of a package by their ids, with when they were changed.
func guidsOf(t *testing.T, pkg []byte) map[int64]string {
	t.Helper()
	c := opened(t, pkg)
	guids := make(map[int64]string)
	if err := c.EachNote(func(n anki.Note) error {
		guids[n.ID] = fmt.Sprintf("%q %d", n.GUID, n.Mod)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return guids
}

// TestGuidsComeBack brings notes whose guids name none alone: they go back with the guids that they
// have in Anki, which finds them there by these, and none is newer than another that it may take
// for it.
func TestGuidsComeBack(t *testing.T) {
	t.Parallel()
	const first = 1_600_000_000_000
	guids := []string{"", "twice", "alone", "twice", "", " "}
	types := []*anki.Notetype{{
		ID: first, Name: "Simple", Fields: []anki.Field{{Name: "F"}, {Name: "B", Ord: 1}},
		Templates: []anki.Template{{Name: "1", Front: "{{F}}", Back: "{{B}}"}},
	}}
	root, want := newRoot(t, nil), make(map[int64]string)
	pkg := packageOf(t, types, nil, func(w *anki.Writer, check func(error)) {
		for i, guid := range guids {
			id := int64(first + i)
			mod, oldest := int64(100+10*i), int64(100+10*i)
			switch guid {
			case "":
				oldest = 100
			case "twice":
				oldest = 110
			}
			want[id] = fmt.Sprintf("%q %d", guid, oldest)
			check(w.Note(&anki.Note{
				ID: id, GUID: guid, Type: first, Mod: mod, Fields: []string{fmt.Sprint("f", i), "b"},
			}, 0))
			check(w.Card(&anki.Card{ID: id, Note: id, Deck: 1, Data: "{}"}))
		}
	})
	for range 2 {
		bring(t, root, pkg)
		out := packed(t, root)
		data := readFile(t, out)
		for id, guid := range guidsOf(t, data) {
			if guid != want[id] {
				t.Errorf("%d: %s, want %s", id, guid, want[id])
			}
		}
		pkg = out
	}
}
