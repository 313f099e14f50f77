package answer

import (
	"strings"
	"unicode"
)

// Mentions says whether a text has a word of what an answer says, so that who reads it knows some
// of the answer: a number, or a word that says something. Words of the question give nothing away,
// unless the answer has no others.
func Mentions(text string, q Question) bool {
	w := weighing{q: q, asked: askedWords(q.Prompt)}
	w.need(tokens(q.Answer))
	for _, given := range tokens(text) {
		for _, p := range w.needed {
			if isArticle(p.key) {
				continue
			}
			within := isUnspaced(p.key) && strings.Contains(given.key, p.key)
			same := p.key == given.key || within ||
				p.kind == word && given.kind == word && stem(p.key) == stem(given.key)
			if same || p.kind == number && given.kind == number && sameNumber(p.token, given) {
				return true
			}
		}
	}
	return false
}

// isUnspaced says whether a text is of a script that has no spaces between words.
func isUnspaced(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai,
			unicode.Lao,
			unicode.Khmer)
	})
}
