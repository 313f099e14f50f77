package cli

import (
	"cards/cmd/internal/desk"
	"cards/cmd/internal/report"
)

// statusJSON is what `cards --json` prints.
type statusJSON struct {
	Collection string       `json:"collection"` // its folder
	Due        dueNow       `json:"due"`
	Seconds    float64      `json:"seconds"` // that they will take, 0 if nothing is known
	Cards      report.Cards `json:"cards"`
	Streak     int          `json:"streak"`    // study days
	Week       int          `json:"week"`      // reviews on the last seven days
	Retention  *float64     `json:"retention"` // true, of the last 30 days
	Problems   int          `json:"problems"`  // errors and warnings
}

func newStatusJSON(c *collection, due dueNow, f desk.Figures, problems int) statusJSON {
	s := statusJSON{
		Collection: c.asked, Due: due, Seconds: seconds(due.time), Cards: report.NewCards(f.Cards),
		Streak: f.Streak, Week: f.Week, Problems: problems,
	}
	if rate, ok := f.Month.Asked.Rate(); ok {
		s.Retention = &rate
	}
	return s
}
