package srs

import (
	"container/heap"
	"slices"
)

// stocked is a card that is new, in review phase or in a step that ended with an earlier day.
type stocked struct {
	*Entry
	kind kind
	note int32 // its number

	gone  bool // answered or removed
	again bool // answered today already, as none of its siblings was: nothing puts it off
}

// kind is a kind of card in the stock.
type kind uint8

const (
	interday kind = iota
	inReview
	fresh
	kinds
)

// order returns the kinds of cards in the order in which they are chosen and, but for [NewMixed],
// asked.
func (m Mix) order() [kinds]kind {
	if m == NewBefore {
		return [...]kind{fresh, interday, inReview}
	}
	return [...]kind{interday, inReview, fresh}
}

// of returns the number that a kind of card is taken off; nil for one without.
func (a *Allowance) of(k kind) *int {
	return [...]*int{interday: nil, inReview: &a.Reviews, fresh: &a.New}[k]
}

// of returns the number of a kind of card.
func (c *Counts) of(k kind) *int {
	return [...]*int{interday: &c.Learning, inReview: &c.Review, fresh: &c.New}[k]
}

// choice is what is asked of the stock: of each kind, and how many are left and were there at
// first.
type choice struct {
	cards       [kinds]ranking
	left, first Counts
}

// choose chooses what is asked of the stock.
func (q *Queue) choose() {
	taken := slices.Clone(q.answered)
	taken = append(taken, make([]bool, len(q.notes.ids)-len(taken))...)
	for _, e := range q.ready {
		taken[q.notes.number(e.Note)] = true
	}
	q.choice, q.settled = choice{}, true
	for _, k := range q.limits.Mix.order() {
		cards := q.chosen(k, taken)
		for _, r := range cards {
			taken[q.stock[r.at].note] = true
		}
		heap.Init(&cards)
		q.choice.cards[k] = cards
		*q.choice.left.of(k) = len(cards)
	}
	q.choice.first = q.choice.left
}

// chosen returns the cards of a kind that are asked, in no order, when notes are taken.
func (q *Queue) chosen(k kind, taken []bool) ranking {
	cards := q.notPutOff(k, taken)
	switch {
	case !q.isPutOff(k):
		return q.within(k, cards)
	case !q.mayExceed(k, len(cards)):
		cards, _ = q.oneOfEachNote(cards)
		return cards
	}
	if first, apart := q.oneOfEachNote(cards); !apart {
		return q.within(k, first)
	}
	return q.oneByOne(k, q.notPutOff(k, taken))
}

// isPutOff says whether siblings put off a kind of card. Where new cards are mixed with reviews,
// those of their siblings do: a new card that comes first would put off the review.
func (q *Queue) isPutOff(k kind) bool {
	return [...]bool{
		interday: q.limits.Bury.Interday,
		inReview: q.limits.Bury.Review,
		fresh:    q.limits.Bury.New || q.limits.Mix == NewMixed,
	}[k]
}

// notPutOff returns the cards of a kind that are not put off by a sibling of which the note is
// taken.
func (q *Queue) notPutOff(k kind, taken []bool) ranking {
	putOff := q.isPutOff(k)
	cards := make(ranking, 0, len(q.ofKind[k]))
	for _, r := range q.ofKind[k] {
		if s := &q.stock[r.at]; !s.gone && (s.again || !(putOff && taken[s.note])) {
			cards = append(cards, r)
		}
	}
	return cards
}

// mayExceed says whether so many cards of a kind may be more than an allowance.
func (q *Queue) mayExceed(k kind, n int) bool {
	if k == interday {
		return false
	}
	least := *q.limits.All.of(k)
	for _, g := range q.limits.Groups {
		least = min(least, *g.of(k))
	}
	return n > least
}

// oneOfEachNote returns of each note the card that comes first, and whether cards of one note have
// different limits: if the limit of the first is used up, another may be asked. It reuses the room
// of the cards that it is given.
func (q *Queue) oneOfEachNote(cards ranking) (chosen ranking, apart bool) {
	place := make([]int32, len(q.notes.ids)) // of a note's card, plus one
	chosen = cards[:0]
	for _, r := range cards {
		s := &q.stock[r.at]
		at := &place[s.note]
		if *at == 0 {
			chosen = append(chosen, r)
			*at = int32(len(chosen))
			continue
		}
		other := &chosen[*at-1]
		apart = apart || q.stock[other.at].Group != s.Group
		if r.compare(*other) < 0 {
			*other = r
		}
	}
	return chosen, apart
}

// within returns the cards that the allowances leave: the first of each group, and of these the
// first.
func (q *Queue) within(k kind, cards ranking) ranking {
	if !q.mayExceed(k, len(cards)) {
		return cards
	}
	ends := make([]int, len(q.limits.Groups)+2) // of the cards of each group
	for _, r := range cards {
		ends[q.stock[r.at].Group+1]++
	}
	for g := range q.limits.Groups {
		ends[g+1] += ends[g]
	}
	grouped := make(ranking, len(cards))
	for _, r := range cards {
		end := &ends[q.stock[r.at].Group]
		grouped[*end] = r
		*end++
	}
	chosen := cards[:0]
	for g, from := 0, 0; g <= len(q.limits.Groups); g, from = g+1, ends[g] {
		of := grouped[from:ends[g]]
		if g > 0 {
			of = of.first(*q.limits.Groups[g-1].of(k))
		}
		chosen = append(chosen, of...)
	}
	return chosen.first(*q.limits.All.of(k))
}

// oneByOne is [Queue.within] of cards that are put off and of which some of one note have different
// limits: it goes through them in their order.
func (q *Queue) oneByOne(k kind, cards ranking) ranking {
	slices.SortFunc(cards, ranked.compare)
	all, groups := q.limits.All, slices.Clone(q.limits.Groups)
	asked := make([]bool, len(q.notes.ids))
	chosen := cards[:0]
	for _, r := range cards {
		s := &q.stock[r.at]
		if asked[s.note] || *all.of(k) <= 0 || s.Group > 0 && *groups[s.Group-1].of(k) <= 0 {
			continue
		}
		asked[s.note] = true
		*all.of(k)--
		if s.Group > 0 {
			*groups[s.Group-1].of(k)--
		}
		chosen = append(chosen, r)
	}
	return chosen
}

// next returns the kind of which the next card of the stock is asked, false if none is.
func (q *Queue) next() (kind, bool) {
	if !q.settled {
		q.choose()
	}
	if q.isNewNext() {
		return fresh, true
	}
	for _, k := range q.limits.Mix.order() {
		if len(q.choice.cards[k]) > 0 {
			return k, true
		}
	}
	return 0, false
}

// isNewNext says whether a new card that is mixed with others is the next one.
func (q *Queue) isNewNext() bool {
	first, left := q.choice.first, q.choice.left
	if q.limits.Mix != NewMixed || left.New == 0 {
		return false
	}
	others := first.Total() - first.New
	done := others - (left.Total() - left.New)
	return done >= (first.New-left.New+1)*others/(first.New+1)
}

// head returns the card of the stock that is asked next, nil if none is.
func (q *Queue) head() *stocked {
	k, ok := q.next()
	if !ok {
		return nil
	}
	return &q.stock[q.choice.cards[k][0].at]
}

// drop takes the head away.
func (q *Queue) drop() {
	k, _ := q.next()
	r := heap.Pop(&q.choice.cards[k]).(ranked)
	q.stock[r.at].gone = true
	*q.choice.left.of(k)--
}
