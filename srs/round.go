package srs

import (
	"cmp"
	"slices"
	"time"
)

// Round is practice: cards are asked one after the other until each was known so many times. One
// that was not known, or not often enough, comes back after all others. It asks as a [Queue] does,
// but no card ever waits. It is not safe for concurrent use.
type Round struct {
	left  []Entry        // in the order in which they are asked
	known map[CardID]int // how many times each was known; only of those that were
	times int
}

// NewRound returns a round of cards in the order given, each until it was known so many times.
func NewRound(entries []Entry, times int) *Round {
	return &Round{left: slices.Clone(entries), known: make(map[CardID]int), times: times}
}

// Shuffle orders entries anew on every study day.
func Shuffle(entries []Entry, today Day) {
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Compare(mix(a.Card, uint64(today)), mix(b.Card, uint64(today)))
	})
}

// Next returns the card that is asked next, false if none is left. It stays until it is answered or
// removed.
func (r *Round) Next(time.Time) (Entry, bool) {
	if len(r.left) == 0 {
		return Entry{}, false
	}
	return r.left[0], true
}

// Early returns nothing: no card waits.
func (r *Round) Early(_, _ time.Time) (Entry, bool) { return Entry{}, false }

// Waiting returns nothing: no card waits.
func (r *Round) Waiting(time.Time) (time.Time, int) { return time.Time{}, 0 }

// Counts returns how many cards are left, by their phase.
func (r *Round) Counts(time.Time) (n Counts) {
	for i := range r.left {
		switch r.left[i].Phase {
		case New:
			n.New++
		case InReview:
			n.Review++
		default:
			n.Learning++
		}
	}
	return n
}

// Find returns the entry of a card that is left.
func (r *Round) Find(card CardID) (Entry, bool) {
	if i := r.place(card); i >= 0 {
		return r.left[i], true
	}
	return Entry{}, false
}

// place returns where a card is among those left, -1 if it is none of them.
func (r *Round) place(card CardID) int {
	return slices.IndexFunc(r.left, func(e Entry) bool { return e.Card == card })
}

// Remove takes a card out: it is not asked any more.
func (r *Round) Remove(e Entry) {
	if i := r.place(e.Card); i >= 0 {
		r.left = slices.Delete(r.left, i, i+1)
	}
}

// Answer says that a card was answered. Anything but again means that it was known.
func (r *Round) Answer(e Entry, review Review) {
	r.Remove(e)
	if review.Rating > Again {
		r.known[e.Card]++
	}
	if r.Missing(e.Card) > 0 {
		r.left = append(r.left, e)
	}
}

// Missing returns how many more times a card must be known.
func (r *Round) Missing(card CardID) int { return max(r.times-r.known[card], 0) }
