package term

import (
	"strings"

	extension "github.com/yuin/goldmark/extension/ast"
)

const (
	columnGap = 2 // cells between columns
	minColumn = 6 // cells; columns narrower than this cannot be read
)

// table renders a table in columns as wide as there is room for, or as a list of records if there
// is not enough.
func (m *markdown) table(n *extension.Table, width int) []string {
	var rows [][][]glyph
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		var row [][]glyph
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			s := style(0)
			if len(rows) == 0 {
				s = bold
			}
			row = append(row, trimSpace(m.inline(nil, c, s)))
		}
		rows = append(rows, row)
	}
	widths, ok := columnWidths(rows, width)
	if !ok {
		return m.records(rows, width)
	}
	lines := m.row(rows[0], widths, n.Alignments)
	var rules []string
	for _, w := range widths {
		rules = append(rules, strings.Repeat("─", w))
	}
	lines = append(lines, m.paint(dim, strings.Join(rules, strings.Repeat(" ", columnGap))))
	for _, row := range rows[1:] {
		lines = append(lines, m.row(row, widths, n.Alignments)...)
	}
	return lines
}

// columnWidths returns what the columns need, or less: the widest give way until they fit.
func columnWidths(rows [][][]glyph, width int) ([]int, bool) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			for _, line := range wrap(cell, 0) {
				widths[i] = max(widths[i], cells(line), 1)
			}
		}
	}
	room := width - columnGap*(len(widths)-1)
	for width > 0 && sum(widths) > room {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= minColumn {
			return nil, false
		}
		widths[widest]--
	}
	return widths, true
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

// row renders one row, as many lines high as its highest cell.
func (m *markdown) row(row [][]glyph, widths []int, alignments []extension.Alignment) []string {
	columns := make([][][]glyph, len(row))
	height := 1
	for i, cell := range row {
		columns[i] = wrap(cell, widths[i])
		height = max(height, len(columns[i]))
	}
	lines := make([]string, height)
	for y := range lines {
		var b strings.Builder
		for i, column := range columns {
			var cell []glyph
			if y < len(column) {
				cell = column[y]
			}
			left, right := padding(widths[i]-cells(cell), alignments[i])
			b.WriteString(strings.Repeat(" ", left) + m.line(cell) + strings.Repeat(" ", right+columnGap))
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

func padding(room int, a extension.Alignment) (left, right int) {
	room = max(room, 0)
	switch a {
	case extension.AlignRight:
		return room, 0
	case extension.AlignCenter:
		return room / 2, room - room/2
	}
	return 0, room
}

// records renders each row as lines of "heading: cell".
func (m *markdown) records(rows [][][]glyph, width int) []string {
	var lines []string
	for y, row := range rows[1:] {
		if y > 0 {
			lines = append(lines, "")
		}
		for i, cell := range row {
			var glyphs []glyph
			if len(rows[0][i]) > 0 {
				glyphs = appendText(append(glyphs, rows[0][i]...), ": ", bold)
			}
			lines = append(lines, m.linesOf(wrap(append(glyphs, cell...), width))...)
		}
	}
	return lines
}
