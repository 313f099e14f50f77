package importer

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/from/delim"
)

// columns says what the columns of a table hold.
type columns struct {
	front, back int
	as          map[int]column // of those that are named, or that only count
	names       []string       // as they are written; nil if the table has no head
}

// column is what a column holds beside question and answer.
type column uint8

const (
	otherColumn column = iota
	frontColumn
	backColumn
	tagsColumn
	deckColumn
	moreColumn
	countColumn // a running number
)

// columnOf returns what a column of that name holds.
func columnOf(name string) column {
	switch strings.ToLower(strings.Trim(name, " *_:")) {
	case "front", "question", "term", "word", "prompt", "vocabulary", "expression", "phrase", "key",
		"frage", "vorderseite", "begriff", "wort", "pregunta", "mot", "termo", "pergunta":
		return frontColumn
	case "back", "answer", "definition", "meaning", "translation", "response", "value",
		"antwort", "rückseite", "bedeutung", "übersetzung", "respuesta", "réponse", "resposta":
		return backColumn
	case "tags", "tag", "labels":
		return tagsColumn
	case "deck", "category", "subject", "chapter", "topic":
		return deckColumn
	case "notes", "note", "explanation", "extra", "more", "example", "examples", "comment", "hint",
		"source", "remarks":
		return moreColumn
	case "#", "no", "no.", "nr", "nr.", "id", "index", "number":
		return countColumn
	}
	return otherColumn
}

// columnsOf says what the columns of a table hold, and whether its first row names them.
func columnsOf(rows []delim.Row) (cols columns, head bool) {
	cols = columns{front: -1, back: -1, as: make(map[int]column)}
	if len(rows) == 0 {
		return cols, false
	}
	first := rows[0].Cells
	known := 0
	for i, name := range first {
		switch as := columnOf(name); {
		case as == frontColumn && cols.front < 0:
			cols.front = i
		case as == backColumn && cols.back < 0:
			cols.back = i
		case as > backColumn:
			cols.as[i] = as
		default:
			continue
		}
		known++
	}
	isNamed := cols.front >= 0 && cols.back >= 0
	head = isNamed || areNames(first) && (known > 1 || known > 0 && len(first) > 2 || standsOut(rows))
	if !head {
		cols = columns{front: -1, back: -1, as: make(map[int]column)}
	} else {
		cols.names, rows = first, rows[1:]
	}
	cols.choose(rows, len(first))
	return cols, head
}

// choose chooses the columns that ask and answer where no name tells: the first that do not count.
func (c *columns) choose(rows []delim.Row, n int) {
	free := func(i int) bool {
		return i != c.front && i != c.back && c.as[i] == otherColumn
	}
	for i := range n {
		if n > 2 && free(i) && counts(rows, i) {
			c.as[i] = countColumn
		}
	}
	for i := range n {
		switch {
		case !free(i):
		case c.front < 0:
			c.front = i
		case c.back < 0:
			c.back = i
		}
	}
	c.front, c.back = max(c.front, 0), max(c.back, 0)
	if c.front == c.back {
		c.back = c.front + 1
	}
}

// counts says whether a column holds the numbers of the rows.
func counts(rows []delim.Row, column int) bool {
	const few = 3 // rows: in fewer a number may be anything
	last, steps := 0, 0
	for i, row := range rows {
		if column >= len(row.Cells) {
			return false
		}
		n, err := strconv.Atoi(strings.TrimRight(row.Cells[column], "."))
		if err != nil || i > 0 && n <= last {
			return false
		}
		if i > 0 && n == last+1 {
			steps++
		}
		last = n
	}
	return len(rows) >= few && 10*steps >= 9*(len(rows)-1)
}

// areNames says whether all cells of a row may be names of columns.
func areNames(cells []string) bool {
	const longest = 30 // characters
	seen := make(map[string]bool)
	for i, cell := range cells {
		if cell == "" && i == 0 {
			continue // above a column of numbers
		}
		if cell == "" || utf8.RuneCountInString(cell) > longest || seen[cell] || strings.ContainsAny(cell, "?!.;=") {
			return false
		}
		seen[cell] = true
	}
	return len(cells) > 1
}

// standsOut says whether the first row of a table differs from all others by what it is made of: by
// its script, or by being words above numbers.
func standsOut(rows []delim.Row) bool {
	const few = 4 // rows: of fewer, one is soon different
	if len(rows) <= few {
		return false
	}
	for i, name := range rows[0].Cells {
		if name == "" {
			continue
		}
		kind, others := textKind(name), make(map[string]int)
		for _, row := range rows[1:] {
			if i < len(row.Cells) && row.Cells[i] != "" {
				others[textKind(row.Cells[i])]++
			}
		}
		if others[kind] == 0 && len(others) == 1 && kind == "Latin" && others[""] < len(rows) {
			return true
		}
	}
	return false
}

// textKind returns the script of a text, "number" for one; "" if that cannot be told.
func textKind(text string) string {
	if _, err := strconv.ParseFloat(strings.TrimRight(text, ".%"), 64); err == nil {
		return "number"
	}
	kind := ""
	for _, r := range text {
		for _, s := range [...]string{
			"Latin", "Han", "Cyrillic", "Greek", "Arabic", "Hebrew", "Hangul",
			"Hiragana", "Katakana", "Devanagari", "Thai",
		} {
			if unicode.Is(unicode.Scripts[s], r) {
				if s == "Hiragana" || s == "Katakana" {
					s = "Han"
				}
				if kind != "" && kind != s {
					return "mixed"
				}
				kind = s
			}
		}
	}
	return kind
}
