package match

import (
	"slices"
	"strings"

	"cards/deck/match/index"
	"cards/deck/match/text"
)

// comparer compares two notes.
type comparer struct {
	*corpus
	old, new *group
}

// evidence is what comparing two notes says; the rules ask it. Of a cloze the prompt is its text
// with the gaps filled, and there is no answer.
type evidence struct {
	*comparer
	prompt, answer likeness
	around         bool // of a cloze: the texts around a gap are the same or tell the same
	outside        bool // of a cloze: so that cards differ in the asked gap only
	grown          bool // of a cloze: so that one tells more of what is asked
}

// judge compares two notes.
func (c *corpus) judge(old, new *group) *pair {
	p := &pair{evidence: &evidence{comparer: &comparer{c, old, new}}}
	switch {
	case old.isCloze() != new.isCloze():
		p.verdict = p.compareForms()
	case old.prompt == new.prompt && old.answer == new.answer:
		p.verdict = verdict{level: sameText, score: 1, reason: "same text"}
	case old.id() != "" && old.id() == new.id():
		p.verdict = verdict{level: sameText, score: 1, reason: "same id"}
	case old.id() != "" && new.id() != "":
		p.verdict = verdict{reason: "they have different ids"}
	default:
		p.compareSides()
		p.verdict = p.decide()
	}
	return p
}

// compareSides compares the sides of the notes, of clozes their texts and what is around the gaps.
func (e *evidence) compareSides() {
	old, new := e.old, e.new
	e.prepare(old)
	e.prepare(new)
	e.prompt = e.compareTexts(old.promptFlow, new.promptFlow, old.promptWords, new.promptWords)
	if e.prompt.change == same && !text.HaveSameSigns(old.promptFlow, new.promptFlow) {
		e.prompt.nameOther()
	}
	switch {
	case !new.isCloze():
		e.answer = e.compareTexts(old.answerFlow, new.answerFlow, old.answerWords, new.answerWords)
	case e.prompt.change != same:
		e.compareOutside()
	}
	e.settleEscapes()
}

// settleEscapes makes the likeness of prompts that differ in escapes only that of equal ones, if
// the same is asked: what a backslash stands before may be text that was meant to have it, "." and
// "\." in a regular expression.
func (e *evidence) settleEscapes() {
	isEscaped := e.prompt.change != same && text.IsEscaped(e.old.promptFlow, e.new.promptFlow)
	if isEscaped && e.answer.change == same && (!e.new.isCloze() || e.haveSameGaps()) {
		e.prompt.settle()
	}
}

// compareTexts compares two texts by their words. What differs in marks of phrases only is equal.
func (c *comparer) compareTexts(a, b string, x, y []*word) likeness {
	l := c.compare(x, y)
	if l.change != same && text.Skeleton(a) == text.Skeleton(b) {
		l.settle()
	}
	return l
}

// sim is how similar two notes are.
func (e *evidence) sim() float64 {
	if e.new.isCloze() {
		return e.prompt.sim
	}
	return (e.prompt.sim + e.answer.sim) / 2
}

// others returns how many other texts have a word.
func (c *comparer) others(w *word) int {
	if w.Slot == text.NoSlot {
		return 0
	}
	return max(0, c.index.Texts(w.Slot)-c.old.ownCount(w.Slot)-c.new.ownCount(w.Slot))
}

// weight returns what a word weighs by its rarity.
func (c *comparer) weight(w *word) float64 { return w.Prior * c.index.Rarity(c.others(w)) }

// isLive says whether a live text has a word.
func (c *comparer) isLive(w *word) bool { return w.Slot != text.NoSlot && c.index.IsLive(w.Slot) }

// sameFile says whether the new note stands in the file where the old one stood, or in one that
// took its place.
func (c *comparer) sameFile() bool {
	move := [2]string{c.old.path(), c.new.path()}
	return move[0] == move[1] || c.homes[move]
}

// isShared says whether another card has the prompt of both notes, in the file of the new one or in
// any if it has moved: then it is no evidence.
func (e *evidence) isShared() bool {
	if e.prompt.change != same {
		return false
	}
	o, path := e.new.first.outline(e.scan), e.new.path()
	return slices.ContainsFunc(e.index.WithPrompt(o.Prompt), func(at int32) bool {
		return (e.texts[at].Path == path || e.old.path() != path) && e.isOther(at)
	})
}

// isOther says whether a text is of none of the cards of the notes.
func (c *comparer) isOther(at int32) bool {
	t := &c.texts[at]
	isOld := t.class == index.Gone && slices.Contains(c.old.cards, t.card)
	return !isOld && !slices.Contains(c.new.places, at)
}

// isDistinctive says whether no other card has the answer of the new note, and it is not tiny.
func (c *comparer) isDistinctive() bool {
	const least = 3 // bytes
	return len(c.new.answer) >= least && !c.hasSharedAnswer()
}

// hasSharedAnswer says whether another card has the answer of the new note.
func (c *comparer) hasSharedAnswer() bool {
	o := c.new.first.outline(c.scan)
	return slices.ContainsFunc(c.index.WithAnswer(o.Answer), c.isOther)
}

// isCrossed says whether most of each prompt stands in the answer of the other note: the author has
// turned the question round.
func (e *evidence) isCrossed() bool {
	old, new := e.old, e.new
	isChanged := e.prompt.change != same && e.answer.change != same
	if !isChanged || !e.holds(new.answerWords, old.promptWords) {
		return false
	}
	there := e.compare(old.promptWords, new.answerWords)
	back := e.compare(old.answerWords, new.promptWords)
	return min(there.sim, back.sim) >= similarMost
}

// tellsAnswer says whether the new prompt tells what only the answer behind the old one did.
func (e *evidence) tellsAnswer() bool {
	return haveCommon(contentOf(e.prompt.onlyB), e.old.answerWords)
}

// isOtherReading says whether a prompt of the same words is another one all the same, as the answer
// says: a sentence by the mark at its end, if the answer has that too; what is no question by an
// article, a space, an apostrophe or the case of a letter.
func (e *evidence) isOtherReading() bool {
	p, a := &e.prompt, &e.answer
	if p.change != same || a.change == same {
		return false
	}
	old, new := text.EndMark(e.old.prompt), text.EndMark(e.new.prompt)
	isTurned := old != new && text.EndMark(e.old.answer) == old && text.EndMark(e.new.answer) == new
	isPhrase := old != '?' && new != '?' && rawOf(e.old.promptWords) != rawOf(e.new.promptWords)
	return isTurned || isPhrase && a.hasChoice()
}

// isOtherSpelling says whether accents or marks of code may have made another word or another piece
// of code of one in the prompt: the same accent is on a form of it in the answer, or the answer has
// changed as it does not if it tells more.
func (e *evidence) isOtherSpelling() bool {
	p, a := &e.prompt, &e.answer
	switch {
	case len(p.spellings) == 0:
		return false
	case a.change <= aside, a.isMistyped():
		return len(p.spellings) == 1 && a.isSpeltAnew(p.spellings[0])
	}
	isCode := slices.ContainsFunc(p.spellings, func(w *word) bool { return w.Form == text.Code })
	return isCode || text.EndMark(e.new.prompt) != '?' && !e.isContinued()
}

// isOtherWord says whether a letter that was corrected may have made another word of one in the
// prompt, since the answer has a word in another form, or is one that other cards have.
func (e *evidence) isOtherWord() bool {
	return e.prompt.change == respelt && (e.answer.change == formed || e.hasSharedAnswer())
}

// isOtherAside says whether what came in parentheses made a prompt ask for something else, as the
// answer has other words now. What an abbreviation stands for does not.
func (e *evidence) isOtherAside() bool {
	p := &e.prompt
	return p.change == aside && !all(p.hunks, hunk.isWrittenOut) && e.answer.hasChoice()
}

// isValue says whether the new answer is no more than a number with its unit, which many questions
// may have.
func (e *evidence) isValue() bool {
	units := keep(e.new.answerWords, func(w *word) bool {
		return w.Form != text.Number && w.Form != text.Symbol
	})
	return len(units) < 2 && slices.ContainsFunc(e.new.answerWords, (*word).IsNumber)
}

// wasNumber says whether the old answer began with a number, and the new one is not the same.
func (e *evidence) wasNumber() bool {
	old := e.old.answerWords
	return e.answer.change != same && len(old) > 0 && old[0].IsNumber()
}

// haveArticles says whether the answers differ by articles, if they are equal.
func (e *evidence) haveArticles() bool { return len(e.old.answerWords) != len(e.new.answerWords) }

// isInflected says whether the answer stands and one prompt has all words of the other one, which
// is a term, and besides only forms of these in a list, and a short word if the answer got an
// article too.
func (e *evidence) isInflected() bool {
	const longest = 3 // letters of an article
	prompts := e.old.prompt + e.new.prompt
	isArticle := func(w *word) bool { return e.haveArticles() && w.Letters() <= longest }
	isForm := func(h hunk) bool {
		rest := h.words()
		if strings.ContainsAny(prompts, ",/") {
			rest = slices.Concat(
				unrelated(h.from, e.new.promptWords), unrelated(h.to, e.old.promptWords))
		}
		return !h.isExchange() && all(rest, isArticle)
	}
	hunks := e.prompt.hunks
	isTerm := min(len(e.old.promptWords), len(e.new.promptWords)) <= 2 &&
		!strings.ContainsAny(prompts, ".?!")
	return e.answer.change == same && isTerm && len(hunks) > 0 && all(hunks, isForm)
}

// isReplaced says whether the answers differ by the same replacement as the prompts.
func (e *evidence) isReplaced() bool {
	return e.answer.change != same && e.prompt.hasExchange() &&
		replaced(e.old.answer, e.prompt.hunks) == replaced(e.new.answer, nil)
}

// answerStands says whether the answer is the same but for how it is spelt, what stands in
// parentheses and words of grammar.
func (e *evidence) answerStands() bool {
	a := &e.answer
	return a.change <= aside || a.light && !a.hasLightExchange()
}

// answerHolds says whether an answer is what it was behind a prompt that explains more: it begins
// with the old one, or has three of its words.
func (e *evidence) answerHolds() bool {
	a := &e.answer
	return a.change <= aside || a.exact > 2 || e.isContinued() ||
		all(e.prompt.hunks, hunk.isWrittenOut)
}

// isContinued says whether the new answer begins with the old one and tells more.
func (e *evidence) isContinued() bool {
	old, new := e.old.answerWords, e.new.answerWords
	return len(new) > len(old) && slices.EqualFunc(old, new[:len(old)], text.IsSame)
}

// answerKept says whether the answer stands but for typos and what was replaced in the prompt.
func (e *evidence) answerKept() bool {
	return e.answerStands() || e.answer.change == slip || e.isReplaced() || e.answer.isFuller()
}

// isSpeltAnew says whether a word or a form of it has another spelling: what an accent made of a
// word in the prompt it made of its plural in the answer too.
func (l *likeness) isSpeltAnew(w *word) bool {
	return slices.ContainsFunc(l.spellings, func(v *word) bool {
		return text.AreKin(w, v) || text.LookAlike(w, v)
	})
}
