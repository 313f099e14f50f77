// Package quiz picks cards to learn or to measure by, and says what a whole deck would score.
//
// Learning and measuring want different cards: what is about to be lost teaches most, and says
// nothing of the rest. [Choose] is for learning, [Draw] and [Estimate] for measuring.
package quiz

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// Card is what is known of a card.
type Card struct {
	ID     [16]byte
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

// Choose returns the places of n cards to learn, as they are asked: those that were missed, then
// those that lapsed, then leeches, then those most likely to be lost. New cards are not chosen. Of
// twice as many that need it most those are taken, and put in an order, that no two of a note and
// no two of a section stand together where that can be avoided.
func Choose(cards []Card, n int) []int {
	order := ByNeed(cards, func(i int) float64 { return 1 - cards[i].Recall })
	return interleaved(cards, order[:min(len(order), 2*n)], n, -1, another)
}

// Fresh returns the places of up to n new cards in their order, but that no two of a note stand
// together where that can be avoided; nor does the first with the card at the place before, which
// is -1 if there is none.
func Fresh(cards []Card, n, before int) []int {
	var order []int
	for i := range cards {
		if cards[i].New {
			order = append(order, i)
		}
	}
	return interleaved(cards, order, n, before, anotherNote)
}

// ByNeed returns the places of all cards that are not new, those that need to be asked most first:
// by the class of their need as in [Choose], then by what asking them is worth.
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

// interleaved takes n cards in their order, each time the one of those left that next finds to go
// with the one before; the first with the card at the place before, if that is not -1.
func interleaved(cards []Card, order []int, n, before int,
	next func(cards []Card, before int, left []int) int,
) []int {
	var taken []int
	left := slices.Clone(order)
	for len(taken) < n && len(left) > 0 {
		at := 0
		if before >= 0 {
			at = next(cards, before, left)
		}
		before = left[at]
		taken = append(taken, before)
		left = slices.Delete(left, at, at+1)
	}
	return taken
}

// another returns which of some cards follows one: the first of another section and note, else the
// first of another note, else the first.
func another(cards []Card, before int, left []int) int {
	both := func(i int) bool {
		return cards[i].Note != cards[before].Note && cards[i].Place != cards[before].Place
	}
	if at := slices.IndexFunc(left, both); at >= 0 {
		return at
	}
	return anotherNote(cards, before, left)
}

// anotherNote returns which of some cards follows one: the first of another note, else the first.
func anotherNote(cards []Card, before int, left []int) int {
	otherNote := func(i int) bool { return cards[i].Note != cards[before].Note }
	return max(slices.IndexFunc(left, otherNote), 0)
}

// Draw returns the places of n cards to measure by, in the order in which they are asked: the
// studied ones are parted into strata by how well they are known, and one is drawn of each, so that
// no draw is of easy cards alone; new ones are strata of their own, as many as is their share. Of
// one note more than one card is drawn only if there are fewer notes than n. What is drawn follows
// from the first number of random and from the cards, in whatever order they are.
func Draw(cards []Card, n int, random *rand.Rand) []int {
	lots := lotsOf(cards, random.Uint64())
	byLot := func(a, b int) int { return cmp.Compare(lots[a].first, lots[b].first) }
	all := make([]int, len(cards))
	for i := range all {
		all[i] = i
	}
	slices.SortFunc(all,
		func(a, b int) int { return cmp.Or(compareKnown(cards[a], cards[b]), byLot(a, b)) })
	n = min(n, len(cards))
	drawn := make([]int, 0, n)
	used := make(map[[16]byte]bool)
	for from, k := 0, 1; k <= n; k++ {
		to := k * len(all) / n
		if to < len(all) && compareKnown(cards[all[to-1]], cards[all[to]]) == 0 {
			continue // cards that are known alike are not parted: the strata on both sides are one
		}
		drawn = fill(cards, slices.SortedFunc(slices.Values(all[from:to]), byLot), drawn, used, k, false)
		from = to
	}
	rest := slices.SortedFunc(slices.Values(all), byLot)
	drawn = fill(cards, rest, fill(cards, rest, drawn, used, n, false), used, n, true)
	slices.SortFunc(drawn, func(a, b int) int { return cmp.Compare(lots[a].second, lots[b].second) })
	return drawn
}

// lot is what a card draws: whether it is drawn goes by the first number, when it is asked by the
// second.
type lot struct{ first, second uint64 }

func lotsOf(cards []Card, seed uint64) []lot {
	lots := make([]lot, len(cards))
	for i, c := range cards {
		high, low := binary.BigEndian.Uint64(c.ID[:8]), binary.BigEndian.Uint64(c.ID[8:])
		source := rand.NewPCG(seed^high, low)
		lots[i] = lot{source.Uint64(), source.Uint64()}
	}
	return lots
}

// fill draws cards in an order until there are n, several of a note only if that is wanted.
func fill(cards []Card, order, drawn []int, used map[[16]byte]bool, n int, several bool) []int {
	for _, i := range order {
		if len(drawn) < n && !slices.Contains(drawn, i) && (several || !used[cards[i].Note]) {
			drawn, used[cards[i].Note] = append(drawn, i), true
		}
	}
	return drawn
}

// compareKnown orders cards by how well they are known, new ones last.
func compareKnown(a, b Card) int {
	return cmp.Or(compareNew(a.New, b.New), cmp.Compare(a.Recall, b.Recall))
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
