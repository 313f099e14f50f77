package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/match/index"
	"cards/deck/match/text"
)

// evidence is what comparing two notes says; the rules read it. Of a cloze the prompt is its text
// with the gaps filled.
type evidence struct {
	prompt, answer likeness
	sameFile       bool // or in one that took its place
	shared         bool // another card near it has the prompt, so that it is no evidence
	distinctive    bool // no other card has the answer, and it is not tiny
	replaced       bool // the answers differ by the same replacement of a name as the prompts
	value          bool // the new answer is no more than a number with its unit
	articles       bool // the answers differ by articles only
	inflected      bool // the prompt has got or lost an article, if the answer has, or forms of its words
	anew           bool // the only word of the prompt got an article or lost it, and no answer is left
	number         bool // the old answer is a number, which the new one tells more of
	continued      bool // the new answer begins with the old one
	told           bool // one prompt tells of what only the answer behind the other one did
	crossed        float64
	code           bool // the answer is code of some length, which says what it is for
	gaps           gapEvidence
}

// gapEvidence is what only clozes have.
type gapEvidence struct {
	equal   bool // the same things are asked
	outside bool // cards differ in the asked gap only, and the text around it says enough
	grown   bool // the texts around are similar and nothing is exchanged
	around  bool // the texts around are similar
	differ  bool // each asks for something that the other does not have
}

// comparer compares two notes.
type comparer struct {
	*corpus
	old, new *group
}

// judge compares two notes.
func (c *corpus) judge(old, new *group) verdict {
	switch {
	case old.isCloze() != new.isCloze():
		return verdict{barred: true, reason: "one of them is a cloze"}
	case old.prompt == new.prompt && old.answer == new.answer:
		return verdict{level: sameText, score: 1, reason: "same text"}
	case old.id() != "" && old.id() == new.id():
		return verdict{level: sameText, score: 1, reason: "same id"}
	case old.id() != "" && new.id() != "":
		return verdict{barred: true, reason: "they have different ids"}
	}
	c.prepare(old)
	c.prepare(new)
	pair := &comparer{c, old, new}
	if old.isCloze() {
		e := pair.clozeEvidence()
		v := decide(clozeRules[:], e, e.prompt.sim)
		v.rewording, v.answered = e.prompt.rewording(), e.gaps.equal
		return v
	}
	e := pair.evidence()
	v := decide(rules[:], e, (e.prompt.sim+e.answer.sim)/2)
	v.rewording = e.prompt.rewording()
	v.agreed = e.hasAgreed()
	if e.answer.isGrown() {
		v.addition = e.answer.rewording()
	}
	v.replaced = e.replaced || v.rewording != "" && e.answer.rewording() == v.rewording
	v.answered = e.answer.change == same || v.replaced
	return v
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

// sameFile says whether the new note stands in the file where the old one stood, or in one that took
// its place.
func (c *comparer) sameFile() bool {
	move := [2]string{c.old.path(), c.new.path()}
	return move[0] == move[1] || c.homes[move]
}

// comparePrompts compares the prompts of the notes, of clozes all their text.
func (c *comparer) comparePrompts() likeness {
	l := c.compare(c.old.promptWords, c.new.promptWords)
	l.settleMarks(c.old.prompt, c.new.prompt)
	return l
}

func (c *comparer) evidence() *evidence {
	old, new := c.old.answerWords, c.new.answerWords
	e := &evidence{sameFile: c.sameFile(), prompt: c.comparePrompts(), answer: c.compare(old, new)}
	p, a := &e.prompt, &e.answer
	a.settleMarks(c.old.answer, c.new.answer)
	e.code = isCode(new)
	e.replaced = a.change != same && p.hasExchange() &&
		replaced(c.old.answer, p.hunks) == replaced(c.new.answer, nil)
	e.number = a.change != same && len(old) > 0 && old[0].IsNumber()
	e.continued = len(new) > len(old) && slices.EqualFunc(old, new[:len(old)], text.IsSame)
	e.told = haveCommon(contentOf(p.onlyB), old) || haveCommon(contentOf(p.onlyA), new)
	e.value = isValue(new)
	e.articles = a.change == same && len(old) != len(new)
	e.inflected = a.change == same && c.isInflected(e)
	sizes := []int{len(c.old.promptWords), len(c.new.promptWords)}
	e.anew = slices.Min(sizes) == 1 && slices.Max(sizes) == 2 && a.shared == 0
	e.shared = p.change == same && c.isShared()
	e.distinctive = c.isDistinctive()
	if p.change != same && a.change != same {
		e.crossed = c.crossed()
	}
	return e
}

// isInflected says whether one prompt has all words of the other one, which is a term, and besides
// only forms of these in a list, and a short word before them if the answer got an article too.
func (c *comparer) isInflected(e *evidence) bool {
	const longest = 3 // letters of an article
	short, long := c.old, c.new
	if len(short.promptWords) > len(long.promptWords) {
		short, long = c.new, c.old
	}
	isTerm := len(short.promptWords) <= 2 && !strings.ContainsAny(long.prompt, ".?!")
	isList := strings.ContainsAny(long.prompt, ",/")
	isOther := func(h hunk) bool {
		rest := h.words()
		if isList {
			rest = unrelated(rest, short.promptWords)
		}
		isArticle := e.articles && h.isFirst() && len(rest) == 1 && rest[0].Letters() <= longest
		return h.isExchange() || len(rest) > 0 && !isArticle
	}
	return isTerm && len(e.prompt.hunks) > 0 && !slices.ContainsFunc(e.prompt.hunks, isOther)
}

// answersAgree says whether the answers speak for one card as well.
func (e *evidence) answersAgree() bool {
	return e.answer.sim >= similarSide && !e.answer.named
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
	return e.answer.change <= aside || e.answer.exact > 2 || e.continued || e.prompt.writesOut()
}

// answerKept says whether the answer stands but for typos and what was replaced in the prompt.
func (e *evidence) answerKept() bool {
	return e.answerStands() || e.answer.change == slip || e.replaced || e.answer.isFuller()
}

// hasAgreed says whether an answer was only polished or tells more, if the same replacement in
// other prompts says that it is of the same card.
func (e *evidence) hasAgreed() bool {
	return !e.answer.doubt && (e.answer.sim >= similarMost || e.answer.isGrown())
}

// phraseMarks are those of phrases, quotations, emphasis and escapes.
const phraseMarks = "\"'“”„‘’«».,;:?…。，、？；：؟،।*_\\"

// settleMarks makes a likeness of texts that differ in marks only that of equal ones.
func (l *likeness) settleMarks(a, b string) {
	if l.change != same && skeleton(a) == skeleton(b) {
		l.settle()
	}
}

// skeleton returns a text without white space, the marks of phrases, and those of emphasis, escapes
// and code. In code only white space says nothing, and between two digits all that stands there
// counts: "1、2" is not 12.
func skeleton(s string) string {
	out := make([]byte, 0, len(s))
	isCode, last, end := false, ' ', 0 // the letter before, and where it ends
	for i, r := range s {
		switch {
		case r == '`':
			isCode = !isCode
		case unicode.IsSpace(r), !isCode && strings.ContainsRune(phraseMarks, r):
		default:
			if i > end && unicode.IsDigit(last) && unicode.IsDigit(r) {
				out = append(out, s[end:i]...)
			}
			out = utf8.AppendRune(out, r)
			last, end = r, i+utf8.RuneLen(r)
		}
	}
	return string(out)
}

// isValue says whether an answer is no more than a number with its unit, which many questions may
// have.
func isValue(answer []*word) bool {
	others := slices.DeleteFunc(slices.Clone(answer), func(w *word) bool {
		return w.Form == text.Number || w.Form == text.Symbol
	})
	return slices.ContainsFunc(answer, (*word).IsNumber) && len(others) < 2
}

// isCode says whether an answer is code or a formula of three tokens or more.
func isCode(answer []*word) bool {
	const least = 3
	size := 0
	for _, w := range answer {
		if w.Form != text.Code {
			return false
		}
		size += len(text.Tokens(w.Raw))
	}
	return size >= least
}

// crossed returns how similar the notes are if the prompt of each is compared with the answer of the
// other.
func (c *comparer) crossed() float64 {
	if !c.holds(c.new.answerWords, c.old.promptWords) {
		return 0
	}
	there := c.compare(c.old.promptWords, c.new.answerWords)
	back := c.compare(c.old.answerWords, c.new.promptWords)
	return min(there.sim, back.sim)
}

// isOther says whether a text is of none of the cards of the notes.
func (c *comparer) isOther(at int32) bool {
	t := &c.texts[at]
	isOld := t.class == index.Gone && slices.Contains(c.old.cards, t.card)
	return !isOld && !slices.Contains(c.new.places, at)
}

// isShared says whether another card has the prompt of the new note, in its file or in any if it has
// moved: then it is no evidence.
func (c *comparer) isShared() bool {
	o := c.outlineOf(c.new.first)
	return slices.ContainsFunc(c.index.WithPrompt(o.Prompt), func(at int32) bool {
		path := c.new.path()
		return (c.texts[at].Path == path || c.old.path() != path) && c.isOther(at)
	})
}

// isDistinctive says whether no other card has the answer of the new note, and it is not tiny.
func (c *comparer) isDistinctive() bool {
	const least = 3 // bytes
	o := c.outlineOf(c.new.first)
	return len(c.new.answer) >= least &&
		!slices.ContainsFunc(c.index.WithAnswer(o.Answer), c.isOther)
}
