package report

import (
	"fmt"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
)

const timeMeans = `Reviews and minutes by day, week or month, cards that were new, and seconds an answer.`

// TimeJSON is what is said of reviews and time.
type TimeJSON struct {
	About
	Reviews   int          `json:"reviews"`
	Seconds   float64      `json:"seconds"`
	New       int          `json:"new"`        // cards answered for the first time
	DaysDone  int          `json:"days_done"`  // with reviews
	PerReview *float64     `json:"per_review"` // seconds; null without reviews
	Periods   []PeriodWork `json:"periods"`
}

// PeriodWork is what was done on some days.
type PeriodWork struct {
	Since   string  `json:"since"`
	Reviews int     `json:"reviews"`
	New     int     `json:"new"`
	Seconds float64 `json:"seconds"`
}

func timeSpent(s *desk.Statistics) (Answer, error) {
	sum, err := s.Over(s.Span)
	if err != nil {
		return Answer{}, err
	}
	periods, err := s.Periods()
	if err != nil {
		return Answer{}, err
	}
	days, err := s.Days()
	if err != nil {
		return Answer{}, err
	}
	j := TimeJSON{
		About: about("time", s), Reviews: sum.Reviews(), Seconds: seconds(sum.Time), New: sum.New,
		Periods: []PeriodWork{},
	}
	for _, d := range days {
		if s.Span.Has(d.Day) {
			j.DaysDone++
		}
	}
	for _, p := range periods {
		j.Periods = append(j.Periods, PeriodWork{p.First.String(), p.Reviews(), p.New, seconds(p.Time)})
	}
	each := "–"
	if n := sum.Reviews(); n > 0 {
		j.PerReview = new(seconds(sum.Time / time.Duration(n)))
		each = fmt.Sprintf("%.1f s", *j.PerReview)
	}
	facts := []out.Fact{
		{Name: "Reviews", Text: fmt.Sprintf("%s, of which %s of new cards, on %s of %s",
			out.Count(sum.Reviews()),
			out.Count(sum.New), out.Plural(j.DaysDone, "day"), out.Count(s.Span.Days()))},
		{Name: "Time", Text: fmt.Sprintf("%s, %s an answer", out.Minutes(sum.Time), each)},
	}
	parts := []out.Part{{Facts: facts}, workChart(s, periods), minutesChart(s, periods)}
	return Answer{Parts: parts, JSON: j, keys: []key{
		{name: "Reviews", text: out.Count(sum.Reviews())},
		{name: "New cards", text: out.Count(sum.New)},
		{name: "Time", text: out.Minutes(sum.Time)},
		{name: "An answer", text: each},
	}}, nil
}

func workChart(s *desk.Statistics, periods []desk.Period) out.Part {
	n := &out.Numbers{Name: "time", Columns: []out.Column{
		stepColumn(s.Step),
		{Name: "reviews", Title: "reviews"},
		{Name: "new", Title: "new"},
		{Name: "minutes", Title: "minutes"},
	}}
	for _, p := range periods {
		n.Add(period(s.Step, p.Span), out.Whole(p.Reviews()), out.Whole(p.New), minutes(p.Time))
	}
	return out.Part{Number: n, Chart: &out.Chart{
		Title: "reviews by " + s.Step.String(), Kind: out.Bars,
		Series: []out.Series{{Name: "reviews", Y: 1}},
		Scale:  out.Scale{Whole: true}, Marks: periodMarks(s.Step, periods),
		Desc: fmt.Sprintf("How many cards were answered by %s.", s.Step),
	}}
}

func minutesChart(s *desk.Statistics, periods []desk.Period) out.Part {
	n := &out.Numbers{Name: "minutes", Columns: []out.Column{
		stepColumn(s.Step),
		{Name: "minutes", Title: "minutes"},
		{Name: "seconds_each", Title: "seconds an answer"},
	}}
	for _, p := range periods {
		each := out.None()
		if r := p.Reviews(); r > 0 {
			v := p.Time.Seconds() / float64(r)
			each = out.Value(v, fmt.Sprintf("%.1f", v))
		}
		n.Add(period(s.Step, p.Span), minutes(p.Time), each)
	}
	return out.Part{Number: n, Chart: &out.Chart{
		Title: "minutes by " + s.Step.String(), Kind: out.Bars,
		Series: []out.Series{{Name: "minutes", Y: 1}},
		Marks:  periodMarks(s.Step, periods),
		Desc:   fmt.Sprintf("How many minutes answers took by %s.", s.Step),
	}}
}

func minutes(d time.Duration) out.Cell {
	return out.Value(d.Minutes(), fmt.Sprintf("%.0f", d.Minutes()))
}

const hoursMeans = `Answers by the hour that your clock showed when they were given, with true retention in each.`

// HoursJSON is what is said of the hours of the day.
type HoursJSON struct {
	About
	Hours []HourGroup `json:"hours"` // 24
}

// HourGroup is what was answered in an hour of the day.
type HourGroup struct {
	Hour      int     `json:"hour"`
	Reviews   int     `json:"reviews"`
	Seconds   float64 `json:"seconds"`
	Retention Share   `json:"retention"`
}

func hours(s *desk.Statistics) (Answer, error) {
	r, err := s.Record()
	if err != nil {
		return Answer{}, err
	}
	j := HoursJSON{About: about("hours", s)}
	groups := hoursOf(r)
	var marks []out.Mark
	total := 0
	for i, g := range groups {
		j.Hours = append(j.Hours, HourGroup{i, g.Reviews, seconds(g.Time), newShare(g.Asked)})
		if i%6 == 0 {
			marks = append(marks, out.Mark{Row: i, Text: fmt.Sprintf("%d:00", i)})
		}
		total += g.Reviews
	}
	part := out.Part{
		Says: says(partsOfDay(r)), Number: groupTable("hour", "hour", groups),
		Chart: &out.Chart{
			Title: "reviews by hour of the day", Kind: out.Bars,
			Series: []out.Series{{Name: "reviews", Y: 1}},
			Scale:  out.Scale{Whole: true}, Marks: marks,
			Desc: "How many reviews were given in each hour of the day.",
		},
	}
	if total == 0 {
		part = nothing("Nothing was answered on these days.", part.Number)
	}
	return Answer{JSON: j, Parts: []out.Part{
		part, {
			Title:  "True retention",
			Number: groupTable("part", "part of the day", present(partsOfDay(r))),
		},
	}}, nil
}

// nothing is a part that says that there is none of it: its table has columns and no rows.
func nothing(says string, n *out.Numbers) out.Part {
	n.Rows = nil
	return out.Part{Says: []string{says}, Number: n}
}

// whole writes a number without its fraction, rounded.
func whole(v float64) string { return out.Count(int(v + 0.5)) }

// rounded leaves out digits that say nothing.
func rounded(v float64) float64 {
	const digits = 1e4
	return float64(int64(v*digits+0.5)) / digits
}
