package fit

import (
	"cmp"
	"slices"
	"sort"
)

// An answer is one review as FSRS-7 sees it.
type answer struct {
	elapsed float64 // days since the one before, see [elapsedDays]
	order   int32   // in time, among all answers but those that are the first of their card; -1 for these
	rating  uint8
}

// sequences are the answers of all cards, card by card, those of one in time order.
type sequences struct {
	answers []answer
	ends    []int32 // where those of each card end
	times   []int64 // of the answers that have an order, by it
	sameDay []bool  // likewise: whether they were given on the study day of the one before
}

const millisecondsPerDay = 86_400_000

// elapsedDays returns the days between two reviews of a card, with their fraction, by their
// instants; if these say that none passed, the study days.
func elapsedDays(before, after *Review) float64 {
	days := (float64(after.Time) - float64(before.Time)) / millisecondsPerDay
	if days <= 0 {
		days = float64(after.Day) - float64(before.Day)
	}
	return min(max(days, 0), maxElapsed)
}

// newSequences makes the answers of reviews, which are card by card. Order holds the positions of
// those that are not the first of their card, in time order.
func newSequences(reviews []Review, ends []int32, order []item) *sequences {
	s := &sequences{
		answers: make([]answer, len(reviews)), ends: ends,
		times: make([]int64, len(order)), sameDay: make([]bool, len(order)),
	}
	begin := int32(0)
	for _, end := range ends {
		s.answers[begin] = answer{order: -1, rating: reviews[begin].Rating}
		for i := begin + 1; i < end; i++ {
			elapsed := elapsedDays(&reviews[i-1], &reviews[i])
			s.answers[i] = answer{elapsed: elapsed, rating: reviews[i].Rating}
		}
		begin = end
	}
	for i, at := range order {
		s.answers[at.answer].order = int32(i)
		s.times[i] = at.time
		s.sameDay[i] = reviews[at.answer].Day <= reviews[at.answer-1].Day
	}
	return s
}

// before returns how many answers that have an order were given before a time.
func (s *sequences) before(time int64) int32 {
	return int32(sort.Search(len(s.times), func(i int) bool { return s.times[i] >= time }))
}

// inOrder returns reviews, which are card by card, with the cards in an order that depends on
// nothing but their reviews: by the time of the first, then by all that follows.
func inOrder(reviews []Review, ends []int32) ([]Review, []int32) {
	type span struct{ begin, end int32 }
	spans := make([]span, len(ends))
	begin := int32(0)
	for i, end := range ends {
		spans[i] = span{begin, end}
		begin = end
	}
	compare := func(a, b span) int {
		if c := cmp.Compare(reviews[a.begin].Time, reviews[b.begin].Time); c != 0 {
			return c
		}
		return slices.CompareFunc(reviews[a.begin:a.end], reviews[b.begin:b.end], byAnswer)
	}
	if slices.IsSortedFunc(spans, compare) {
		return reviews, ends
	}
	slices.SortFunc(spans, compare)
	sorted, sortedEnds := make([]Review, 0, len(reviews)), make([]int32, 0, len(ends))
	for _, s := range spans {
		sorted = append(sorted, reviews[s.begin:s.end]...)
		sortedEnds = append(sortedEnds, int32(len(sorted)))
	}
	return sorted, sortedEnds
}

// byAnswer compares all of two reviews but their cards.
func byAnswer(a, b Review) int {
	return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Day, b.Day),
		cmp.Compare(a.Rating, b.Rating))
}
