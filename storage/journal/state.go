package journal

import (
	"time"

	"cards/srs"
	"cards/srs/model"
)

// State is what the events about one card say of it. The zero State is that of a card without any.
type State struct {
	Answers   int // reviews in force that count, also those that came before a reset
	Starts    int // starts in force
	Schedule  srs.Schedule
	Newest    ID // the newest event in force that moved the schedule; zero if none did
	Suspended bool
	Flag      int
	Buried    srs.Day // may be asked again on this study day; zero if not buried
}

// Settled says whether the card has a history worth keeping: it needs no other card's.
func (s State) Settled() bool { return s.Answers > 0 || s.Starts > 0 }

// Apply moves the state by an event in force about the card. Events must come in log order; memory
// is computed by m, or without a model is none.
func (s *State) Apply(ev Event, m model.Kernel) {
	if r := rowOfBody(ev.Body); r != nil {
		r.apply(s, ev.ID, ev.Body, m)
	}
}

// ApplyReview is [State.Apply] for an answer. One for practice leaves alone what it is about.
func (s *State) ApplyReview(id ID, b Reviewed, m model.Kernel) {
	if !b.Counts() {
		return
	}
	s.Answers++
	s.Schedule.Apply(m, b.Review)
	s.Newest = id
}

func applyDue(s *State, id ID, b DueSet, _ model.Kernel) {
	s.Schedule.Due = b.Due
	s.Newest = id
}

func applyReset(s *State, id ID, _ Reset, _ model.Kernel) {
	s.Schedule = srs.Schedule{}
	s.Newest = id
}

func applyStart(s *State, id ID, b Started, m model.Kernel) {
	s.Starts++
	s.Schedule = srs.Schedule{
		Phase: b.Phase, Due: b.Due, Reviews: b.Reviews, Lapses: b.Lapses,
		Last: noon(b.Day), LastDay: b.Day,
	}
	if m != nil {
		s.Schedule.Memory = m.Given(b.Stability, b.Difficulty)
	}
	if b.Phase != srs.InReview {
		s.Schedule.Steps = 1 // the last: how many there were is not known
	}
	s.Newest = id
}

// noon returns the middle of a day: when on it the card was answered is not known.
func noon(d srs.Day) time.Time { return time.Unix(int64(d)*86400+43200, 0).UTC() }

func applySet(s *State, _ ID, b PropertySet, _ model.Kernel) {
	switch b.Property {
	case Suspended:
		s.Suspended = b.Value != 0
	case Flag:
		s.Flag = int(b.Value)
	case BuriedUntil:
		s.Buried = srs.Day(b.Value)
	}
}
