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
// what further ones hold explains, unless the head names the columns.
func readTable(delimiter byte) Reader {
	return func(in Input) (*Content, error) {
		if !isText(in.Data) {
			return nil, errNotText
		}
		text := strings.TrimPrefix(string(in.Data), "\ufeff")
		c, columns := &Content{}, columns{front: 0, back: 1}
		next := 1
		for i, row := range delim.Read(text, delimiter) {
			c.blank(next, row.Line-1)
			next = row.End + 1
			if named, ok := columnsOf(row.Cells); ok && i == 0 {
				c.part(row, Frame, "")
				columns = named
				continue
			}
			c.addRow(row, columns)
		}
		c.blank(next, lineCount(text))
		return c, nil
	}
}

// columns says what the columns of a table hold.
type columns struct {
	front, back int
	as          map[int]column // of those that are named
	names       []string       // as they are written
}

// column is what a named column holds beside question and answer.
type column uint8

const (
	otherColumn column = iota
	tagsColumn
	deckColumn
	moreColumn
)

// columnsOf reads the head of a table; false if the row is none.
func columnsOf(cells []string) (columns, bool) {
	c := columns{front: -1, back: -1, as: map[int]column{}, names: cells}
	for i, cell := range cells {
		switch strings.ToLower(strings.Trim(cell, " *_:")) {
		case "front", "question", "term", "word", "prompt", "vocabulary", "frage", "vorderseite", "begriff", "pregunta":
			if c.front < 0 {
				c.front = i
			}
		case "back", "answer", "definition", "meaning", "translation", "response", "antwort", "rückseite", "respuesta":
			if c.back < 0 {
				c.back = i
			}
		case "tags", "tag":
			c.as[i] = tagsColumn
		case "deck", "category", "subject", "chapter":
			c.as[i] = deckColumn
		case "notes", "note", "explanation", "extra", "more", "example", "examples", "comment", "hint":
			c.as[i] = moreColumn
		}
	}
	return c, c.front >= 0 && c.back >= 0
}

// addRow adds what a row says.
func (c *Content) addRow(row delim.Row, cols columns) {
	cell := func(i int) string {
		if i < len(row.Cells) {
			return row.Cells[i]
		}
		return ""
	}
	n := &Note{Line: row.Line, End: row.End, Label: deck.Question, Prompt: cell(cols.front), Answer: cell(cols.back)}
	switch {
	case n.Prompt == "":
		c.part(row, Refused, "a row without a question")
		return
	case n.Answer == "":
		c.part(row, Refused, "a row without an answer")
		return
	}
	item := Item{Note: n}
	var more []string
	for i, text := range row.Cells {
		switch as := cols.as[i]; {
		case i == cols.front, i == cols.back, text == "":
		case as == tagsColumn:
			n.Tags = strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;", r) })
		case as == deckColumn:
			item.Deck = strings.ReplaceAll(text, "::", "/")
		case as == otherColumn && i < len(cols.names) && cols.names[i] != "":
			more = append(more, cols.names[i]+": "+text)
		default:
			more = append(more, text)
		}
	}
	n.More = strings.Join(more, "\n\n")
	c.part(row, Taken, "")
	c.Items = append(c.Items, item)
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
