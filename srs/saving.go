package srs

import (
	"time"

	"cards/srs/model"
)

// Pace is what is known of how long answers take: that so many took so long.
type Pace struct {
	Answers int
	Time    time.Duration
}

// Plus returns the sum of two.
func (p Pace) Plus(o Pace) Pace { return Pace{p.Answers + o.Answers, p.Time + o.Time} }

// leastAnswers is how many answers tell how long others will take.
const leastAnswers = 10

// Estimate returns how long so many answers take; zero if too little is known.
func (p Pace) Estimate(answers int) time.Duration {
	if p.Answers < leastAnswers {
		return 0
	}
	return p.Time / time.Duration(p.Answers) * time.Duration(answers)
}

const (
	usualAnswer = 10 * time.Second // of a person of whom nothing is known
	paceDoubt   = 3                // how many answers of a card weigh as much as those of all cards
)

// Expected returns how long the next answer to a card takes, above zero. What its own answers took
// is drawn towards what those of all cards did, as if some had taken that.
func (p Pace) Expected(all Pace) time.Duration {
	usual := usualAnswer
	if all.Answers > 0 {
		usual = all.Time / time.Duration(all.Answers)
	}
	mean := (p.Time + paceDoubt*usual) / time.Duration(p.Answers+paceDoubt)
	return max(mean, time.Millisecond)
}

// Saving returns what time spent on a card today saves, in cards a second: by how much the chance
// that it is recalled falls until tomorrow if it waits, for each second that an answer to it is
// expected to take. Of much that waits, those that save most are to be asked first. The rule is
// that of potential retrievability loss of the project review-sort-order-comparison of
// open-spaced-repetition, by time instead of by card.
func (s *Schedule) Saving(m model.Kernel, today Day, own, all Pace) float64 {
	if s.Memory == (model.Memory{}) {
		return 0
	}
	elapsed := float64(s.Elapsed(today))
	loss := m.Recall(s.Memory, elapsed) - m.Recall(s.Memory, elapsed+1)
	return loss / own.Expected(all).Seconds()
}
