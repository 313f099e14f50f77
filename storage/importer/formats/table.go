package formats

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/delim"
	"cards/deck/from/pattern"
	"cards/storage/importer/source"
)

// tableName is the name of the format of tables as text.
const tableName = "table"

// recogniseTable knows a text whose lines have equally many columns, two or more.
func recogniseTable(s source.Sample) source.Guess {
	text, ok := s.Text()
	if !ok {
		return source.Guess{Read: readTable('\t')}
	}
	best := source.Guess{Read: readTable('\t')}
	named, text := delimiterLine(text)
	few := strings.Count(text, "\n") / 2
	if strings.Contains(text, `"`) {
		few = 0 // cells may have lines of their own
	}
	for _, d := range []byte("\t;,|") {
		if named != 0 && d != named || strings.Count(text, string(rune(d))) < few { // in too few lines
			continue
		}
		rows := delim.Read(text, d)
		n, share := delim.Columns(rows)
		if n < 2 {
			continue
		}
		switch ext := strings.ToLower(path.Ext(s.Name)); {
		case isTableName(s.Name):
		case d == '\t' && (ext == "" || ext == ".txt"):
			share = full(rows) // of words with one meaning or many, and titles between them
		default:
			share *= full(rows)
		}
		if areNumbers(rows) {
			continue
		}
		g := source.Guess{
			Confidence: share * tableConfidence(d, n, len(rows), s.Name), Read: readTable(d),
			Reason: fmt.Sprintf("%d columns, divided by %s", n, delimiterWord(d)),
		}
		if g.Confidence > best.Confidence {
			best = g
		}
	}
	return best
}

// full returns the share of rows of which two cells at least hold something: an indented text has
// many with one.
func full(rows []delim.Row) float64 {
	n := 0
	for _, row := range rows {
		if filledIn(row) > 1 {
			n++
		}
	}
	return float64(n) / float64(len(rows))
}

// areNumbers says whether all rows, or all but one that names the columns, hold nothing but numbers
// and dates: they are data, and ask nothing.
func areNumbers(rows []delim.Row) bool {
	const few = 3 // rows: in fewer, numbers may well be question and answer
	if len(rows) > 0 && slices.ContainsFunc(rows[0].Cells, isFilledText) {
		if cols, _ := columnsOf(rows); cols.names != nil && haveSides(cols.names) {
			return false
		}
		rows = rows[1:]
	}
	if len(rows) < few {
		return false
	}
	for _, row := range rows {
		if slices.ContainsFunc(row.Cells, isFilledText) {
			return false
		}
	}
	return true
}

// isFilledText says whether a cell holds something that is no number and no date.
func isFilledText(cell string) bool { return cell != "" && !numberOrDate().MatchString(cell) }

var numberOrDate = pattern.New(`^(?:[-+]?[$€£]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?%?|` +
	`\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?)?|` +
	`\d{1,2}:\d\d(?::\d\d)?)$`)

// holdsNumbers says whether a text is a table of numbers.
func holdsNumbers(text string) bool {
	return slices.ContainsFunc([]byte("\t;,|"), func(d byte) bool {
		rows := delim.Read(text, d)
		n, _ := delim.Columns(rows)
		return n > 1 && areNumbers(rows)
	})
}

// tableConfidence says how sure it is that rows which all have n columns are a table. Commas,
// semicolons and bars stand in prose and in Markdown, too.
func tableConfidence(delimiter byte, n, rows int, name string) float64 {
	ext := strings.ToLower(path.Ext(name))
	switch {
	case isTableName(name):
		return 0.95
	case delimiter == '\t' && n == 2:
		return 0.9
	case delimiter == '\t':
		return 0.8
	case rows >= 3 && (ext == "" || ext == ".txt"):
		return 0.6
	}
	return 0.3
}

// isTableName says whether a file is named as tables are.
func isTableName(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".csv" || ext == ".tsv" || ext == ".tab"
}

func delimiterWord(d byte) string {
	return map[byte]string{'\t': "tabs", ';': "semicolons", ',': "commas", '|': "bars"}[d]
}

// readTable returns the reader of tables with a delimiter: the first column asks for the second,
// and what further ones hold explains, unless the head names the columns.
func readTable(delimiter byte) source.Reader {
	return func(in source.Input) (*source.Content, error) {
		text, err := in.Text()
		if err != nil {
			return nil, err
		}
		_, text = delimiterLine(text)
		rows := delim.Read(text, delimiter)
		if delimiter == '\t' {
			splitAtSpaces(rows)
		}
		c := &source.Content{}
		addBlank(c, addRows(c, rows), source.LineCount(text))
		return c, nil
	}
}

// delimiterLine returns the delimiter that the first line of a table names for Excel, such as
// "sep=;", and the text with that line empty; 0 and the text as it is without one.
func delimiterLine(text string) (delimiter byte, rest string) {
	line, _, _ := strings.Cut(text, "\n")
	name := strings.ToLower(strings.Trim(strings.TrimRight(line, "\r"), `"`))
	for _, d := range []byte("\t;,|") {
		if name == "sep="+string(rune(d)) {
			return d, text[len(line):]
		}
	}
	return 0, text
}

// splitAtSpaces makes two cells of a row without a tab that has several spaces at one place: an
// editor has written them in its stead.
func splitAtSpaces(rows []delim.Row) {
	for i := range rows {
		if len(rows[i].Cells) != 1 {
			continue
		}
		left, right, _ := strings.Cut(rows[i].Cells[0], "  ")
		right = strings.TrimLeft(right, " ")
		if left != "" && right != "" && !strings.Contains(right, "  ") {
			rows[i].Cells = []string{left, right}
		}
	}
}

// aboveHead returns how many rows stand above the one that names the columns: a title, or what else
// a person writes above a table, in fewer cells than it has.
func aboveHead(rows []delim.Row) int {
	const most = 10
	for i, row := range rows[:min(len(rows), 1+most)] {
		has := func(as column) bool {
			return slices.ContainsFunc(row.Cells,
				func(name string) bool { return wordColumn(name) == as })
		}
		if has(frontColumn) && has(backColumn) {
			return i
		}
		if filledIn(row) > 1 && (i+1 == len(rows) || filledIn(row) >= filledIn(rows[i+1])) {
			return 0
		}
	}
	return 0
}

// filledIn returns how many cells of a row hold something.
func filledIn(row delim.Row) int {
	n := 0
	for _, cell := range row.Cells {
		if cell != "" {
			n++
		}
	}
	return n
}

// addRows adds what the rows of a table say, and returns the line behind them.
func addRows(c *source.Content, rows []delim.Row) int {
	above := aboveHead(rows)
	cols, head := columnsOf(rows[above:])
	if areHTML(rows) {
		markdownCells(rows)
	}
	c.Parts, c.Items = slices.Grow(c.Parts, len(rows)), slices.Grow(c.Items, len(rows))
	next := 1
	for i, row := range rows {
		addBlank(c, next, row.Line-1)
		next = row.End + 1
		switch {
		case i < above:
			addPart(c, row, source.Left, "text above the head of the table")
		case i == above && head:
			addPart(c, row, source.Frame, "")
		case row.IsLong:
			addPart(c, row, source.Refused,
				fmt.Sprintf("a cell of more than %d bytes", delim.MaxCell))
		default:
			addRow(c, row, cols)
			doubt(c, row.Line, row.IsOpen)
		}
	}
	return next
}

var errOpen = errors.New("a quote that is never closed: it was taken as it stands")

// doubt tells of a row that has a quote which nothing closes.
func doubt(c *source.Content, line int, isOpen bool) {
	if isOpen {
		c.Doubts = append(c.Doubts, source.Reason{Line: line, Reason: errOpen.Error()})
	}
}

// addRow adds what a row says.
func addRow(c *source.Content, row delim.Row, cols columns) {
	front, back := cols.front, cols.back
	n := &source.Note{
		Line: row.Line, End: row.End, Label: deck.Question, Prompt: cellOf(row, front),
	}
	options, isChoice := cols.choices.of(row)
	gaps := slices.IndexFunc(row.Cells, ankiGap().MatchString)
	for k := range row.Cells { // those behind the column that answers, then those before it
		i := (cols.back + k) % len(row.Cells)
		if as := cols.as[i]; n.Answer == "" && i != front && (as == otherColumn || as == moreColumn) {
			n.Answer, back = row.Cells[i], i
		}
	}
	switch {
	case gaps >= 0:
		n.Label, n.Answer, front, back = deck.Cloze, "", gaps, gaps
		n.Prompt = cols.clozeIn(row, gaps)
	case n.Prompt == "":
		addPart(c, row, source.Refused, "a row without a question")
		return
	case isChoice:
		n.Options, n.Answer = options, ""
		if !slices.ContainsFunc(options, func(o deck.Option) bool { return o.Right }) {
			n.Draft, n.Answer, n.Options = true, itemsOf(options), nil
		}
	case n.Answer == "":
		addPart(c, row, source.Refused, "a row without an answer")
		return
	}
	item := source.Item{Note: n}
	var more []string
	for i, text := range row.Cells {
		switch as := cols.as[i]; {
		case i == front, i == back, text == "", as == countColumn, isChoice && as == optionColumn:
		case i < gaps && as == otherColumn: // it stands above the gaps
		case as == tagsColumn:
			n.Tags = strings.FieldsFunc(text,
				func(r rune) bool { return strings.ContainsRune(" ,;", r) })
		case as == deckColumn:
			item.Deck = strings.ReplaceAll(text, "::", "/")
		case (as == otherColumn || as >= asideColumn) && i < len(cols.names) && cols.names[i] != "":
			more = append(more, cols.names[i]+": "+text)
		default:
			more = append(more, text)
		}
	}
	n.More = strings.Join(more, "\n\n")
	addPart(c, row, source.Taken, "")
	c.Items = append(c.Items, item)
}

// clozeIn returns the text of a cell with gaps, below the cells before it that say what is meant.
func (c *columns) clozeIn(row delim.Row, gaps int) string {
	var texts []string
	for i, text := range row.Cells[:gaps] {
		if c.as[i] == otherColumn && text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(append(texts, row.Cells[gaps]), "\n\n")
}

func cellOf(row delim.Row, i int) string {
	if i < len(row.Cells) {
		return row.Cells[i]
	}
	return ""
}

func addPart(c *source.Content, row delim.Row, as source.As, reason string) {
	c.Account(row.Line, row.End, as, reason)
}

// addBlank accounts for lines on which nothing stands; there may be none.
func addBlank(c *source.Content, from, to int) {
	if from <= to {
		c.Account(from, to, source.Blank, "")
	}
}
