package formats

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
	choices     choices        // zero if it has none
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
	asideColumn // what says something of a row and is no side of a card: a number, a kind of word
	optionColumn
)

// columnOf returns what a column of that name holds: the whole name tells, or else a word of it.
func columnOf(name string) column {
	if as := wordColumn(name); as != otherColumn {
		return as
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" -_/", r) })
	side := otherColumn
	for _, word := range words {
		switch as := wordColumn(word); as {
		case countColumn, asideColumn:
			return asideColumn // it tells something of the question
		case frontColumn, backColumn:
			if side == otherColumn {
				side = as
			}
		}
	}
	return side
}

func wordColumn(name string) column {
	name = strings.ToLower(strings.Trim(name, " *_:."))
	switch name {
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
	case "notes", "note", "explanation", "extra", "more", "example", "comment", "hint",
		"source", "remark", "sentence":
		return moreColumn
	case "#", "no", "nr", "id", "index", "number", "cardid", "guid", "uuid":
		return countColumn
	case "level", "rank", "freq", "frequency", "pos", "type", "jlpt", "lesson", "unit", "order", "url",
		"audio", "image", "file", "created", "due", "interval", "difficulty", "part of speech":
		return asideColumn
	}
	if one, ok := strings.CutSuffix(name, "s"); ok && len(one) > 3 {
		return wordColumn(one)
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
		case as == asideColumn:
			cols.as[i] = as
			continue
		case as > backColumn:
			cols.as[i] = as
		case !isLanguage(name):
			continue
		}
		known++
	}
	if found, ok := choicesOf(first); ok {
		cols.takeChoices(found)
	}
	isNamed := cols.front >= 0 && cols.back >= 0
	head = isNamed || areNames(first) && (known > 1 || known > 0 && len(first) > 2 || standsOut(rows))
	if !head {
		cols = columns{front: -1, back: -1, as: make(map[int]column)}
	} else {
		cols.names, rows = first, rows[1:]
	}
	cols.choose(rows, len(first))
	if found, ok := choicesBehind(rows, cols.front, len(first)); ok && cols.choices.options == nil {
		cols.takeChoices(found)
	}
	return cols, head
}

// takeChoices takes columns as those of options and of what is right.
func (c *columns) takeChoices(found choices) {
	c.choices, c.back = found, found.right
	delete(c.as, found.right)
	for _, i := range found.options {
		c.as[i] = optionColumn
	}
}

// choose chooses the columns that ask and answer where no name tells: the first that do not count
// and are no mere remarks, if there are two of these.
func (c *columns) choose(rows []delim.Row, n int) {
	free := func(i int) bool {
		return i != c.front && i != c.back && c.as[i] == otherColumn
	}
	left := 0
	for i := range n {
		if n > 2 && free(i) &&
			(counts(rows, i) || c.names != nil && c.names[i] == "" && isNumeric(rows, i)) {
			c.as[i] = countColumn
		}
		if free(i) || i == c.front || i == c.back {
			left++
		}
	}
	for i := range n {
		switch {
		case left <= 2 || !free(i):
			continue
		case isDeck(rows, i):
			c.as[i] = deckColumn
		case isAside(rows, i) || isSpoken(rows, i):
			c.as[i] = asideColumn
		default:
			continue
		}
		left--
	}
	if left < 2 {
		c.takeAll(n)
	}
	first := func(as *int, may func(int) bool) {
		for i := 0; i < n && *as < 0; i++ {
			if free(i) && may(i) {
				*as = i
			}
		}
	}
	behind := func(i int) bool { return i > c.front }
	first(&c.front, func(i int) bool { return isFilled(rows, i) && !(left > 2 && repeats(rows, i)) })
	first(&c.front, func(int) bool { return true })
	first(&c.back, func(i int) bool { return behind(i) && c.names != nil && isLanguage(c.names[i]) })
	first(&c.back, behind)
	first(&c.back, func(int) bool { return true })
	c.front, c.back = max(c.front, 0), max(c.back, 0)
	if c.front == c.back {
		c.back = c.front + 1
	}
}

// takeAll makes sides of what only seems to tell something of the rows: there is nothing else.
func (c *columns) takeAll(n int) {
	for i := range n {
		if c.as[i] == asideColumn || c.as[i] == deckColumn || c.as[i] == moreColumn {
			delete(c.as, i)
		}
	}
}

// areNames says whether all cells of a row may be names of columns.
func areNames(cells []string) bool {
	const longest = 30 // characters
	seen := make(map[string]bool)
	for i, cell := range cells {
		if cell == "" && i == 0 {
			continue // above a column of numbers
		}
		inner := strings.TrimRight(cell, ".")
		if cell == "" || utf8.RuneCountInString(cell) > longest || seen[cell] ||
			strings.ContainsAny(inner, "?!.;=") {
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
