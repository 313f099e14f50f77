package out

import (
	"fmt"
	"strings"
)

// The size of drawings, in units that a reader's browser scales, and the room around what is drawn.
const (
	svgWidth, svgHeight              = 720, 240
	svgLeft, svgRight                = 56, 12
	svgTop, svgBottom                = 10, 28
	svgLetter                        = 7 // about the width of a letter
	daySquare, dayStep, calendarLeft = 10, 13, 28
)

// frame is where in a drawing something stands.
type frame struct {
	width, height float64
	axis          ticks
}

func newFrame(axis ticks) frame { return frame{svgWidth, svgHeight, axis} }

// x returns the place of a share of the width, y that of a number.
func (f frame) x(share float64) float64 { return svgLeft + share*(f.width-svgLeft-svgRight) }

func (f frame) y(v float64) float64 {
	return f.height - svgBottom - f.axis.share(v)*(f.height-svgTop-svgBottom)
}

// svg draws a chart.
func (h *htmlWriter) svg(c *Chart, n *Numbers) {
	height := svgHeight
	if c.Kind == Calendar {
		height = 7*dayStep + 24
	}
	id := fmt.Sprintf("chart%d", h.charts)
	h.put("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s %s\">\n", svgWidth, height,
		id+"t", id+"d")
	h.put("<title id=\"%s\">%s</title>\n<desc id=\"%s\">%s</desc>\n", id+"t", c.Title, id+"d", c.Desc)
	switch c.Kind {
	case Bars:
		h.svgBars(c, n)
	case Lines:
		h.svgLines(c, n)
	case Dots:
		h.svgDots(c, n)
	case Calendar:
		h.svgCalendar(c, n)
	}
	h.raw("</svg>\n")
}

// grid draws the ticks of the vertical axis.
func (h *htmlWriter) grid(c *Chart, f frame) {
	for i := range f.axis.n + 1 {
		v := f.axis.at(i)
		h.put("<path class=\"grid\" d=\"M%d %.1fH%.0f\"/>", svgLeft, f.y(v), f.width-svgRight)
		h.put("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", svgLeft-6, f.y(v)+4,
			c.tick(f.axis, i))
	}
}

// marks writes words below the rows whose places at tells, but for those without room.
func (h *htmlWriter) marks(marks []Mark, f frame, at func(row int) float64) {
	free := 0.0
	for _, m := range marks {
		x := at(m.Row)
		half := float64(svgLetter*Cells(m.Text)) / 2
		if x-half < free || x-half < 0 {
			continue
		}
		free = x + half + svgLetter
		h.put("<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>\n",
			min(x, f.width), f.height-8, anchor(x+half > f.width), m.Text)
	}
}

func anchor(atEnd bool) string {
	if atEnd {
		return "end"
	}
	return "middle"
}

func (h *htmlWriter) svgBars(c *Chart, n *Numbers) {
	f := newFrame(c.axis(n, 5))
	h.grid(c, f)
	rows := float64(len(n.Rows))
	wide := (f.x(1) - f.x(0)) / rows
	for i, row := range n.Rows {
		v := row[c.Series[0].Y].Value
		if v <= f.axis.first {
			continue
		}
		h.put("<rect class=\"bar\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\">",
			f.x(float64(i)/rows)+0.08*wide, f.y(v), min(0.84*wide, 40), f.y(f.axis.first)-f.y(v))
		h.put("<title>%s: %s</title></rect>\n", row[c.X].Text, row[c.Series[0].Y].Text)
	}
	h.marks(c.Marks, f, func(row int) float64 { return f.x((float64(row) + 0.5) / rows) })
}

func (h *htmlWriter) svgLines(c *Chart, n *Numbers) {
	f := newFrame(c.axis(n, 4))
	h.grid(c, f)
	x := func(row int) float64 { return f.x(float64(row) / float64(max(len(n.Rows)-1, 1))) }
	for i, s := range c.Series {
		if s.Low > 0 {
			h.svgBand(n, s, f, x)
		}
		kind := "curve"
		if i > 0 {
			kind = "curve second"
		}
		h.put("<path class=\"%s\" d=\"%s\"/>\n", kind, pathOf(n, s.Y, f, x))
		if len(c.Series) > 1 {
			h.put("<text x=\"%d\" y=\"%d\">%s</text>\n", svgLeft+8+i*150, svgTop+12,
				map[bool]string{true: "— ", false: "- - "}[i == 0]+s.Name)
		}
	}
	h.marks(c.Marks, f, x)
}

// pathOf returns the line of a column, interrupted where there is no number.
func pathOf(n *Numbers, column int, f frame, x func(row int) float64) string {
	var b strings.Builder
	command := "M"
	for i, row := range n.Rows {
		if !row[column].IsNumber {
			command = "M"
			continue
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", command, x(i), f.y(row[column].Value))
		if alone := i+1 == len(n.Rows) || !n.Rows[i+1][column].IsNumber; alone && command == "M" {
			b.WriteString("h2") // a dot
		}
		command = "L"
	}
	return b.String()
}

// svgBand fills what is between the bounds of a series.
func (h *htmlWriter) svgBand(n *Numbers, s Series, f frame, x func(row int) float64) {
	for i := range n.Rows[:len(n.Rows)-1] {
		a, b := n.Rows[i], n.Rows[i+1]
		if !a[s.Low].IsNumber || !b[s.Low].IsNumber {
			continue
		}
		h.put("<path class=\"band\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>\n", x(i),
			f.y(a[s.Low].Value),
			x(i), f.y(a[s.High].Value), x(i+1), f.y(b[s.High].Value), x(i+1), f.y(b[s.Low].Value))
	}
}

func (h *htmlWriter) svgDots(c *Chart, n *Numbers) {
	f := newFrame(c.axis(n, 4))
	h.grid(c, f)
	first, last := f.axis.first, f.axis.last()
	h.put("<path class=\"grid ideal\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", f.x(0), f.y(first), f.x(1),
		f.y(last))
	for _, row := range n.Rows {
		x := f.x(f.axis.share(row[c.X].Value))
		for _, s := range c.Series {
			if s.Low > 0 {
				h.put("<path class=\"curve\" d=\"M%.1f %.1fV%.1f\"/>", x, f.y(row[s.Low].Value),
					f.y(row[s.High].Value))
			}
			h.put("<circle class=\"bar\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", x, f.y(row[s.Y].Value))
		}
	}
	var marks []Mark
	for i := range f.axis.n + 1 {
		marks = append(marks, Mark{i, c.tick(f.axis, i)})
	}
	h.marks(marks, f, func(i int) float64 { return f.x(float64(i) / float64(f.axis.n)) })
}

func (h *htmlWriter) svgCalendar(c *Chart, n *Numbers) {
	cal := newCalendar(c, n)
	weeks := min(cal.weeks, (svgWidth-calendarLeft)/dayStep)
	first := cal.first + 7*(cal.weeks-weeks)
	for week := range weeks {
		x := calendarLeft + week*dayStep
		if name, ok := monthIn(first + 7*week); ok {
			h.put("<text x=\"%d\" y=\"12\">%s</text>\n", x, name)
		}
		for d := range 7 {
			day := first + 7*week + d
			if day > cal.last {
				break
			}
			h.put("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>",
				"s"+fmt.Sprint(depth(cal.values[day], cal.most)), x, 20+d*dayStep, daySquare, daySquare)
		}
		h.raw("\n")
	}
	for d, name := range weekdays() {
		if d%2 == 0 {
			h.put("<text x=\"0\" y=\"%d\">%s</text>\n", 29+d*dayStep, name)
		}
	}
}

// depth is 0 for nothing, else 1 to 4.
func depth(v, most float64) int {
	if v <= 0 {
		return 0
	}
	return 1 + darkness(v, most)
}
