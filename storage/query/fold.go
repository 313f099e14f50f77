package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cards/deck/fold"
)

// Fold writes a text so that texts which differ only in case, in accents or in white space are the
// same. Marks of scripts in which they make another letter stay.
func Fold(s string) string {
	if isASCII(s) {
		s = strings.ToLower(s)
	} else {
		s = withoutAccents(fold.String(norm.NFKD.String(s)))
	}
	return strings.Join(strings.Fields(s), " ")
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// withoutAccents leaves out the marks of letters that have them as accents; s is decomposed.
func withoutAccents(s string) string {
	var b strings.Builder
	base := rune(0)
	for _, r := range s {
		isMark := unicode.Is(unicode.Mn, r)
		if !isMark {
			base = r
		} else if unicode.In(base, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
