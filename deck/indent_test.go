package deck_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

// TestIndentedParts shows parts that are indented as a whole: what is aligned in the source is so
// when it is shown.
func TestIndentedParts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, source, back string }{
		{"list", "Q: a\nA:\n  - b\n  - c\n    - d\n", "- b\n- c\n  - d"},
		{"list at the margin", "Q: a\nA:\n- b\n  - c\n", "- b\n  - c"},
		{"list behind the label", "Q: a\nA: - b\n  - c\n", "- b\n  - c"},
		{"lines that are less indented", "Q: a\nA:\n   b\n c\nd\n", "b\nc\nd"},
		{"code", "Q: a\nA:\n  ```\n  b\n    c\n  ```\n", "```\nb\n  c\n```"},
		{"tabs", "Q: a\nA:\n\t- b\n\t- c\n", "- b\n- c"},
		{"a tab beyond the indentation", "Q: a\nA:\n  ```\n\tb\n  ```\n", "```\n\tb\n```"},
		{"definition", "T: a\nD:\n  1. b\n  2. c\n", "1. b\n2. c"},
		{"cloze", "C:\n  - [b]\n  - c\n", "- \u0002b\u0003\n- c"},
	} {
		f := deck.Parse("a.md", []byte(c.source))
		if diff := cmp.Diff(c.back, f.Notes[0].Cards[0].Back); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	f := deck.Parse("a.md", []byte("\n  - a\n  - b\n\nQ: c\nA: d\nA (more):\n  - e\n  - f\n"))
	if diff := cmp.Diff([]string{"- a\n- b", "- e\n- f"},
		[]string{f.Sections[0].Notes, f.Notes[0].More}); diff != "" {
		t.Errorf("study notes and explanation (-want +got):\n%s", diff)
	}
}
