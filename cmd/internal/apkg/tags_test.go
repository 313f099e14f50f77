package apkg_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/deck/from/anki"
	"cards/storage"
)

// taggedPackage writes a package with a note of some tags, changed in Anki some seconds after it
// was made.
func taggedPackage(t *testing.T, changed int64, tags ...string) string {
	t.Helper()
	const id = 1_600_000_000_000
	types := []*anki.Notetype{{
		ID: id, Name: "Simple", Fields: []anki.Field{{Name: "F"}, {Name: "B", Ord: 1}},
		Templates: []anki.Template{{Name: "1", Front: "{{F}}", Back: "{{B}}"}},
	}}
	return packageOf(t, types, nil, func(w *anki.Writer, check func(error)) {
		check(w.Note(&anki.Note{
			ID: id, GUID: "tagged", Type: id, Mod: id/1000 + changed, Tags: tags,
			Fields: []string{"front", "back"},
		}, 0))
		check(w.Card(&anki.Card{ID: id, Note: id, Deck: 1, Data: "{}"}))
	})
}

// TestTagsOfBothSides brings a note twice, tagged otherwise in Anki meanwhile: its tags there stay,
// but for what was tagged here.
func TestTagsOfBothSides(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ first, second, here, want string }{
		{"a", "a", "#a", "a"},
		{"a", "b::c", "#a", "b::c"},
		{"a b", "", "#a #b", ""},
		{"a", "a b", "#a", "a b"},
		{"x::y a", "x::y a z", "#a #x/y", "x::y a z"},
		{"a", "a b", "#a #mine", "a b mine"},
		{"a b", "b c", "#a", "c"},
		{"a b", "a b", "", ""},
		{"a b", "a b", "#a", "a"},
	} {
		root := newRoot(t, nil)
		bring(t, root, taggedPackage(t, 0, strings.Fields(test.first)...))
		bring(t, root, taggedPackage(t, 100, strings.Fields(test.second)...))
		text := "Q: front\nA: back\n" + test.here + "\n"
		if err := os.WriteFile(filepath.Join(root, "Default.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, _ := written(t, root, storage.Scope{})
		source := anki.Source{ReaderAt: bytes.NewReader(out), Size: int64(len(out))}
		c, err := anki.Open(t.Context(), source, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		err = c.EachNote(func(n anki.Note) error {
			if got := strings.Join(n.Tags, " "); got != test.want {
				t.Errorf("%+v: %q", test, got)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
}
