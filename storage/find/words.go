package find

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// words returns the words of a folded text: runs of letters, marks and digits. In scripts that
// write no spaces between words each character is one.
func words(folded string) iter.Seq[string] {
	return func(yield func(string) bool) {
		from := 0
		for i, r := range folded {
			size := utf8.RuneLen(r)
			if isWord(r) && !standsAlone(r) {
				continue
			}
			if i > from && !yield(folded[from:i]) {
				return
			}
			from = i + size
			if standsAlone(r) && !yield(folded[i:from]) {
				return
			}
		}
		if from < len(folded) {
			yield(folded[from:])
		}
	}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// standsAlone says whether a character is of a script without spaces between words.
func standsAlone(r rune) bool {
	return r >= 0x0e00 &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
			unicode.Khmer, unicode.Myanmar) && unicode.IsLetter(r)
}
