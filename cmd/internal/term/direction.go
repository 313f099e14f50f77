package term

import (
	"unicode"
	"unicode/utf8"
)

// isRightToLeft says whether a glyph is of a script that is written from right to left.
func (g glyph) isRightToLeft() bool {
	if g.text[0] < 0xd6 { // the first byte of U+0590
		return false
	}
	for _, r := range g.text {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
			unicode.Samaritan, unicode.Mandaic, unicode.Adlam, unicode.Hanifi_Rohingya) {
			return true
		}
	}
	return false
}

// isLeftToRight says whether a glyph is a letter of another script.
func (g glyph) isLeftToRight() bool {
	r, _ := utf8.DecodeRuneInString(g.text)
	return unicode.IsLetter(r) && !g.isRightToLeft()
}

// apart gives text that is written from right to left lines of its own where other text stands
// beside it: terminals do not agree on where it goes in a line, nor on what it takes along.
func apart(glyphs []glyph) []glyph {
	var parts []glyph
	start, isMixed := 0, false
	for i := 0; i < len(glyphs); i++ {
		isMixed = isMixed || glyphs[i].isLeftToRight()
		if !glyphs[i].isRightToLeft() {
			continue
		}
		first, end := stretch(glyphs, i)
		parts = append(parts, glyphs[start:max(first, start)]...)
		if len(parts) > 0 && !parts[len(parts)-1].isBreak() {
			parts = append(parts, glyph{text: "\n"})
		}
		parts = append(parts, glyphs[max(first, start):end]...)
		for end < len(glyphs) && glyphs[end].isSpace() {
			end++
		}
		if end < len(glyphs) && !glyphs[end].isBreak() {
			parts = append(parts, glyph{text: "\n"})
		}
		start, i = end, end-1
	}
	if !isMixed || len(parts) == 0 {
		return glyphs
	}
	return append(parts, glyphs[start:]...)
}

// stretch returns where text from right to left begins and ends of which one letter is given: with
// the numbers and marks between its words, and those that touch it.
func stretch(glyphs []glyph, at int) (first, end int) {
	goesAlong := func(g glyph) bool { return !g.isBreak() && !g.isPicture() && !g.isLeftToRight() }
	touches := func(g glyph) bool { return goesAlong(g) && !g.isSpace() }
	for first = at; first > 0 && touches(glyphs[first-1]); {
		first--
	}
	end = at + 1
	for i := end; i < len(glyphs) && goesAlong(glyphs[i]); i++ {
		if glyphs[i].isRightToLeft() {
			end = i + 1
		}
	}
	for end < len(glyphs) && touches(glyphs[end]) {
		end++
	}
	return first, end
}
