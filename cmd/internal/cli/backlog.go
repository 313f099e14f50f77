package cli

import (
	"fmt"
	"math"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
)

// printBacklog says what waits after days away, what that means, and which ways there are.
func printBacklog(a *app, p *desk.Plan) error {
	b, ok, err := p.Backlog()
	if err != nil || !ok {
		return err
	}
	a.print("%s", backlogWords(b))
	printWays(a, ways(b))
	return nil
}

// printWays lists commands and what each does: below it where there is no room beside it.
func printWays(a *app, ways []way) {
	const beside = 66 // cells: the longest command, padded, and what it does
	for _, way := range ways {
		if a.out.Terminal && a.out.Width < beside {
			fmt.Fprintf(a.out, "  %s\n%s\n", a.out.Accent.Sprint(way.command),
				out.Wrap("    "+way.does, a.out.Width, 4))
			continue
		}
		fmt.Fprintf(a.out, "  %s  %s\n", paddedCommand(a, way.command, 29), way.does)
	}
}

// waiting says at the start of a review what waits after days away, and which other ways there are;
// nothing if the person has chosen one.
func waiting(p *desk.Plan, chosen sitting) (string, error) {
	b, ok, err := p.Backlog()
	if err != nil || !ok {
		return "", err
	}
	words := backlogWords(b)
	if chosen != (sitting{}) {
		return words, nil
	}
	var others []string
	for _, way := range ways(b)[1:] {
		others = append(others, fmt.Sprintf("`%s` (%s)", way.command, way.does))
	}
	return words + ". Instead of doing all at once: " + strings.Join(others, " or "), nil
}

// backlogWords are such as "65 reviews wait, 3 weeks' worth; 14 minutes at your pace".
func backlogWords(b desk.Backlog) string {
	line := out.Plural(b.Reviews, "review") + " wait"
	if b.Reviews == 1 {
		line += "s"
	}
	line += ", " + worth(b.Days) + " worth"
	switch {
	case b.Time == 0:
	case b.Time < 30*time.Second:
		line += "; under a minute at your pace"
	default:
		line += "; " + someTime(b.Time) + " at your pace"
	}
	return line
}

// someTime writes a time of half a minute and more in whole minutes, or hours from two on.
func someTime(d time.Duration) string {
	if minutes := int(math.Round(d.Minutes())); minutes < 120 {
		return out.Plural(minutes, "minute")
	}
	return out.Plural(int(math.Round(d.Hours())), "hour")
}

// worth writes a number of days as that of which something is worth: "3 weeks'".
func worth(days int) string {
	n, unit := days, "day"
	switch {
	case days >= 730:
		n, unit = int(math.Round(float64(days)/365.25)), "year"
	case days >= 60:
		n, unit = int(math.Round(float64(days)/30.44)), "month"
	case days >= 14:
		n, unit = int(math.Round(float64(days)/7)), "week"
	}
	if n == 1 {
		return "1 " + unit + "'s"
	}
	return out.Count(n) + " " + unit + "s'"
}

// way is one of the ways to deal with a backlog.
type way struct{ command, does string }

// ways are all in the order in which they are offered, the first of which asks everything now.
func ways(b desk.Backlog) []way {
	minutes := 5
	switch {
	case b.Time == 0 || b.Time > 20*time.Minute:
		minutes = 20
	case b.Time > 10*time.Minute:
		minutes = 10
	}
	return []way{
		{"cards review", "all that is due"},
		{
			fmt.Sprintf("cards review --minutes %d", minutes),
			"first what loses most by waiting",
		},
		{"cards reschedule --spread 7d", "spread over a week"},
	}
}
