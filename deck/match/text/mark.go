package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// PhraseMarks are those of phrases, quotations, emphasis and escapes.
const PhraseMarks = "\"'“”„‘’«».,;:?…。，、？；：؟،।*_\\"

// Skeleton returns a text without white space, the marks of phrases, and those of emphasis, escapes
// and code. In code only white space says nothing, and between two digits all that stands there
// counts: "1、2" is not 12.
func Skeleton(s string) string {
	out := make([]byte, 0, len(s))
	isCode, last, end := false, ' ', 0 // the letter before, and where it ends
	for i, r := range s {
		switch {
		case r == '`':
			isCode = !isCode
		case unicode.IsSpace(r), !isCode && strings.ContainsRune(PhraseMarks, r):
		default:
			if i > end && unicode.IsDigit(last) && unicode.IsDigit(r) {
				out = append(out, s[end:i]...)
			}
			out = utf8.AppendRune(out, r)
			last, end = r, i+utf8.RuneLen(r)
		}
	}
	return string(out)
}
