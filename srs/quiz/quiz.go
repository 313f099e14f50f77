// Package quiz picks cards to learn or to measure by, and says what a whole deck would score.
//
// Learning and measuring want different cards: what is about to be lost teaches most, and says
// nothing of the rest. [Choose] is for learning, [Draw] and [Estimate] for measuring.
package quiz

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Card is what is known of a card.
type Card struct {
	Recall float64 // chance that it is recalled, 0…1; 0 of a new card
	New    bool    // it was never asked
	Note   [16]byte
	Place  string // its section: of two that stand together the second is easier

	Missed bool // in a quiz of the last days, and not reviewed since
	Lapsed bool // in a review of the last days
	Leech  bool // it sticks badly
}

// need puts a card into one of the classes that are asked one after another.
func (c *Card) need() int {
	switch {
	case c.Missed:
		return 0
	case c.Lapsed:
		return 1
	case c.Leech:
		return 2
	}
	return 3
}

// Choose returns the places of n cards to learn, as they are asked: those that were missed, then those
// that lapsed, then leeches, then those most likely to be lost. New cards are not chosen. Of twice as
// many that need it most those are taken, and put in an order, that no two of a note and no two of a
// section stand together where that can be avoided.
func Choose(cards []Card, n int) []int {
	order := ByNeed(cards, func(i int) float64 { return 1 - cards[i].Recall })
	return interleaved(cards, order[:min(len(order), 2*n)], n)
}

// ByNeed returns the places of all cards that are not new, those that need to be asked most first: by the
// class of their need as in [Choose], then by what asking them is worth.
func ByNeed(cards []Card, worth func(i int) float64) []int {
	var order []int
	for i := range cards {
		if !cards[i].New {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(cards[a].need(), cards[b].need()), cmp.Compare(worth(b), worth(a)))
	})
	return order
}

// interleaved takes n cards in their order, each time the first that goes with the one before.
func interleaved(cards []Card, order []int, n int) []int {
	var taken []int
	left := slices.Clone(order)
	for len(taken) < n && len(left) > 0 {
		at := 0
		if len(taken) > 0 {
			at = next(cards, taken[len(taken)-1], left)
		}
		taken = append(taken, left[at])
		left = slices.Delete(left, at, at+1)
	}
	return taken
}

// next returns which of some cards follows one: the first of another section and note, else the first of
// another note, else the first.
func next(cards []Card, before int, left []int) int {
	otherNote := func(i int) bool { return cards[i].Note != cards[before].Note }
	both := func(i int) bool { return otherNote(i) && cards[i].Place != cards[before].Place }
	if at := slices.IndexFunc(left, both); at >= 0 {
		return at
	}
	return max(slices.IndexFunc(left, otherNote), 0)
}

// Draw returns the places of n cards to measure by, in the order in which they are asked: the studied
// ones are parted into strata by how well they are known, and one is drawn of each, so that no draw is
// of easy cards alone; new ones are strata of their own, as many as is their share. Of one note more than
// one card is drawn only if there are fewer notes than n.
func Draw(cards []Card, n int, random *rand.Rand) []int {
	all := random.Perm(len(cards)) // of equals any may come first
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(cards[a].Recall, cards[b].Recall) })
	slices.SortStableFunc(all, func(a, b int) int { return compareNew(cards[a].New, cards[b].New) })
	n = min(n, len(cards))
	drawn := make([]int, 0, n)
	used := make(map[[16]byte]bool)
	for k := range n {
		stratum := all[k*len(all)/n : (k+1)*len(all)/n]
		at := random.IntN(len(stratum))
		for range len(stratum) - 1 {
			if !used[cards[stratum[at]].Note] {
				break
			}
			at = (at + 1) % len(stratum)
		}
		if i := stratum[at]; !used[cards[i].Note] {
			drawn, used[cards[i].Note] = append(drawn, i), true
		}
	}
	drawn = fill(cards, all, drawn, used, n, random)
	random.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	return drawn
}

// fill draws what strata could not give, of other notes first.
func fill(cards []Card, all, drawn []int, used map[[16]byte]bool, n int, random *rand.Rand) []int {
	rest := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return slices.Contains(drawn, i) })
	random.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	for _, again := range []bool{false, true} {
		for _, i := range rest {
			if len(drawn) < n && !slices.Contains(drawn, i) && (again || !used[cards[i].Note]) {
				drawn, used[cards[i].Note] = append(drawn, i), true
			}
		}
	}
	return drawn
}

func compareNew(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
