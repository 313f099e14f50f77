package importer

import (
	"slices"

	"cards/deck/from/anki"
)

// joinCards joins cards of a note that have one ordinal, which Anki has made of numbers of gaps
// that are greater than it can count: they are the one that was answered most.
func (r *ankiReader) joinCards() {
	r.same = make(map[int64]int64)
	var last *anki.Card
	r.cards = slices.DeleteFunc(r.cards, func(c anki.Card) bool {
		if last != nil && last.Note == c.Note && last.Ord == c.Ord {
			r.same[c.ID] = last.ID
			return true
		}
		last = &c
		return false
	})
	r.counts.twice = len(r.same)
}
