package session

import (
	"cards/cmd/internal/desk"
	"cards/storage"
)

// MoreNew is how many new cards [Session.More] adds at most.
const MoreNew = 10

// Suspend suspends the card that is asked, as one step of the log, and goes on with the next. It
// returns the card, nil if none is asked.
func (s *Session) Suspend() (*storage.Card, error) { return s.putAway(desk.Suspend()) }

// Bury keeps the card that is asked from being asked until tomorrow, as [Session.Suspend].
func (s *Session) Bury() (*storage.Card, error) { return s.putAway(desk.Bury(s.day)) }

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

// Flag marks the card that is asked with a number, as one step of the log; the card stays. It returns
// the card as it is then, nil if none is asked.
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

// More lets the session ask [MoreNew] new cards more than a limit lets it, or as many as there are,
// until the study day ends. It returns how many.
func (s *Session) More() (int, error) {
	if s.plan == nil {
		return 0, nil
	}
	held, err := s.plan.Held(s.config.Now())
	n := min(held.New, MoreNew)
	if err != nil || n == 0 {
		return 0, err
	}
	asked, err := s.store.AskedOn(s.day)
	if err != nil {
		return 0, err
	}
	extra := s.queue.Counts(s.config.Now()).New + n + asked.New - s.config.Rules.Before
	s.config.Rules.Extra = &extra
	return n, s.load()
}

// Why returns what is known of the card that is asked, nil if none is.
func (s *Session) Why() (*desk.Why, error) {
	if s.card == nil {
		return nil, nil
	}
	plan, now := s.plan, s.config.Now()
	if plan == nil { // practice goes by none
		var err error
		plan, err = desk.NewPlan(s.store, storage.Scope{}, s.config.Schedulers.Calendar(), s.config.Rules, now)
		if err != nil {
			return nil, err
		}
	}
	return plan.Why(s.card, s.config.Schedulers.Balanced(s.by, s.store), now)
}
