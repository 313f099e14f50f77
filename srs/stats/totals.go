// Package stats computes every figure about past reviews that a person is shown: totals of study
// days, streaks, true retention. It sees reviews and totals, never where they are kept.
package stats

import (
	"time"

	"cards/srs"
)

// Totals are sums over reviews that count: of one study day, or of several added up.
type Totals struct {
	Ratings [4]int        // how many reviews were rated again, hard, good, easy
	Time    time.Duration // spent on them, of each as much as an answer counts at most
	New     int           // first reviews of a card
	Asked   Retention     // first answers of a day to cards in review phase, at least a day after the answer before
	Mature  Retention     // of these, cards whose interval had been 21 days or more
}

// Of returns what one review adds to the totals of its study day, given the schedule of its card
// before it; its time counts up to most.
func Of(before srs.Schedule, r srs.Review, most time.Duration) Totals {
	var t Totals
	if !r.Counts() {
		return t
	}
	t.Ratings[r.Rating-1] = 1
	t.Time = r.Spent(most)
	if before.Reviews == 0 {
		t.New = 1
	}
	if r.Before == srs.InReview && before.Elapsed(r.Day) > 0 {
		t.Asked.Asked = 1
		if r.Rating != srs.Again {
			t.Asked.Recalled = 1
		}
		if Mature(before) {
			t.Mature = t.Asked
		}
	}
	return t
}

// Add returns the sum of two totals.
func (t Totals) Add(u Totals) Totals {
	for i, n := range u.Ratings {
		t.Ratings[i] += n
	}
	t.Time += u.Time
	t.New += u.New
	t.Asked = t.Asked.add(u.Asked)
	t.Mature = t.Mature.add(u.Mature)
	return t
}

// Sub returns the difference of two totals: what is left when the reviews of u are taken back.
func (t Totals) Sub(u Totals) Totals {
	for i, n := range u.Ratings {
		t.Ratings[i] -= n
	}
	t.Time -= u.Time
	t.New -= u.New
	t.Asked = t.Asked.sub(u.Asked)
	t.Mature = t.Mature.sub(u.Mature)
	return t
}

// Reviews is the number of reviews.
func (t Totals) Reviews() int {
	n := 0
	for _, count := range t.Ratings {
		n += count
	}
	return n
}

// Right returns the share of the reviews, 0 to 1, that were rated other than again, and false if
// there were no reviews.
func (t Totals) Right() (float64, bool) {
	n := t.Reviews()
	return Retention{Asked: n, Recalled: n - t.Ratings[srs.Again-1]}.Rate()
}

// Young returns the retention of cards whose interval had been less than 21 days.
func (t Totals) Young() Retention { return t.Asked.sub(t.Mature) }
