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
	if old.isCloze() {
		pairs = c.pairGaps(old, new)
	} else {
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

// pairGaps pairs gaps of equal text, then those that stand in the same place.
func (c *corpus) pairGaps(old, new *group) []cardPair {
	var pairs []cardPair
	restOld, restNew := slices.Clone(old.places), slices.Clone(new.places)
	join := func(fits func(a, b int32) bool) {
		var chosen []cardPair
		for _, a := range restOld {
			if b, ok := only(restNew, func(b int32) bool { return fits(a, b) }); ok {
				if _, ok := only(restOld, func(a int32) bool { return fits(a, b) }); ok {
					chosen = append(chosen, cardPair{a, b})
				}
			}
		}
		for _, p := range chosen {
			restOld = slices.DeleteFunc(restOld, func(at int32) bool { return at == p.old })
			restNew = slices.DeleteFunc(restNew, func(at int32) bool { return at == p.new })
		}
		pairs = append(pairs, chosen...)
	}
	cloze := func(at int32) string { return c.texts[at].Text.Cloze }
	places := c.gapPlaces(restOld, restNew)
	samePlace := func(a, b int32) bool { return places[cardPair{a, b}] }
	sameText := func(a, b int32) bool { return c.sameGap(cloze(a), cloze(b)) }
	join(sameText)
	if old.prompt != new.prompt { // in an unchanged text another gap in that place asks something else
		join(samePlace)
	}
	return pairs
}

// only returns the one place that fits, if there is exactly one.
func only(places []int32, fits func(int32) bool) (place int32, ok bool) {
	for _, at := range places {
		if fits(at) {
			if ok {
				return 0, false
			}
			place, ok = at, true
		}
	}
	return place, ok
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

// gapPlaces returns which gaps stand in the same place: what stands before and after them is the
// same.
func (c *corpus) gapPlaces(old, new []int32) map[cardPair]bool {
	same := map[cardPair]bool{}
	olds, news := c.gapSpans(old), c.gapSpans(new)
	for i, a := range old {
		for j, b := range new {
			x, y := olds[i], news[j]
			if len(x.words) > maxDiff || len(y.words) > maxDiff {
				continue
			}
			from, to := counterpart(x, y.words)
			if y.from < to && from < y.to || from == to && y.from <= from && from <= y.to {
				same[cardPair{a, b}] = true
			}
		}
	}
	return same
}

// gapSpan is where the first asked gap stands among the words of a cloze.
type gapSpan struct {
	words    []string
	from, to int
}

func (c *corpus) gapSpans(places []int32) []gapSpan {
	spans := make([]gapSpan, len(places))
	for i, at := range places {
		before, inner, after, _ := markup.CutGap(c.texts[at].Text.Cloze)
		s := &spans[i]
		s.words = c.foldedWords(before)
		s.from = len(s.words)
		s.words = append(s.words, c.foldedWords(inner)...)
		s.to = len(s.words)
		s.words = append(s.words, c.foldedWords(unmarked(after))...)
	}
	return spans
}

// foldedWords returns the words of a text; in scripts without spaces its characters.
func (c *corpus) foldedWords(s string) []string {
	var out []string
	for _, w := range c.words.Read(s) {
		out = append(out, w.Text)
	}
	return out
}

// counterpart returns where among words that stands which the gap of x covers: between the nearest
// words before and after it that both have.
func counterpart(x gapSpan, words []string) (from, to int) {
	at := diff.Common(x.words, words)
	from, to = 0, len(words)
	for i := x.from - 1; i >= 0; i-- {
		if at[i] >= 0 {
			from = at[i] + 1
			break
		}
	}
	for i := x.to; i < len(x.words); i++ {
		if at[i] >= 0 {
			to = at[i]
			break
		}
	}
	return from, to
}
