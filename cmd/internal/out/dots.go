package out

import (
	"math"
	"strings"
)

// dotGrid is a field of braille cells, each with two dots beside and four above each other.
type dotGrid struct {
	cells, rows int
	dots        []uint8 // bits of the cells, row by row
}

func newDotGrid(cells, rows int) *dotGrid {
	return &dotGrid{cells, rows, make([]uint8, cells*rows)}
}

// set sets the dot at a place: x from the left and y from the bottom, both from 0 to 1.
func (g *dotGrid) set(x, y float64) {
	column := int(math.Round(x * float64(2*g.cells-1)))
	row := int(math.Round((1 - y) * float64(4*g.rows-1)))
	bits := [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}} // of Unicode's braille patterns
	g.dots[row/4*g.cells+column/2] |= bits[row%4][column%2]
}

// line sets every so manieth dot between two places.
func (g *dotGrid) line(x0, y0, x1, y1 float64, every int) {
	steps := int(max(math.Abs(x1-x0)*float64(2*g.cells-1), math.Abs(y1-y0)*float64(4*g.rows-1))) + 1
	for i := 0; i <= steps; i += every {
		part := float64(i) / float64(steps)
		g.set(x0+part*(x1-x0), y0+part*(y1-y0))
	}
}

// blob sets the dots around a place.
func (g *dotGrid) blob(x, y float64) {
	dx, dy := 1/float64(2*g.cells-1), 1/float64(4*g.rows-1)
	for _, at := range [][2]float64{{-dx, 0}, {0, 0}, {dx, 0}, {0, dy}, {0, -dy}} {
		g.set(min(max(x+at[0], 0), 1), min(max(y+at[1], 0), 1))
	}
}

// polyline joins the numbers of a column, where there are some in neighbouring rows.
func (g *dotGrid) polyline(n *Numbers, column int, x func(row int) float64, axis ticks, every int) {
	for i, row := range n.Rows {
		if !row[column].IsNumber {
			continue
		}
		y := axis.share(row[column].Value)
		if i > 0 && n.Rows[i-1][column].IsNumber {
			g.line(x(i-1), axis.share(n.Rows[i-1][column].Value), x(i), y, every)
		} else {
			g.set(x(i), y)
		}
	}
}

// text returns a row of cells.
func (g *dotGrid) text(row int) string {
	var b strings.Builder
	for _, bits := range g.dots[row*g.cells : (row+1)*g.cells] {
		if bits == 0 {
			b.WriteByte(' ')
		} else {
			b.WriteRune('\u2800' + rune(bits))
		}
	}
	return strings.TrimRight(b.String(), " ")
}
