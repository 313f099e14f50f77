package srs

import (
	"cmp"
	"slices"
)

// ranked is where a card of the stock comes among those of its kind: by rank, then by day, then
// shuffled, then in the order given.
type ranked struct {
	rank    float64
	day     Day
	shuffle uint32
	at      int32 // in the stock
}

func (r ranked) compare(o ranked) int {
	switch {
	case r.rank != o.rank:
		return cmp.Compare(r.rank, o.rank)
	case r.day != o.day:
		return cmp.Compare(r.day, o.day)
	case r.shuffle != o.shuffle:
		return cmp.Compare(r.shuffle, o.shuffle)
	}
	return cmp.Compare(r.at, o.at)
}

// ranking is a heap of cards of the stock.
type ranking []ranked

func (r ranking) Len() int           { return len(r) }
func (r ranking) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r ranking) Less(i, j int) bool { return r[i].compare(r[j]) < 0 }
func (r *ranking) Push(x any)        { *r = append(*r, x.(ranked)) }
func (r *ranking) Pop() any {
	last := len(*r) - 1
	x := (*r)[last]
	*r = (*r)[:last]
	return x
}

// first returns the n cards that come first, in no order: Hoare's selection. It moves all of them.
func (r ranking) first(n int) ranking {
	n = min(max(n, 0), len(r))
	for low, high := 0, len(r)-1; low < high && n > low && n <= high; {
		pivot := r.middle(low, high)
		i, j := low, high
		for i <= j {
			for r[i].compare(pivot) < 0 {
				i++
			}
			for pivot.compare(r[j]) < 0 {
				j--
			}
			if i <= j {
				r[i], r[j] = r[j], r[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			high = j
		case n >= i:
			low = i
		default:
			return r[:n]
		}
	}
	return r[:n]
}

// middle returns the median of the first, the last and the card between them.
func (r ranking) middle(low, high int) ranked {
	a, b, c := r[low], r[low+(high-low)/2], r[high]
	if b.compare(a) < 0 {
		a, b = b, a
	}
	switch {
	case c.compare(a) < 0:
		return a
	case c.compare(b) < 0:
		return c
	}
	return b
}

// stepped is a heap of cards in the steps of today by the instant at which the step is over.
type stepped []Entry

func (s stepped) Len() int      { return len(s) }
func (s stepped) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *stepped) Push(x any)   { *s = append(*s, x.(Entry)) }

func (s stepped) Less(i, j int) bool {
	if at := s[i].Due.At.Compare(s[j].Due.At); at != 0 {
		return at < 0
	}
	return slices.Compare(s[i].Card[:], s[j].Card[:]) < 0
}

func (s *stepped) Pop() any {
	last := len(*s) - 1
	x := (*s)[last]
	*s = (*s)[:last]
	return x
}

// second returns the place of the entry that comes after the first.
func (s stepped) second() (int, bool) {
	switch {
	case len(s) < 2:
		return 0, false
	case len(s) > 2 && s.Less(2, 1):
		return 2, true
	}
	return 1, true
}
