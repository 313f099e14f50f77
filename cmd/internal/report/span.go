package report

import (
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
)

// stepColumn is the column of a series of periods.
func stepColumn(s stats.Step) out.Column {
	return out.Column{Name: "since", Title: s.String()}
}

// period is the cell of a period: the day on which it begins, of a month without its day.
func period(s stats.Step, p stats.Span) out.Cell {
	if s == stats.ByMonth {
		return out.Words(p.First.String()[:len("2006-01")])
	}
	return out.Words(p.First.String())
}

// periodMarks marks some periods: the first of each month, or of each year, or days a week apart.
func periodMarks(step stats.Step, periods []desk.Period) []out.Mark {
	var marks []out.Mark
	for i, p := range periods {
		t := date(p.First)
		last := t
		if i > 0 {
			last = date(periods[i-1].First)
		}
		switch months := len(periods) > 24; {
		case step == stats.ByDay && !months && i%7 == 0:
			marks = append(marks, out.Mark{Row: i, Text: t.Format("2 Jan")})
		case step == stats.ByMonth && i > 0 && t.Year() == last.Year() && len(periods) > 12:
		case i == 0 || t.Month() != last.Month():
			marks = append(marks, out.Mark{Row: i, Text: monthName(i == 0 || t.Year() != last.Year(), t)})
		}
	}
	return marks
}

func monthName(withYear bool, t time.Time) string {
	if withYear {
		return t.Format("Jan 2006")
	}
	return t.Format("Jan")
}

func date(d srs.Day) time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }
