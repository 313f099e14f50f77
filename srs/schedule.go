package srs

import (
	"time"

	"cards/srs/model"
)

// Schedule is what is known of one card: the outcome of its reviews so far. The zero Schedule is that of a new card.
type Schedule struct {
	Phase   Phase
	Steps   int // (re)learning steps left
	Due     Due
	Memory  model.Memory // zero when new
	Reviews int          // that count
	Lapses  int          // how often it was forgotten in review phase
	Last    time.Time    // when it was last answered; zero when new
	LastDay Day          // study day of that answer
}

// Apply moves the schedule by a review in the order of the log. Due, phase and steps are what the review recorded; memory
// is computed by m over the study days since the review before, where fewer than none count as none.
func (s *Schedule) Apply(m *model.Model, r Review) {
	if !r.Counts {
		return
	}
	if s.Reviews == 0 {
		s.Memory = m.First(int(r.Rating))
	} else {
		s.Memory = m.Next(s.Memory, float64(max(r.Day-s.LastDay, 0)), int(r.Rating))
	}
	if r.Before == InReview && r.Rating == Again {
		s.Lapses++
	}
	s.Reviews++
	s.Phase, s.Steps, s.Due = r.After, r.Steps, r.Due
	s.Last, s.LastDay = r.Answered, r.Day
}
