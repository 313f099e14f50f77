// Package char knows the characters of deck files: which they may hold, which of them nobody sees,
// and how messages show them.
package char

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"cards/deck/markup"
)

// foulRunes are the characters that no deck may hold; neither may it hold bytes that are not UTF-8.
const foulRunes = "\x00" + string(markup.GapOpen) + string(markup.GapClose)

// IsFoul says whether there is anything in a text that no deck may hold.
func IsFoul(text string) bool {
	return strings.ContainsAny(text, foulRunes) || !utf8.ValidString(text)
}

// FoulAt returns the place of the first character that no deck may hold, and what it is; the place
// is -1 for none.
func FoulAt(s string) (at int, text string) {
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

// Clean returns a text with what no deck may hold replaced by U+FFFD.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(foulRunes, r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// ByteOrderMark may stand before a text.
const ByteOrderMark = "\ufeff"

// Readable returns a text without its byte-order mark, lines ending in LF. There may be several
// marks: a program that adds one may not see that there is one.
func Readable(src string) string {
	text := strings.TrimLeft(src, ByteOrderMark)
	if strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return text
}
