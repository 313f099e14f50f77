package importer

import (
	"os"
	"path/filepath"
	"testing"

	"cards/storage/folders"
)

// TestPatternsNameOneDeck writes names of decks as a preset lists them, and reads them back: each
// stands for its own deck, whatever characters it has.
func TestPatternsNameOneDeck(t *testing.T) {
	t.Parallel()
	names := []string{
		`a`, `a\b`, `\`, `\\`, `a\`, `*`, `?`, `[`, `]`, `[]`, `[a]`, `[a-`, `[^a]`, `a-b/c\d`, `x*y?z[\]`,
		`"quoted"`, `ü 日本`, `a]b[c`, `{a,b}`, `%20`,
	}
	for _, name := range names {
		root := t.TempDir()
		path := filepath.Join(root, folders.ConfigPath)
		text := "[preset.one]\ndecks = " + patterns([]string{name}) + "\n"
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		config, err := folders.ReadConfig(root)
		if err != nil {
			t.Errorf("%q is written as %s: %v", name, text, err)
			continue
		}
		for _, other := range names {
			got := config.PresetName(folders.Deck{Name: other}) == "one"
			if got != (other == name) {
				t.Errorf("the pattern of %q, %s, takes %q: %t", name, text, other, got)
			}
		}
	}
}
