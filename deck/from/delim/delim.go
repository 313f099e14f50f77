// Package delim reads tables as text: rows of columns that a delimiter divides, as spreadsheets and
// other programs write them (RFC 4180 and its looser kin).
package delim

import (
	"slices"
	"strings"
)

// Row is one row of a table. One that holds nothing is no row.
type Row struct {
	Line, End int // the first and the last line that it stands on, from 1
	Cells     []string
	IsLong    bool // a cell has more than [MaxCell] bytes, and is empty here
	IsOpen    bool // a cell begins with a quote that nothing closes, and is as it stands
}

// MaxCell is how many bytes a cell has at most.
const MaxCell = 1 << 20

// manyRows is for how many rows room is made beforehand: a text may well have lines and no rows.
const manyRows = 1 << 17

// Read returns the rows of a text. A cell may be quoted, and hold the delimiter and line breaks
// then. A quote closes it only at its end; where none does, it is text that begins with a quote.
func Read(text string, delimiter byte) []Row {
	s := scanner{text: text, delimiter: delimiter, line: 1}
	var rows []Row
	cells := 1
	for s.pos < len(text) {
		row := Row{Line: s.line}
		s.isLong, s.isOpen = false, false
		row.Cells = s.row(cells)
		cells = len(row.Cells) // most have as many
		row.End, row.IsLong, row.IsOpen = s.line-1, s.isLong, s.isOpen
		if row.IsLong || slices.ContainsFunc(row.Cells, isFilled) {
			if rows == nil {
				rows = make([]Row, 0, min(2+strings.Count(text[s.pos:], "\n"), manyRows))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

type scanner struct {
	text      string
	delimiter byte
	pos, line int
	isLong    bool // a cell of the row is
	isOpen    bool // a cell of the row is
	far       int  // no long cell that begins before this place ends
	inner     int  // as endOnLine returned it last
}

func isFilled(cell string) bool { return cell != "" }

// row reads the cells up to the end of the row, about so many, and goes on behind it.
func (s *scanner) row(about int) []string {
	cells := make([]string, 0, about)
	for {
		cell, ok := s.quoted()
		cell += s.plain()
		if !ok {
			cell = strings.TrimRight(cell, "\r")
		}
		if len(cell) > MaxCell {
			cell, s.isLong = "", true
		}
		cells = append(cells, active(strings.TrimSpace(cell)))
		if s.pos == len(s.text) {
			s.line++
			return cells
		}
		s.pos++
		if s.text[s.pos-1] == '\n' {
			s.line++
			return cells
		}
	}
}

// Inert returns a cell so that no spreadsheet takes it for a formula and runs it: with an
// apostrophe before it, which [Read] takes off again.
func Inert(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// active takes off what [Inert] puts before a cell.
func active(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(rest) {
		return rest
	}
	return cell
}

// isFormula says whether a spreadsheet would take a cell for a formula that does something. A
// hyphen before words is none.
func isFormula(cell string) bool {
	if len(cell) < 2 {
		return false
	}
	switch cell[0] {
	case '=', '@':
		return true
	case '+', '-':
		return strings.ContainsAny(cell, "(|!")
	}
	return false
}

// plain reads up to the next delimiter or the end of the line.
func (s *scanner) plain() string {
	start := s.pos
	for s.pos < len(s.text) && s.text[s.pos] != s.delimiter && s.text[s.pos] != '\n' {
		s.pos++
	}
	return s.text[start:s.pos]
}

// quoted reads a quoted cell; false if none begins here: a quote that closes nothing must not take
// in the rest of a file.
func (s *scanner) quoted() (string, bool) {
	if s.pos == len(s.text) || s.text[s.pos] != '"' {
		return "", false
	}
	rest := s.text[s.pos+1:]
	end, doubled, ok := closing(rest[:min(len(rest), MaxCell)])
	if ok && !s.isEnd(rest[end+1:]) {
		if inner, found := s.endOfQuote(rest, end); found {
			end, doubled = inner, true
		} else {
			s.isOpen = s.isOpen || strings.Contains(rest[:end], "\n")
			return "", false
		}
	}
	if !ok && (len(rest) <= MaxCell || !s.endsFar(rest)) {
		s.isOpen = true
		return "", false
	}
	if !ok {
		end, s.isLong = s.far-(s.pos+1), true
	}
	cell := rest[:end]
	s.line += strings.Count(cell, "\n")
	s.pos += 1 + end + 1
	switch {
	case !ok:
		return "", true
	case doubled:
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return cell, true
}

// closing returns where the quote is that closes a cell, and whether there are doubled ones before
// it, which stand for one.
func closing(text string) (end int, doubled, ok bool) {
	for {
		at := strings.IndexByte(text[end:], '"')
		if at < 0 {
			return len(text), doubled, false
		}
		if end += at; !strings.HasPrefix(text[end:], `""`) {
			return end, doubled, true
		}
		end, doubled = end+2, true
	}
}

// endsFar says whether a cell that is longer than most ends, behind which a cell or a row must
// begin, and notes where. None of the text is searched twice.
func (s *scanner) endsFar(rest string) bool {
	if s.pos < s.far {
		return false
	}
	end, _, ok := closing(rest)
	s.far = s.pos + 1 + end
	return ok && s.isEnd(rest[end+1:])
}

// endOfQuote returns where a cell ends that quotes words inside of it without doubling the quotes:
// the first of them stands before a word, and the last at the end of the cell on the same line.
// None of the text is searched twice.
func (s *scanner) endOfQuote(rest string, first int) (end int, found bool) {
	if first == 0 || first+1 == len(rest) || strings.IndexByte(" (", rest[first-1]) < 0 ||
		strings.IndexByte(" \n", rest[first+1]) >= 0 || strings.Contains(rest[:first], "\n") {
		return 0, false
	}
	before := strings.TrimRight(rest[:first], " ")
	if before != "" && before[len(before)-1] == s.delimiter {
		return 0, false // another cell begins there
	}
	start := s.pos + 1
	if s.inner <= start+first {
		s.inner = s.endOnLine(start + first + 1)
	}
	return s.inner - start, s.inner < len(s.text) && s.text[s.inner] == '"'
}

// endOnLine returns the place of the next quote behind which a cell or a row ends, or else that of
// the end of the line.
func (s *scanner) endOnLine(from int) int {
	for at := from; at < len(s.text); at++ {
		if c := s.text[at]; c == '\n' || c == '"' && s.isEnd(s.text[at+1:]) {
			return at
		}
	}
	return len(s.text)
}

// isEnd says whether a cell or a row ends before a text.
func (s *scanner) isEnd(after string) bool {
	after = strings.TrimLeft(after, " \r")
	return after == "" || after[0] == s.delimiter || after[0] == '\n'
}

// Columns returns how many columns most rows have, and the share of rows that have as many; of a
// text without a delimiter 1 and 1.
func Columns(rows []Row) (n int, share float64) {
	if len(rows) == 0 {
		return 0, 0
	}
	of := make(map[int]int)
	for _, r := range rows {
		of[len(r.Cells)]++
	}
	for columns, rows := range of {
		if rows > of[n] || rows == of[n] && columns > n {
			n = columns
		}
	}
	return n, float64(of[n]) / float64(len(rows))
}
