package cli

import (
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
)

// dueChart draws how many reviews are due on each of the next days, if any are.
func (a *app) dueChart(f desk.Figures) {
	total := 0
	for _, n := range f.Ahead {
		total += n
	}
	if total == 0 {
		return
	}
	perDay := ""
	if n := (total + desk.AheadDays/2) / desk.AheadDays; n > 0 {
		perDay = fmt.Sprintf(", %s a day", out.Count(n))
	}
	fmt.Fprintf(a.out, "\n     reviews due in the next %d days%s\n", desk.AheadDays, perDay)
	a.out.Bars(f.Ahead, out.Count)
	var axis strings.Builder
	for n := range f.Ahead {
		axis.WriteString(map[bool]string{true: "┬", false: "─"}[n > 0 && n%10 == 0])
	}
	fmt.Fprintf(a.out, "%7s└%s\n%7s %-10s%-10s%-10s%s\n", "", axis.String(), "", "today", "10", "20", "30")
}

// How many weeks the map of days has, where there is room: from the first review on, but never so few that it tells
// nothing.
const (
	leastWeeks = 13
	mostWeeks  = 53
)

// dayMap draws the reviews of up to a year, a column for each week.
func (a *app) dayMap(f desk.Figures) {
	weeks := leastWeeks
	if len(f.Days) > 0 {
		weeks = int(max(srs.Day(weeks), (monday(f.Today)-monday(f.Days[0].Day))/7+1))
	}
	if weeks = min(weeks, mostWeeks); a.out.Terminal {
		weeks = min(weeks, max(a.out.Width-8, 1))
	}
	first := monday(f.Today) - srs.Day(7*(weeks-1))
	onDay := make(map[srs.Day]int)
	total, most := 0, 0
	for _, d := range f.Days {
		if d.Day >= first {
			onDay[d.Day] = d.Reviews()
			total += d.Reviews()
			most = max(most, d.Reviews())
		}
	}
	if total == 0 {
		return
	}
	fmt.Fprintf(a.out, "\n     %s in %s\n     %s\n", out.Plural(total, "review"), out.Plural(weeks, "week"), months(first, weeks))
	for d, name := range []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"} {
		var row strings.Builder
		for week := range weeks {
			if day := first + srs.Day(7*week+d); day <= f.Today {
				row.WriteRune(shade(onDay[day], most))
			}
		}
		fmt.Fprintf(a.out, "  %s %s\n", name, a.out.Accent.Sprint(row.String()))
	}
}

// monday returns the Monday of the week of a day. Day 0 was a Thursday.
func monday(d srs.Day) srs.Day { return d - ((d+3)%7+7)%7 }

// shade returns how dark a day is: the more of the most reviews it had.
func shade(n, most int) rune {
	if n == 0 {
		return '·'
	}
	return []rune("░▒▓█")[(4*n-1)/most]
}

// months returns a line that names each month above the week that its first day is in, from a Monday on.
func months(first srs.Day, weeks int) string {
	line := []byte(strings.Repeat(" ", weeks+3))
	free := 0
	for week := range weeks {
		sunday := time.Unix(int64(first+srs.Day(7*week+6))*24*60*60, 0).UTC()
		if sunday.Day() <= 7 && week >= free {
			copy(line[week:], sunday.Format("Jan"))
			free = week + 4
		}
	}
	return strings.TrimRight(string(line), " ")
}
