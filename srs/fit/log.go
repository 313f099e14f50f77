package fit

import (
	"cmp"
	"fmt"
	"slices"
)

// Review is one answer that affects scheduling.
type Review struct {
	Card   [16]byte
	Time   int64 // milliseconds since 1970
	Day    int32 // study day; elapsed days are differences of it
	Rating uint8 // 1 (again) to 4 (easy)
}

// A Log is a review log made ready for fitting and evaluating. It never changes, so it may be
// shared between goroutines.
type Log struct {
	reviews, cards int
	trie           trie
	sequences      *sequences
	items          []item  // in time order
	days           []int32 // study days of all answers, by their place
	few            *Log    // of some of the cards, if there are very many reviews
}

// An item is one scored review: what came before it predicts it. Those with equal histories share a
// node, whose rating tells if they were recalled.
type item struct {
	time   int64 // milliseconds since 1970
	node   int32
	answer int32 // its place among those of all cards
}

// NewLog prepares reviews. They may come in any order of cards; those of one card are put in order
// of time, and of equal times stay as they are. Reviews must begin with the first answer of their
// card. A review is scored if it is not the card's first and at least one study day after the one
// before. A rating that is not 1…4 is an error.
func NewLog(reviews []Review) (*Log, error) {
	for i := range reviews {
		if r := &reviews[i]; r.Rating < 1 || r.Rating > 4 {
			return nil, fmt.Errorf("review of card %x at %d: rating %d is not 1 (again) to 4 (easy)",
				r.Card, r.Time, r.Rating)
		}
	}
	ordered, ends := inOrder(byCard(reviews))
	l := newLog(ordered, ends)
	if some := len(reviews) / rehearsed; some > 1 {
		l.few = newLog(oneCardOf(some, ordered, ends))
	}
	return l, nil
}

// newLog prepares reviews that are card by card, in order.
func newLog(reviews []Review, ends []int32) *Log {
	h := newHistories(reviews, ends)
	l := &Log{reviews: len(reviews), cards: len(ends)}
	var nodes []int32
	l.trie, nodes = newTrie(h)
	later := laterAnswers(reviews, ends, nodes)
	l.sequences = newSequences(reviews, ends, later)
	l.days = make([]int32, len(reviews))
	for i := range reviews {
		l.days[i] = reviews[i].Day
	}
	l.items = slices.DeleteFunc(later,
		func(it item) bool { return h.steps[it.answer].elapsed() == 0 })
	return l
}

// oneCardOf returns the reviews of one card in so many.
func oneCardOf(some int, reviews []Review, ends []int32) (few []Review, fewEnds []int32) {
	begin := int32(0)
	for i, end := range ends {
		if i%some == 0 {
			few = append(few, reviews[begin:end]...)
			fewEnds = append(fewEnds, int32(len(few)))
		}
		begin = end
	}
	return few, fewEnds
}

// byCard returns reviews card by card, those of one in time order, and where those of each card
// end.
func byCard(reviews []Review) ([]Review, []int32) {
	cards, ends := numbered(reviews)
	owned := !slices.IsSorted(cards)
	if owned {
		reviews = grouped(reviews, cards, ends)
	}
	begin := int32(0)
	for _, end := range ends {
		if !slices.IsSortedFunc(reviews[begin:end], byTime) {
			if !owned {
				reviews, owned = slices.Clone(reviews), true
			}
			slices.SortStableFunc(reviews[begin:end], byTime)
		}
		begin = end
	}
	return reviews, ends
}

func byTime(a, b Review) int { return cmp.Compare(a.Time, b.Time) }

// numbered numbers the cards in the order of their first review. It returns the number of every
// review's card, and where the reviews of each card end once they are card by card.
func numbered(reviews []Review) (cards, ends []int32) {
	cards = make([]int32, len(reviews))
	numbers := make(map[[16]byte]int32)
	for i := range reviews {
		if i > 0 && reviews[i].Card == reviews[i-1].Card {
			cards[i] = cards[i-1]
		} else {
			number, ok := numbers[reviews[i].Card]
			if !ok {
				number = int32(len(ends))
				numbers[reviews[i].Card] = number
				ends = append(ends, 0)
			}
			cards[i] = number
		}
		ends[cards[i]]++
	}
	sum := int32(0)
	for i, count := range ends {
		sum += count
		ends[i] = sum
	}
	return cards, ends
}

// grouped returns reviews card by card, otherwise in the same order.
func grouped(reviews []Review, cards, ends []int32) []Review {
	next := make([]int32, len(ends))
	copy(next[1:], ends)
	result := make([]Review, len(reviews))
	for i, card := range cards {
		result[next[card]] = reviews[i]
		next[card]++
	}
	return result
}

// laterAnswers lists the reviews that are not the first of their card in time order. Nodes holds
// that of every review.
func laterAnswers(reviews []Review, ends, nodes []int32) []item {
	later := make([]item, 0, len(reviews)-len(ends))
	begin := int32(0)
	for _, end := range ends {
		for i := begin + 1; i < end; i++ {
			later = append(later, item{time: reviews[i].Time, node: nodes[i], answer: i})
		}
		begin = end
	}
	return sortItems(later)
}

// sortItems sorts by time, digit by digit from the lowest, which leaves those of one time in their
// order: times of a log are close together, so there are few digits.
func sortItems(items []item) []item {
	if len(items) == 0 {
		return items
	}
	first, last := items[0].time, items[0].time
	for _, it := range items {
		first, last = min(first, it.time), max(last, it.time)
	}
	const digits = 11 // bits of one
	span := uint64(last) - uint64(first)
	other := make([]item, len(items))
	for shift := 0; shift < 64 && span>>shift > 0; shift += digits {
		var next [1 << digits]int32
		for _, it := range items {
			next[(uint64(it.time)-uint64(first))>>shift%(1<<digits)]++
		}
		sum := int32(0)
		for d, count := range next {
			next[d] = sum
			sum += count
		}
		for _, it := range items {
			d := (uint64(it.time) - uint64(first)) >> shift % (1 << digits)
			other[next[d]] = it
			next[d]++
		}
		items, other = other, items
	}
	return items
}

// Reviews returns how many reviews the log has.
func (l *Log) Reviews() int { return l.reviews }

// Cards returns how many cards the log has.
func (l *Log) Cards() int { return l.cards }

// Items returns how many reviews are scored.
func (l *Log) Items() int { return len(l.items) }
