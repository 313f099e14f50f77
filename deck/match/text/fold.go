package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folding maps letters that differ by case, accents or width only to one, for comparing. Marks that
// make another letter in their script, as in Devanagari, Thai or kana, stay. It holds by rune what
// was looked up: 0 is not yet, dropped a mark without a letter of its own.
type folding [0x3100]rune

const dropped = -1

// text returns a text with its letters folded.
func (f *folding) text(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			return strings.Map(f.letter, s)
		}
	}
	return s
}

// letter returns the folded rune, or dropped.
func (f *folding) letter(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case int(r) < len(f):
		if f[r] == 0 {
			f[r] = foldSlowly(r)
		}
		return f[r]
	case r >= 0xac00 && r <= 0xd7a3, unicode.Is(unicode.Han, r): // most of what is left
		return r
	}
	return foldSlowly(r)
}

// plainLetters has letters, each before what is written for it where a keyboard lacks it.
const plainLetters = "ßsøoØoœoŒoæaÆałlŁlđdĐdıi"

func foldSlowly(r rune) rune {
	if r >= 0x3040 && r < 0x3100 { // kana: a voiced one is another letter
		return r
	}
	if isAccent(r) || r == 'ـ' {
		return dropped
	}
	if at := strings.IndexRune(plainLetters, r); r >= utf8.RuneSelf && at >= 0 {
		return rune(plainLetters[at+utf8.RuneLen(r)])
	}
	parts := []rune(norm.NFKD.String(string(unicode.ToLower(r))))
	if len(parts) == 1 || isAccent(parts[1]) {
		return unicode.ToLower(parts[0])
	}
	return unicode.ToLower(r)
}

// isAccent says whether a mark only colours its letter: the accents of Latin, Greek and Cyrillic,
// the vowel points of Hebrew and Arabic.
func isAccent(r rune) bool {
	return r >= 0x300 && r < 0x370 || r >= 0x591 && r <= 0x5c7 || r >= 0x610 && r <= 0x61a ||
		r >= 0x64b && r <= 0x65f || r == 0x670
}

// isUnspaced says whether a letter is of a script that puts no spaces between words: Chinese,
// Japanese, Thai, Lao, Khmer, Burmese. Each is taken for a word.
func isUnspaced(r rune) bool {
	return r >= 0xe00 && (r < 0xf00 || r >= 0x1000 && r < 0x10a0 || r >= 0x1780 && r < 0x1800 ||
		isKana(r) || r >= 0x3400 && unicode.Is(unicode.Han, r))
}

// isKana says whether a letter is of the Japanese script that writes endings and particles.
func isKana(r rune) bool { return r >= 0x3040 && r < 0x30a0 }

// isWordRune says whether a word may hold the rune. Marks belong to their letter.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == 'ー'
}

// digit returns the value of a decimal digit of any script.
func digit(r rune) (rune, bool) {
	if r < utf8.RuneSelf || !unicode.IsDigit(r) {
		return r, '0' <= r && r <= '9'
	}
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return '0' + r - zero, true
}
