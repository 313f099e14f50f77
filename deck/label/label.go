// Package label reads and writes the lines of a deck that act: labels, such as "Q:", with the words
// that they may have; separators; lines of tags.
package label

import "strings"

// Line is a line that begins with a label.
type Line struct {
	Letter byte // one of [Letters]
	Size   int  // of the label with its colon, in bytes

	inner  string // what stands between the parentheses
	places []int  // where the bytes are without what is hidden; nil if nothing is
	hidden hidden // what is
}

// hidden is what cannot be seen in a label, or looks like nothing but a space.
type hidden struct {
	char rune // the first of them
	at   int  // its place in the line, in bytes
}

// Name returns the label as it is named in messages: its letter.
func (l Line) Name() string { return string(rune(l.Letter)) }

func readPlain(line string) (Line, bool) {
	if line == "" || strings.IndexByte(Letters, line[0]) < 0 {
		return Line{}, false
	}
	l := Line{Letter: line[0], Size: 1}
	if strings.HasPrefix(line[1:], " (") {
		end := Parenthesis(line[2:])
		if end == 0 {
			return Line{}, false
		}
		l.inner = line[3 : 2+end-1]
		l.Size = 2 + end
	}
	if !strings.HasPrefix(line[l.Size:], ":") {
		return Line{}, false
	}
	l.Size++
	return l, true
}

// Letters are the letters of labels.
const Letters = "QACTD"

// Answers says whether a form or label of this letter answers one of the other.
func Answers(letter, asked byte) bool {
	return letter == 'A' && asked == 'Q' || letter == 'D' && asked == 'T'
}

// Asks says whether a form or label of this letter begins a note.
func Asks(letter byte) bool { return letter == 'Q' || letter == 'T' || letter == 'C' }

// Parenthesis returns the length of the parenthesis that text begins with, 0 if nothing closes it.
func Parenthesis(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
