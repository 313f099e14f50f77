package session

import (
	"time"

	"cards/cmd/internal/desk"
	"cards/storage"
)

// What [Session.More] adds: at most so many new cards, or so much time to a session that has a
// limit.
const (
	MoreNew  = 10
	MoreTime = 10 * time.Minute
)

// Added is what [Session.More] added.
type Added struct {
	New  int
	Time time.Duration
}

// Suspend suspends the card that is asked, as one step of the log, and goes on with the next. It
// returns the card, nil if none is asked.
func (s *Session) Suspend() (*storage.Card, error) { return s.putAway(desk.Suspend()) }

// Bury keeps the card that is asked from being asked until tomorrow, as [Session.Suspend].
func (s *Session) Bury() (*storage.Card, error) {
	return s.putAway(desk.Bury(s.config.Schedulers.Calendar().Day(s.config.Now())))
}

// putAway does something to the card that is asked after which it is not asked any more.
func (s *Session) putAway(a desk.Action) (*storage.Card, error) {
	card := s.card
	if card == nil {
		return nil, nil
	}
	if err := s.act(a); err != nil {
		return card, err
	}
	s.card = nil
	return card, s.load()
}

// Flag marks the card that is asked with a number, as one step of the log; the card stays. It
// returns the card as it is then, nil if none is asked.
func (s *Session) Flag(n int) (*storage.Card, error) {
	if s.card == nil {
		return nil, nil
	}
	if err := s.act(desk.SetFlag(n)); err != nil {
		return s.card, err
	}
	marked := *s.card
	marked.Flag = n
	s.card = &marked
	return s.card, nil
}

// act writes what an action does to the card that is asked, if it changes anything.
func (s *Session) act(a desk.Action) error {
	change := a.On([]*storage.Card{s.card})
	if len(change.Bodies) == 0 {
		return nil
	}
	id, err := s.store.Append(s.config.Now(), change.Bodies...)
	if err == nil {
		s.wrote(step{id: id})
	}
	return err
}

// More gives a session with a limit of time more of it. Another one may ask [MoreNew] new cards
// more than a limit lets it, or as many as there are, until the study day ends.
func (s *Session) More() (Added, error) {
	if s.config.Time > 0 {
		s.config.Time += MoreTime
		return Added{Time: MoreTime}, nil
	}
	if s.plan == nil {
		return Added{}, nil
	}
	held, err := s.plan.Held(s.config.Now())
	n := min(held.New, MoreNew)
	if err != nil || n == 0 {
		return Added{}, err
	}
	asked, err := s.store.AskedOn(s.day)
	if err != nil {
		return Added{}, err
	}
	extra := s.queue.Counts(s.config.Now()).New + n + asked.New - s.config.Rules.Before
	s.config.Rules.Extra = &extra
	return Added{New: n}, s.load()
}

// Why returns what is known of the card that is asked, nil if none is.
func (s *Session) Why() (*desk.Why, error) {
	if s.card == nil {
		return nil, nil
	}
	plan, now := s.plan, s.config.Now()
	if plan == nil { // practice goes by none
		var err error
		plan, err = desk.NewPlan(s.store, storage.Scope{}, s.config.Schedulers.Calendar(),
			s.config.Rules, now)
		if err != nil {
			return nil, err
		}
	}
	return plan.Why(s.card, s.config.Schedulers.Balanced(s.by, s.store, s.card.Scheduled), now)
}
