package match

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// likeness is what comparing two texts says.
type likeness struct {
	same      bool    // but for punctuation, articles and how they begin
	nearly    bool    // but for words of grammar
	sim       float64 // from 0 to 1
	shared    float64 // weight of the words that both have
	inexact   float64 // weight that is not shared because of how a word was written
	swapped   float64 // weight of the words that one has in place of others
	added     float64 // weight of the words with a meaning of their own that the longer one adds
	spot      bool    // they differ in one place only, where one has other words than the other
	doubt     bool    // words were taken for one that may be two
	length    int     // how many words with a meaning of their own there are, those in code too
	content   int     // how many words with a meaning of their own both have
	exact     int     // how many of these, of more than one letter, are written alike
	forbid    string  // what both name and what differs; empty if nothing does
	exchanged bool    // two things have changed places
	moved     bool    // all words are the same, in another order
	isSpelt   bool    // what differs is how words are spelt
	marginal  bool    // what differs stands in parentheses, or is how something is spelt
	harmless  bool    // what differs is unlikely to ask something else, place by place
	change    change  // how much of the order of words stands
	hunks     []hunk  // what differs, in that order

	onlyA, onlyB []word // without a counterpart
}

// comparer compares texts that were read into words.
type comparer struct {
	weight func(word) float64 // by rarity
	others func(word) int     // how many other texts have the word
}

// maxLoose bounds how many words without a counterpart are compared one by one.
const maxLoose = 64

func (c *comparer) compare(a, b []word) likeness {
	var l likeness
	if len(a) == 0 || len(b) == 0 {
		return l
	}
	x, y := solid(a), solid(b)
	l.same = slices.EqualFunc(x, y, sameWord)
	l.length = length(a)
	looseA, looseB := c.strip(a, b, &l)
	looseA, looseB = c.pairKin(looseA, looseB, &l)
	l.onlyA, l.onlyB = looseA, looseB
	onlyA, onlyB := c.sum(looseA), c.sum(looseB)
	newA, newB := c.sum(contentOf(looseA)), c.sum(contentOf(looseB))
	l.swapped, l.added = min(newA, newB), max(newA, newB)
	l.nearly = l.exact > 0 && !l.doubt && len(contentOf(looseA))+len(contentOf(looseB)) == 0
	if l.shared > 0 {
		exact := l.shared + l.inexact
		dice := 2 * l.shared / (2*exact + onlyA + onlyB)
		within := l.shared / (exact + min(onlyA, onlyB))
		l.sim = (dice + within) / 2
	}
	if !l.same {
		l.forbid = conflict(looseA, looseB)
		l.moved = len(looseA)+len(looseB) == 0 && l.inexact == 0
		c.compareOrder(x, y, &l)
	}
	return l
}

// compareOrder compares texts place by place. Long ones that have next to nothing in common were
// reworded.
func (c *comparer) compareOrder(a, b []word, l *likeness) {
	const little, few = 0.15, 4
	l.change = reworded
	if l.sim < little && min(len(a), len(b)) > few || max(len(a), len(b)) > maxDiff {
		return
	}
	l.hunks = hunksOf(a, b)
	l.change = c.changeOf(l.hunks)
	all := func(is func(hunk) bool) bool {
		return !slices.ContainsFunc(l.hunks, func(h hunk) bool { return !is(h) })
	}
	l.isSpelt = all(hunk.isSpelt)
	l.marginal = l.isSpelt || all(func(h hunk) bool { return h.isSpelt() || h.isAside() })
	l.harmless = l.marginal || all(c.isHarmless)
	l.spot = l.swapped > 0 && c.oneSpot(l.hunks)
	if areExchanged(a, b) {
		l.exchanged, l.nearly, l.moved = true, false, false
	}
}

// solid returns the words without articles, unless there is nothing else.
func solid(words []word) []word {
	isArticle := func(w word) bool { return w.prior == 0 }
	isOther := func(w word) bool { return w.prior > 0 }
	if !slices.ContainsFunc(words, isArticle) || !slices.ContainsFunc(words, isOther) {
		return words
	}
	return slices.DeleteFunc(slices.Clone(words), isArticle)
}

// sameWord says whether two words are written alike; how a sentence begins does not count.
func sameWord(a, b word) bool {
	return a.raw == b.raw || (a.start || b.start) && strings.EqualFold(a.raw, b.raw) ||
		a.form == formNumber && b.form == formNumber && a.text == b.text
}

// equal says whether two words are the same for comparing.
func equal(a, b *word) bool {
	switch {
	case a.form == formCode && b.form == formCode:
		return a.text == b.text || sameCode(a.text, b.text)
	case a.form == formNumber || b.form == formNumber:
		return a.text == b.text || a.value == b.text || b.value == a.text
	}
	isCode := a.form == formCode || b.form == formCode
	return a.text == b.text || isCode && strings.EqualFold(a.text, b.text)
}

// strip takes away what both have and returns the rest.
func (c *comparer) strip(a, b []word, l *likeness) (looseA, looseB []word) {
	used := make([]bool, len(b))
	find := finder(b, used)
	for _, w := range a {
		at := find(w)
		if at < 0 {
			looseA = append(looseA, w)
			continue
		}
		used[at] = true
		l.share(w, min(c.weight(w), c.weight(b[at])), 1)
		if isContent(w) && (len(w.text) > 1 || w.form == formNumber) {
			l.exact++
		}
	}
	for i, w := range b {
		if !used[i] {
			looseB = append(looseB, w)
		}
	}
	return looseA, looseB
}

// finder returns a function that finds the first unused word of equal text, or -1.
func finder(words []word, used []bool) func(word) int {
	const few = 32
	if len(words) <= few {
		return func(w word) int {
			for i := range words {
				if !used[i] && words[i].text == w.text {
					return i
				}
			}
			return -1
		}
	}
	places := make(map[string][]int, len(words))
	for i, w := range words {
		places[w.text] = append(places[w.text], i)
	}
	return func(w word) int {
		at := places[w.text]
		if len(at) == 0 {
			return -1
		}
		places[w.text] = at[1:]
		return at[0]
	}
}

func (l *likeness) share(w word, weight, part float64) {
	l.shared += part * weight
	l.inexact += (1 - part) * weight
	if isContent(w) {
		l.content++
	}
}

// isContent says whether a word has a meaning of its own.
func isContent(w word) bool { return w.prior >= 0.4 }

func contentOf(words []word) []word {
	var content []word
	for _, w := range words {
		if isContent(w) {
			content = append(content, w)
		}
	}
	return content
}

// sum adds the weights of words.
func (c *comparer) sum(words []word) float64 {
	var sum float64
	for _, w := range words {
		sum += c.weight(w)
	}
	return sum
}

// conflict returns what two texts name and what differs, given the words that the other one does
// not have.
func conflict(a, b []word) string {
	for i := range a {
		for j := range b {
			if w, v := &a[i], &b[j]; clash(w, v) || clash(v, w) {
				return became(*w, *v)
			}
		}
	}
	return ""
}

// clash says whether two words that differ both name something, the first one for sure.
func clash(w, v *word) bool {
	isSign := func(f form) bool { return f == formNumber || f == formSymbol }
	if isSign(w.form) || isSign(v.form) {
		return w.form == v.form
	}
	return w.named && (v.named || v.form == formWord && v.capped && v.prior >= 0.4)
}

func became(w, v word) string { return fmt.Sprintf("%q became %q", w.raw, v.raw) }

// sameCode says whether two pieces of code differ only in what does not change what they say: how
// they are spaced, a mark at their end, or capital letters throughout instead of small ones in
// words too long for a flag, as in SQL.
func sameCode(a, b string) bool {
	for {
		a, b = strings.TrimLeft(a, " "), strings.TrimLeft(b, " ")
		n, m := wordSize(a), wordSize(b)
		switch {
		case isEndMark(a) && isEndMark(b):
			return true
		case n != m || n == 0:
			return false
		case a[:n] != b[:m] && !isSameKeyword(a[:n], b[:m]):
			return false
		}
		a, b = a[n:], b[m:]
	}
}

// wordSize returns the size of the word at the start of s, or of the one character that is none.
func wordSize(s string) int {
	for i, r := range s {
		if !isWordRune(r) {
			return max(i, utf8.RuneLen(r))
		}
	}
	return len(s)
}

func isEndMark(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || s == ";" || s == "…" || s == "..."
}

// isSameKeyword says whether two words differ only in that one is written in capital letters.
func isSameKeyword(a, b string) bool {
	return len(a) > 2 && strings.EqualFold(a, b) && isOneCase(a) && isOneCase(b)
}

func isOneCase(s string) bool { return strings.ToUpper(s) == s || strings.ToLower(s) == s }

// length counts the words with a meaning of their own, those in a piece of code one by one.
func length(words []word) int {
	n := 0
	for _, w := range words {
		switch {
		case w.form == formCode:
			n += len(strings.FieldsFunc(w.text, func(r rune) bool { return !isWordRune(r) }))
		case isContent(w):
			n++
		}
	}
	return n
}
