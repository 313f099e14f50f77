package deck

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// foulRunes are the characters that no deck may hold; neither may it hold bytes that are not UTF-8.
const foulRunes = "\x00" + string(GapOpen) + string(GapClose)

// isFoul says whether there is anything in a text that no deck may hold.
func isFoul(text string) bool { return strings.ContainsAny(text, foulRunes) || !utf8.ValidString(text) }

// reportFoul reports the first character of each line that no deck may hold.
func (p *reading) reportFoul(passed string) {
	off := p.off
	for line := range strings.Lines(passed) {
		if at, text := foulAt(line); at >= 0 {
			p.note.foul = p.note.open
			p.report.add(Error, p.places.pos(off+at), text,
				"a deck is UTF-8 text without control characters")
		}
		off += len(line)
	}
}

// foulAt returns the place of the first character that no deck may hold, and what it is; the place
// is -1 for none.
func foulAt(s string) (at int, text string) {
	at = strings.IndexAny(s, foulRunes)
	if at >= 0 {
		text = fmt.Sprintf("character %U", s[at])
	}
	if at < 0 {
		at = len(s)
	}
	if clean := s[:at]; !utf8.ValidString(clean) {
		return invalidAt(clean), "invalid UTF-8"
	}
	if text == "" {
		return -1, ""
	}
	return at, text
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// clean returns a piece of the file with what no deck may hold replaced.
func (p *reading) clean(s string) string {
	if !p.foul {
		return s
	}
	return cleanFoul(s)
}

func cleanFoul(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(foulRunes, r) {
			return utf8.RuneError
		}
		return r
	}, s)
}
