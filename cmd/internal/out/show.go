package out

import (
	"fmt"
	"slices"
	"strings"
)

// PageOptions are how a page is shown on a terminal.
type PageOptions struct {
	Numbers bool // the numbers stand below each chart
	Plain   bool // there are no charts, but their numbers
}

// Print shows a page.
func (p *Page) Print(s *Stream, o PageOptions) {
	if p.Title != "" {
		s.paragraph(s.Bold.Sprint(Line(p.Title)), Line(p.Note))
	}
	first := p.Title == ""
	for i := range p.Parts {
		if p.Parts[i].isEmpty() {
			continue
		}
		if !first {
			fmt.Fprintln(s)
		}
		first = false
		p.Parts[i].print(s, o)
	}
}

// paragraph writes a heading with what is said of it.
func (s *Stream) paragraph(title, note string) {
	gap := "  "
	if s.Width > 0 && Cells(title+gap+note) > s.Width {
		gap = "\n"
	}
	if note != "" {
		note = gap + s.Dim.Sprint(Wrap(s.Sign(note), s.Width, 0))
	}
	fmt.Fprintln(s, title+note)
}

// isEmpty says whether there is nothing to show of a part.
func (p *Part) isEmpty() bool {
	return len(p.Facts) == 0 && len(p.Says) == 0 && (p.Number == nil || len(p.Number.Rows) == 0)
}

func (p *Part) print(s *Stream, o PageOptions) {
	if p.Title != "" {
		fmt.Fprintln(s, s.Bold.Sprint(Wrap(Line(p.Title), s.Width, 0)))
	}
	s.facts(p.Facts)
	for _, says := range p.Says {
		fmt.Fprintln(s, Wrap(s.Sign(Line(says)), s.Width, 0))
	}
	if p.Number == nil || len(p.Number.Rows) == 0 {
		return
	}
	drawn := p.Chart != nil && !o.Plain
	if p.Chart != nil && len(p.Facts)+len(p.Says) > 0 {
		fmt.Fprintln(s)
	}
	if drawn {
		s.Draw(p.Chart, p.Number)
	} else if p.Chart != nil {
		fmt.Fprintln(s, Wrap(Line(p.Chart.Title), s.Width, 0))
	}
	if !drawn || o.Numbers {
		p.printNumbers(s, o)
	}
}

// printNumbers prints the table, as much of it as is shown.
func (p *Part) printNumbers(s *Stream, o PageOptions) {
	t := p.Number.table()
	for y, row := range p.Number.Rows {
		for x, c := range row {
			if c.isOwn || c.IsNumber {
				t.Rows[y+1][x] = s.Sign(c.Text)
			}
		}
	}
	more := 0
	if p.Shown > 0 && !o.Numbers && !o.Plain && len(p.Number.Rows) > p.Shown {
		more = len(p.Number.Rows) - p.Shown
		t.Rows = t.Rows[:p.Shown+1]
	}
	p.Number.show(t, s)
	if more > 0 {
		fmt.Fprintln(s, s.Dim.Sprintf("and %s more", Count(more)))
	}
}

// show prints a table of these numbers. Where a terminal is too narrow columns are left out that
// may be, the last ones first; figures of two spans then stand below each other.
func (n *Numbers) show(t *Table, s *Stream) {
	last, columns := len(n.Columns)-1, slices.Clone(n.Columns)
	for x := last; x > 0 && s.Terminal && t.cells() > s.Width; x-- {
		if columns[x].Aside {
			t.drop(x)
			columns = slices.Delete(columns, x, x+1)
		}
	}
	below := slices.IndexFunc(columns, func(c Column) bool { return c.Below })
	if below > 0 && s.Terminal && t.cells() > s.Width {
		t.makeRoom(s, below)
	}
	if s.Terminal && t.isTooWide(s) {
		t.stack(s)
		return
	}
	const pair = 2 // columns beside the names
	if last != pair || t.Right[last] || !s.Terminal || t.cells() <= s.Width {
		t.Print(s)
		return
	}
	var facts []Fact
	for _, row := range t.Rows[1:] {
		facts = append(facts, Fact{Name: Line(row[0]), Text: row[1]},
			Fact{Text: Line(t.Rows[0][last] + " " + row[last])})
	}
	s.facts(facts)
}

// facts writes lines with their names in a column.
func (s *Stream) facts(facts []Fact) {
	const least = 12 // cells before the words
	column := least
	for _, f := range facts {
		column = max(column, Cells(f.Name)+2)
	}
	for _, f := range facts {
		line := f.Name + strings.Repeat(" ", column-Cells(f.Name)) + s.Sign(Sanitize(f.Text))
		line = Wrap(line, s.Width, column)
		fmt.Fprintln(s, s.Bold.Sprint(f.Name)+strings.TrimPrefix(line, f.Name))
	}
}
