package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// judge compares two notes.
func (m *matcher) judge(old, new *group) verdict {
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
	m.prepare(old)
	m.prepare(new)
	c := m.comparer(old, new)
	if old.isCloze() {
		e := m.clozeEvidence(c, old, new)
		v := decide(clozeRules[:], e, e.prompt.sim)
		v.rewording, v.answered = e.prompt.rewording(), e.gaps.equal
		return v
	}
	e := m.evidence(c, old, new)
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

func (m *matcher) evidence(c *comparer, old, new *group) *evidence {
	e := &evidence{sameFile: m.sameFile(old, new)}
	p, a := c.compare(old.promptWords, new.promptWords), c.compare(old.answerWords, new.answerWords)
	p.settleMarks(old.prompt, new.prompt)
	a.settleMarks(old.answer, new.answer)
	e.prompt, e.answer = p, a
	e.code = isCode(new.answerWords)
	e.replaced = a.change != same && p.hasExchange() &&
		replaced(old.answer, p.hunks) == replaced(new.answer, nil)
	e.number = a.change != same && len(old.answerWords) > 0 && isNumber(old.answerWords[0])
	n := len(old.answerWords)
	e.continued = len(new.answerWords) > n &&
		slices.EqualFunc(old.answerWords, new.answerWords[:n], sameWord)
	e.told = haveCommon(contentOf(p.onlyB), old.answerWords) ||
		haveCommon(contentOf(p.onlyA), new.answerWords)
	e.value = isValue(new.answerWords)
	e.articles = a.change == same && len(old.answerWords) != len(new.answerWords)
	e.inflected = a.change == same && isInflected(c, e, old, new)
	sizes := []int{len(old.promptWords), len(new.promptWords)}
	e.anew = slices.Min(sizes) == 1 && slices.Max(sizes) == 2 && a.shared == 0
	e.shared = p.change == same && m.isShared(old, new)
	e.distinctive = m.isDistinctive(old, new)
	if p.change != same && a.change != same {
		e.crossed = crossed(c, old, new)
	}
	return e
}

// isInflected says whether one prompt has all words of the other one, which is a term, and besides
// only forms of these in a list, and a short word before them if the answer got an article too.
func isInflected(c *comparer, e *evidence, old, new *group) bool {
	const longest = 3 // letters of an article
	short, long := old, new
	if len(short.promptWords) > len(long.promptWords) {
		short, long = new, old
	}
	isTerm := len(short.promptWords) <= 2 && !strings.ContainsAny(long.prompt, ".?!")
	isList := strings.ContainsAny(long.prompt, ",/")
	isOther := func(h hunk) bool {
		rest := h.words()
		if isList {
			rest = c.unrelated(rest, short.promptWords)
		}
		isArticle := e.articles && h.first && len(rest) == 1 && len(letters(rest[0].text)) <= longest
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

// comparer returns a comparer whose words weigh by how many other texts have them.
func (m *matcher) comparer(old, new *group) *comparer {
	others := func(w *word) int {
		if w.slot == noSlot {
			return 0
		}
		return max(0, m.survey.texts(w.slot)-old.ownCount(w.slot)-new.ownCount(w.slot))
	}
	return &comparer{
		weight: func(w *word) float64 { return w.prior * m.survey.rarity(others(w)) },
		others: others,
		isLive: func(w *word) bool { return w.slot != noSlot && m.survey.isLive(w.slot) },
	}
}

// isValue says whether an answer is no more than a number with its unit, which many questions may
// have.
func isValue(answer []*word) bool {
	others := slices.DeleteFunc(slices.Clone(answer), func(w *word) bool {
		return w.form == formNumber || w.form == formSymbol
	})
	return slices.ContainsFunc(answer, isNumber) && len(others) < 2
}

// isCode says whether an answer is code or a formula of three tokens or more.
func isCode(answer []*word) bool {
	const least = 3
	size := 0
	for _, w := range answer {
		if w.form != formCode {
			return false
		}
		size += len(codeTokens(w.raw))
	}
	return size >= least
}

// crossed returns how similar two notes are if the prompt of each is compared with the answer of
// the other.
func crossed(c *comparer, old, new *group) float64 {
	if !c.holds(new.answerWords, old.promptWords) {
		return 0
	}
	there := c.compare(old.promptWords, new.answerWords)
	back := c.compare(old.answerWords, new.promptWords)
	return min(there.sim, back.sim)
}
