package match

import (
	"slices"

	"cards/deck/diff"
	"cards/deck/markup"
)

// cardPair is the places of two texts that are of one card.
type cardPair struct{ old, new int32 }

// pairCards returns which cards of two notes that are one belong together.
func (c *corpus) pairCards(old, new *group) []cardPair {
	var pairs []cardPair
	switch {
	case old.isCloze() != new.isCloze():
		pairs = c.pairForms(old, new)
	case old.isCloze():
		pairs = c.pairGaps(old, new)
	default:
		for _, a := range old.places {
			for _, b := range new.places {
				if c.texts[a].isReversed() == c.texts[b].isReversed() {
					pairs = append(pairs, cardPair{a, b})
				}
			}
		}
	}
	return slices.DeleteFunc(pairs, func(p cardPair) bool { return c.isParted(p) })
}

// isParted says whether a person has parted two cards.
func (c *corpus) isParted(p cardPair) bool {
	return slices.ContainsFunc(c.textsOfCard(p.old), func(t trace) bool {
		return c.parted(t.Key, c.texts[p.new].Key)
	})
}

// pairGaps pairs gaps of equal text, then those that stand in the same place. In an unchanged text
// another gap in the place of one asks something else.
func (c *corpus) pairGaps(old, new *group) []cardPair {
	sameText := func(a, b int32) bool {
		return c.sameGap(c.texts[a].Text.Cloze, c.texts[b].Text.Cloze)
	}
	pairs := onlyPairs(old.places, new.places, sameText)
	if old.prompt == new.prompt {
		return pairs
	}
	isPaired := func(at int32) bool {
		return slices.ContainsFunc(pairs, func(p cardPair) bool { return p.old == at || p.new == at })
	}
	restOld := slices.DeleteFunc(slices.Clone(old.places), isPaired)
	restNew := slices.DeleteFunc(slices.Clone(new.places), isPaired)
	spans := map[int32]gapSpan{}
	for _, at := range slices.Concat(restOld, restNew) {
		spans[at] = c.gapSpan(at)
	}
	samePlace := func(a, b int32) bool { return spans[a].isWhere(spans[b]) }
	return append(pairs, onlyPairs(restOld, restNew, samePlace)...)
}

// onlyPairs returns the pairs that fit, of places that fit in no other.
func onlyPairs(olds, news []int32, fits func(a, b int32) bool) []cardPair {
	var all []cardPair
	count := map[int32]int{}
	for _, a := range olds {
		for _, b := range news {
			if fits(a, b) {
				all = append(all, cardPair{a, b})
				count[a]++
				count[b]++
			}
		}
	}
	return slices.DeleteFunc(all, func(p cardPair) bool { return max(count[p.old], count[p.new]) > 1 })
}

// sameGap says whether the asked gaps of two clozes have equal texts, but for case, accents and
// punctuation.
func (c *corpus) sameGap(a, b string) bool {
	x, y := markup.GapTexts(a), markup.GapTexts(b)
	return slices.Equal(x, y) || len(x) == len(y) && c.gapHash(x) == c.gapHash(y)
}

func (c *corpus) gapHash(asked []string) uint64 {
	var h uint64
	for _, s := range asked {
		h = h*prime + c.scan.Hash(s)
	}
	return h
}

// isWhere says whether two gaps stand in the same place: no word that both texts have is before the
// one and behind the other.
func (x gapSpan) isWhere(y gapSpan) bool {
	if len(x.words) > maxDiff || len(y.words) > maxDiff {
		return false
	}
	for i, j := range diff.Common(x.words, y.words) {
		if j >= 0 && (i < x.from && j >= y.to || i >= x.to && j < y.from) {
			return false
		}
	}
	return true
}

// gapSpan is where the first asked gap stands among the words of a cloze.
type gapSpan struct {
	words    []string
	from, to int
}

func (c *corpus) gapSpan(at int32) gapSpan {
	before, inner, after, _ := markup.CutGap(c.texts[at].Text.Cloze)
	first, asked := texts(c.words.Read(before)), texts(c.words.Read(inner))
	return gapSpan{
		words: slices.Concat(first, asked, texts(c.words.Read(unmarked(after)))),
		from:  len(first), to: len(first) + len(asked),
	}
}
