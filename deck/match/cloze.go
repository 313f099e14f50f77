package match

import (
	"slices"

	"cards/deck/markup"
)

// gapMark stands for a gap in the text around it.
const gapMark = "⬚"

// compareOutside compares what is around the gaps of the cards of two clozes of different text.
func (e *evidence) compareOutside() {
	for _, p := range e.pairCards(e.old, e.new) {
		x, y := &e.texts[p.old], &e.texts[p.new]
		around := e.words.Read(outside(x.Text.Cloze))
		l := e.compare(around, e.words.Read(outside(y.Text.Cloze)))
		isClear := l.swapped == 0 && saysEnough(around)
		e.around = e.around || isClear || l.change == same
		switch {
		case l.change == same:
			with := e.index.WithPrompt(y.outline(e.scan).Prompt)
			e.outside = e.outside || isClear && !slices.ContainsFunc(with, e.isOther)
		case isClear && !l.doubt && !l.moved:
			gap := e.compare(e.gapWords(x), e.gapWords(y))
			e.grown = e.grown || l.added == 0 || gap.isKept()
		}
	}
}

// haveSameGaps says whether the new cloze asks for all that the old one asked for, as far as that
// is known.
func (c *comparer) haveSameGaps() bool {
	return !slices.ContainsFunc(c.old.places, func(a int32) bool {
		return !slices.ContainsFunc(c.new.places, func(b int32) bool {
			return c.sameGap(c.texts[a].Text.Cloze, c.texts[b].Text.Cloze)
		})
	})
}

// asksFor says whether one of some words stands in a gap of a cloze.
func (c *corpus) asksFor(g *group, words []*word) bool {
	return slices.ContainsFunc(g.places, func(at int32) bool {
		return haveCommon(c.gapWords(&c.texts[at]), words)
	})
}

func (c *corpus) gapWords(t *trace) []*word {
	var words []*word
	for _, asked := range markup.GapTexts(t.Text.Cloze) {
		words = append(words, c.words.Read(asked)...)
	}
	return words
}

// saysEnough says whether the text around a gap leaves no doubt of what is asked. A sentence that
// begins with a gap may tell of many things.
func saysEnough(around []*word) bool {
	const enough, more = 3, 6 // words; a name says as much as two
	isGap := func(w *word) bool { return w.Text == gapMark }
	content := slices.DeleteFunc(contentOf(around), isGap)
	says := len(content)
	if slices.ContainsFunc(content, (*word).IsName) {
		says++
	}
	return says >= more || says >= enough && !isGap(solid(around)[0])
}
