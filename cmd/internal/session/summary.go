package session

import (
	"time"

	"cards/srs"
)

// Summary is what a session came to, and what is to come.
type Summary struct {
	Ratings  [4]int        // answers in force: again, hard, good, easy
	Time     time.Duration // from the first question to the last answer
	Minutes  []int         // answers in force, by minute since the session began
	Waiting  int           // cards whose learning step is not over
	Until    time.Time     // when the first of them can be asked
	Tomorrow int           // reviews due on the next study day
	Week     int           // reviews due on the next seven study days
	HeldBack int           // new cards that only the limit of the day keeps from being asked
	Next     time.Time     // when something is due next; zero if nothing will be
}

// Summary returns what the session came to until now.
func (s *Session) Summary() (Summary, error) {
	now := s.config.Now()
	sum := Summary{}
	for _, a := range s.answers {
		sum.Ratings[a.review.Rating-1]++
		sum.Time = max(sum.Time, a.review.Answered.Sub(s.begun))
		minute := int(max(a.review.Answered.Sub(s.begun), 0) / time.Minute)
		for len(sum.Minutes) <= minute {
			sum.Minutes = append(sum.Minutes, 0)
		}
		sum.Minutes[minute]++
	}
	sum.Until, sum.Waiting = s.queue.Waiting(now)
	schedules, err := s.store.Schedules(s.config.Scope, s.day, 1+7)
	if err != nil {
		return Summary{}, err
	}
	sum.Tomorrow = schedules.Due[1]
	for _, n := range schedules.Due[1:] {
		sum.Week += n
	}
	if sum.HeldBack, err = s.heldBack(now); err != nil {
		return Summary{}, err
	}
	sum.Next, err = s.store.NextDue(s.config.Scope, s.config.Scheduler.Calendar(), now)
	return sum, err
}

// closely is how many new cards are looked at one by one, to know which of them are siblings.
const closely = 1000

// heldBack returns how many new cards only the limit keeps from being asked today: one of each note, since its siblings
// wait for another day anyway. Beyond the first of them, which tell a person enough, siblings count too.
func (s *Session) heldBack(now time.Time) (int, error) {
	c, err := s.store.Candidates(s.config.Scope, s.config.Scheduler.Calendar(), now, closely)
	if err != nil {
		return 0, err
	}
	answered := make(map[srs.NoteID]bool)
	for _, n := range c.Answered {
		answered[n] = true
	}
	notes := make(map[srs.NoteID]bool)
	for _, e := range c.Entries {
		if e.Phase == srs.New && !answered[e.Note] {
			notes[e.Note] = true
		}
	}
	return max(len(notes)+c.Waiting-s.queue.Counts(now).New, 0), nil
}
