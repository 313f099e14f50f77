package front

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadPlain: what is plain is read as the parser reads it.
func TestReadPlain(t *testing.T) {
	t.Parallel()
	for content, isPlain := range map[string]bool{
		"tags: [note]\n": true,
		"tags: [a, b c,d/e]\ncreated: 2024-01-31\n": true,
		"tags:\n- a\n- b-c\ntitle: On the way\n":    true,
		"tags:\n  - a\n  - b\n\naliases:\n":         true,
		"tags: flashcards maths  \n":                true,
		"title: Größe 3.5\n":                        true,
		"a:\nb:\n    - c\n":                         true,
		"":                                          false,
		"a: 1\n":                                    false,
		"a: true\n":                                 false,
		"a: \"b\"\n":                                false,
		"a: b: c\n":                                 false,
		"a: b # c\n":                                false,
		"a:b\n":                                     false,
		"a: b\n  c\n":                               false,
		"a: b\n- c\n":                               false,
		"a:\n- b\n  - c\n":                          false,
		"a: []\n":                                   false,
		"a: [b, ]\n":                                false,
		"a: [b\n":                                   false,
		"a: b\na: c\n":                              false,
		"a = \"b\"\n":                               false,
		"a: b\r\n":                                  false,
		"a: |\n  b\n":                               false,
		"null: a\n":                                 false,
		"a:\n-\n":                                   false,
		"a: &b c\n":                                 false,
		"a: b\n...\n":                               false,
		"a: Infinity\n":                             false,
		"a: 12-34\n":                                false,
		"\ta: b\n":                                  false,
		"a: b\n\n\nc: d":                            true,
		"a:  b\n":                                   true,
		"cssclasses:\n    - wide\n    - \n":         false,
		"date: 2024-01-31 10\n":                     false,
		"publish: No\n":                             false,
	} {
		if _, ok := readPlain(content); ok != isPlain {
			t.Errorf("%q: plain %v, want %v", content, ok, isPlain)
		}
		checkPlain(t, content)
	}
}

// checkPlain checks that a parser reads the same as what is plain.
func checkPlain(t *testing.T, content string) {
	t.Helper()
	got, ok := readPlain(content)
	if !ok {
		return
	}
	want, errs := parse(content, false)
	if diff := cmp.Diff(want, got); diff != "" || errs != nil {
		t.Errorf("%q: %v (-parser +plain):\n%s", content, errs, diff)
	}
}

func FuzzReadPlain(f *testing.F) {
	f.Add("tags: [a, b]\nc:\n- d e\n- f/g\nh: 2024-01-31\n\ni: On\n")
	f.Add("a:\n  - Ünter\nb: e5.0\n")
	f.Fuzz(checkPlain)
}
