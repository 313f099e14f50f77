package desk

import (
	"cards/srs"
	"cards/storage"
)

// How far back a pace is looked for, in study days: after a long time away, it is that of before.
const (
	paceDays = 30
	pastDays = 400
)

// Pace returns how long answers have taken lately.
func Pace(store *storage.Collection, today srs.Day) (srs.Pace, error) {
	days, err := lately(store, today)
	return paceOf(days), err
}

// lately returns the days with answers of the last [paceDays]; if there are none, the last so many
// of the time before.
func lately(store *storage.Collection, today srs.Day) ([]storage.DayTotals, error) {
	days, err := store.Totals(today-paceDays, today)
	if len(days) > 0 || err != nil {
		return days, err
	}
	days, err = store.Totals(today-pastDays, today)
	return days[max(len(days)-paceDays, 0):], err
}

func paceOf(days []storage.DayTotals) (p srs.Pace) {
	for _, d := range days {
		p = p.Plus(srs.Pace{Answers: d.Reviews(), Time: d.Time})
	}
	return p
}
