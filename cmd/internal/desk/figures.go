package desk

import (
	"math"

	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// How far figures look, in study days.
const (
	RetentionDays = 30 // of true retention
	AheadDays     = 30 // of what is coming, from tomorrow
)

// Figures are what statistics show of a collection.
type Figures struct {
	Today     srs.Day
	Cards     storage.Schedules
	Plan      *Plan
	Ahead     []int               // cards answered before that are asked today, tomorrow, …
	Overdue   int                 // of those of today, due before it
	Days      []storage.DayTotals // all with reviews, but those that are still to come
	All       stats.Totals
	Now       stats.Totals // of today
	Month     stats.Totals // of the days that retention looks at
	Week      int          // reviews on the last seven days
	Streak    int          // study days in a row with reviews, up to today or yesterday
	Best      int          // the longest streak
	Retention float64      // desired
}

// NewFigures returns the figures of a plan's scope at its instant; what was answered is counted in
// the whole collection.
func NewFigures(p *Plan, retention float64) (Figures, error) {
	f := Figures{Today: p.calendar.Day(p.now), Plan: p, Retention: retention}
	var err error
	if f.Cards, err = p.store.Schedules(p.scope); err != nil {
		return f, err
	}
	if f.Ahead, err = p.Forecast(AheadDays); err != nil {
		return f, err
	}
	f.Overdue = p.Overdue(p.now)
	days, err := p.store.Totals(math.MinInt32, math.MaxInt32)
	f.count(days)
	return f, err
}

// count sums up the days.
func (f *Figures) count(all []storage.DayTotals) {
	var days []srs.Day
	for _, d := range all {
		f.All = f.All.Add(d.Totals)
		ago := f.Today - d.Day
		if ago < -stats.MostAhead {
			continue // a clock was ahead
		}
		f.Days = append(f.Days, d)
		days = append(days, d.Day)
		if ago < RetentionDays {
			f.Month = f.Month.Add(d.Totals)
		}
		if ago < 7 {
			f.Week += d.Reviews()
		}
		if ago == 0 {
			f.Now = d.Totals
		}
	}
	f.Streak, f.Best = stats.Streak(days, f.Today)
}

// NextWeek returns how many cards are asked on the seven study days after today.
func (f Figures) NextWeek() int {
	n := 0
	for _, due := range f.Ahead[1:8] {
		n += due
	}
	return n
}
