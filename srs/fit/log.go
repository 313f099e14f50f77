package fit

import (
	"bytes"
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

// A Log is a review log made ready for fitting and evaluating. It never changes, so it may be shared between goroutines.
type Log struct {
	reviews, cards int
	trie           trie
	items          []item // in time order, then by card
}

// An item is one scored review: what came before it predicts it. Those with equal histories share a node, whose rating
// tells if they were recalled.
type item struct {
	time int64 // milliseconds since 1970
	node int32
}

// NewLog prepares reviews, which may come in any order of cards; those of one card are put in order of time, and of equal
// times stay as they are. Reviews must begin with the first answer of their card. A review is scored if it is not the
// card's first and at least one study day after the one before. A rating that is not 1…4 is an error.
func NewLog(reviews []Review) (*Log, error) {
	for i := range reviews {
		if r := &reviews[i]; r.Rating < 1 || r.Rating > 4 {
			return nil, fmt.Errorf("review of card %x at %d: rating %d is not 1 (again) to 4 (easy)", r.Card, r.Time, r.Rating)
		}
	}
	if !slices.IsSortedFunc(reviews, byCardAndTime) {
		reviews = slices.Clone(reviews)
		slices.SortStableFunc(reviews, byCardAndTime)
	}
	h := newHistories(reviews)
	l := &Log{reviews: len(reviews), cards: len(h.ends)}
	var nodes []int32
	l.trie, nodes = newTrie(h)
	l.items = itemsOf(reviews, h, nodes)
	return l, nil
}

func byCardAndTime(a, b Review) int {
	if a.Card == b.Card {
		return cmp.Compare(a.Time, b.Time)
	}
	return bytes.Compare(a.Card[:], b.Card[:])
}

// itemsOf lists the scored reviews in time order. Nodes holds that of every review.
func itemsOf(reviews []Review, h *histories, nodes []int32) []item {
	items := make([]item, 0, len(reviews))
	for i, s := range h.steps {
		if s.elapsed() > 0 {
			items = append(items, item{time: reviews[i].Time, node: nodes[i]})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.time, b.time) })
	return items
}

// Reviews returns how many reviews the log has.
func (l *Log) Reviews() int { return l.reviews }

// Cards returns how many cards the log has.
func (l *Log) Cards() int { return l.cards }

// Items returns how many reviews are scored.
func (l *Log) Items() int { return len(l.items) }
