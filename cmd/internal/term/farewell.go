package term

import (
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
)

// farewell returns what is said when a session ends, with so many cards still due.
func farewell(s session.Summary, due int, o Options, chart bool) []string {
	var lines []string
	if answers := sum(s.Ratings[:]); answers > 0 {
		var line strings.Builder
		line.WriteString(out.Plural(s.Cards, "card"))
		if s.Cards != answers {
			line.WriteString(", " + out.Plural(answers, "answer"))
		}
		line.WriteString(" in " + out.Exact(s.Time))
		for i, n := range s.Ratings {
			if n > 0 {
				line.WriteString(fmt.Sprintf("   %s %d", ratings[i], n))
			}
		}
		if bars := out.Sparkline(s.Minutes); chart && bars != "" {
			line.WriteString("     " + o.Look.sign(bars) + " by minute")
		}
		if s.Kind == session.Cram {
			return append(lines, line.String(), crammed(due, o))
		}
		lines = append(lines, line.String(), fmt.Sprintf(
			"%s tomorrow, %s in the next 7 days. Kept in %s; undo with `cards undo`.",
			out.Plural(s.Tomorrow, "review"), out.Count(s.Week), out.Line(o.Kept)))
	}
	switch {
	case s.Kind == session.Look:
		return append(lines, looked(s.Passed, due))
	case s.Kind == session.Cram:
		return append(lines, "Nothing was answered.")
	case due > 0 && s.Over:
		return append(lines, timeOver(due, s.Left))
	case due == 1:
		return append(lines, "1 card is still due.")
	case due > 1:
		return append(lines, fmt.Sprintf("%d cards are still due.", due))
	}
	return append(lines, ahead(s, o)...)
}

// crammed says how practice ended, with so many cards not known yet.
func crammed(left int, o Options) string {
	text := "All of them are known."
	if left > 0 {
		text = out.Plural(left, "card") + " left."
	}
	return fmt.Sprintf("%s This was practice: no due date has moved. Kept in %s; undo with `cards undo`.",
		text, out.Line(o.Kept))
}

// looked says how many cards were looked at, and how many are left.
func looked(cards, left int) string {
	text := "Looked at " + out.Plural(cards, "new card")
	if left > 0 {
		text += fmt.Sprintf(", %s left", out.Count(left))
	}
	return text + "; nothing was written."
}

// timeOver says what is left when the time for a session has passed.
func timeOver(due int, left time.Duration) string {
	still := fmt.Sprintf("%d cards are still due", due)
	if due == 1 {
		still = "1 card is still due"
	}
	if left >= time.Minute {
		still += ", about " + out.Rough(left)
	}
	return "Time is up. " + still + "; what loses least by waiting was left for last."
}

// ahead says what comes next when nothing is due any more.
func ahead(s session.Summary, o Options) []string {
	var lines []string
	switch {
	case s.Waiting > 0:
		lines = append(lines, comeBack(s.Waiting, s.Until, o.Now())+".")
	case sum(s.Ratings[:]) == 0:
		lines = append(lines, "Nothing is due."+next(s, o))
	}
	switch n := s.Held.Reviews; {
	case n == 1:
		lines = append(lines, "1 review is waiting behind today's limit.")
	case n > 1:
		lines = append(lines,
			fmt.Sprintf("%s are waiting behind today's limit.", out.Plural(n, "review")))
	}
	if s.Held.New > 0 {
		lines = append(lines, heldBack(s.Held.New))
	}
	if s.Held.Siblings > 0 {
		lines = append(lines, putOff(s.Held.Siblings))
	}
	return lines
}

// heldBack says that so many new cards are left for another day, and how to take some today.
func heldBack(n int) string {
	const some = 10
	switch {
	case n == 1:
		return "1 new card is waiting behind today's limit: `cards review --new 1` asks it."
	case n <= some:
		return fmt.Sprintf("%d new cards are waiting behind today's limit: `cards review --new %[1]d` asks them.", n)
	}
	return fmt.Sprintf("%d new cards are waiting behind today's limit: `cards review --new %d` asks %[2]d of them.", n, some)
}

// putOff says that so many cards wait for another day because of their siblings.
func putOff(n int) string {
	if n == 1 {
		return "1 card waits for another day: its note was asked today (`cards help siblings`)."
	}
	return fmt.Sprintf("%d cards wait for another day: their notes were asked today (`cards help siblings`).", n)
}

// next says when something is due again, after a space.
func next(s session.Summary, o Options) string {
	if s.Next.Cards == 0 {
		return ""
	}
	text := " Next: " + out.Plural(s.Next.Cards, "card") + " " +
		out.When(s.Next.At, o.Now(), o.Calendar)
	if o.Calendar.Day(s.Next.At) == o.Calendar.Day(o.Now())+1 {
		text += " from " + s.Next.At.In(o.Calendar.Zone).Format("15:04")
	}
	if s.Week > s.Next.Cards {
		text += fmt.Sprintf(", %s in the next 7 days", out.Plural(s.Week, "review"))
	}
	return text + "."
}
