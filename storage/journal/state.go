package journal

import (
	"cards/srs"
	"cards/srs/model"
)

// State is what the events about one card say of it. The zero State is that of a card without any.
type State struct {
	Answers   int // reviews in force, also those that do not count or came before a reset
	Schedule  srs.Schedule
	Newest    ID // the newest event in force that moved the schedule; zero if none did
	Suspended bool
	Flag      int
	Buried    srs.Day // may be asked again on this study day; zero if not buried
}

// Apply moves the state by an event in force about the card. Events must come in log order; memory
// is computed by m.
func (s *State) Apply(ev Event, m *model.Model) {
	if r := rowOfBody(ev.Body); r != nil {
		r.apply(s, ev.ID, ev.Body, m)
	}
}

func applyReview(s *State, id ID, b Reviewed, m *model.Model) {
	s.Answers++
	if b.Counts {
		s.Schedule.Apply(m, b.Review)
		s.Newest = id
	}
}

func applyDue(s *State, id ID, b DueSet, _ *model.Model) {
	s.Schedule.Due = b.Due
	s.Newest = id
}

func applyReset(s *State, id ID, _ Reset, _ *model.Model) {
	s.Schedule = srs.Schedule{}
	s.Newest = id
}

func applySet(s *State, _ ID, b PropertySet, _ *model.Model) {
	switch b.Property {
	case Suspended:
		s.Suspended = b.Value != 0
	case Flag:
		s.Flag = int(b.Value)
	case BuriedUntil:
		s.Buried = srs.Day(b.Value)
	}
}
