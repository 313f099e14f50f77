package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/diff"
)

// pairKin takes away the words that are one word in another form, or with a typo, and returns the
// rest.
func (c *comparer) pairKin(a, b []word, l *likeness) (looseA, looseB []word) {
	if len(a) > maxLoose || len(b) > maxLoose {
		return a, b
	}
	taken := make([]bool, len(b))
	for _, w := range a {
		best, at := unrelated, -1
		for i := range b {
			if k := c.kin(&w, &b[i]); !taken[i] && k > best {
				best, at = k, i
			}
		}
		if at < 0 {
			looseA = append(looseA, w)
			continue
		}
		taken[at] = true
		part := 1.0
		if best != identical {
			part = likely
		}
		l.share(w, min(c.weight(w), c.weight(b[at])), part)
		l.doubt = l.doubt || best == doubtful && isContent(w)
		if best == identical && isContent(w) {
			l.exact++
		}
	}
	for i, w := range b {
		if !taken[i] {
			looseB = append(looseB, w)
		}
	}
	return looseA, looseB
}

// kinship is how two different words belong together.
type kinship int

const (
	unrelated kinship = iota
	doubtful          // a typo or another form of the word, or another word that looks like it
	otherForm         // another form of the word, or one that is made of it
	identical         // as a name and as code, for example
)

// likely is the part of its weight that a word has in common with another form of it: both are one
// in nine cases of ten.
const likely = 0.9

func (c *comparer) kin(a, b *word) kinship {
	switch {
	case equal(a, b):
		return identical
	case a.form == formCode && b.form == formCode && isRegrouped(a.text, b.text):
		return doubtful
	case a.form != formWord || b.form != formWord || a.prior == 0 || b.prior == 0,
		!mayBeKin(a.text, b.text):
		return unrelated
	}
	x, y := letters(a.text), letters(b.text)
	if k := formOf(x, y); k == otherForm && a.named && b.named {
		return doubtful // Niger and Nigeria
	} else if k != unrelated {
		return k
	}
	if (c.others(*a) == 0 || c.others(*b) == 0) && isTypo(x, y) {
		return doubtful
	}
	return unrelated
}

// isRegrouped says whether two pieces of code have most of their tokens in common, whatever stands
// where.
func isRegrouped(a, b string) bool {
	const least, most = 4, 0.7
	x, y := codeTokens(a), codeTokens(b)
	if min(len(x), len(y)) < least {
		return false
	}
	common, sum := 0, len(x)+len(y)
	for _, token := range x {
		if i := slices.Index(y, token); i >= 0 {
			common++
			y = slices.Delete(y, i, i+1)
		}
	}
	return float64(2*common) >= most*float64(sum)
}

// codeTokens divides code into names, numbers and single marks.
func codeTokens(s string) []string {
	var tokens []string
	for s != "" {
		n := wordSize(s)
		if token := strings.TrimSpace(s[:n]); token != "" {
			tokens = append(tokens, token)
		}
		s = s[n:]
	}
	return tokens
}

// mayBeKin says whether it is worth while to look closer at two words: they begin or end alike.
func mayBeKin(a, b string) bool {
	x, n := utf8.DecodeRuneInString(a)
	y, m := utf8.DecodeRuneInString(b)
	return x == y || strings.HasPrefix(a[n:], b[:m]) || strings.HasPrefix(b[m:], a[:n]) ||
		a[len(a)-1] == b[len(b)-1] && len(a)-len(b) <= 4 && len(b)-len(a) <= 4
}

// formOf says whether two words have the same stem: they begin alike for most of their length, and
// differ in an ending of at most three letters. If both have endings of some length they may be
// other words: nitrate and nitrite.
func formOf(a, b []string) kinship {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	const stem, ending = 3, 3
	least := stem
	if a[0] >= "가" && a[0] <= "힣" {
		least = 1 // a syllable has two letters or three
	}
	short, long := min(len(a), len(b))-n, max(len(a), len(b))-n
	switch {
	case n < least, long > ending, 5*n < 2*(n+long):
		return unrelated
	case short == 0, short == 1 && long > 1:
		return otherForm
	}
	return doubtful
}

// isRespelt says whether a hunk is the correction of a typo for certain: other cards have the new
// form of the word but none has the old one, or the word is long and only one letter inside it has
// come, gone or changed places.
func (c *comparer) isRespelt(h hunk) bool {
	x, y, ok := h.wordPair()
	if !ok || !isTypo(x, y) || c.others(h.from[0]) > 0 {
		return false
	}
	home := c.others(h.to[0])
	return isSlipInside(x, y) && (min(len(x), len(y)) >= 7 || home > 0) ||
		home > 1 && formOf(x, y) == unrelated
}

// isSlipInside says whether one letter that is neither the first nor the last has come or gone, or
// two have changed places. A letter that was replaced may have made another word: alkane and
// alkene.
func isSlipInside(a, b []string) bool {
	return a[0] == b[0] && a[len(a)-1] == b[len(b)-1] && (len(a) != len(b) || isSwap(a, b)) &&
		diff.Edits(a, b, 1) == 1
}

// holds says whether one of some words, if it says something, is among others.
func (c *comparer) holds(words, some []word) bool {
	const least = 0.5
	return slices.ContainsFunc(some, func(w word) bool {
		isAmong := slices.ContainsFunc(words, func(v word) bool { return equal(&v, &w) })
		return isContent(w) && isAmong && c.weight(w) >= least
	})
}

// letters divides a word into its letters, each with the marks that belong to it.
func letters(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) {
			out = append(out, s[start:i])
			start = i
		}
	}
	return append(out, s[start:])
}

// isTypo says whether a slip of the pen turns one word into another: one in a word of five letters,
// two from nine on.
func isTypo(a, b []string) bool {
	least := min(len(a), len(b))
	if least < 4 || a[0] != b[0] && least < 6 {
		return false
	}
	limit := 1
	if least >= 9 {
		limit = 2
	}
	d := diff.Edits(a, b, limit)
	if least < 5 {
		return d == 1 && len(a) == len(b) && isSwap(a, b)
	}
	if a[0] != b[0] && d != 1 {
		return false
	}
	return d <= limit
}

func isSwap(a, b []string) bool {
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(x, y)
}
