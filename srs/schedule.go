package srs

import (
	"time"

	"cards/srs/model"
)

// Schedule is what is known of one card: the outcome of its reviews so far. The zero Schedule is
// that of a new card.
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

// Apply moves the schedule by a review in the order of the log. Due, phase and steps are what the
// review recorded; memory is computed by m over the time since the review before, where less than
// none counts as none. Without a model memory stays as it is: statistics of answers do without it.
func (s *Schedule) Apply(m model.Kernel, r Review) {
	if !r.Counts() {
		return
	}
	if m != nil {
		s.Memory = s.memoryAfter(m, r.Day, r.Answered, r.Rating)
	}
	if r.Lapses() {
		s.Lapses++
	}
	s.Reviews++
	s.Phase, s.Steps, s.Due = r.After, r.Steps, r.Due
	s.Last, s.LastDay = r.Answered, r.Day
}

// Replay returns the schedule after the reviews of one card, given in the order of the log.
func Replay(m model.Kernel, reviews []Review) Schedule {
	var s Schedule
	for _, r := range reviews {
		s.Apply(m, r)
	}
	return s
}

// memoryAfter returns the memory that an answer at an instant of a study day leaves.
func (s *Schedule) memoryAfter(m model.Kernel, d Day, at time.Time, r Rating) model.Memory {
	if s.Memory == (model.Memory{}) {
		return m.First(int(r))
	}
	return m.Next(s.Memory, s.elapsedFor(m, d, at), int(r))
}

// elapsedFor returns the days since the last answer as a model counts them: study days, and with
// FSRS-7 on the study day of that answer the fraction of a day that has passed.
func (s *Schedule) elapsedFor(m model.Kernel, d Day, at time.Time) float64 {
	days := float64(s.Elapsed(d))
	if days == 0 && m.Version() == 7 && s.Reviews > 0 {
		return max(at.Sub(s.Last).Hours()/24, 0)
	}
	return days
}

// Stability returns the days until the chance of recall has fallen to .9 after the last answer, by
// the model that memory follows; 0 when new.
func (s *Schedule) Stability(m model.Kernel) float64 {
	if s.Memory == (model.Memory{}) {
		return 0
	}
	return m.Interval(s.Memory, 0.9)
}

// Elapsed returns the study days from the last answer to d; 0 when new, or when d is before that
// answer's.
func (s *Schedule) Elapsed(d Day) int {
	if s.Reviews == 0 {
		return 0
	}
	return max(int(d)-int(s.LastDay), 0)
}

// Interval returns the days from the last answer to the study day that the card is due on; 0 unless
// in review phase.
func (s *Schedule) Interval() int {
	if s.Phase != InReview {
		return 0
	}
	return max(int(s.Due.Day)-int(s.LastDay), 0)
}
