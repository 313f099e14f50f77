package importer

import (
	"fmt"
	"path"
	"strings"

	"cards/deck"
	"cards/deck/from/delim"
)

// tableName is the name of the format of tables as text.
const tableName = "table"

// recogniseTable knows a text whose lines have equally many columns, two or more.
func recogniseTable(s Sample) Guess {
	text, ok := s.Text()
	if !ok {
		return Guess{Read: readTable('\t')}
	}
	best := Guess{Read: readTable('\t')}
	for _, d := range []byte("\t;,|") {
		rows := delim.Read(text, d)
		n, share := delim.Columns(rows)
		if n < 2 {
			continue
		}
		g := Guess{
			Confidence: share * tableConfidence(d, n, len(rows), s.Name), Read: readTable(d),
			Reason: fmt.Sprintf("%d columns, divided by %s", n, delimiterWord(d)),
		}
		if g.Confidence > best.Confidence {
			best = g
		}
	}
	return best
}

// tableConfidence says how sure it is that rows which all have n columns are a table. Commas and
// semicolons stand in prose, too.
func tableConfidence(delimiter byte, n, rows int, name string) float64 {
	named := map[string]bool{".csv": true, ".tsv": true, ".tab": true}[strings.ToLower(path.Ext(name))]
	switch {
	case named:
		return 0.95
	case delimiter == '\t' && n == 2:
		return 0.9
	case delimiter == '\t':
		return 0.8
	case rows >= 3:
		return 0.6
	}
	return 0.3
}

func delimiterWord(d byte) string {
	return map[byte]string{'\t': "tabs", ';': "semicolons", ',': "commas", '|': "bars"}[d]
}

// readTable returns the reader of tables with a delimiter: the first column asks for the second, and
// what further ones hold explains.
func readTable(delimiter byte) Reader {
	return func(in Input) (*Content, error) {
		if !isText(in.Data) {
			return nil, errNotText
		}
		text := strings.TrimPrefix(string(in.Data), "\ufeff")
		c := &Content{}
		next := 1
		for i, row := range delim.Read(text, delimiter) {
			c.blank(next, row.Line-1)
			next = row.End + 1
			if i == 0 && isHeader(row.Cells) {
				c.part(row, Frame, "")
				continue
			}
			c.addRow(row)
		}
		c.blank(next, lineCount(text))
		return c, nil
	}
}

// addRow adds what a row says.
func (c *Content) addRow(row delim.Row) {
	cells := append(row.Cells, "")
	switch {
	case cells[0] == "":
		c.part(row, Refused, "a row without a question")
	case cells[1] == "":
		c.part(row, Refused, "a row without an answer")
	default:
		c.part(row, Taken, "")
		c.Items = append(c.Items, Item{Note: &Note{
			Line: row.Line, End: row.End, Label: deck.Question, Prompt: cells[0], Answer: cells[1],
			More: strings.TrimSpace(strings.Join(cells[2:], "\n\n")),
		}})
	}
}

func (c *Content) part(row delim.Row, as As, reason string) {
	c.Parts = append(c.Parts, Part{row.Line, row.End, as, reason})
}

// blank accounts for lines on which nothing stands; there may be none.
func (c *Content) blank(from, to int) {
	if from <= to {
		c.Parts = append(c.Parts, Part{from, to, Blank, ""})
	}
}

// lineCount returns how many lines a text has.
func lineCount(text string) int {
	n := strings.Count(text, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		n++
	}
	return n
}

// isHeader says whether a row names its columns.
func isHeader(cells []string) bool {
	if len(cells) < 2 {
		return false
	}
	for _, pair := range [][2]string{
		{"front", "back"},
		{"question", "answer"},
		{"term", "definition"},
		{"word", "meaning"},
		{"word", "translation"},
		{"prompt", "response"},
	} {
		if strings.EqualFold(cells[0], pair[0]) && strings.EqualFold(cells[1], pair[1]) {
			return true
		}
	}
	return false
}
