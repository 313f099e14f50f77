package text

import (
	"regexp"
	"slices"
	"strings"
	"sync"
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
	isCode, isFormula, last, end := false, false, ' ', 0 // the letter before, and where it ends
	for i, r := range s {
		switch {
		case r == '`':
			isCode = !isCode
		case r == '$':
			isFormula = !isFormula
			out = append(out, '$')
		case isFormula && (r == '\'' || r == '_'):
			out = utf8.AppendRune(out, r) // a prime, an index
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

// EndMark returns the mark at the end of a sentence that asks or calls, '?' or '!' of any script; 0
// without one.
func EndMark(s string) rune {
	switch last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s)); last {
	case '?', ';', '؟', '？':
		return '?'
	case '!', '！':
		return '!'
	}
	return 0
}

// spacedMarks are those that French puts a space before: alone they may belong to the phrase.
const spacedMarks = "?!:;«»"

// HaveSameSigns says whether the marks of two texts that stand for themselves are the same: alone
// between spaces, as in "what does // do", between digits, or as primes.
func HaveSameSigns(a, b string) bool {
	if a == b {
		return true
	}
	x, y := signs(a), signs(b)
	if len(x) != len(y) {
		isSpaced := func(sign string) bool { return strings.Trim(sign, spacedMarks) == "" }
		x, y = slices.DeleteFunc(x, isSpaced), slices.DeleteFunc(y, isSpaced)
	}
	return slices.Equal(x, y)
}

// signs returns the marks that stand for themselves, outside of code.
func signs(s string) []string {
	var list []string
	for field := range strings.FieldsSeq(codeSpan().ReplaceAllString(s, "x")) {
		switch {
		case strings.ContainsFunc(field, isWordRune):
			list = append(list, innerSigns(field)...)
		case field == ".", strings.Trim(field, ".…") != "" && strings.Trim(field, dividers) != "":
			list = append(list, field)
		}
	}
	return list
}

// dividers are marks that divide phrases even alone, and quotes.
const dividers = "-–—\"'“”„‘’"

// codeSpan matches code and formulas, which are compared as such.
var codeSpan = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?s)```.*?```|`[^`]*`|\\$[^$]*\\$")
})

// innerSign matches marks between digits, and primes behind a digit or a single letter.
var innerSign = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\d[-:/*]\d|(^|[^\pL\pN'"])(\pL|\d+)['"′″]+([^\pL\pN'"]|$)`)
})

// innerSigns returns the marks within a word that stand for themselves.
func innerSigns(field string) []string {
	field = strings.NewReplacer("–", "-", "—", "-", "’", "'").Replace(field)
	return innerSign().FindAllString(field, -1)
}
