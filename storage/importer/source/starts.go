package source

import (
	"math"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/journal"
)

// Started returns what the log is to hold of a schedule that a source knows today. A card that was
// put off, so that its interval would count from a day that is to come, was answered today at the
// latest; one of before the first day that the log can hold, on that.
func Started(key deck.Key, s Start, today srs.Day) journal.Started {
	const first = 1 // in every zone it begins after what times are counted from
	return Bounded(journal.Started{
		Key: key, Stability: s.Stability, Difficulty: s.Difficulty,
		Day: min(max(s.Last, first), today), Phase: s.Phase, Due: srs.Due{Day: s.Due},
		Reviews: s.Reviews, Lapses: s.Lapses,
	})
}

// Bounded returns a start with the nearest numbers that the log can hold: people and other programs
// may have edited those of a source.
func Bounded(s journal.Started) journal.Started {
	s.Stability = nearest(s.Stability, model.MinStability, model.MaxStability)
	s.Difficulty = nearest(s.Difficulty, model.MinDifficulty, model.MaxDifficulty)
	s.Reviews = min(max(s.Reviews, 1), 1<<20)
	s.Lapses = min(max(s.Lapses, 0), s.Reviews)
	return s
}

// nearest returns the number from least to most that is nearest to one: the least if that is none.
func nearest(x, least, most float64) float64 {
	if math.IsNaN(x) {
		return least
	}
	return min(max(x, least), most)
}

// Future is how much later than now an event may be: clocks differ.
const Future = 24 * time.Hour
