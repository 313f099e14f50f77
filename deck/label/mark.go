package label

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
)

// HiddenMark returns the mark of a line that would be a separator, a heading or a line of tags,
// were there not a character beside the mark that cannot be seen, and the place of that in bytes;
// the mark is empty for any other line.
func HiddenMark(line string) (mark string, at int) {
	start := strings.TrimLeftFunc(line, char.IsHidden)
	if start == "" || start[0] != '#' && start[0] != '-' {
		return "", 0 // most lines
	}
	rest := strings.TrimLeft(start, start[:1])
	mark = start[:len(start)-len(rest)]
	if len(start) == len(line) {
		at = len(mark)
	}
	if r, _ := utf8.DecodeRuneInString(line[at:]); !char.IsHidden(r) {
		return "", 0
	}
	switch {
	case mark[0] == '#' && len(mark) <= 6 && isApart(rest),
		mark == "---" && strings.TrimLeftFunc(rest, char.IsBlank) == "":
		return mark, at
	case Tags(start) != nil:
		return start, at
	}
	return "", 0
}

// isApart says whether a text begins with white space to the eye, or is empty.
func isApart(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, isNothing))
	return r == utf8.RuneError || unicode.IsSpace(r)
}

// isNothing says whether a character cannot be seen and takes no room.
func isNothing(r rune) bool { return char.IsHidden(r) && !unicode.IsSpace(r) }
