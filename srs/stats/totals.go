// Package stats computes every figure about past reviews that a person is shown: totals of study days, streaks, true
// retention. It sees reviews and totals, never where they are kept.
package stats

import (
	"time"

	"cards/srs"
)

// Totals are sums over reviews that count: of one study day, or of several added up.
type Totals struct {
	Ratings [4]int        // how many reviews were rated again, hard, good, easy
	Time    time.Duration // spent on them
	New     int           // first reviews of a card
	Asked   Retention     // first answers of a day to cards in review phase, at least a day after the answer before
	Mature  Retention     // of these, cards whose interval had been 21 days or more
}

// Retention counts cards asked in review phase and those recalled: true retention is Recalled / Asked.
type Retention struct {
	Asked, Recalled int
}

// Of returns what one review adds to the totals of its study day, given the schedule of its card before it.
func Of(before srs.Schedule, r srs.Review) Totals {
	return Totals{}
}

// Add returns the sum of two totals.
func (t Totals) Add(u Totals) Totals { return t }

// Sub returns the difference of two totals: what is left when the reviews of u are taken back.
func (t Totals) Sub(u Totals) Totals { return t }
