package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// OverviewPage is the page without a subject: where things stand.
func OverviewPage(f desk.Figures, m *desk.Memory) []out.Part {
	parts := []out.Part{{Facts: []out.Fact{
		{Name: "Today", Text: done(f.Now)},
		{Name: "Yesterday", Text: done(f.Yesterday)},
		{Name: "Streak", Text: fmt.Sprintf("%s (best %s)", out.Plural(f.Streak, "day"),
			out.Count(f.Best))},
		{Name: "Reviews", Text: fmt.Sprintf("due today %s   tomorrow %s   next 7 days %s   backlog %s",
			out.Count(f.Ahead[0]), out.Count(f.Ahead[1]), out.Count(f.NextWeek()), out.Count(f.Overdue))},
		{Name: "Cards", Text: phases(f.Cards)},
		{Name: "Retention", Text: fmt.Sprintf("last %d days %s   target %s", desk.RetentionDays,
			rateOf(f.Month.Asked),
			out.Percent(f.Retention))},
		{Name: "", Text: fmt.Sprintf("young %s   mature %s", rateOf(f.Month.Young()),
			rateOf(f.Month.Mature))},
	}, Says: course(f)}}
	if m != nil {
		parts[0].Facts = append(parts[0].Facts, memoryFacts(m)...)
	}
	if part, ok := coming(f.Today, f.Ahead); ok {
		parts = append(parts, part)
	}
	if part, ok := dayMap(f); ok {
		parts = append(parts, part)
	}
	return parts
}

// memoryFacts say how many cards are remembered, and whether the model is right.
func memoryFacts(m *desk.Memory) []out.Fact {
	facts := []out.Fact{{Name: "Remembered", Text: fmt.Sprintf("%s of %s begun, at the end of %s",
		whole(m.Memorised), out.Plural(m.Begun, "card"), m.Day)}}
	if m.Answers.Asked > 0 {
		facts = append(facts, out.Fact{Name: "Model", Text: fmt.Sprintf("predicted %.1f %%   recalled %s",
			100*m.Answers.Predicted, rateOf(m.Answers.Retention))})
	}
	return facts
}

// course says whether the person is on course: what is left behind, and whether as much is
// remembered as is wanted.
func course(f desk.Figures) []string {
	off := besideTarget(f.Month.Asked, f.Retention)
	perDay := float64(f.Month.Reviews()) / desk.RetentionDays
	switch {
	case f.Overdue > 0 && perDay >= 1:
		off = append(off, fmt.Sprintf("The backlog of %s is %s: %.0f reviews a day lately.",
			out.Count(f.Overdue), inWork(float64(f.Overdue)/perDay), perDay))
	case f.Overdue == 0 && off == nil && f.Month.Asked.Asked >= stats.Least:
		return []string{"You are on course: nothing is left behind, and you remember about as much as you wanted."}
	}
	return off
}

// inWork says how much work something is that takes so many days.
func inWork(days float64) string {
	switch n := int(days + 0.5); n {
	case 0:
		return "less than half of what you do in a day"
	case 1:
		return "about what you do in a day"
	default:
		return "what you do in " + out.Plural(n, "day")
	}
}

// done says what was done on a day: "32 reviews, 8m, 91 % right (76–97)".
func done(t stats.Totals) string {
	n := t.Reviews()
	if n == 0 {
		return "0 reviews"
	}
	right := stats.Retention{Asked: n, Recalled: n - t.Ratings[0]}
	rate, _ := right.Rate()
	low, high := right.Interval()
	return fmt.Sprintf("%s, %s, %.0f %% right (%.0f–%.0f)", out.Plural(n, "review"),
		out.Minutes(t.Time), 100*rate,
		100*low, 100*high)
}

// phases counts the cards by how they stand.
func phases(c storage.Schedules) string {
	text := fmt.Sprintf("%s: new %s, learning %s, young %s, mature %s, suspended %s",
		out.Count(c.Total),
		out.Count(c.New), out.Count(c.Learning), out.Count(c.Young), out.Count(c.Mature),
		out.Count(c.Suspended))
	if c.Drafts > 0 {
		text += fmt.Sprintf("; %s without a confirmed answer, never asked", out.Plural(c.Drafts, "draft"))
	}
	return text
}

// coming draws how many cards are asked on each of the days from today on, if any are.
func coming(today srs.Day, due []int) (out.Part, bool) {
	n := &out.Numbers{
		Name:    "due",
		Columns: []out.Column{{Name: "day", Title: "day"}, {Name: "reviews", Title: "reviews"}},
	}
	total := 0
	for i, d := range due {
		n.Add(out.Words((today + srs.Day(i)).String()), out.Whole(d))
		total += d
	}
	title := fmt.Sprintf("reviews due in the next %s", out.Plural(max(len(due)-1, 1), "day"))
	if perDay := (total + len(due)/2) / len(due); perDay > 0 {
		title += fmt.Sprintf(", %s a day", out.Count(perDay))
	}
	return out.Part{Number: n, Chart: &out.Chart{
		Title: title, Kind: out.Bars, Series: []out.Series{{Name: "reviews", Y: 1}},
		Scale: out.Scale{Whole: true},
		Desc:  fmt.Sprintf("How many reviews are due on each day from today, %s, on.", today),
		Marks: aheadMarks(len(due)),
	}}, total > 0
}

// How many weeks the map of days has: from the first review on, but never so few that it tells
// nothing.
const (
	leastWeeks = 13
	mostWeeks  = 53
)

// dayMap draws the reviews of up to a year, a column for each week.
func dayMap(f desk.Figures) (out.Part, bool) {
	weeks := leastWeeks
	monday := stats.ByWeek.Start
	if len(f.Days) > 0 {
		weeks = max(weeks, int(monday(f.Today)-monday(f.Days[0].Day))/7+1)
	}
	weeks = min(weeks, mostWeeks)
	first := monday(f.Today) - 7*(srs.Day(weeks)-1)
	n := &out.Numbers{
		Name:    "days",
		Columns: []out.Column{{Name: "day", Title: "day"}, {Name: "reviews", Title: "reviews"}},
	}
	onDay, total := make(map[srs.Day]int), 0
	for _, d := range f.Days {
		onDay[d.Day] = d.Reviews()
	}
	for day := first; day <= f.Today; day++ {
		n.Add(out.Words(day.String()), out.Whole(onDay[day]))
		total += onDay[day]
	}
	return out.Part{Number: n, Chart: &out.Chart{
		Title:  fmt.Sprintf("%s in %s", out.Plural(total, "review"), out.Plural(weeks, "week")),
		Kind:   out.Calendar,
		Desc:   "A square for each day, the darker the more reviews it had.",
		Series: []out.Series{{Name: "reviews", Y: 1}},
	}}, total > 0
}
