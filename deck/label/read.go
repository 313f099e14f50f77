package label

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
)

// maxHidden is within how many bytes of a line characters that cannot be seen are skipped.
const maxHidden = 200

// Read reads the label that a line begins with, whether it can be seen as it is or not.
func Read(line string) (Line, bool) {
	if l, ok := readPlain(line); ok && !strings.ContainsFunc(l.inner, char.IsHidden) {
		return l, true
	}
	return readHidden(line)
}

// Hidden returns the first character of the label that cannot be seen, and its place in the line in
// bytes; ok is false if there is none.
func (l Line) Hidden() (r rune, at int, ok bool) {
	return l.hidden.char, l.hidden.at, l.places != nil
}

// readHidden reads a label in which there are characters that cannot be seen, as text has them
// that was copied from a web page, a messenger or a word processor. They count as if they were not
// there.
func readHidden(line string) (Line, bool) {
	if !mayHide(line) {
		return Line{}, false
	}
	var clean strings.Builder
	var places []int // in the line, of the bytes of clean
	first := hidden{at: -1}
	for at, r := range line[:min(len(line), maxHidden)] {
		keep := string(r)
		if char.IsHidden(r) {
			if first.at < 0 {
				first = hidden{r, at}
			}
			keep = ""
			if unicode.IsSpace(r) && clean.Len() == 1 &&
				strings.HasPrefix(line[at+utf8.RuneLen(r):], "(") {
				keep = " "
			}
		}
		clean.WriteString(keep)
		for i := range len(keep) {
			places = append(places, at+i)
		}
	}
	l, ok := readPlain(clean.String())
	if !ok || first.at > places[l.Size-1] {
		return Line{}, false
	}
	l.places, l.hidden, l.Size = places, first, places[l.Size-1]+1
	return l, true
}

// mayHide says quickly of most lines that there is no label in them.
func mayHide(line string) bool {
	if line == "" {
		return false
	}
	next := line
	if strings.IndexByte(Letters, line[0]) >= 0 {
		next = strings.TrimPrefix(line[1:], " ")
		if strings.HasPrefix(next, "(") {
			return true
		}
	}
	r, _ := utf8.DecodeRuneInString(next)
	return char.IsHidden(r)
}
