package term

import (
	"slices"
	"strings"

	extension "github.com/yuin/goldmark/extension/ast"
)

const (
	columnGap   = 2  // cells between columns
	narrow      = 60 // cells; on less, rows that take many lines are told one cell after the other
	mostInARow  = 3  // lines of a row on a narrow screen
	leastColumn = 1  // cells
)

// grid is a table with the glyphs of its cells; the first row is its head.
type grid struct {
	rows       [][][]glyph
	alignments []extension.Alignment
}

// table renders a table in columns, whose cells are wrapped at words where there is no room for
// them, or as a list of records if there is not even room for the words.
func (m *markdown) table(n *extension.Table, width int) []string {
	g := grid{alignments: n.Alignments}
	m.room = width
	defer func() { m.room = 0 }()
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		var row [][]glyph
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			s := style(0)
			if len(g.rows) == 0 {
				s = bold
			}
			row = append(row, trimSpace(m.inline(nil, c, s)))
		}
		g.rows = append(g.rows, row)
	}
	widths, ok := m.columns(g, width)
	if !ok || g.has(glyph.isRightToLeft) || g.has(glyph.isPicture) {
		return m.records(g, width)
	}
	rows := make([][]string, len(g.rows))
	for y, row := range g.rows {
		rows[y] = m.row(row, widths, g.alignments)
		if y > 0 && width > 0 && width < narrow && len(rows[y]) > mostInARow {
			return m.records(g, width)
		}
	}
	var rules []string
	for _, w := range widths {
		rules = append(rules, strings.Repeat(m.sign("─"), w))
	}
	rule := m.paint(dim, strings.Join(rules, strings.Repeat(" ", columnGap)))
	return slices.Concat(rows[0], []string{rule}, slices.Concat(rows[1:]...))
}

// has says whether there is something in a table that cannot stand beside other cells: text that
// some terminals would put elsewhere in its line, or a picture.
func (g grid) has(alone func(glyph) bool) bool {
	for _, row := range g.rows {
		for _, cell := range row {
			if slices.ContainsFunc(cell, alone) {
				return true
			}
		}
	}
	return false
}

// columns returns how wide the columns are: as their cells need, or less, the widest giving way,
// but never less than their longest word; false if there is no room for that.
func (w Widths) columns(g grid, width int) (widths []int, ok bool) {
	widths = make([]int, len(g.rows[0]))
	least, drift := make([]int, len(widths)), 0
	for _, row := range g.rows {
		doubt := 0
		for i, cell := range row {
			for _, line := range w.wrap(cell, 0) {
				widths[i] = max(widths[i], w.mostOf(line), leastColumn)
			}
			least[i] = max(least[i], w.longestWord(cell), leastColumn)
			doubt += w.mostOf(cell) - w.cellsOf(cell)
		}
		drift = max(drift, doubt)
	}
	room := width - columnGap*(len(widths)-1) - drift
	for width > 0 && sum(widths) > room {
		widest := -1
		for i := range widths {
			if widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return nil, false
		}
		widths[widest]--
	}
	return widths, true
}

// longestWord returns the cells of the longest stretch of glyphs that no line should end in.
func (w Widths) longestWord(glyphs []glyph) int {
	longest, word := 0, 0
	for i, g := range glyphs {
		if i > 0 && breaksBetween(glyphs[i-1], g) || g.isBreak() {
			word = 0
		}
		if !g.isSpace() && !g.isBreak() {
			word += w.most(g)
		}
		longest = max(longest, word)
	}
	return longest
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
		columns[i] = m.wrap(cell, widths[i])
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
			left, right := padding(widths[i]-m.cellsOf(cell), alignments[i])
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
func (m *markdown) records(g grid, width int) []string {
	if len(g.rows) == 1 {
		g.rows = append([][][]glyph{make([][]glyph, len(g.rows[0]))}, g.rows...)
	}
	var lines []string
	for y, row := range g.rows[1:] {
		if y > 0 {
			lines = append(lines, "")
		}
		for i, cell := range row {
			lines = append(lines, m.record(g.rows[0][i], cell, width)...)
		}
	}
	return lines
}

// record renders one cell behind its heading; text that is written from right to left below it.
func (m *markdown) record(heading, cell []glyph, width int) []string {
	glyphs := slices.Clone(heading)
	if len(glyphs) > 0 {
		glyphs = appendText(glyphs, ": ", bold)
	}
	if slices.ContainsFunc(slices.Concat(heading, cell), glyph.isRightToLeft) && len(glyphs) > 0 {
		lines := m.linesOf(m.wrap(trimSpace(glyphs), width))
		return append(lines, m.linesOf(m.wrap(cell, width))...)
	}
	return m.linesOf(m.wrap(append(glyphs, cell...), width))
}
