package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
)

// OverviewPage is the page without a subject: where things stand.
func OverviewPage(f desk.Figures) []out.Part {
	parts := []out.Part{{Facts: []out.Fact{
		{Name: "Today", Text: done(f.Now)},
		{Name: "Yesterday", Text: done(f.Yesterday)},
		{Name: "Streak", Text: fmt.Sprintf("%s (best %s)", out.Plural(f.Streak, "day"), out.Count(f.Best))},
		{Name: "Reviews", Text: fmt.Sprintf("due today %s   tomorrow %s   next 7 days %s   backlog %s",
			out.Count(f.Ahead[0]), out.Count(f.Ahead[1]), out.Count(f.NextWeek()), out.Count(f.Overdue))},
		{Name: "Cards", Text: phases(f)},
		{Name: "Retention", Text: fmt.Sprintf("last %d days %s   target %s", desk.RetentionDays, rateOf(f.Month.Asked),
			out.Percent(f.Retention))},
		{Name: "", Text: fmt.Sprintf("young %s   mature %s", rateOf(f.Month.Young()), rateOf(f.Month.Mature))},
	}}}
	if part, ok := coming(f); ok {
		parts = append(parts, part)
	}
	if part, ok := dayMap(f); ok {
		parts = append(parts, part)
	}
	return parts
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
	return fmt.Sprintf("%s, %s, %.0f %% right (%.0f–%.0f)", out.Plural(n, "review"), out.Minutes(t.Time), 100*rate,
		100*low, 100*high)
}

// phases counts the cards by how they stand.
func phases(f desk.Figures) string {
	text := fmt.Sprintf("%s: new %s, learning %s, young %s, mature %s, suspended %s", out.Count(f.Cards.Total),
		out.Count(f.Cards.New), out.Count(f.Cards.Learning), out.Count(f.Cards.Young), out.Count(f.Cards.Mature),
		out.Count(f.Cards.Suspended))
	if f.Cards.Drafts > 0 {
		text += fmt.Sprintf("; %s without a confirmed answer, never asked", out.Plural(f.Cards.Drafts, "draft"))
	}
	return text
}

// coming draws how many cards are asked on each of the next days, if any are.
func coming(f desk.Figures) (out.Part, bool) {
	n := &out.Numbers{Name: "due", Columns: []out.Column{{Name: "day", Title: "day"}, {Name: "reviews", Title: "reviews"}}}
	total := 0
	for i, due := range f.Ahead {
		n.Add(out.Words((f.Today + srs.Day(i)).String()), out.Whole(due))
		total += due
	}
	title := fmt.Sprintf("reviews due in the next %d days", desk.AheadDays)
	if perDay := (total + desk.AheadDays/2) / desk.AheadDays; perDay > 0 {
		title += fmt.Sprintf(", %s a day", out.Count(perDay))
	}
	return out.Part{Number: n, Chart: &out.Chart{
		Title: title, Kind: out.Bars, Series: []out.Series{{Name: "reviews", Y: 1}}, Scale: out.Scale{Whole: true},
		Desc:  fmt.Sprintf("How many reviews are due on each day from today, %s, on.", f.Today),
		Marks: []out.Mark{{Row: 0, Text: "today"}, {Row: 10, Text: "10"}, {Row: 20, Text: "20"}, {Row: 30, Text: "30"}},
	}}, total > 0
}

// How many weeks the map of days has: from the first review on, but never so few that it tells nothing.
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
	n := &out.Numbers{Name: "days", Columns: []out.Column{{Name: "day", Title: "day"}, {Name: "reviews", Title: "reviews"}}}
	onDay, total := make(map[srs.Day]int), 0
	for _, d := range f.Days {
		onDay[d.Day] = d.Reviews()
	}
	for day := first; day <= f.Today; day++ {
		n.Add(out.Words(day.String()), out.Whole(onDay[day]))
		total += onDay[day]
	}
	return out.Part{Number: n, Chart: &out.Chart{
		Title: fmt.Sprintf("%s in %s", out.Plural(total, "review"), out.Plural(weeks, "week")), Kind: out.Calendar,
		Desc:   "A square for each day, the darker the more reviews it had.",
		Series: []out.Series{{Name: "reviews", Y: 1}},
	}}, total > 0
}
