package apkg

import (
	"math"
	"slices"
	"strconv"

	"cards/deck/from/anki"
	"cards/srs"
)

// firstDay is the day that days are counted from.
var firstDay = srs.Day(created.Unix() / 86400)

// card returns a card with its rows as it stands now, without its ids and its ordinal.
func (e *exporter) card(l *learned, rows []anki.Row) anki.Card {
	s := &l.state.Schedule
	if l.newest.After(e.changed) {
		e.changed = l.newest
	}
	c := anki.Card{
		Deck: l.deck.ID, Mod: max(l.newest.Unix(), created.Unix()), Type: anki.CardType(s.Phase), Queue: anki.QueueNew,
		Reps: s.Reviews, Lapses: s.Lapses, Flag: l.state.Flag & 7, Data: l.data(lastAnswer(rows)),
	}
	if s.Phase == srs.New {
		e.place++
		c.Due = e.place
	} else {
		e.due(&c, l)
	}
	switch {
	case l.Suspended:
		c.Queue = anki.QueueSuspended
	case l.Buried > e.today:
		c.Queue = anki.QueueUserBuried
	}
	return c
}

// due says when a card that is not new is asked.
func (e *exporter) due(c *anki.Card, l *learned) {
	s := &l.state.Schedule
	c.Factor = firstEase
	if l.ease > 0 {
		c.Factor = l.ease
	}
	day := s.Due.Day
	if !s.Due.At.IsZero() {
		day = e.c.Calendar.Day(s.Due.At)
	}
	c.Due = max(int64(day-firstDay), 0)
	switch {
	case s.Phase == srs.InReview:
		c.Queue, c.Interval = anki.QueueReview, max(l.interval(day), 1)
		return
	case !s.Due.At.IsZero():
		c.Queue, c.Due = anki.QueueLearning, max(s.Due.At.Unix(), created.Unix())
	default:
		c.Queue = anki.QueueDayLearning
	}
	if s.Phase == srs.Relearning {
		c.Interval = max(int(math.Round(s.Memory.Stability)), 1)
	}
	steps := max(s.Steps, 1)
	c.Left = steps + 1000*steps
}

// interval returns the interval of a card that is due on a day, in days: if it was not answered
// since it began in the middle, that which its memory follows from, as it may have been put off.
func (l *learned) interval(due srs.Day) int {
	s := &l.state.Schedule
	if l.begun {
		return int(math.Round(s.Memory.Stability))
	}
	return int(due - s.LastDay)
}

// lastAnswer returns the instant of the last answer that counts since the card was new, which Anki
// takes from its own rows, in milliseconds since 1970; 0 if there is none.
func lastAnswer(rows []anki.Row) int64 {
	for _, r := range slices.Backward(rows) {
		switch {
		case r.Factor == 0 && r.Type == anki.RowManual:
			return 0
		case r.Ease > 0 && (r.Factor != 0 || r.Type != anki.RowFiltered):
			return r.ID
		}
	}
	return 0
}

// data returns what FSRS keeps of a card that was answered last at an instant.
func (l *learned) data(last int64) string {
	m := l.state.Schedule.Memory
	if m.Stability == 0 {
		return "{}"
	}
	number := func(b []byte, name string, value float64, digits int) []byte {
		b = append(append(b, '"'), name...)
		b = append(b, `":`...)
		scale := math.Pow10(digits)
		return append(strconv.AppendFloat(b, math.Round(value*scale)/scale, 'f', -1, 64), ',')
	}
	b := append(make([]byte, 0, 80), '{')
	b = number(b, "s", m.Stability, 4)
	b = number(b, "d", m.Difficulty, 3)
	b = number(b, "dr", l.deck.retention, 2)
	b = number(b, "decay", l.deck.model.Parameters()[20], 3)
	if last > 0 {
		b = append(b, `"lrt":`...)
		return string(append(strconv.AppendInt(b, last/1000, 10), '}'))
	}
	b[len(b)-1] = '}'
	return string(b)
}
