package out

import (
	"fmt"
	"strings"
	"time"
)

// drawCalendar draws a column for each week, as many as have room.
func (s *Stream) drawCalendar(c *Chart, n *Numbers) {
	cal := newCalendar(c, n)
	weeks := min(cal.weeks, s.room()+axisCells-6)
	first := cal.first + 7*(cal.weeks-weeks)
	fmt.Fprintf(s, "     %s\n", cal.months(first, weeks))
	for d, name := range weekdays() {
		var row strings.Builder
		for week := range weeks {
			if day := first + 7*week + d; day <= cal.last {
				row.WriteRune(shade(cal.values[day], cal.most))
			}
		}
		fmt.Fprintf(s, "  %s %s\n", name, s.Accent.Sprint(s.Sign(row.String())))
	}
}

// calendar is numbers by day, counted from 1970-01-01.
type calendar struct {
	first, last int // a Monday; the last day
	weeks       int
	values      map[int]float64
	most        float64
}

// newCalendar reads the days of a chart, which come in order.
func newCalendar(c *Chart, n *Numbers) calendar {
	day := func(row []Cell) int {
		t, _ := time.Parse(time.DateOnly, row[c.X].Text) // what is no date is drawn as the first
		return int(t.Unix() / (24 * 60 * 60))
	}
	cal := calendar{
		first: mondayOf(day(n.Rows[0])), last: day(n.Rows[len(n.Rows)-1]), values: make(map[int]float64),
	}
	cal.weeks = (mondayOf(cal.last)-cal.first)/7 + 1
	for _, row := range n.Rows {
		v := row[c.Series[0].Y].Value
		cal.values[day(row)] = v
		cal.most = max(cal.most, v)
	}
	return cal
}

func weekdays() []string { return []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"} }

// mondayOf returns the Monday of the week of a day. Day 0 was a Thursday.
func mondayOf(day int) int { return day - ((day+3)%7+7)%7 }

// shade returns how dark a day is: the more of the most it has.
func shade(v, most float64) rune {
	if v <= 0 {
		return '·'
	}
	return []rune("░▒▓█")[darkness(v, most)]
}

// darkness returns in which quarter of the most a number is, from 0 to 3.
func darkness(v, most float64) int { return min(max(int(4*v/most-1e-9), 0), 3) }

// months returns a line that names each month above the week that its first day is in.
func (cal calendar) months(first, weeks int) string {
	line := []byte(strings.Repeat(" ", weeks+3))
	free := 0
	for week := range weeks {
		if name, ok := monthIn(first + 7*week); ok && week >= free {
			copy(line[week:], name)
			free = week + 4
		}
	}
	return strings.TrimRight(string(line), " ")
}

// monthIn returns the month whose first day is in the week from a Monday on.
func monthIn(monday int) (string, bool) {
	sunday := time.Unix(int64(monday+6)*24*60*60, 0).UTC()
	return sunday.Format("Jan"), sunday.Day() <= 7
}
