package match_test

import (
	"os"
	"path/filepath"
	"testing"

	"cards/deck"
	"cards/deck/match"
)

// The decks of testdata/formatters were written anew by programs that format Markdown; README.md
// there says how. No card loses its progress: its key is there still, or it is linked to the card
// that stands in its place.
func TestMatchKeepsFormattedDecks(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/formatters/before/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no decks found: %v", err)
	}
	for _, file := range files {
		for _, program := range []string{"prettier", "mdformat"} {
			after := filepath.Join("testdata/formatters", program, filepath.Base(file))
			checkKept(t, after, cardsIn(t, file), cardsIn(t, after))
		}
	}
}

func checkKept(t *testing.T, name string, before, after []match.Seen) {
	t.Helper()
	if len(before) == 0 || len(before) != len(after) {
		t.Fatalf("%s: %d cards, before %d", name, len(after), len(before))
	}
	known, live := edit{before: before, after: after}.collection()
	linked := map[deck.Key]deck.Key{}
	for _, l := range match.Match(known, live, nil).Links {
		linked[l.Old] = l.New
	}
	for i, s := range before {
		if now := after[i].Key; s.Key != now && linked[s.Key] != now {
			t.Errorf("%s: lost\n\t%s\n\t%s", name, describe(s), describe(after[i]))
		}
	}
}

func cardsIn(t *testing.T, file string) []match.Seen {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cards []match.Seen
	for _, n := range deck.Parse("deck.md", src).Notes {
		for _, c := range n.Cards {
			cards = append(cards, match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: "deck.md"})
		}
	}
	return cards
}
