package match

import "slices"

// answersAgree says whether the answers speak for one card as well.
func (e *evidence) answersAgree() bool {
	return e.answer.sim >= similarSide && e.answer.forbid == ""
}

// answerStands says whether the answer is the same, but for words of grammar or what stands in
// parentheses.
func (e *evidence) answerStands() bool {
	return e.answer.same || e.answer.nearly || e.answer.marginal
}

// long is how many words with a meaning of their own make an answer unlikely to be that of another
// question.
const long = 5

// promptSupports says whether prompts are similar enough for notes of equal answers.
func (e *evidence) promptSupports() bool {
	p, a := &e.prompt, &e.answer
	switch {
	case p.forbid != "":
		return false
	case e.sameFile && a.same && a.length >= long && (!p.spot || p.exact >= 2):
		return true
	case p.spot:
		return false
	case e.sameFile && a.content >= long:
		return true
	case p.isRemade():
		return false
	}
	least := similarSide
	if !e.sameFile {
		least = similarBoth
	}
	return p.sim >= least && p.shared >= 1.5*p.swapped
}

// isPolished says whether a prompt that differs by a word asks the same, as far as can be told:
// something in parentheses was added to one of the sides, words changed their places, or light
// words and forms of words differ while the answer was reworded for its own part. If both sides
// differ by a word it is another sentence: "I have time", "I have no time".
func (e *evidence) isPolished() bool {
	p, a := &e.prompt, &e.answer
	return !a.same && (p.marginal || a.marginal && !a.isSpelt || p.moved ||
		(p.harmless || p.nearly) && !a.nearly && a.change != slight)
}

// areBothSlight says whether both sides differ by a word that may make another sentence of them.
func (e *evidence) areBothSlight() bool {
	p, a := &e.prompt, &e.answer
	switch {
	case p.change != slight || e.isPolished(), p.isMistyped(), p.harmless && p.exact >= 2,
		p.harmless && a.harmless && p.doubt && a.doubt:
		return false
	case a.nearly:
		return a.content < 3 && slices.ContainsFunc(a.hunks, hunk.isExchange)
	}
	return a.change == slight
}

// answerDeveloped says whether an answer was reworded in more than a word and has kept most of what
// it said.
func (e *evidence) answerDeveloped() bool {
	a := &e.answer
	if a.forbid != "" || a.doubt || a.exchanged || a.change != reworded {
		return false
	}
	return a.swapped == 0 && a.exact > 0 || a.exact >= 2 && a.shared >= 2*a.swapped
}

// answerKept says whether the answer is the same but for typos, how it is spelt and what stands in
// parentheses.
func (e *evidence) answerKept() bool {
	return e.answer.same || e.answer.marginal || e.answer.isMistyped() || e.replaced
}

// hasGrown says whether one of the answers has all words of the other one, at least one of them as
// it is written there.
func (e *evidence) hasGrown() bool {
	a := &e.answer
	return a.forbid == "" && a.swapped == 0 && a.exact > 0 && !a.doubt
}

// isExplained says whether the answer says more or less, and the prompt was put into other words in
// one place: into more than a negated verb has, unless the answer was reworded too.
func (e *evidence) isExplained() bool {
	p, least := &e.prompt, 3
	if e.answer.change == reworded {
		least = 2
	}
	return e.sameFile && e.hasGrown() && p.spot && p.shared > 0 &&
		wordsIn(p.hunks[0].from)+wordsIn(p.hunks[0].to) > least
}

// isRemade says whether words are exchanged, and there are more new ones than old ones that stayed.
func (l *likeness) isRemade() bool { return l.swapped > 0 && l.added > 1.5*l.shared }

// areAlike says whether both sides of two notes are similar.
func areAlike(e *evidence) bool {
	p, a := &e.prompt, &e.answer
	least := similarBoth
	if !e.sameFile {
		least = similarFar
	}
	switch {
	case p.forbid != "", a.forbid != "", p.isRemade(), p.exchanged, a.exchanged,
		p.change == slight && !e.isPolished():
		return false
	case !p.same && !a.same && (p.added > 1.5*p.shared ||
		a.added > 2*a.shared && (a.swapped > 0 || !p.nearly || !p.harmless || p.exact < 2)):
		return false
	case p.change == respelt && !p.isSpelt && a.change == slight && !a.harmless:
		return false // one letter negates in some languages, and the answer says so
	case !p.same && !a.same && (haveRunes(p.hunks) || haveRunes(a.hunks)):
		return false // a syllable may negate
	case p.sim < similarSide, a.sim < similarSide, (p.sim+a.sim)/2 < least:
		return false
	case e.shared:
		return a.content >= 2 && !a.doubt && (a.swapped == 0 || a.sim >= 0.75)
	case p.spot, !p.same && p.exact == 0 && !a.same, !a.same && a.exact == 0 && !p.same:
		return false
	case p.doubt && a.doubt && min(p.exact, a.exact) < 2:
		return false
	case a.same && a.content < 2:
		return p.swapped == 0 || p.sim >= 0.85
	case p.swapped > 0 && a.swapped > 0:
		return !p.doubt && p.shared >= 2*p.swapped && a.shared >= 2*a.swapped
	case p.doubt && a.swapped > 0, a.doubt && p.swapped > 0:
		return false
	}
	return p.shared > p.swapped &&
		(a.shared >= 3*a.swapped || (p.same || p.nearly) && a.shared > a.swapped)
}
