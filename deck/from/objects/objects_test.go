package objects_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/objects"
)

func TestRead(t *testing.T) {
	t.Parallel()
	text := `[{"q": "a\nb", "n": 1.50, "tags": ["x", 2, ["y"]]},
		{"more": {"z": 1}, "q": null, "ok": true}, {}]`
	want := objects.Table{
		Names: []string{"q", "n", "tags", "more", "ok"},
		Rows:  [][]string{{"a\nb", "1.50", "x, 2"}, {"", "", "", "", "true"}, nil},
	}
	got, err := objects.Read(strings.NewReader(text))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestWhatIsNoListOfObjects(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "{}", "[", "[1]", `[{"a": 1}`, `[{"a": 1},]`, `[{"a"}]`, `[{"a": 1}] x`, "[[]]",
	} {
		if got, err := objects.Read(strings.NewReader(text)); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestReadNested(t *testing.T) {
	t.Parallel()
	isRow := func(names []string) bool { return len(names) > 0 && names[0] == "q" }
	for text, want := range map[string]objects.Table{
		`{"title": "x", "cards": [{"q": "a", "r": "b"}, {"q": "c"}]}`: {
			Names: []string{"q", "r"}, Rows: [][]string{{"a", "b"}, {"c"}},
		},
		`[{"deck": "x", "cards": [{"q": "a"}]}, {"deck": "y", "in": {"cards": [{"q": "b", "o": [{"t": 1}]}]}}]`: {
			Names: []string{"q", "o"}, Rows: [][]string{{"a"}, {"b", ""}},
		},
		`{"q": "alone"}`:                  {},
		`[[[[[[[[[{"q": "deep"}]]]]]]]]]`: {},
	} {
		got, err := objects.ReadNested([]byte(text), isRow)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", text, err, diff)
		}
	}
	if _, err := objects.ReadNested([]byte(`{"a": [{"q": 1}`), isRow); err == nil {
		t.Error("half a text is read")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`[{"question": "a", "answer": ["b", 1, null]}]`)
	f.Fuzz(func(t *testing.T, text string) {
		if n, err := objects.ReadNested([]byte(text), func([]string) bool { return true }); err == nil && len(n.Rows) > len(text) {
			t.Errorf("%d rows", len(n.Rows))
		}
		got, err := objects.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, row := range got.Rows {
			if len(row) > len(got.Names) {
				t.Errorf("%d cells in %d columns", len(row), len(got.Names))
			}
		}
	})
}
