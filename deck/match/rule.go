package match

import (
	"slices"
)

// The least that is similar, of sides and of both together. On the labelled edits the least
// likeness of true pairs and the greatest of others meet at 0.65; one side may have nearly half of
// what it had if the other one has more. In another file than before it takes most: notes that are
// near in their subject stand in one file.
const (
	similarSide = 0.45
	similarBoth = 0.65
	similarMost = 0.75
)

// level is how strong the evidence is that two notes are one.
type level int

const (
	none  level = iota
	asked       // it is proposed
	similar
	sameAnswer
	samePrompt
	sameText
)

// verdict is what two notes say when they are compared.
type verdict struct {
	level  level   // the strongest evidence
	score  float64 // from 0 to 1: how similar
	reason string  // why they are one, or why not
}

// rule says what evidence decides: what it needs is there, and what forbids it is not.
type rule struct {
	cloze   bool    // it is of clozes, others of notes with a question and an answer
	reason  string  // for people
	level   level   // none forbids a link
	score   float64 // 0 is how similar both sides are
	needs   func(*evidence) bool
	forbids func(*evidence) bool // nil: nothing does
}

// rules are read from the top; the first one that holds decides.
var rules = [...]rule{
	// A question that is polished asks the same; a word or phrase may be another one.
	{
		reason: "same words, spelt or formatted differently, but another answer",
		level:  asked,
		needs: func(e *evidence) bool {
			return e.isOtherReading() || e.isOtherSpelling() || e.isOtherWord() || e.isOtherAside()
		},
	},
	// The prompt is what a card is; the answer may be corrected or written anew.
	{
		reason: "same prompt", level: samePrompt, score: 0.95,
		needs: func(e *evidence) bool {
			p := &e.prompt
			isSame := p.change == same && (e.sameFile() || e.answer.sim >= similarSide)
			return isSame || p.isQuestion()
		},
		forbids: (*evidence).isShared,
	},
	// What stands in parentheses explains: the answer must agree all the same, as (river) and
	// (money) ask other things. So it must behind another accent: "trabajo", "trabajó".
	{
		reason: "same prompt apart from accents or text in parentheses",
		level:  samePrompt, score: 0.94,
		needs: func(e *evidence) bool {
			is := e.prompt.change
			return e.sameFile() && e.answer.sim >= similarSide &&
				(is == spelt || is == aside && e.answerHolds())
		},
	},
	// Three quarters of each side stand on the other one.
	{
		reason: "question and answer are exchanged: that is the other direction", score: 0.5,
		needs: (*evidence).isCrossed,
	},
	// What is corrected for certain is the same prompt.
	{
		reason: "a typo in the prompt was corrected", level: samePrompt, score: 0.94,
		needs: func(e *evidence) bool {
			p := &e.prompt
			isSure := p.change == respelt && !slices.ContainsFunc(p.hunks, hunk.isSwap)
			return isSure && !e.answer.hasChoice() || p.isRespelt() && e.answerKept()
		},
	},
	// Both sides of a tiny card may be mistyped, and then nothing on it is as it was.
	{
		reason: "typos on both sides were corrected", level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			return e.sameFile() && e.prompt.isMistyped() && e.answer.isMistyped()
		},
		forbids: func(e *evidence) bool { return haveSameSlip(e.prompt.hunks, e.answer.hunks) },
	},
	// An article may look like any word, but one that negates would show on both sides. Forms of a
	// word beside it ask nothing else.
	{
		reason: "a term got its article or other forms", level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool { return e.sameFile() && e.isInflected() },
	},
	// What a number was asked for, it still is.
	{
		reason: "same number and unit, and only function words differ",
		level:  sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			return e.wasNumber() && e.answer.exact > 0 && e.prompt.isReframed()
		},
		forbids: func(e *evidence) bool { return e.answer.named },
	},
	// In any language one word can turn a question into another one that has the same answer.
	{
		reason: "same answer, but the prompt differs by a word", level: asked, score: 0.9,
		needs:   func(e *evidence) bool { return e.prompt.isOne() && e.answerKept() },
		forbids: func(e *evidence) bool { return e.isPolished() || e.prompt.isPlain() },
	},
	// A name, a number or code was exchanged: another subject, unless a replacement runs over
	// several notes.
	{
		reason: "same answer, but the prompt names something else", level: asked, score: 0.7,
		needs: func(e *evidence) bool { return e.prompt.named && e.answerKept() && e.isDistinctive() },
	},
	// With another answer it is another subject.
	{
		reason: "the prompt names something else",
		needs:  func(e *evidence) bool { return e.prompt.named },
	},
	// The positive reason is in the prompt: nearly half of what it weighs is the same, and it was
	// reworded in several places.
	{
		reason: "same answer, which no other card has", level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			return e.answerStands() && e.isDistinctive() && e.prompt.sim >= similarSide
		},
		forbids: func(e *evidence) bool {
			return e.prompt.turned || e.isValue() || e.mayTurn() || e.isSwapped()
		},
	},
	// Both sides are reworded and most of both has stayed.
	{
		reason: "similar prompt and answer", level: similar,
		needs: func(e *evidence) bool {
			return min(e.prompt.sim, e.answer.sim) >= similarSide && e.sim() >= e.least()
		},
		forbids: asksOther,
	},
	// An equal answer alone may be that of another question.
	{
		reason: "same answer, but the prompt was rewritten", level: asked,
		needs: (*evidence).answerKept,
	},
	// One of both sides was changed for certain, or what was exchanged on one stands on the other.
	{
		reason: "similar, but not enough to be sure", level: asked,
		needs: isLikely,
	},
	// Gaps were added, moved or taken away.
	{
		cloze: true, reason: "same text", level: samePrompt, score: 0.95,
		needs: func(e *evidence) bool { return e.prompt.change == same },
	},
	// Another thing is asked in the same words: what is asked was corrected.
	{
		cloze: true, reason: "same text around the gap", level: samePrompt, score: 0.95,
		needs: func(e *evidence) bool { return e.outside },
	},
	// A statement whose gaps are what they were tells the same if another word or phrase is
	// chosen for one around them, and more of it if several words come.
	{
		cloze: true, reason: "same gaps, and the text around them says the same",
		level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			p := &e.prompt
			return e.haveSameGaps() && (p.isOneWord() || p.isAdded() || p.isOne() && p.isPhrased())
		},
		forbids: func(e *evidence) bool { return e.prompt.named || e.prompt.turned },
	},
	// A word that came or went may negate.
	{
		cloze: true, reason: "same gaps, but the text around them differs by a word",
		level: asked, score: 0.85,
		needs: func(e *evidence) bool { return e.haveSameGaps() && e.prompt.isOne() },
	},
	// Only what stands in parentheses or several words together have come or gone.
	{
		cloze: true, reason: "similar text around the gap", level: similar, score: 0.85,
		needs:   func(e *evidence) bool { return e.grown },
		forbids: func(e *evidence) bool { return e.prompt.turned },
	},
	// Nothing is left that is the same.
	{
		cloze: true, reason: "other things are asked, and the text differs too",
		needs: func(e *evidence) bool {
			return e.asksFor(e.old, e.prompt.onlyA) && e.asksFor(e.new, e.prompt.onlyB)
		},
		forbids: func(e *evidence) bool { return e.around },
	},
	// Nothing was exchanged, and most has stayed. The same words in another order may tell of
	// another party.
	{
		cloze: true, reason: "similar text", level: similar,
		needs: func(e *evidence) bool { return e.prompt.swapped == 0 && e.prompt.sim >= e.least() },
		forbids: func(e *evidence) bool {
			p := &e.prompt
			return p.turned || p.moved || p.isOne()
		},
	},
	// Nearly half of the text has stayed.
	{
		cloze: true, reason: "similar text, but not enough to be sure", level: asked,
		needs: func(e *evidence) bool { return e.prompt.sim >= similarSide },
	},
}

// decide returns what the first rule says that holds. Of texts that have nothing of that sort in
// common it is that they are so similar.
func (e *evidence) decide() verdict {
	v := verdict{reason: "too little in common"}
	for _, r := range rules {
		if r.cloze == e.new.isCloze() && r.needs(e) && (r.forbids == nil || !r.forbids(e)) {
			v = verdict{level: r.level, score: r.score, reason: r.reason}
			break
		}
	}
	if v.score == 0 {
		v.score = e.sim()
	}
	return v
}

// least is how similar both sides of notes must be.
func (e *evidence) least() float64 {
	if e.sameFile() {
		return similarBoth
	}
	return similarMost
}

// isSwapped says whether an answer stands as it was behind a prompt in which so much was exchanged
// that another question may have the same answer.
func (e *evidence) isSwapped() bool {
	return e.answer.change == same && e.prompt.swapped > 0 && e.prompt.sim < similarMost
}

// mayTurn says whether a prompt may be turned into another question: one word was exchanged, who
// did something is whom it was done to, or behind a short answer the same words stand in another
// order or form. An answer that was polished too, or that only tells more, speaks against it.
func (e *evidence) mayTurn() bool {
	p, a := &e.prompt, &e.answer
	switch {
	case p.isRearranged(), e.haveArticles(), a.change != same && e.answerStands():
		return false
	case a.change == same && (p.isReversed() || !p.known && p.movesContent()):
		return true
	}
	isMore := a.swapped == 0 && a.added > 0
	return p.isExchanged() || p.added == 0 && !p.isFramed() && !isMore
}

// isPolished says whether a prompt that differs by a word asks the same, as far as can be told:
// words changed their places, or forms of words differ while the answer was reworded for its own
// part, or explained behind several of them. If both sides differ by a word it is another sentence:
// "I have time", "I have no time".
func (e *evidence) isPolished() bool {
	const several = 3
	p, a := &e.prompt, &e.answer
	switch {
	case a.change == same:
		return false
	case p.moved:
		return true
	case a.change == aside:
		return p.wordsChanged() >= several
	}
	return p.isKept() && (!p.doubt || p.isLongTypo()) && !p.hasLightExchange() && a.change >= framed
}

// asksOther says whether the prompts of notes that are similar on both sides may ask for different
// things, or the answers name them.
func asksOther(e *evidence) bool {
	p, a := &e.prompt, &e.answer
	switch {
	case a.named, e.tellsAnswer(), e.isShared(), p.turned, e.mayTurn(), e.isSwapped():
		return true
	case p.isOne() && !e.isPolished(), a.change != same && e.isNarrowed():
		return true
	case e.isValue() && (len(p.hunks) == 1 || haveCode(p.hunks)), a.added > 2*a.shared && !p.isKept():
		return true
	case p.isRespelt(): // a letter or an accent negates in some languages, and the answer says so
		return true
	}
	isSwap := len(p.hunks) == 1 && p.hunks[0].isSwap()
	return isSwap || a.change != same && min(p.exact, a.exact) == 0
}

// isNarrowed says whether a prompt has gained or lost what makes it ask less or more, so that an
// answer of a few words may be that of another question: "in leap years". If other words differ
// too, one word more of the answer may have stayed by chance.
func (e *evidence) isNarrowed() bool {
	const few, some = 2, 3 // words
	p, a := &e.prompt, &e.answer
	isAlone := a.exact <= few && !p.hasExchange()
	return p.added > 0 && (isAlone || a.exact <= some && p.sim < similarBoth)
}

// isLikely says whether one side of two notes says the same, and the other one does not say
// something else for certain.
func isLikely(e *evidence) bool {
	p, a := &e.prompt, &e.answer
	switch {
	case p.sim < 0.4, a.isNegated():
		return false
	case p.isGrown() && !p.turned && a.swapped == 0:
		return true
	case e.isShared():
		return a.sim >= similarMost
	case p.change <= slip:
		return p.exact >= 2 || p.change <= aside && p.exact > 0
	case p.isKept():
		return p.exact >= 2 || a.sim >= similarSide
	case p.change >= framed:
		return p.isGrown() || a.shared > 0 && !a.named || p.sim >= similarMost
	case min(p.sim, a.sim) >= similarMost && p.exact+a.exact >= 4:
		return true
	}
	isReworded := a.change == reworded && a.sim >= 0.3
	return a.change == formed && !a.doubt || a.isGrown() && a.exact >= 4 ||
		isReworded && p.swapped == 0
}
