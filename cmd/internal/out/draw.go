package out

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// How large charts are, in cells.
const (
	axisCells   = 7 // before the vertical axis
	chartRows   = 6 // of bars, about
	lineRows    = 8 // of lines and dots
	widestChart = 110
	narrowest   = 20
	widestBar   = 4
	unknown     = 80 // the width where there is no terminal
)

// Draw draws a chart of numbers. There must be some.
func (s *Stream) Draw(c *Chart, n *Numbers) {
	const indent = 5
	fmt.Fprintln(s, Wrap(strings.Repeat(" ", indent)+Line(c.Title), s.Width, indent))
	switch c.Kind {
	case Bars:
		s.drawBars(c, n)
	case Lines:
		s.drawLines(c, n)
	case Dots:
		s.drawDots(c, n)
	case Calendar:
		s.drawCalendar(c, n)
	}
}

// room is how many cells a chart has beside its axis.
func (s *Stream) room() int {
	width := s.Width
	if width == 0 {
		width = unknown
	}
	return min(max(width-axisCells-2, narrowest), widestChart)
}

func (s *Stream) drawBars(c *Chart, n *Numbers) {
	rows, room := len(n.Rows), s.room()
	per, wide := (rows+room-1)/room, 1
	if per == 1 {
		wide = min(room/rows, widestBar)
	}
	values := barValues(c, n, per)
	axis := c.axis(n, 5)
	each := min(max(chartRows/axis.n, 1), 2)
	for row := axis.n * each; row > 0; row-- {
		label := ""
		if row%each == 0 {
			label = c.tick(axis, row/each)
		}
		unit := axis.step / float64(each)
		bars := barCells(values, axis.first+float64(row-1)*unit, unit, wide)
		s.axisRow(label, label != "", s.Accent.Sprint(s.Sign(strings.TrimRight(bars, " "))))
	}
	s.markRow(c.Marks, len(values)*wide, func(row int) int { return row / per * wide })
	if per > 1 {
		fmt.Fprintf(s, "%*s  each bar is the mean of %d\n", axisCells-1, "", per)
	}
}

// barValues returns the values of the first series, each the mean of so many rows.
func barValues(c *Chart, n *Numbers, per int) []float64 {
	var values []float64
	for rows := range slices.Chunk(n.Rows, per) {
		sum := 0.0
		for _, row := range rows {
			sum += row[c.Series[0].Y].Value
		}
		values = append(values, sum/float64(len(rows)))
	}
	return values
}

// barCells draws one row of bars: the part of each value above base, in eighths of unit. What is
// not zero is seen.
func barCells(values []float64, base, unit float64, wide int) string {
	eighths := []rune(" ▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, v := range values {
		part := int(min(max(v-base, 0)/unit, 1)*8 + 0.5)
		if v > base && part == 0 {
			part = 1
		}
		full := max(wide-wide/3, 1) // a wide bar has a gap behind it
		b.WriteString(strings.Repeat(string(eighths[part]), full) + strings.Repeat(" ", wide-full))
	}
	return b.String()
}

// axisRow writes a row of a chart behind its axis.
func (s *Stream) axisRow(label string, tick bool, cells string) {
	line := "│"
	if tick {
		line = "┤"
	}
	fmt.Fprintf(s, "%*s %s%s\n", axisCells-1, label, s.Sign(line), cells)
}

// markRow draws the horizontal axis with its marks; at says in which cell a row begins. Marks that
// have no room are left out.
func (s *Stream) markRow(marks []Mark, cells int, at func(row int) int) {
	axis, words := []rune(strings.Repeat("─", cells)), ""
	for _, m := range marks {
		place := at(m.Row)
		start := place
		if s.Width > 0 { // the last word ends where the terminal does
			start = max(min(place, s.Width-axisCells-1-Cells(m.Text)), 0)
		}
		if start < Cells(words) && words != "" || place >= cells {
			continue
		}
		axis[place] = '┬'
		words += strings.Repeat(" ", start-Cells(words)) + m.Text + " "
	}
	fmt.Fprintf(s, "%*s %s\n", axisCells-1, "", s.Sign("└"+string(axis)))
	if words != "" {
		fmt.Fprintf(s, "%*s  %s\n", axisCells-1, "", strings.TrimRight(words, " "))
	}
}

func (s *Stream) drawLines(c *Chart, n *Numbers) {
	rows := len(n.Rows)
	cells := s.room()
	bounds := rows <= cells/(len(c.Series)+1) // where there are more, they cross each other
	axis, grid := c.axis(n, 4), newDotGrid(cells, lineRows)
	x := func(row int) float64 { return float64(row) / float64(max(rows-1, 1)) }
	for _, series := range c.Series {
		for _, bound := range []int{series.Low, series.High} {
			if bound > 0 && bounds {
				grid.polyline(n, bound, x, axis, 3)
			}
		}
		grid.polyline(n, series.Y, x, axis, 1)
	}
	s.drawGrid(c, axis, grid)
	s.markRow(c.Marks, cells, func(row int) int { return int(x(row)*float64(cells-1) + 0.5) })
	s.legend(c, n, bounds)
}

// legend names the lines where there are several, with where they end, by which they are told apart,
// and says what the dotted ones are.
func (s *Stream) legend(c *Chart, n *Numbers, bounds bool) {
	var words []string
	dotted := false
	for _, series := range c.Series {
		if len(c.Series) > 1 {
			end := n.Rows[len(n.Rows)-1][series.Y]
			words = append(words, fmt.Sprintf("%s, at the end %s", series.Name, c.name(end.Value)))
		}
		dotted = dotted || series.High > 0 && bounds
	}
	if dotted {
		words = append(words, "dotted: bounds")
	}
	if len(words) > 0 {
		line := strings.Repeat(" ", axisCells+1) + strings.Join(words, "; ")
		fmt.Fprintln(s, Wrap(line, s.Width, axisCells+1))
	}
}

func (s *Stream) drawDots(c *Chart, n *Numbers) {
	cells := min(s.room(), 48)
	axis, grid := c.axis(n, 4), newDotGrid(cells, lineRows+2)
	grid.line(0, 0, 1, 1, 4)
	for _, row := range n.Rows {
		for _, series := range c.Series {
			at := axis.share(row[c.X].Value)
			if series.Low > 0 {
				grid.line(at, axis.share(row[series.Low].Value), at, axis.share(row[series.High].Value), 2)
			}
			grid.blob(at, axis.share(row[series.Y].Value))
		}
	}
	s.drawGrid(c, axis, grid)
	var marks []Mark
	for i := range axis.n + 1 {
		marks = append(marks, Mark{i, c.tick(axis, i)})
	}
	s.markRow(marks, cells, func(i int) int { return i * (cells - 1) / axis.n })
}

// drawGrid writes dots with the ticks of their axis.
func (s *Stream) drawGrid(c *Chart, axis ticks, grid *dotGrid) {
	labels := make(map[int]string)
	for i := range axis.n + 1 {
		row := int(math.Round((1 - axis.share(axis.at(i))) * float64(grid.rows-1)))
		labels[row] = c.tick(axis, i)
	}
	for row := range grid.rows {
		label, tick := labels[row]
		s.axisRow(label, tick, s.Accent.Sprint(s.Sign(grid.text(row))))
	}
}
