package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cards/srs"
)

// dayWord reads the study days that a word means: a date, a month, a year, today, yesterday, or
// 30d, so many days ago.
func dayWord(word string, today srs.Day) (first, last srs.Day, err error) {
	switch strings.ToLower(word) {
	case "today":
		return today, today, nil
	case "yesterday":
		return today - 1, today - 1, nil
	}
	if n, ok := strings.CutSuffix(word, "d"); ok {
		if ago, err := strconv.ParseUint(n, 10, 15); err == nil {
			return today - srs.Day(ago), today - srs.Day(ago), nil
		}
	}
	for _, form := range []struct {
		layout        string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		t, err := time.Parse(form.layout, word)
		if err != nil {
			continue
		}
		first = dayOf(t)
		if form.years+form.months == 0 {
			return first, first, nil
		}
		return first, dayOf(t.AddDate(form.years, form.months, 0)) - 1, nil
	}
	return 0, 0, fmt.Errorf("%q: not a date such as 2026-03-01, 2026-03, 2026, today or 30d", word)
}

// dayOf returns the day of a date.
func dayOf(t time.Time) srs.Day { return srs.Day(t.Unix() / (24 * 60 * 60)) }
