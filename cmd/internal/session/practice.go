package session

import (
	"time"

	"cards/srs"
	"cards/storage"
)

// Kind is what a session is for.
type Kind uint8

// The kinds of sessions.
const (
	Review Kind = iota // asks what is due
	Cram               // asks cards for practice until each is known; moves no schedule
	Look               // shows cards with their answers; asks nothing and writes nothing
)

// queue is what a session takes cards from: [srs.Queue], or [srs.Round] for practice.
type queue interface {
	Next(now time.Time) (srs.Entry, bool)
	Early(now, by time.Time) (srs.Entry, bool)
	Waiting(now time.Time) (time.Time, int)
	Counts(now time.Time) srs.Counts
	Find(srs.CardID) (srs.Entry, bool)
	Remove(srs.Entry)
	Answer(srs.Entry, srs.Review)
}

// practise begins the round anew and goes through it up to now: by the answers in force and the
// cards that were passed.
func (s *Session) practise() {
	round := srs.NewRound(s.config.Cards, max(s.config.Times, 1))
	for _, st := range s.steps {
		if st.review != nil {
			round.Answer(st.entry, *st.review)
		}
	}
	for _, e := range s.passed {
		round.Remove(e)
	}
	s.queue, s.round = round, round
}

// Pass goes on with the next card where none is rated, and counts it as done. Elsewhere, and before
// the answer is shown, it does nothing.
func (s *Session) Pass() {
	if s.config.Kind != Look || s.card == nil || s.state != Revealed {
		return
	}
	s.passed = append(s.passed, s.entry)
	s.queue.Remove(s.entry)
	s.card = nil
}

// review returns what a rating makes of the card whose answer is shown.
func (s *Session) review(card *storage.Card, r srs.Rating, now time.Time) srs.Review {
	id := srs.CardID(card.Key)
	if s.config.Kind == Cram {
		return s.by.Practice(id, card.Schedule, r, s.shown, now, srs.Cram)
	}
	review := s.by.Answer(id, card.Schedule, r, s.shown, now)
	review.Purpose = purpose(s.entry.Due, s.day)
	return review
}

// purpose is what an answer on a study day is given in, to a card that is due then.
func purpose(due srs.Due, today srs.Day) srs.Purpose {
	if due.At.IsZero() && due.Day > today {
		return srs.Ahead
	}
	return srs.Sitting
}
