package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
)

const forecastMeans = `How many cards that were answered before are due on each day from today on, if every day's are answered on it
and none comes back; backlog is those of today that were due before. With new cards: reviews as simulated
when new cards go on within your limits, the mean of up to 40 runs, with bounds that hold nine in ten;
for the whole collection only. --days says how far.`

// ForecastJSON is what is said of what comes.
type ForecastJSON struct {
	About            // since today
	Backlog int      `json:"backlog"`
	Total   int      `json:"total"`
	Days    []DueDay `json:"days"`
	WithNew *WithNew `json:"with_new"` // null for a selection, or without cards
}

// WithNew is what comes when new cards go on.
type WithNew struct {
	Runs int           `json:"runs"`
	Days []ForeseenDay `json:"days"`
}

// ForeseenDay is a simulated day.
type ForeseenDay struct {
	Day     string  `json:"day"`
	Reviews float64 `json:"reviews"` // mean
	Low     float64 `json:"low"`     // nine in ten runs are between these
	High    float64 `json:"high"`
	New     float64 `json:"new"`
	Minutes float64 `json:"minutes"`
}

func forecast(s *desk.Statistics) (Answer, error) {
	plan, err := s.Plan()
	if err != nil {
		return Answer{}, err
	}
	due, err := plan.Forecast(s.Ahead - 1)
	if err != nil {
		return Answer{}, err
	}
	j := ForecastJSON{
		About:   About{"forecast", s.Today().String(), (s.Today() + srs.Day(s.Ahead-1)).String(), "day"},
		Backlog: plan.Overdue(s.Now), Days: []DueDay{},
	}
	for i, n := range due {
		j.Days = append(j.Days, DueDay{(s.Today() + srs.Day(i)).String(), n})
		j.Total += n
	}
	parts := []out.Part{{Facts: []out.Fact{{
		Name: "Due",
		Text: fmt.Sprintf("%s in %s, %.1f a day; backlog %s",
			out.Plural(j.Total, "review"), out.Plural(s.Ahead, "day"),
			float64(j.Total)/float64(s.Ahead), out.Count(j.Backlog)),
	}}}}
	part, _ := coming(s.Today(), due) // without any it is still the table that --csv has
	parts = append(parts, part)
	if !s.IsAll() {
		return Answer{Parts: parts, JSON: j}, nil
	}
	each, runs, err := s.Foresee(s.Ahead)
	if err != nil || runs == 0 {
		return Answer{Parts: parts, JSON: j}, err
	}
	part = withNew(s, each)
	j.WithNew = &WithNew{Runs: runs}
	for i, f := range each {
		j.WithNew.Days = append(j.WithNew.Days, ForeseenDay{
			j.Days[i].Day, rounded(f.Reviews), rounded(f.Low), rounded(f.High), rounded(f.New),
			rounded(f.Minutes),
		})
	}
	return Answer{Parts: append(parts, part), JSON: j}, nil
}

// withNew draws the simulated days.
func withNew(s *desk.Statistics, each []desk.Foreseen) out.Part {
	n := &out.Numbers{Name: "new", Columns: []out.Column{
		{Name: "day", Title: "day"},
		{Name: "reviews", Title: "reviews"},
		{Name: "low", Title: "from"},
		{Name: "high", Title: "to"},
		{Name: "new", Title: "new"},
		{Name: "minutes", Title: "minutes"},
	}}
	tenth := func(v float64) out.Cell { return out.Value(rounded(v), fmt.Sprintf("%.1f", v)) }
	minutes := 0.0
	for i, f := range each {
		n.Add(out.Words((s.Today() + srs.Day(i)).String()), tenth(f.Reviews), tenth(f.Low), tenth(f.High),
			tenth(f.New), tenth(f.Minutes))
		minutes += f.Minutes
	}
	return out.Part{
		Title: "With new cards",
		Says: []string{fmt.Sprintf("About %.0f minutes a day, if new cards go on.",
			minutes/float64(len(each)))},
		Number: n, Chart: &out.Chart{
			Title: "reviews a day, simulated", Kind: out.Lines,
			Series: []out.Series{{Name: "reviews", Y: 1, Low: 2, High: 3}},
			Scale:  out.Scale{Whole: true}, Marks: aheadMarks(len(each)),
			Desc: "Simulated reviews on each day when new cards go on, with the bounds of nine in ten runs.",
		},
	}
}

// aheadMarks marks days from today on, ten or so at equal distances.
func aheadMarks(days int) []out.Mark {
	marks := []out.Mark{{Row: 0, Text: "today"}}
	step := 10
	for days/step > 10 {
		step *= 3
	}
	for i := step; i < days; i += step {
		marks = append(marks, out.Mark{Row: i, Text: fmt.Sprint(i)})
	}
	return marks
}
