package cli

import (
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/term"
	"cards/srs"
)

// jsonTime returns an instant as JSON can have it: RFC 3339 ends with the year 9999, schedules do not.
func jsonTime(t time.Time) time.Time {
	first, last := time.Date(0, 1, 1, 0, 0, 0, 0, t.Location()), time.Date(9999, 12, 31, 23, 59, 59, 0, t.Location())
	switch {
	case t.Before(first):
		return first
	case t.After(last):
		return last
	}
	return t
}

// table is rows of cells. A terminal gets aligned columns cut at its width, anything else all of the text with a tab
// between cells.
type table struct {
	rows  [][]string
	right map[int]bool // columns of numbers
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the table. Cells are made harmless and single lines.
func (t *table) print(s *stream) {
	for _, row := range t.rows {
		for i := range row {
			row[i] = term.Line(row[i])
		}
	}
	if !s.terminal {
		for _, row := range t.rows {
			fmt.Fprintln(s, strings.Join(row, "\t"))
		}
		return
	}
	widths := t.widths()
	t.narrow(widths, s.width)
	for _, row := range t.rows {
		fmt.Fprintln(s, cut(t.line(row, widths), s.width))
	}
}

func (t *table) widths() []int {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cells(cell))
		}
	}
	return widths
}

// narrow cuts the first column, of names, where the others would have no room, and leaves out the last one, of texts,
// if that is not enough.
func (t *table) narrow(widths []int, width int) {
	const leastName, leastText = 9, 4 // cells
	if len(widths) < 3 {
		return
	}
	last := len(widths) - 1
	used := columnGap * last
	for _, w := range widths[:last] {
		used += w
	}
	excess := used + min(widths[last], width/4) - width // a part of the last column is enough
	if name := max(widths[0]-excess, leastName); excess > 0 && name < widths[0] {
		used -= widths[0] - name
		widths[0] = name
	}
	for i, row := range t.rows {
		row[0] = cut(row[0], widths[0])
		if len(row) > last && width-used < leastText && !t.right[last] {
			t.rows[i] = row[:last]
		}
	}
}

// columnGap is how many cells stand between columns.
const columnGap = 2

func (t *table) line(row []string, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", widths[i]-cells(cell))
		switch {
		case t.right[i]:
			b.WriteString(pad + cell)
		case i < len(row)-1:
			b.WriteString(cell + pad)
		default:
			b.WriteString(cell)
		}
		if i < len(row)-1 {
			b.WriteString(strings.Repeat(" ", columnGap))
		}
	}
	return b.String()
}

// plural counts things: "1 card", "3 cards".
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return count(n) + " " + thing + "s"
}

// count writes a number with commas between thousands.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// minutes writes a time the way people say it: 40s, 8m, 1h 5m.
func minutes(d time.Duration) string {
	switch d = d.Round(time.Second); {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Round(time.Minute).Minutes()))
	}
	d = d.Round(time.Minute)
	return fmt.Sprintf("%dh %dm", int(d.Hours()), int(d.Minutes())%60)
}

// when says when something is due, the way people say it.
func when(t, now time.Time, cal srs.Calendar) string {
	switch d := t.Sub(now); {
	case d <= 0:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("in %dm", int((d+time.Minute-1)/time.Minute))
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
