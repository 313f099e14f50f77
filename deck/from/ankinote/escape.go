package ankinote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/from/pattern"
)

// marks says which marks of Markdown a line has so often that they may mean something.
type marks struct{ stars, bars, ticks, waves, dollars int }

func countMarks(runs []run) marks {
	var m marks
	for _, r := range runs {
		if r.done {
			continue
		}
		m.stars += strings.Count(r.text, "*")
		m.bars += strings.Count(r.text, "_")
		m.ticks += strings.Count(r.text, "`")
		m.waves += strings.Count(r.text, "~~")
		m.dollars += strings.Count(r.text, "$")
		if r.style&italic != 0 || r.style&bold != 0 {
			m.stars++
		}
	}
	return m
}

var (
	entity  = pattern.New(`^&#?\w+;`)
	bracket = pattern.New(`^\[(?:\[|\^|[^\[\]]*\]\()`)
	ruled   = pattern.New(`^(?:>|#{1,6}(?:\s|$)|(?:-{3,}|={2,}|~{3,}|\*{3,}|_{3,})\s*$)`)
)

// escaped returns text in which nothing means anything to Markdown; first says that it begins a
// line.
func (w Writer) escaped(text string, m marks, first bool) string {
	if !strings.ContainsAny(text, "\\*_`~$<&[>#-=!") {
		return text
	}
	var b strings.Builder
	if first && ruled().MatchString(text) {
		b.WriteByte('\\')
		b.WriteByte(text[0])
		text = text[1:]
	}
	for i, r := range text {
		if w.acts(text, i, r, m) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// acts says whether a character would mean something.
func (w Writer) acts(text string, i int, r rune, m marks) bool {
	rest := text[i:]
	switch r {
	case '\\':
		return len(rest) > 1 && isPunctuation(rest[1])
	case '*':
		return m.stars > 1 && !isAlone(text, i)
	case '_':
		return m.bars > 1 && !isAlone(text, i) && !isWithin(text, i)
	case '`':
		return m.ticks > 1
	case '~':
		return m.waves > 1 && strings.HasPrefix(rest, "~~")
	case '$':
		return m.dollars > 1 && opensFormula(rest)
	case '<':
		return len(rest) > 1 && (isASCIILetter(rest[1]) || strings.IndexByte("/!?", rest[1]) >= 0)
	case '&':
		return entity().MatchString(rest)
	case '[':
		return !w.Cloze && bracket().MatchString(rest)
	}
	return false
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && !isASCIILetter(c) && (c < '0' || c > '9')
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isAlone says that there is white space, or nothing, on both sides of a mark.
func isAlone(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return (i == 0 || unicode.IsSpace(before)) && (i+1 == len(text) || unicode.IsSpace(after))
}

// isWithin says that a mark is in a word.
func isWithin(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return isWord(before) && isWord(after)
}

// longestFormula is how far a dollar looks for the one that ends its formula.
const longestFormula = 1000

// opensFormula says whether a dollar would be read as the beginning of a formula.
func opensFormula(rest string) bool {
	if strings.HasPrefix(rest, "$$") {
		return true
	}
	if len(rest) < 2 || unicode.IsSpace(rune(rest[1])) {
		return false
	}
	for at := 2; at < min(len(rest), longestFormula); at++ {
		if rest[at] == '$' && !unicode.IsSpace(rune(rest[at-1])) && (at+1 == len(rest) || rest[at+1] < '0' || rest[at+1] > '9') {
			return true
		}
	}
	return false
}
