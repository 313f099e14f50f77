package out

import (
	"fmt"
	"slices"
	"strings"
)

// Table is rows of cells. A terminal gets aligned columns cut at its width, anything else all of
// the text with a tab between cells.
type Table struct {
	Rows  [][]string
	Right map[int]bool // columns of numbers
	Whole bool         // nothing is cut or left out: a row has what somebody may type, or a time
	links map[int]place
	below []string // what stands below each row
}

// place is a line of a file.
type place struct {
	path string // absolute
	line int
}

// Add adds a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Link puts a line of a file behind the last cell of the row that was added last. The path is
// absolute.
func (t *Table) Link(path string, line int) {
	if t.links == nil {
		t.links = make(map[int]place)
	}
	t.links[len(t.Rows)-1] = place{path, line}
}

// PrintRow writes a row as a table does where there is no terminal: at once, so that a table of any
// length takes no room.
func PrintRow(s *Stream, cells ...string) {
	for i := range cells {
		cells[i] = Line(cells[i])
	}
	fmt.Fprintln(s, strings.Join(cells, "\t"))
}

// Print writes the table. Cells are made harmless and single lines.
func (t *Table) Print(s *Stream) {
	if !s.Terminal {
		for _, row := range t.Rows {
			PrintRow(s, row...)
		}
		return
	}
	for _, row := range t.Rows {
		for i := range row {
			row[i] = Line(row[i])
		}
	}
	widths := t.widths()
	t.narrow(s, widths)
	for i, row := range t.Rows {
		if to, ok := t.links[i]; ok {
			row[len(row)-1] = s.FileLink(row[len(row)-1], to.path, to.line)
		}
		fmt.Fprintln(s, s.Cut(t.line(row, widths), s.Width))
		if t.below != nil && i > 0 {
			fmt.Fprintln(s, Wrap(belowIndent+Line(t.below[i]), s.Width, len(belowIndent)))
		}
	}
}

// belowIndent begins the lines below a row.
const belowIndent = "  "

func (t *Table) widths() []int {
	var widths []int
	for _, row := range t.Rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], Cells(cell))
		}
	}
	return widths
}

// cells is how wide the table is uncut.
func (t *Table) cells() int {
	sum := 0
	for _, w := range t.widths() {
		sum += w + columnGap
	}
	return sum - columnGap
}

// drop leaves a column out.
func (t *Table) drop(column int) {
	for i, row := range t.Rows {
		t.Rows[i] = slices.Delete(row, column, column+1)
	}
	for x := column; x < len(t.Rows[0]); x++ {
		t.Right[x] = t.Right[x+1]
	}
}

// makeRoom cuts the names of the rows so that a column of sentences is whole; where too little would
// be left of them the sentences go below the rows.
func (t *Table) makeRoom(s *Stream, column int) {
	const enough = 30 // cells
	if name := t.widths()[0] - (t.cells() - s.Width); name >= enough {
		for _, row := range t.Rows {
			row[0] = s.Cut(Line(row[0]), name)
		}
		return
	}
	for _, row := range t.Rows {
		t.below = append(t.below, row[column])
	}
	t.drop(column)
}

// isTooWide says whether numbers would be cut, however little is left of the names of their rows.
func (t *Table) isTooWide(s *Stream) bool {
	widths := t.widths()
	return len(widths) > 1 && t.Right[len(widths)-1] && t.cells()-max(widths[0]-leastName, 0) > s.Width
}

// stack writes each row as a paragraph: its name, and below it the numbers behind their titles.
func (t *Table) stack(s *Stream) {
	for _, row := range t.Rows[1:] {
		var numbers []string
		for x, cell := range row[1:] {
			numbers = append(numbers, strings.ReplaceAll(Line(t.Rows[0][x+1]+" "+cell), " ", unbroken))
		}
		line := Wrap(belowIndent+strings.Join(numbers, "   "), s.Width, len(belowIndent))
		fmt.Fprintln(s, Line(row[0])+"\n"+strings.ReplaceAll(line, unbroken, " "))
	}
}

// unbroken stands for a space at which no line ends.
const unbroken = "\u00a0"

// leastName is how many cells are left of the names of rows.
const leastName = 9

// narrow cuts the first column, of names, where the others would have no room, and leaves out the
// last one, of texts, if that is not enough.
func (t *Table) narrow(s *Stream, widths []int) {
	width := s.Width
	const leastText = 4 // cells
	last := len(widths) - 1
	if t.Whole || last < 1 || last == 1 && !t.Right[last] {
		return
	}
	used := columnGap * last
	for _, w := range widths[:last] {
		used += w
	}
	excess := used + min(widths[last], width/4) - width // a part of the last column is enough
	if name := max(widths[0]-excess, leastName); excess > 0 && name < widths[0] {
		used -= widths[0] - name
		widths[0] = name
	}
	for i, row := range t.Rows {
		row[0] = s.Cut(row[0], widths[0])
		if len(row) > last && width-used < leastText && !t.Right[last] {
			t.Rows[i] = row[:last]
		}
	}
}

// columnGap is how many cells stand between columns.
const columnGap = 2

func (t *Table) line(row []string, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", widths[i]-Cells(cell))
		switch {
		case t.Right[i]:
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
