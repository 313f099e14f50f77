package srs

import (
	"cmp"
	"slices"
)

// ranked is where a card of the stock comes among those of its kind: by rank, then by day, then shuffled, then in the
// order given.
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
