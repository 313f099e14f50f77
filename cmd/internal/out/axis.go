package out

import (
	"fmt"
	"math"
	"strconv"
)

// ticks are round numbers on an axis, from the first, where it begins, to the last, where it ends.
type ticks struct {
	first, step float64
	n           int // steps
}

func (t ticks) last() float64 { return t.at(t.n) }

func (t ticks) at(i int) float64 { return t.first + float64(i)*t.step }

// share returns where on the axis a number is, from 0 to 1.
func (t ticks) share(v float64) float64 {
	return min(max((v-t.first)/(t.last()-t.first), 0), 1)
}

// newTicks returns an axis that begins at least or below it and holds most, of so many steps at the
// most and none below the finest.
func newTicks(least, most float64, steps int, finest float64) ticks {
	if most <= least {
		most = least + 1
	}
	step := max(math.Pow(10, math.Floor(math.Log10((most-least)/float64(steps)))), finest)
	for _, by := range []float64{1, 2, 5, 10, 20} {
		first := math.Floor(least/(step*by)+1e-9) * step * by
		n := int(math.Ceil((most-first)/(step*by) - 1e-9))
		if n <= steps {
			return ticks{first, step * by, max(n, 1)}
		}
	}
	return ticks{least, most - least, 1}
}

// axis returns the vertical axis of a chart: of its scale, its numbers and their bounds.
func (c *Chart) axis(n *Numbers, steps int) ticks {
	most := c.Scale.Most
	for _, row := range n.Rows {
		for _, s := range c.Series {
			for _, column := range []int{s.Y, s.High} {
				if column > 0 && row[column].IsNumber {
					most = max(most, row[column].Value)
				}
			}
		}
	}
	return newTicks(c.Scale.Least, most, steps, c.finest())
}

// tickDigits are those behind the point of a number on an axis for which there is room.
const tickDigits = 2

// finest returns the least step of the axis: the numbers beside it read alike below it.
func (c *Chart) finest() float64 {
	switch {
	case c.Scale.Whole:
		return 1
	case c.Scale.Unit != nil:
		return 0
	}
	return math.Pow10(-tickDigits)
}

// name writes a number that is measured by the axis.
func (c *Chart) name(v float64) string {
	if c.Scale.Unit != nil {
		return c.Scale.Unit(v)
	}
	return Count(int(math.Round(v)))
}

// tick writes the number at a place of the axis, with the digits that tell it from the others.
func (c *Chart) tick(axis ticks, i int) string {
	if c.Scale.Unit != nil || axis.step >= 1 {
		return c.name(axis.at(i))
	}
	digits := math.Ceil(-math.Log10(axis.step) - 1e-9)
	return strconv.FormatFloat(axis.at(i), 'f', int(min(digits, tickDigits)), 64)
}

// Percent writes a share from 0 to 1 in whole percents.
func Percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }
