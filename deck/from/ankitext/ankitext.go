// Package ankitext reads the text files that Anki exports and imports: tables below lines of
// settings (ankitects/anki, rslib/src/import_export/text/csv/metadata.rs).
package ankitext

import (
	"strconv"
	"strings"

	"cards/deck/from/pattern"

	"cards/deck/from/delim"
)

// Note is one row.
type Note struct {
	Line, End int // from 1
	Fields    []string
	Tags      []string
	Deck      string // with "/" between its levels
	Notetype  string
	GUID      string
	IsOpen    bool // as in [delim.Row]
}

// File is what a file holds.
type File struct {
	HTML    bool // fields are HTML
	Columns []string
	Notes   []Note
	Head    int // how many lines of settings there are
}

// head is what the settings say.
type head struct {
	separator byte
	html      string
	tags      []string
	deck      string
	notetype  string
	columns   string
	at        map[string]int // columns of guid, notetype, deck and tags, from 1
}

var separators = map[string]byte{
	"tab": '\t', "pipe": '|', "semicolon": ';', "colon": ':', "comma": ',', "space": ' ',
}

// IsOne says whether a text begins as such a file does.
func IsOne(text string) bool {
	line, _, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	key, _, ok := strings.Cut(strings.TrimSpace(line), ":")
	if !ok || !strings.HasPrefix(key, "#") {
		return false
	}
	switch strings.ToLower(key[1:]) {
	case "separator", "html", "tags", "columns", "notetype", "deck", "notetype column", "deck column",
		"tags column", "guid column", "match scope", "if matches":
		return true
	}
	return false
}

// Read reads a file.
func Read(text string) File {
	h := head{at: map[string]int{}}
	f := File{}
	rest := text
	for strings.HasPrefix(rest, "#") {
		line, after, _ := strings.Cut(rest, "\n")
		h.read(strings.TrimSpace(line[1:]))
		f.Head++
		rest = after
	}
	if h.separator == 0 {
		h.separator = guess(rest)
	}
	rows := delim.Read(rest, h.separator)
	f.HTML = h.html == "true" || h.html == "" && looksLikeHTML(rows)
	if h.columns != "" {
		for c := range strings.SplitSeq(h.columns, string(rune(h.separator))) {
			f.Columns = append(f.Columns, strings.TrimSpace(c))
		}
	}
	for _, row := range rows {
		if !strings.HasPrefix(row.Cells[0], "#") {
			f.Notes = append(f.Notes, h.note(row, f.Head))
		}
	}
	return f
}

// read reads a line of settings.
func (h *head) read(line string) {
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return
	}
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	switch key {
	case "separator":
		if s, ok := separators[strings.ToLower(word(value))]; ok {
			h.separator = s
		} else if len(value) == 1 {
			h.separator = value[0]
		}
	case "html":
		h.html = strings.ToLower(word(value))
	case "tags":
		h.tags = strings.Fields(value)
	case "columns":
		h.columns = value
	case "deck":
		h.deck = value
	case "notetype":
		h.notetype = value
	case "guid column", "notetype column", "deck column", "tags column":
		if n, err := strconv.Atoi(word(value)); err == nil && n > 0 {
			h.at[strings.TrimSuffix(key, " column")] = n
		}
	}
}

// word cuts a value at what a spreadsheet put behind it.
func word(value string) string {
	for i := 1; i < len(value); i++ {
		c := value[i] | 0x20
		if (c < 'a' || c > 'z') && (value[i] < '0' || value[i] > '9') {
			return value[:i]
		}
	}
	return value
}

// guess returns the separator of a text that does not say it: the first of a list that stands in
// it.
func guess(text string) byte {
	const enough = 8 << 10
	text = text[:min(len(text), enough)]
	for _, c := range []byte("\t|;:,") {
		if strings.IndexByte(text, c) >= 0 {
			return c
		}
	}
	return ' '
}

var tag = pattern.New(`(?i)</?[a-z][^<>]*>`)

// looksLikeHTML says whether one of the first rows has a tag.
func looksLikeHTML(rows []delim.Row) bool {
	const enough = 5
	for _, row := range rows[:min(len(rows), enough)] {
		for _, cell := range row.Cells {
			if tag().MatchString(cell) {
				return true
			}
		}
	}
	return false
}

// note reads a row; skipped lines stand above it.
func (h *head) note(row delim.Row, skipped int) Note {
	n := Note{Line: row.Line + skipped, End: row.End + skipped, Tags: h.tags, Deck: levels(h.deck), Notetype: h.notetype, IsOpen: row.IsOpen}
	for i, cell := range row.Cells {
		switch i + 1 {
		case h.at["guid"]:
			n.GUID = cell
		case h.at["notetype"]:
			n.Notetype = cell
		case h.at["deck"]:
			n.Deck = levels(cell)
		case h.at["tags"]:
			n.Tags = append(n.Tags[:len(n.Tags):len(n.Tags)], strings.Fields(cell)...)
		default:
			n.Fields = append(n.Fields, cell)
		}
	}
	return n
}

func levels(deck string) string { return strings.ReplaceAll(deck, "::", "/") }
