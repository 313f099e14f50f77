package fit

import (
	"cmp"
	"slices"
)

// A step is one review as the memory model sees it: the days since the review before, and the
// rating.
type step uint32

// maxElapsed bounds the days of a step; nobody's schedule is that long.
const maxElapsed = 36_500

func newStep(elapsed int64, rating uint8) step {
	return step(min(max(elapsed, 0), maxElapsed))<<3 | step(rating)
}

func (s step) elapsed() int { return int(s >> 3) }
func (s step) rating() int  { return int(s & 7) }

// histories are the steps of all cards, card by card.
type histories struct {
	steps []step
	ends  []int32 // where the steps of each card end
	kept  []int32 // where those end that lead to its last scored review
}

// newHistories makes the steps of reviews, which are card by card, those of one in time order.
func newHistories(reviews []Review, ends []int32) *histories {
	h := &histories{steps: make([]step, len(reviews)), ends: ends, kept: make([]int32, len(ends))}
	begin := int32(0)
	for card, end := range ends {
		h.kept[card] = begin
		h.steps[begin] = newStep(0, reviews[begin].Rating)
		for i := begin + 1; i < end; i++ {
			h.steps[i] = newStep(int64(reviews[i].Day)-int64(reviews[i-1].Day), reviews[i].Rating)
			if h.steps[i].elapsed() > 0 {
				h.kept[card] = i + 1
			}
		}
		begin = end
	}
	return h
}

// sorted returns those cards that have a scored review, those with a common beginning beside each
// other.
func (h *histories) sorted() []sortedCard {
	cards := make([]sortedCard, 0, len(h.ends))
	begin := int32(0)
	for i, end := range h.ends {
		if kept := h.kept[i]; kept > begin {
			// A scored review has one before it, so there are two steps at least.
			prefix := uint64(h.steps[begin])<<32 | uint64(h.steps[begin+1])
			cards = append(cards, sortedCard{prefix: prefix, begin: begin, end: kept})
		}
		begin = end
	}
	slices.SortFunc(cards, func(a, b sortedCard) int {
		if a.prefix != b.prefix {
			return cmp.Compare(a.prefix, b.prefix)
		}
		return slices.Compare(h.steps[a.begin:a.end], h.steps[b.begin:b.end])
	})
	return cards
}

type sortedCard struct {
	prefix     uint64 // the first two steps
	begin, end int32  // of its steps
}

// A trie holds every history that is a beginning of a card's reviews once. Memory after a history
// depends on nothing but its steps, so equal ones share a node. Nodes are in depth-first order: a
// parent is before its children, and a subtree is a range.
type trie struct {
	steps   []step
	parents []int32 // -1 for a first review
	depths  []int32 // 0 for a first review
}

func newSizedTrie(n int) trie {
	return trie{steps: make([]step, 0, n), parents: make([]int32, 0, n), depths: make([]int32, 0, n)}
}

// newTrie also returns the node of every step, which is meaningless for those behind a card's last
// scored review.
func newTrie(h *histories) (trie, []int32) {
	var t trie
	nodes := make([]int32, len(h.steps))
	var path []int32 // nodes of the card before
	var before []step
	for _, card := range h.sorted() {
		steps := h.steps[card.begin:card.end]
		shared := commonPrefix(before, steps)
		path = path[:shared]
		for _, s := range steps[shared:] {
			path = append(path, t.add(s, path))
		}
		copy(nodes[card.begin:card.end], path)
		before = steps
	}
	return t, nodes
}

// longest returns how many nodes the longest history has.
func (t *trie) longest() int {
	if len(t.depths) == 0 {
		return 0
	}
	return int(slices.Max(t.depths)) + 1
}

// add adds the child s of the last node of path.
func (t *trie) add(s step, path []int32) int32 {
	parent := int32(-1)
	if len(path) > 0 {
		parent = path[len(path)-1]
	}
	t.steps = append(t.steps, s)
	t.parents = append(t.parents, parent)
	t.depths = append(t.depths, int32(len(path)))
	return int32(len(t.steps) - 1)
}

func commonPrefix(a, b []step) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
