package desk

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"cards/deck"
	"cards/deck/edit"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Rewriting is what a command would do to the notes of some cards.
type Rewriting struct {
	Files   []storage.FileChange // that change, by path
	Bodies  []journal.Body       // of the step: links of keys that change
	Notes   int                  // that were named
	Changed int                  // of them
}

// Carry carries out what a command would do, and brings the collection up to date.
func Carry(ctx context.Context, store *storage.Collection, now time.Time, r Rewriting) error {
	if err := Rewrite(store, now, r.Files, r.Bodies...); err != nil {
		return err
	}
	_, err := store.Compile(ctx, now)
	return err
}

// Retagging is what [Retag] would do.
type Retagging struct {
	Rewriting
	Front []FrontTag // tags that were to go and stay
}

// FrontTag is a tag that the front matter of a file gives to all of its cards.
type FrontTag struct {
	Path string
	Line int // of the file, from 1
	Tag  string
}

// Retag returns what adding tags to the notes of cards, and taking others off them, does to their
// files. Tags of front matter stay.
func Retag(
	store *storage.Collection, cards []*storage.Card, add, remove []string,
) (Retagging, error) {
	var r Retagging
	places := placesOf(cards)
	for _, path := range slices.Sorted(maps.Keys(places)) {
		at := places[path]
		before, err := ReadDeck(folders.Abs(store.Root(), path))
		if err != nil {
			return r, err
		}
		after, err := edit.Retag(before, at, add, remove)
		if err != nil {
			return r, fmt.Errorf("%q: %w", path, err)
		}
		old, now := deck.Parse(path, before), deck.Parse(path, after)
		for i, n := range old.Notes {
			if !slices.Equal(n.Tags, now.Notes[i].Tags) {
				r.Changed++
			}
		}
		for _, tag := range remove {
			if slices.Contains(old.Front.Tags, tag) {
				r.Front = append(r.Front, FrontTag{path, frontLine(string(before), tag), tag})
			}
		}
		r.Notes += len(at)
		if !bytes.Equal(before, after) {
			r.Files = append(r.Files, storage.FileChange{Path: path, Before: before, After: after})
		}
	}
	return r, nil
}

// frontLine returns the line of front matter that a tag stands on, or of its first line.
func frontLine(text, tag string) int {
	lines := strings.Split(text, "\n")
	for i, line := range lines[1:] {
		if strings.TrimSpace(line) == strings.TrimSpace(strings.TrimLeft(lines[0], "\ufeff")) {
			break
		}
		isWord := func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsDigit(r) ||
				strings.ContainsRune("_-/", r)
		}
		words := strings.FieldsFunc(line, func(r rune) bool { return !isWord(r) })
		if slices.Contains(words, tag) {
			return i + 2
		}
	}
	return 1
}

// placesOf returns the lines of the labels of the notes that cards belong to, each once, in order,
// by file.
func placesOf(cards []*storage.Card) map[string][]int {
	places := make(map[string][]int)
	for _, c := range cards {
		places[c.Path] = append(places[c.Path], c.Line)
	}
	for path, lines := range places {
		slices.SortFunc(lines, cmp.Compare[int])
		places[path] = slices.Compact(lines)
	}
	return places
}
