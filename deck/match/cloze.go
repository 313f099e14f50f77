package match

import (
	"slices"

	"cards/deck/markup"
)

// gapEvidence is what only clozes have.
type gapEvidence struct {
	equal   bool // the same things are asked
	outside bool // cards differ in the asked gap only, and the text around it says enough
	grown   bool // the texts around are similar and nothing is exchanged
	around  bool // the texts around are similar
	differ  bool // each asks for something that the other does not have
}

// gapMark stands for a gap in the text around it.
const gapMark = "⬚"

// compareGaps compares what two clozes of different text ask for, and what is around it.
func (e *evidence) compareGaps() {
	e.gaps.equal = e.haveSameGaps()
	e.gaps.differ = e.asksFor(e.old, e.prompt.onlyA) && e.asksFor(e.new, e.prompt.onlyB)
	for _, p := range e.pairCards(e.old, e.new) {
		e.compareOutside(&e.texts[p.old], &e.texts[p.new])
	}
}

// compareOutside adds what the texts around the gaps of two cards say: that they are the same and
// say enough, or that next to nothing is exchanged.
func (e *evidence) compareOutside(x, y *trace) {
	around, others := e.words.Read(outside(x.Text.Cloze)), e.words.Read(outside(y.Text.Cloze))
	l := e.compare(around, others)
	if l.change != same {
		isSimilar := l.sim >= similarMost && l.swapped == 0 && saysEnough(around)
		e.gaps.around = e.gaps.around || isSimilar
		if isSimilar && l.added > 0 {
			gap := e.compare(e.gapWords(x), e.gapWords(y))
			isSimilar = gap.isKept()
		}
		e.gaps.grown = e.gaps.grown || isSimilar && !l.doubt && !l.moved
		return
	}
	e.gaps.around = true
	o := y.outline(e.scan)
	isShared := slices.ContainsFunc(e.index.WithPrompt(o.Prompt), e.isOther)
	e.gaps.outside = e.gaps.outside || !isShared && e.sameFile() && saysEnough(around)
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
