package out

import (
	"fmt"
	"slices"
	"strings"
)

// Bars draws values, a column each, in up to three rows above an axis that the caller adds. Name
// writes the number beside a row.
func (s *Stream) Bars(values []int, name func(int) string) {
	most := slices.Max(values)
	rows := min(most, 3)
	unit := niceUnit(most, rows)
	for row := rows; row > 0; row-- {
		bars := strings.TrimRight(barRow(values, (row-1)*unit, unit), " ")
		fmt.Fprintf(s, "%6s %s%s\n", name(row*unit), s.Sign("┤"), s.Accent.Sprint(s.Sign(bars)))
	}
}

// niceUnit returns the least of 1, 2, 5, 10, 20, 50 … of which rows hold most.
func niceUnit(most, rows int) int {
	for unit := 1; ; unit *= 10 {
		for _, nice := range []int{unit, 2 * unit, 5 * unit} {
			if nice*rows >= most {
				return nice
			}
		}
	}
}

// barRow draws one row of bars: the part of each value above base, in eighths of unit. What is not
// zero is seen.
func barRow(values []int, base, unit int) string {
	eighths := []rune(" ▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, v := range values {
		part := min(max(v-base, 0)*8/unit, 8)
		if v > base && part == 0 {
			part = 1
		}
		b.WriteRune(eighths[part])
	}
	return b.String()
}

const (
	maxBars = 30
	minBars = 3 // fewer show nothing
)

// Sparkline draws numbers as bars. When there are too many, neighbours are added up.
func Sparkline(numbers []int) string {
	per := (len(numbers) + maxBars - 1) / maxBars
	if len(numbers) < minBars {
		return ""
	}
	bars := make([]int, (len(numbers)+per-1)/per)
	highest := 1
	for i, n := range numbers {
		bars[i/per] += n
		highest = max(highest, bars[i/per])
	}
	levels := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, n := range bars {
		b.WriteRune(levels[n*(len(levels)-1)/highest])
	}
	return b.String()
}
