package importer

import (
	"cmp"
	"maps"
	"slices"
)

// whereabouts says in which files notes of a source stand now.
type whereabouts struct {
	came  byDeck // those that came from it
	alike byDeck // those from elsewhere that say the same
}

// byDeck counts, by deck of the source, the cards that stand in each file.
type byDeck map[string]map[string]int

func newWhereabouts() *whereabouts {
	return &whereabouts{came: make(byDeck), alike: make(byDeck)}
}

// add counts one more card of a deck that stands in a file.
func (b byDeck) add(deck, file string) {
	if b[deck] == nil {
		b[deck] = make(map[string]int)
	}
	b[deck][file]++
}

// leave notes that cards of a deck do not stand in their file any more: where the others stand is
// where they go.
func (b byDeck) leave(deck, file string, cards int) {
	if left := b[deck][file] - cards; left > 0 {
		b[deck][file] = left
	} else {
		delete(b[deck], file)
	}
}

// ofAll returns the file in which most notes stand of all decks of the source.
func (w *whereabouts) ofAll() (string, bool) {
	all := make(map[string]int)
	for _, decks := range []byDeck{w.came, w.alike} {
		for _, files := range decks {
			for file, n := range files {
				all[file] += n
			}
		}
	}
	return most(all)
}

// most returns the name that counts most, the first of several.
func most(counts map[string]int) (string, bool) {
	if len(counts) == 0 {
		return "", false
	}
	byCount := func(a, b string) int { return cmp.Compare(counts[a], counts[b]) }
	return slices.MaxFunc(slices.Sorted(maps.Keys(counts)), byCount), true
}
