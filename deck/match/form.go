package match

import (
	"slices"

	"cards/deck/match/text"
)

// compareForms compares a question with a cloze whose gap is its answer. If the text around the gap
// has some of what is asked, an author has made a statement of the question, or the other way; that
// it still asks the same is for a person to say.
func (e *evidence) compareForms() verdict {
	const least = 0.3
	question, cloze := e.old, e.new
	if question.isCloze() {
		question, cloze = cloze, question
	}
	e.prepare(question)
	p := e.compare(question.promptWords, e.words.Read(outside(cloze.first.Text.Cloze)))
	if p.exact == 0 || p.named || p.turned || p.sim < least {
		return verdict{reason: "one of them is a cloze"}
	}
	e.prompt = p
	return verdict{
		level: asked, score: p.sim,
		reason: "same answer, but one of them is a statement with a gap",
	}
}

// pairForms pairs cards that ask a question with gaps that hold their answers.
func (c *corpus) pairForms(old, new *group) []cardPair {
	return onlyPairs(old.places, new.places, func(a, b int32) bool {
		x, y := solid(c.asked(a)), solid(c.asked(b))
		return len(x) > 0 && slices.EqualFunc(x, y, text.IsSame)
	})
}

// asked returns the words of what a card asks for.
func (c *corpus) asked(at int32) []*word {
	if t := &c.texts[at]; !t.Text.IsCloze() {
		return c.words.Read(t.Text.Answer)
	}
	return c.gapWords(&c.texts[at])
}
