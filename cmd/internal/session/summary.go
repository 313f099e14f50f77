package session

import (
	"time"

	"cards/cmd/internal/desk"
	"cards/srs"
)

// Summary is what a session came to and, of a review, what is to come.
type Summary struct {
	Kind    Kind
	Ratings [4]int        // answers in force: again, hard, good, easy
	Time    time.Duration // spent on them; see [storage.Collection.CapAnswers]
	Minutes []int         // answers in force, by minute since the session began
	Waiting int           // cards whose learning step is not over
	Until   time.Time     // when the first of them can be asked
	Cards   int           // different cards among them
	Passed  int           // cards that were looked at
	Over    bool          // the time that there was for it has passed
	Left    time.Duration // that what is still due takes; zero if that is not known

	// What is to come, where it is worth a word; finding it takes as long as to begin a session. Of
	// the first two there is nothing if cards are due and none was answered.
	Tomorrow int         // cards answered before that are asked on the next study day
	Week     int         // and on the next seven study days
	Held     desk.Held   // what could be asked today but for a rule; nothing if cards are due
	Next     desk.Coming // what is due next; likewise
}

// Summary returns what the session came to until now.
func (s *Session) Summary() (Summary, error) {
	now := s.config.Now()
	sum, cards := Summary{Kind: s.config.Kind}, make(map[srs.CardID]bool)
	for _, r := range s.answers() {
		cards[r.Card] = true
		sum.Ratings[r.Rating-1]++
		sum.Time += r.Spent(s.store.AnswerCap())
		minute := int(max(r.Answered.Sub(s.begun), 0) / time.Minute)
		for len(sum.Minutes) <= minute {
			sum.Minutes = append(sum.Minutes, 0)
		}
		sum.Minutes[minute]++
	}
	sum.Cards, sum.Passed, sum.Over = len(cards), len(s.passed), s.isOver(now)
	left, takes := s.Left()
	sum.Left = takes
	sum.Until, sum.Waiting = s.queue.Waiting(now)
	if s.plan == nil || left.Total() > 0 && len(cards) == 0 {
		return sum, nil
	}
	if err := sum.foresee(s.plan); err != nil || left.Total() > 0 {
		return sum, err
	}
	var err error
	if sum.Held, err = s.plan.Held(now); err != nil {
		return sum, err
	}
	sum.Next, err = s.plan.Next()
	return sum, err
}

// foresee counts the reviews of the coming week.
func (sum *Summary) foresee(plan *desk.Plan) error {
	coming, err := plan.Forecast(7)
	if err != nil {
		return err
	}
	sum.Tomorrow = coming[1]
	for _, n := range coming[1:] {
		sum.Week += n
	}
	return nil
}
