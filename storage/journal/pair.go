package journal

import (
	"cmp"

	"cards/deck"
)

// Pair is two keys, the lesser first.
type Pair struct{ A, B deck.Key }

// NewPair returns the pair of two keys.
func NewPair(a, b deck.Key) Pair {
	if a.Compare(b) > 0 {
		a, b = b, a
	}
	return Pair{a, b}
}

// Compare orders pairs by their keys.
func (p Pair) Compare(q Pair) int { return cmp.Or(p.A.Compare(q.A), p.B.Compare(q.B)) }

// PairOf returns the pair that a link or unlink is about.
func PairOf(b Body) (Pair, bool) {
	switch b := b.(type) {
	case Linked:
		return NewPair(b.A, b.B), true
	case Unlinked:
		return NewPair(b.A, b.B), true
	}
	return Pair{}, false
}
