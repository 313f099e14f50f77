package importer_test

import (
	"strings"
	"testing"

	"cards/storage/importer"
)

// TestFilesThatBeginLate: what is beyond the beginning of a file, or in a line that is longer than
// it, tells what the file is.
func TestFilesThatBeginLate(t *testing.T) {
	t.Parallel()
	prose := strings.Repeat("Words about nothing that anybody asks.\n\n", 2000)
	long := strings.Repeat("word ", 20_000)
	for name, tt := range map[string]struct {
		file, text, format string
		cards              int
	}{
		"note":           {"a.md", prose + "#flashcards\n\na::b\n\nc::d\n", "obsidian", 2},
		"long line":      {"a.md", "#flashcards\na::" + long + "\n", "obsidian", 1},
		"one line":       {"a.md", "a::" + long + "<!--SR:!2026-01-01,4,250-->", "obsidian", 1},
		"deck":           {"a.md", prose + "Q: a\nA: b\n", "cards", 1},
		"marked":         {"a.txt", prose + "a : b #flashcard\n", "carddown", 1},
		"long row":       {"a.txt", "a\t" + long + "\nb\tc\n", "table", 2},
		"nothing at all": {"a.txt", prose, "cards", 0},
	} {
		root, source := collection(t, nil, files{tt.file: tt.text, "z.md": "Q: x\nA: y\n"})
		reports, err := imports(t, root, source, importer.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if r := reports[0]; r.Format != tt.format || len(r.Cards) != tt.cards {
			t.Errorf("%s: %d cards as %s, want %d as %s", name, len(r.Cards), r.Format, tt.cards, tt.format)
		}
	}
}
