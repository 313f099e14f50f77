package text_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/deck/match/text"
)

// An entry that is spelt as no text is ever read would do nothing.
func TestEveryWordOfALanguageIsReached(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("languages/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no languages", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for entry := range strings.FieldsSeq(string(data)) {
			if seen[entry] {
				t.Errorf("%s: %s is there twice", name, entry)
			}
			seen[entry] = true
			checkReached(t, entry)
		}
	}
}

func checkReached(t *testing.T, entry string) {
	t.Helper()
	word, number, isNumber := strings.Cut(entry, "=")
	switch {
	case isNumber && text.NumberOf(word) != number:
		t.Errorf("%s is not read as %s", word, number)
	case strings.ContainsRune("!-~+", rune(word[0])):
		if text.TurnMark(word[1:]) != word[0] {
			t.Errorf("%s is not read as what it is marked as", word)
		}
	case !isNumber && !text.IsLight(word):
		t.Errorf("%s is not read as a light word", word)
	}
}
