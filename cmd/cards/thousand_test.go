package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTagAndMoveAThousandCards changes the text of 1,000 cards in 100 files by tag and move: keys
// and progress stay, files differ only by what was asked, and one undo of each brings every byte
// back.
func TestTagAndMoveAThousandCards(t *testing.T) {
	t.Parallel()
	const decks, each = 100, 10
	files := make(map[string]string)
	for i := range decks {
		files[fmt.Sprintf("deck%02d.md", i)] = "# Notes\n\nText stays.\n\n" +
			cardsFile(fmt.Sprintf("deck%02d", i), each)
	}
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), files)
	p.run(strings.Repeat("\n3\n\n1\n\n4\n", 50)+"quit\n", "review", "--plain", "--new", "150")
	before := p.progress()
	if len(before) != decks*each || len(p.reviews()) < 150 {
		t.Fatalf("%d cards, %d answers", len(before), len(p.reviews()))
	}

	p.run("", "tag", "+exam", "kind:basic")
	if diff := cmp.Diff(before, p.progress()); diff != "" {
		t.Errorf("tag changed cards:\n%s", diff)
	}
	for name, text := range p.deckFiles() {
		if got := strings.Count(text, "#exam\n"); got != each {
			t.Errorf("%s: %d notes are tagged", name, got)
		}
		if diff := cmp.Diff(files[name], strings.ReplaceAll(text, "#exam\n", "")); diff != "" {
			t.Errorf("tag changed more of %s:\n%s", name, diff)
		}
	}
	tagged := p.deckFiles()

	p.run("", "move", "tag:exam", "--deck", filepath.Join(p.root, "all.md"))
	if diff := cmp.Diff(before, p.progress()); diff != "" {
		t.Errorf("move changed cards:\n%s", diff)
	}
	for name, text := range p.deckFiles() {
		want := 0
		if name == "all.md" {
			want = decks * each
		} else if !strings.HasPrefix(text, "# Notes\n\nText stays.\n") {
			t.Errorf("%s lost its notes: %q", name, text)
		}
		if got := strings.Count(text, "\nA: "); got != want {
			t.Errorf("%s has %d cards, want %d", name, got, want)
		}
	}
	checkCollection(t, p.root)
	p.run("", "check")

	p.run("", "undo")
	if diff := cmp.Diff(tagged, p.deckFiles()); diff != "" {
		t.Errorf("undo of move left:\n%s", diff)
	}
	p.run("", "undo")
	if diff := cmp.Diff(files, p.deckFiles()); diff != "" {
		t.Errorf("undo of tag left:\n%s", diff)
	}
	if diff := cmp.Diff(before, p.progress()); diff != "" {
		t.Errorf("undo changed cards:\n%s", diff)
	}
}

// cardProgress is what a card keeps whatever happens to its text.
type cardProgress struct {
	ID         string
	Keys       []string
	Question   string
	Phase      string
	Due        *string
	Reviews    int
	Lapses     int
	Stability  *float64
	Difficulty *float64
	Suspended  bool
	Flag       int
	Buried     *string
}

// progress returns all cards with what they keep, ordered by id.
func (p *program) progress() []cardProgress {
	p.t.Helper()
	var cards []cardProgress
	if err := json.Unmarshal([]byte(p.run("", "list", "--json")), &cards); err != nil {
		p.t.Fatal(err)
	}
	slices.SortFunc(cards, func(a, b cardProgress) int { return strings.Compare(a.ID, b.ID) })
	return cards
}

// deckFiles returns the text of all deck files in the folder of the collection.
func (p *program) deckFiles() map[string]string {
	p.t.Helper()
	paths, err := filepath.Glob(filepath.Join(p.root, "*.md"))
	if err != nil {
		p.t.Fatal(err)
	}
	files := make(map[string]string)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			p.t.Fatal(err)
		}
		files[filepath.Base(path)] = string(text)
	}
	return files
}
