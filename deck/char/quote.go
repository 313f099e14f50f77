package char

import (
	"strconv"
	"unicode/utf8"
)

// Quote shows a piece of a deck in a message, on one line and not too long.
func Quote(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s[:min(len(s), 4*most)])[:most-1]) + "..."
	}
	return strconv.Quote(s)
}
