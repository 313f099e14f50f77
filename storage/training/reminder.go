package training

import (
	"math"

	"cards/srs"
	"cards/storage"
)

// A fit is expected to help from enoughFirst reviews of known cards on: of 13 real logs those with
// more than 1,000 scored reviews gained by one, those with fewer than 650 did not. Afterwards it is
// when half as many have been added as there were, at least enoughMore.
const (
	enoughFirst = 1000
	enoughMore  = 500
)

// RefitDue returns how many reviews of known cards the parameters in force have not seen if it is
// time to remind of a refit, else 0. It is when one is expected to help, and only on the first day
// with reviews of a calendar month. Nothing but the totals of days is read.
func RefitDue(c *storage.Collection, cal srs.Calendar, today srs.Day) (int, error) {
	days, err := c.Totals(math.MinInt32, today)
	if err != nil {
		return 0, err
	}
	models, err := c.Models()
	if err != nil {
		return 0, err
	}
	set := models.All.Set
	before, since := 0, 0
	for _, d := range days {
		switch {
		case d.Day < today && month(d.Day) == month(today):
			return 0, nil
		case !set.IsZero() && d.Day <= cal.Day(set.Time()):
			before += d.Asked.Asked
		default:
			since += d.Asked.Asked
		}
	}
	enough := enoughFirst
	if !set.IsZero() {
		enough = max(before/2, enoughMore)
	}
	if since < enough {
		return 0, nil
	}
	return since, nil
}

// month returns the calendar month of a study day: YYYY-MM.
func month(d srs.Day) string { return d.String()[:len("2006-01")] }
