package form

import (
	"strings"

	"cards/deck/char"
	"cards/deck/label"
)

// Lookalike returns the letter and the length of what a line begins with if that is no label but
// might have been meant as one: a letter, perhaps with white space or parentheses, and a colon with
// white space behind it. Otherwise the length is 0. Characters that cannot be seen do not count.
func Lookalike(line string) (letter byte, size int) {
	start := line
	if !isLetter(line) {
		start = strings.TrimLeftFunc(line, char.IsHidden)
	}
	if !isLetter(start) || isLetter(start[1:]) {
		return 0, 0 // most lines
	}
	rest := strings.TrimLeftFunc(start[1:], isGap)
	if strings.HasPrefix(rest, "(") {
		rest = strings.TrimLeftFunc(rest[label.Parenthesis(rest):], isGap)
	}
	after, ok := strings.CutPrefix(rest, ":")
	if ok && (after == "" || after[0] == ' ' || after[0] == '\t') {
		return start[0], len(line) - len(after)
	}
	if after, ok = strings.CutPrefix(rest, "："); ok {
		return start[0], len(line) - len(after)
	}
	return 0, 0
}

// isLetter says whether a text begins with a letter of ASCII.
func isLetter(text string) bool {
	return text != "" && 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z'
}

// isGap says whether a character is a space, or cannot be seen.
func isGap(r rune) bool { return r == ' ' || char.IsHidden(r) }
