package out

// Page is figures to look at, for every kind of reader: [Page.Print] shows it on a terminal,
// [Page.HTML] in a browser.
type Page struct {
	Title string
	Note  string // what it is of: which cards, which days
	Parts []Part
}

// Part is what belongs together on a page. Any of it may be missing.
type Part struct {
	Title  string
	Facts  []Fact
	Says   []string // sentences
	Chart  *Chart   // of the numbers
	Number *Numbers // shown below the chart where that is wanted, and always if there is none
	Shown  int      // of how many rows are shown without being asked for more; 0: all
}

// Fact is a line with a name.
type Fact struct{ Name, Text string }

// Numbers are a table, and what a chart draws.
type Numbers struct {
	Name    string // by which a script asks for them
	Columns []Column
	Rows    [][]Cell
}

// Column is a column of numbers, or of names.
type Column struct {
	Name  string // for scripts
	Title string // for people
	Aside bool   // it is left out where there is no room for all
	Below bool   // it holds sentences, which stand below the others, whole, where they lack room
}

// Cell is a number with the way it is written for people, or a text.
type Cell struct {
	Text     string
	Value    float64
	IsNumber bool
	isNone   bool
	isOwn    bool // a text of the program's, not of a person's
}

// Words returns a cell with a text.
func Words(text string) Cell { return Cell{Text: text} }

// Own returns a cell with words of the program's own.
func Own(text string) Cell { return Cell{Text: text, isOwn: true} }

// Value returns a cell with a number.
func Value(v float64, text string) Cell { return Cell{Text: text, Value: v, IsNumber: true} }

// None returns a cell without anything: what is not known.
func None() Cell { return Cell{Text: "–", isNone: true, isOwn: true} }

// Whole returns a cell with a whole number.
func Whole(n int) Cell { return Value(float64(n), Count(n)) }

// Add adds a row.
func (n *Numbers) Add(cells ...Cell) { n.Rows = append(n.Rows, cells) }

// Kind is how a chart is drawn.
type Kind uint8

// The kinds. The rows of the numbers stand evenly beside each other, but for Dots.
const (
	Bars     Kind = iota // a bar for each row, of the first series
	Lines                // a line for each series, broken where there is no number, within its bounds
	Dots                 // a dot for each row at the number of its X column, with its bounds; a line where both are equal
	Calendar             // a square for each day, by the date in its X column, in columns of weeks from Monday on
)

// Chart is how numbers are drawn.
type Chart struct {
	Title  string // what is drawn, with its unit
	Desc   string // a sentence for who does not see it
	Kind   Kind
	X      int // the column of names of rows
	Series []Series
	Scale  Scale
	Marks  []Mark // on the horizontal axis, but for Dots and Calendar
}

// Series is one line, or all bars or dots.
type Series struct {
	Name      string
	Y         int // its column
	Low, High int // the columns of its bounds; 0 for none
}

// Scale is the vertical axis, and with [Dots] the horizontal one too.
type Scale struct {
	Unit  func(float64) string // how a number of the axis is written; nil: whole numbers
	Whole bool                 // there is nothing between whole numbers
	Least float64              // where the axis begins; numbers below are drawn there
	Most  float64              // where it ends at least
}

// Mark is a word below a row.
type Mark struct {
	Row  int
	Text string
}

// Table returns the numbers of a chart or a table as it is shown.
func (n *Numbers) table() *Table {
	t := &Table{Right: make(map[int]bool)}
	var titles []string
	for i, c := range n.Columns {
		titles = append(titles, c.Title)
		t.Right[i] = n.isNumeric(i)
	}
	t.Add(titles...)
	for _, row := range n.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Text)
		}
		t.Add(cells...)
	}
	return t
}

// isNumeric says whether a column holds numbers.
func (n *Numbers) isNumeric(column int) bool {
	for _, row := range n.Rows {
		if row[column].IsNumber {
			return true
		}
	}
	return false
}
