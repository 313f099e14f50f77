package out

import (
	"fmt"
	"strings"
	"time"

	"cards/srs"
)

// Plural counts things: "1 card", "3 cards".
func Plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return Count(n) + " " + thing + "s"
}

// Count writes a number with commas between thousands.
func Count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Times says how often something happened: "once", "twice", "3 times".
func Times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return Count(n) + " times"
}

// Minutes writes a time the way people say it: 40s, 8m, 1h 5m.
func Minutes(d time.Duration) string {
	switch d = d.Round(time.Second); {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Round(time.Minute).Minutes()))
	}
	d = d.Round(time.Minute)
	return fmt.Sprintf("%dh %dm", int(d.Hours()), int(d.Minutes())%60)
}

// When says when something is due, the way people say it.
func When(t, now time.Time, cal srs.Calendar) string {
	switch d := t.Sub(now); {
	case d <= 0:
		return "now"
	case d < time.Hour:
		return "in " + Until(t, now)
	}
	switch days := cal.Day(t) - cal.Day(now); {
	case days == 0:
		return "at " + t.In(cal.Zone).Format("15:04")
	case days == 1:
		return "tomorrow"
	case days < 14:
		return fmt.Sprintf("in %d days", days)
	}
	return "on " + t.In(cal.Zone).Format(time.DateOnly)
}

// Rough says a time by one unit: 40s, 8m, 90m, 2h.
func Rough(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < 2*time.Hour-30*time.Second:
		return fmt.Sprintf("%dm", int(d.Round(time.Minute).Minutes()))
	}
	return fmt.Sprintf("%dh", int(d.Round(time.Hour).Hours()))
}

// Exact says a time in two units: 8m 10s, 1h 5m.
func Exact(d time.Duration) string {
	d = d.Round(time.Second)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm %ds", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%dh %dm", int(d.Hours()), int(d.Minutes())%60)
}

// Until says how long it is to an instant, rounded up: nobody should come back too early.
func Until(t, now time.Time) string {
	d := max(t.Sub(now), 0)
	if d > time.Minute {
		d += time.Minute - 1
		d -= d % time.Minute
	}
	return Rough(d)
}

// Interval says how long an answer puts a card off, the way people say it: 10m, 3d, 2.4mo, 1.5y.
func Interval(r srs.Review) string {
	const month, year = 30.44, 365.25 // days
	whole, step := r.Interval()
	days := float64(whole)
	switch {
	case days == 0:
		return Rough(step)
	case days < 2*month:
		return fmt.Sprintf("%dd", whole)
	case days < year:
		return fmt.Sprintf("%.1fmo", days/month)
	}
	return fmt.Sprintf("%.1fy", days/year)
}

// OrList joins quoted words: "a", "b" or "c".
func OrList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	last := len(quoted) - 1
	if last < 1 {
		return strings.Join(quoted, "")
	}
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}
