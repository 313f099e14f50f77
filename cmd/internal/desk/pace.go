package desk

import (
	"cards/srs"
	"cards/storage"
)

// How far back a pace is looked for, in study days, and how many of the days with answers it is of:
// after a long time away it is that of before.
const (
	pastDays = 400
	paceDays = 30
)

// Pace returns how long answers have taken on the last days with answers.
func Pace(store *storage.Collection, today srs.Day) (srs.Pace, error) {
	days, err := store.Totals(today-pastDays, today)
	return paceOf(days), err
}

// paceOf returns the pace of the last of some days.
func paceOf(days []storage.DayTotals) (p srs.Pace) {
	for _, d := range days[max(len(days)-paceDays, 0):] {
		p = p.Plus(srs.Pace{Answers: d.Reviews(), Time: d.Time})
	}
	return p
}
