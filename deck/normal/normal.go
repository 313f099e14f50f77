// Package normal brings text into the form that keys are made of, which never changes: FORMAT.md of
// deck specifies it.
package normal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cards/deck/markup"
)

// Text returns text as keys are made of it: lines of a fence without white space at their end,
// elsewhere one space for any white space, trimmed, in NFC. fenced says for each line whether it
// belongs to a fence; nil means none does.
func Text(text string, fenced []bool) string {
	if fenced == nil && isNormal(text) {
		return text
	}
	n := normaliser{out: make([]byte, 0, len(text))}
	if fenced == nil {
		n.words(text)
		return composed(string(n.out))
	}
	i := 0
	for line := range strings.SplitSeq(text, "\n") {
		if fenced[i] {
			n.fenceLine(strings.TrimRightFunc(line, unicode.IsSpace))
		} else {
			n.words(line)
		}
		i++
	}
	return composed(strings.TrimSpace(string(n.out)))
}

// normaliser writes a text line by line: one for each line of a fence, one for all words between
// two fences.
type normaliser struct {
	out     []byte
	inWords bool // the last line is one of words
}

func (n *normaliser) fenceLine(line string) {
	n.newLine()
	n.out = append(n.out, line...)
	n.inWords = false
}

func (n *normaliser) words(text string) {
	for word := range strings.FieldsFuncSeq(text, unicode.IsSpace) {
		if n.inWords {
			n.out = append(n.out, ' ')
		} else {
			n.newLine()
			n.inWords = true
		}
		n.out = append(n.out, word...)
	}
}

func (n *normaliser) newLine() {
	if len(n.out) > 0 {
		n.out = append(n.out, '\n')
	}
}

// isNormal says whether a text is as its key needs it already, for texts that are easily seen to
// be.
func isNormal(text string) bool {
	space := true
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ' && space:
			return false
		case c == ' ':
			space = true
		case c > ' ' && c < 0x7f || c == byte(markup.GapOpen) || c == byte(markup.GapClose):
			space = false
		default:
			return false
		}
	}
	return !space || text == ""
}

// composed returns s in NFC.
func composed(s string) string {
	const joiner = "\u034f" // what package norm puts into long runs of combining marks, against the standard
	c := norm.NFC.String(s)
	if c != s && strings.Count(c, joiner) != strings.Count(s, joiner) {
		return composedSlowly(s)
	}
	return c
}

// composedSlowly is the algorithm of Unicode Standard Annex 15, for text with more than 30
// combining marks in a row.
func composedSlowly(s string) string {
	marks := decomposed(s)
	out := make([]mark, 0, len(marks))
	starter := -1
	for _, m := range marks {
		blocked := starter < 0 || starter < len(out)-1 && out[len(out)-1].class >= m.class
		if !blocked {
			if pair := []rune(norm.NFC.String(string([]rune{out[starter].r, m.r}))); len(pair) == 1 {
				out[starter].r = pair[0]
				continue
			}
		}
		if m.class == 0 {
			starter = len(out)
		}
		out = append(out, m)
	}
	return text(out)
}

// mark is a character with its canonical combining class; 0 is that of characters that others
// combine with.
type mark struct {
	r     rune
	class uint8
}

// decomposed returns the characters of s in NFD.
func decomposed(s string) []mark {
	var marks []mark
	first := 0 // of the run of combining marks
	sortRun := func() {
		slices.SortStableFunc(marks[first:], func(a, b mark) int { return cmp.Compare(a.class, b.class) })
	}
	for _, r := range s {
		for _, d := range norm.NFD.String(string(r)) {
			m := mark{d, norm.NFD.PropertiesString(string(d)).CCC()}
			if m.class == 0 {
				sortRun()
				first = len(marks) + 1
			}
			marks = append(marks, m)
		}
	}
	if first <= len(marks) {
		sortRun()
	}
	return marks
}

func text(marks []mark) string {
	var b strings.Builder
	for _, m := range marks {
		b.WriteRune(m.r)
	}
	return b.String()
}
