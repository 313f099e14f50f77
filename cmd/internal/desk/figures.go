package desk

import (
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
	Yesterday stats.Totals
	Month     stats.Totals // of the days that retention looks at
	Week      int          // reviews on the last seven days
	Streak    int          // study days in a row with reviews, up to today or yesterday
	Best      int          // the longest streak
	Retention float64      // desired
}

// Figures returns those of today, of the retention of the last days, and of what comes.
func (s *Statistics) Figures() (Figures, error) {
	f := Figures{Today: s.Today(), Retention: s.Retention}
	var err error
	if f.Plan, err = s.Plan(); err != nil {
		return f, err
	}
	if f.Cards, err = s.Store.Schedules(s.Scope); err != nil {
		return f, err
	}
	if f.Ahead, err = f.Plan.Forecast(AheadDays); err != nil {
		return f, err
	}
	f.Overdue = f.Plan.Overdue(s.Now)
	if f.Days, err = s.Days(); err != nil {
		return f, err
	}
	f.All = s.total
	f.count()
	return f, nil
}

// count sums up the days.
func (f *Figures) count() {
	var days []srs.Day
	for _, d := range f.Days {
		days = append(days, d.Day)
		ago := f.Today - d.Day
		if ago < RetentionDays {
			f.Month = f.Month.Add(d.Totals)
		}
		if ago < 7 {
			f.Week += d.Reviews()
		}
		switch ago {
		case 0:
			f.Now = d.Totals
		case 1:
			f.Yesterday = d.Totals
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
