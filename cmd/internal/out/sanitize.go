package out

import (
	"strings"
	"unicode"
)

// Sanitize makes text of a person's harmless to a terminal. A control character becomes a visible
// symbol, and so does a byte that is not UTF-8; characters that reorder or hide text are removed.
// Line feeds and tabs stay.
//
// Whatever comes from a deck, a path or a name goes through it before it is shown.
func Sanitize(s string) string {
	if strings.IndexFunc(s, isHarmful) < 0 && !strings.ContainsRune(s, unicode.ReplacementChar) {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		if r = harmless(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Line is [Sanitize] for what stands on one line, such as a name: white space becomes single
// spaces.
func Line(s string) string {
	if isPlainLine(s) {
		return s
	}
	return strings.Join(strings.Fields(Sanitize(s)), " ")
}

// isPlainLine says whether a text is a line already: characters of ASCII that stand for themselves,
// with single spaces between them. Most are, and listings have many.
func isPlainLine(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' ' || s == ""
}

func isHarmful(r rune) bool { return harmless(r) != r }

// harmless returns what to show for a character, -1 for nothing.
func harmless(r rune) rune {
	const pictures = '\u2400' // of the control characters, in their order
	switch {
	case r >= ' ' && r <= '~', r == '\n', r == '\t':
		return r
	case r < ' ':
		return pictures + r
	case r == 0x7f:
		return '\u2421'
	case r >= 0x80 && r < 0xa0:
		return unicode.ReplacementChar
	case r == '\u2028' || r == '\u2029':
		return '\n'
	case unicode.Is(unicode.Cf, r) && !isVisibleFormat(r):
		return -1
	}
	return r
}

// isVisibleFormat says whether a format character is needed to read a script: the joiners of
// Persian, Indic scripts and emoji, and the signs that enclose numbers.
func isVisibleFormat(r rune) bool {
	return r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
