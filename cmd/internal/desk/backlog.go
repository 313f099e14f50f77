package desk

import (
	"slices"
	"time"

	"cards/srs"
)

// Backlog is what waits because nobody answered it when it was due.
type Backlog struct {
	Reviews int           // cards answered before that wait today, also behind a limit
	Days    int           // in which nine in ten of them became due
	Away    int           // study days since the last answer
	Time    time.Duration // that they take at the person's pace; zero if that is not known
}

// A backlog is worth a word after so many days away, or if at least so many reviews have been due
// for so long.
const (
	missedDays = 3
	overdueFor = 7
	overdueBy  = 20
)

// Backlog returns what waits at the instant of the plan, false if it is nothing out of the
// ordinary.
func (p *Plan) Backlog() (Backlog, bool, error) {
	today := p.calendar.Day(p.now)
	waits := make([]int, 0, p.Queue.Counts(p.now).Total())
	overdue := 0
	for e := range p.Queue.Chosen(p.now) {
		wait := int(today - dueDay(e, p.calendar))
		if e.Phase == srs.New || wait < 0 { // asked ahead of its day
			continue
		}
		waits = append(waits, wait)
		if wait > 0 {
			overdue++
		}
	}
	if overdue == 0 {
		return Backlog{}, false, nil
	}
	slices.Sort(waits)
	b := Backlog{Reviews: len(waits), Days: waits[(len(waits)-1)*9/10] + 1}
	days, err := lately(p.store, today)
	if err != nil {
		return b, false, err
	}
	if len(days) > 0 {
		b.Away = int(today - days[len(days)-1].Day)
	}
	if b.Away < missedDays && (b.Days < overdueFor || overdue < overdueBy) {
		return b, false, nil
	}
	if p.limited {
		held, err := p.Held(p.now)
		if err != nil {
			return b, false, err
		}
		b.Reviews += held.Reviews
	}
	b.Time = paceOf(days).Estimate(b.Reviews)
	return b, true, nil
}

// dueDay returns the study day on which a card that was answered is due.
func dueDay(e *srs.Entry, cal srs.Calendar) srs.Day {
	if e.Due.At.IsZero() {
		return e.Due.Day
	}
	return cal.Day(e.Due.At)
}
