package cli

import (
	"slices"
	"testing"
)

// TestNearestWordsFirst: what was most likely meant stands first, then the order of the words.
func TestNearestWordsFirst(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][]string{
		"revew":   {"review", "reset"},
		"reveiw":  {"review"},
		"Unod":    {"undo"},
		"comp":    {"compat", "completion"},
		"sumpend": {"suspend"},
		"statz":   {"stats"},
		"lst":     {"list"},
		"xyz":     nil,
	} {
		known := []string{
			"compat", "completion", "list", "redo", "reset", "review", "stats", "suspend", "undo",
		}
		if got := near(typed, known); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
