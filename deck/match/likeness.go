package match

import (
	"slices"
	"strings"

	"cards/deck/match/text"
)

// likeness is what comparing two texts says.
type likeness struct {
	change    change
	sim       float64 // from 0 to 1
	shared    float64 // weight of the words that both have
	swapped   float64 // weight of the words that one has in place of others
	added     float64 // weight of the words with a meaning of their own that the longer one adds
	content   int     // how many words with a meaning of their own both have
	exact     int     // how many of these, of more than one letter, are written alike
	light     bool    // only words of grammar differ
	doubt     bool    // words were taken for one that may be two
	named     bool    // each names something that the other one does not
	moved     bool    // all words are the same, in another order
	turned    bool    // a word that turns a question has come, gone or moved, or is another one
	known     bool    // words of grammar of a language that is known are in it
	hunks     []hunk  // what differs, in order
	spellings []*word // of equal texts: what has other accents or marks of code

	onlyA, onlyB []*word // without a counterpart
	inexact      float64
}

// maxDiff bounds the words of texts that are read in order. Texts of some words that are far apart
// are not, as no rule asks how they were changed.
const maxDiff, apart, someWords = 600, 0.15, 6

// compare compares two texts.
func (c *comparer) compare(a, b []*word) likeness {
	l := likeness{change: reworded}
	if len(a) == 0 || len(b) == 0 {
		return l
	}
	c.pairWords(a, b, &l)
	x, y := solid(a), solid(b)
	if slices.EqualFunc(x, y, text.IsSame) {
		l.settle()
		return l
	}
	isNear := l.sim >= apart || min(len(x), len(y)) < someWords
	if isNear && max(len(x), len(y)) <= maxDiff {
		c.compareOrder(x, y, &l)
	}
	isNamed := slices.ContainsFunc(l.onlyA, func(w *word) bool { return isAmong(w, l.onlyB, clash) })
	l.named = l.named || isNamed && !slices.ContainsFunc(l.hunks, hunk.isWrittenOut)
	return l
}

// compareOrder compares two texts place by place.
func (c *comparer) compareOrder(x, y []*word, l *likeness) {
	l.hunks = hunksOf(x, y)
	l.change = c.changeOf(l.hunks)
	if len(l.hunks) == 0 {
		l.spellings = otherSpellings(x, y)
		if text.DifferInDots(x, y) {
			l.change = slip
		}
	}
	l.turned = haveTurn(l.hunks) || l.isOfOther(x, y) ||
		l.movesContent() && !slices.Equal(negated(x), negated(y))
	l.known = slices.ContainsFunc(slices.Concat(x, y), (*word).IsGrammar)
	l.light = l.light && !haveRunes(l.hunks)
	if isCrossing(x, y) { // other things are named, and no typos, though the words may be alike
		l.nameOther()
	}
}

// otherSpellings returns the words of the first of two texts of equal words that have other accents
// or marks of code in the second one.
func otherSpellings(x, y []*word) []*word {
	var list []*word
	for i := range x {
		if !isSpeltAlike(x[i], y[i]) {
			list = append(list, x[i])
		}
	}
	return list
}

// isOfOther says whether what is named has become whose something else is, or the other way:
// "Plato", "Plato's friend".
func (l *likeness) isOfOther(x, y []*word) bool {
	return !l.movesContent() && slices.ContainsFunc(x, func(w *word) bool {
		isOwner := func(v *word) bool { return w.Text == v.Text && w.Owner != v.Owner }
		return w.IsContent() && slices.ContainsFunc(y, isOwner)
	})
}

// isSpeltAlike says whether two words are written alike; the case of letters counts in code only.
func isSpeltAlike(w, v *word) bool {
	if w.Form == text.Code {
		return strings.ReplaceAll(w.Raw, " ", "") == strings.ReplaceAll(v.Raw, " ", "")
	}
	return strings.EqualFold(w.Raw, v.Raw)
}

// settle makes a likeness of equal texts complete.
func (l *likeness) settle() {
	shared, content, exact := l.shared, l.content, l.exact
	*l = likeness{sim: 1, shared: shared, content: content, exact: exact, light: true, moved: true}
}

// nameOther makes a likeness of texts of the same words that of texts that name other things.
func (l *likeness) nameOther() {
	l.change, l.light, l.moved, l.named = slight, false, false, true
}

// pairWords weighs what two texts have in common: equal words first, then those that are one word
// in another form, or with a typo.
func (c *comparer) pairWords(a, b []*word, l *likeness) {
	const most = 64 // words without an equal one that are compared one by one
	l.onlyA, l.onlyB = c.pair(a, b, l, func(w, v *word) text.Kinship {
		if w.Text == v.Text {
			return text.Identical
		}
		return text.Unrelated
	})
	if len(l.onlyA) <= most && len(l.onlyB) <= most {
		l.onlyA, l.onlyB = c.pair(l.onlyA, l.onlyB, l, text.KinOf)
	}
	onlyA, onlyB := c.sum(l.onlyA), c.sum(l.onlyB)
	newA, newB := contentOf(l.onlyA), contentOf(l.onlyB)
	l.swapped, l.added = min(c.sum(newA), c.sum(newB)), max(c.sum(newA), c.sum(newB))
	l.light = l.exact > 0 && !l.doubt && len(newA)+len(newB) == 0
	l.moved = len(l.onlyA)+len(l.onlyB) == 0 && l.inexact == 0
	if l.shared > 0 {
		exact := l.shared + l.inexact
		dice := 2 * l.shared / (2*exact + onlyA + onlyB)
		within := l.shared / (exact + min(onlyA, onlyB))
		l.sim = (dice + within) / 2
	}
}

// pair takes away the words that belong together, the closest first, and returns the rest.
func (c *comparer) pair(
	a, b []*word, l *likeness, kin func(w, v *word) text.Kinship,
) (looseA, looseB []*word) {
	const part = 0.9 // of its weight another form of a word shares: both are one in nine cases of ten
	taken := make([]bool, len(b))
	for i := range a {
		w, best, at := a[i], text.Unrelated, -1
		for j := range b {
			if best == text.Identical {
				break
			}
			if !taken[j] {
				if k := kin(w, b[j]); k > best {
					best, at = k, j
				}
			}
		}
		if at < 0 {
			looseA = append(looseA, w)
			continue
		}
		taken[at] = true
		weight := min(c.weight(w), c.weight(b[at]))
		if best != text.Identical {
			l.inexact += (1 - part) * weight
			weight *= part
		}
		l.shared += weight
		if w.IsContent() {
			l.content++
			if best == text.Identical && (len(w.Text) > 1 || w.Form == text.Number) {
				l.exact++
			}
		}
		l.doubt = l.doubt || best == text.Doubtful && w.IsContent()
	}
	for j, w := range b {
		if !taken[j] {
			looseB = append(looseB, w)
		}
	}
	return looseA, looseB
}

// sum adds the weights of words.
func (c *comparer) sum(words []*word) float64 {
	var sum float64
	for _, w := range words {
		sum += c.weight(w)
	}
	return sum
}

// holds says whether one of some words, if it says something, is among others.
func (c *comparer) holds(words, some []*word) bool {
	const least = 0.5
	return slices.ContainsFunc(some, func(w *word) bool {
		return w.IsContent() && c.weight(w) >= least && isAmong(w, words, text.IsEqual)
	})
}
