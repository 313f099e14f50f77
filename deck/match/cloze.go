package match

import (
	"slices"

	"cards/deck/markup"
)

// gapMark stands for a gap in the text around it.
const gapMark = "⬚"

// clozeEvidence compares two clozes.
func (m *matcher) clozeEvidence(c *comparer, old, new *group) *evidence {
	e := &evidence{sameFile: m.sameFile(old, new)}
	e.prompt = c.compare(old.promptWords, new.promptWords)
	e.prompt.settleMarks(old.prompt, new.prompt)
	if e.prompt.change == same {
		return e
	}
	e.gaps.equal = m.sameGaps(old, new)
	e.gaps.differ = m.asksFor(old, e.prompt.onlyA) && m.asksFor(new, e.prompt.onlyB)
	for _, a := range old.places {
		for _, b := range new.places {
			m.compareOutside(c, e, old, new, &m.texts[a], &m.texts[b])
		}
	}
	return e
}

// compareOutside adds what the texts around the gaps of two cards say: that they are the same and
// say enough, or that next to nothing is exchanged.
func (m *matcher) compareOutside(c *comparer, e *evidence, old, new *group, x, y *trace) {
	around, others := m.words.read(outside(x.Text.Cloze)), m.words.read(outside(y.Text.Cloze))
	l := c.compare(around, others)
	if l.change != same {
		isSimilar := l.sim >= similarMost && l.swapped == 0 && saysEnough(around)
		e.gaps.around = e.gaps.around || isSimilar
		if isSimilar && l.hasGained() {
			gap := c.compare(m.gapWords(x), m.gapWords(y))
			isSimilar = gap.isKept()
		}
		e.gaps.grown = e.gaps.grown || isSimilar && !l.doubt && !l.moved
		return
	}
	e.gaps.around = true
	o := m.survey.fold.outline(y)
	if m.hasOthers(m.survey.withPrompt(o.prompt), old, new) {
		return
	}
	e.gaps.outside = e.gaps.outside || e.sameFile && saysEnough(around)
}

// sameGaps says whether a cloze asks for all that another one asked for, as far as that is known.
func (m *matcher) sameGaps(old, new *group) bool {
	return !slices.ContainsFunc(old.places, func(a int32) bool {
		return !slices.ContainsFunc(new.places, func(b int32) bool {
			return m.sameGap(m.texts[a].Text.Cloze, m.texts[b].Text.Cloze)
		})
	})
}

// asksFor says whether one of some words stands in a gap of a cloze.
func (m *matcher) asksFor(g *group, words []*word) bool {
	return slices.ContainsFunc(g.places, func(at int32) bool {
		return slices.ContainsFunc(m.gapWords(&m.texts[at]), func(w *word) bool {
			return isAmong(w, words)
		})
	})
}

func (m *matcher) gapWords(t *trace) []*word {
	var words []*word
	for _, asked := range markup.GapTexts(t.Text.Cloze) {
		words = append(words, m.words.read(asked)...)
	}
	return words
}

// saysEnough says whether the text around a gap leaves no doubt of what is asked. A sentence that
// begins with a gap may tell of many things.
func saysEnough(around []*word) bool {
	const enough, more = 3, 6 // words; a name says as much as two
	isGap := func(w *word) bool { return w.text == gapMark }
	content := slices.DeleteFunc(contentOf(around), isGap)
	says := len(content)
	if slices.ContainsFunc(content, isName) {
		says++
	}
	return says >= more || says >= enough && !isGap(solid(around)[0])
}
