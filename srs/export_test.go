package srs

import "time"

// PreviewUnspread is [Scheduler.Preview] without the spread of intervals.
func (s *Scheduler) PreviewUnspread(card CardID, before Schedule, now time.Time) [4]Review {
	return s.preview(card, before, now, func(days, _ int) int { return days })
}

// Spread is the spread of an interval.
func Spread(days, elapsed, longest int, u float64) int { return spread(days, elapsed, longest, u) }
