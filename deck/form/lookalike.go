package form

import (
	"strings"

	"cards/deck/label"
)

// Lookalike returns the length of what a line begins with if that is no label but might have been
// meant as one: a letter, perhaps with white space or parentheses, and a colon with white space
// behind it. Otherwise it returns 0.
func Lookalike(line string) int {
	if line == "" || !('a' <= line[0]|0x20 && line[0]|0x20 <= 'z') {
		return 0
	}
	rest := strings.TrimLeft(line[1:], " ")
	if strings.HasPrefix(rest, "(") {
		rest = strings.TrimLeft(rest[label.Parenthesis(rest):], " ")
	}
	after, ok := strings.CutPrefix(rest, ":")
	if ok && (after == "" || after[0] == ' ' || after[0] == '\t') {
		return len(line) - len(after)
	}
	if after, ok = strings.CutPrefix(rest, "："); ok {
		return len(line) - len(after)
	}
	return 0
}
