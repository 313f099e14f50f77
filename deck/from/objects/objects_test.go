package objects_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/decktest"
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

func TestReadYAML(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text  string
		names []string
		rows  [][]string
	}{
		"pairs":      {"- front: What?\n  back: That\n- front: Who?\n  back: He # of old\n", []string{"front", "back"}, [][]string{{"What?", "That"}, {"Who?", "He"}}},
		"quotes":     {"- \"q\": \"a: \\\"b\\\"\"\r\n  'a': 'it''s'\r\n", []string{"q", "a"}, [][]string{{`a: "b"`, "it's"}}},
		"blocks":     {"cards:\n  - q: |\n      a\n        b\n\n      c\n    a: >-\n      d\n      e\n  - q: f\n    a: g\n      h\n", []string{"q", "a"}, [][]string{{"a\n  b\n\nc", "d e"}, {"f", "g h"}}},
		"lists":      {"# c\n-   q: a\n    tags: [x, \"y\"]\n    a:\n    - b\n    - c\n-   q: d\n    a:\n      x: y\n", []string{"q", "tags", "a"}, [][]string{{"a", "x, y", "b, c"}, {"d", "", ""}}},
		"other YAML": {"on: push\njobs:\n  a: {b: c}\n- text\n---\n", nil, nil},
		"null":       {"- q: ~\n  a: null\n\n  # c\n  t: 1\nend: x\n", []string{"q", "a", "t"}, [][]string{{"", "", "1"}}},
	} {
		got := objects.ReadYAML(tt.text)
		if diff := cmp.Diff(objects.Table{Names: tt.names, Rows: tt.rows}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzReadYAML(f *testing.F) {
	f.Add("- a: b\n  c: |\n    d\n  e:\n  - f\n- a: [g]\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, row := range objects.ReadYAML(text).Rows {
			if len(row) == 0 {
				t.Errorf("%q: an empty row", text)
			}
		}
	})
}

// TestReadLongYAML: a value takes time that is linear in its length. It does not run in parallel, see
// [decktest.CPU].
func TestReadLongYAML(t *testing.T) {
	isLinear := decktest.IsLinear(5_000, func(n int) {
		table := objects.ReadYAML("- q: a\n" + strings.Repeat("    and so on, and so forth, and so on\n", n))
		if len(table.Rows) != 1 {
			t.Errorf("%d rows", len(table.Rows))
		}
	})
	if !isLinear {
		t.Error("the time of a value grows faster than its length")
	}
}
