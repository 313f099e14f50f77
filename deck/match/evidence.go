package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/markup"
)

// evidence is what comparing two notes says; the rules read it. Of a cloze the prompt is what
// stands around its gaps.
type evidence struct {
	prompt, answer likeness
	sameFile       bool // or in one that took its place
	shared         bool // so many other cards have the prompt that it is no evidence
	distinctive    bool // no other card has the answer, and it is not tiny
	replaced       bool // the answers differ by the same replacement of a name as the prompts
	articles       bool // the answers differ by articles only
	crossed        float64
	gaps           gapEvidence
}

// gapEvidence is what only clozes have.
type gapEvidence struct {
	whole   likeness // of the texts with the gaps filled
	equal   bool     // the same things are asked
	outside bool     // cards differ in the asked gap only, and the text around it says enough
	grown   float64  // how similar the texts around are if nothing is exchanged; else 0
	differ  bool     // each asks for something that the other does not have
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
	c := m.comparer(old, new)
	if old.isCloze() {
		e := m.clozeEvidence(c, old, new)
		v := decide(clozeRules[:], e, e.gaps.whole.sim)
		v.alike = v.level == similar
		return v
	}
	e := m.evidence(c, old, new)
	v := decide(rules[:], e, (e.prompt.sim+e.answer.sim)/2)
	v.alike = v.level == similar || !v.barred && areAlike(e)
	v.rewording = e.prompt.rewording()
	v.agreed, v.agrees = e.hasAgreed(), e.answersAgree()
	v.answered = e.answer.same || e.replaced ||
		v.rewording != "" && e.answer.rewording() == v.rewording
	return v
}

// hasAgreed says whether an answer was only polished, if the same replacement in other prompts says
// that it is of the same card.
func (e *evidence) hasAgreed() bool {
	p, a := &e.prompt, &e.answer
	if haveNames(p.hunks) {
		return e.answersAgree() && !a.doubt && (a.sim >= 0.75 || a.swapped == 0 && a.exact > 0)
	}
	return e.answersAgree() && a.swapped == 0 && !a.doubt && p.change != slight &&
		(a.marginal || a.change == reworded)
}

func (m *matcher) evidence(c *comparer, old, new *group) *evidence {
	e := &evidence{sameFile: m.sameFile(old, new)}
	p, a := c.compare(old.promptWords, new.promptWords), c.compare(old.answerWords, new.answerWords)
	p.same = p.same || skeleton(old.prompt) == skeleton(new.prompt)
	a.same = a.same || skeleton(old.answer) == skeleton(new.answer)
	if n := items(new.answer); a.content <= 2*n {
		a.content, a.length = min(a.content, n), min(a.length, n)
	}
	p.settle()
	a.settle()
	if new.first.Kind == deck.KindChoice && haveTurned(old.answer, new.answer) {
		a.same, a.nearly, a.forbid = false, false, "what was right is wrong"
	}
	e.prompt, e.answer = p, a
	e.replaced = haveExchange(p.hunks) && !a.same &&
		replaced(old.answer, p.hunks) == replaced(new.answer, nil)
	e.articles = a.same && len(old.answerWords) != len(new.answerWords)
	e.shared = p.same && m.isShared(old, new)
	e.distinctive = m.isDistinctive(old, new)
	if !p.same && !a.same {
		e.crossed = crossed(c, old, new)
	}
	return e
}

// haveTurned says whether an item of a choice that was right is wrong now, or the other way round.
func haveTurned(old, new string) bool {
	boxes := map[string]string{}
	for line := range strings.Lines(old + "\n") {
		box, item, _ := strings.Cut(line, " ")
		boxes[item] = box
	}
	for line := range strings.Lines(new + "\n") {
		box, item, _ := strings.Cut(line, " ")
		if was, ok := boxes[item]; ok && was != box {
			return true
		}
	}
	return false
}

// settle makes a likeness of equal texts complete.
func (l *likeness) settle() {
	if l.same {
		l.sim, l.swapped, l.forbid, l.change, l.hunks = 1, 0, "", unchanged, nil
		l.spot, l.doubt, l.exchanged = false, false, false
	}
}

// phraseMarks are those of phrases and quotations.
const phraseMarks = "\"'“”„‘’«».,;:?…。，、？；：؟،।"

// skeleton returns a text without white space, the marks of phrases, and those of emphasis, quotes
// and code. In code only white space says nothing.
func skeleton(s string) string {
	var out strings.Builder
	var last rune = ' '
	isCode := false
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		edge := !isWordRune(last) || !isWordRune(next)
		isMark := strings.ContainsRune(phraseMarks, r) || edge && (r == '*' || r == '_')
		if r == '`' {
			isCode = !isCode
		} else if !unicode.IsSpace(r) && (isCode || !isMark) {
			out.WriteRune(r)
		}
		last = r
	}
	return out.String()
}

// comparer returns a comparer whose words weigh by how many other texts have them.
func (m *matcher) comparer(old, new *group) *comparer {
	others := func(w word) int {
		if w.slot == noSlot {
			return 0
		}
		return max(0, int(m.survey.word(w.slot).texts())-old.own[w.slot]-new.own[w.slot])
	}
	return &comparer{
		weight: func(w word) float64 { return w.prior * m.survey.rarity(others(w)) },
		others: others,
	}
}

// items counts the things of a list that stands in one line; 0 for what is no list. A list of names
// answers many questions, so that a name in it says less than a word of a sentence.
func items(answer string) int {
	if n := strings.Count(answer, ","); n >= 2 {
		return n + 1
	}
	return 0
}

// crossed returns how similar two notes are if the prompt of each is compared with the answer of
// the other.
func crossed(c *comparer, old, new *group) float64 {
	if !c.holds(new.answerWords, old.promptWords) && !c.holds(new.promptWords, old.answerWords) {
		return 0
	}
	there := c.compare(old.promptWords, new.answerWords)
	there.settle()
	if there.sim < similarSide {
		return 0
	}
	back := c.compare(old.answerWords, new.promptWords)
	back.settle()
	return min(there.sim, back.sim)
}

// many is how many other cards of other files may have a prompt that is evidence in its own file: a
// deck for each language may ask for the same words.
const many = 3

// isShared says whether so many other cards than those of two notes have the prompt of the new one
// that it is no evidence.
func (m *matcher) isShared(old, new *group) bool {
	o := m.survey.fold.outline(new.first, func(uint32) {})
	others := 0
	for _, at := range m.survey.prompts[o.prompt] {
		if m.isOther(at, old, new) {
			if others++; m.texts[at].Path == new.path() || old.path() != new.path() {
				return true
			}
		}
	}
	return others > many
}

func (m *matcher) hasOthers(list []int32, old, new *group) bool {
	return slices.ContainsFunc(list, func(at int32) bool { return m.isOther(at, old, new) })
}

// isOther says whether a text is of none of the cards of two notes.
func (m *matcher) isOther(at int32, old, new *group) bool {
	t := &m.texts[at]
	return !slices.Contains(new.places, at) && !(t.class == gone && m.hasCard(old, t.card))
}

// isDistinctive says whether no other card has the answer of a new note, and it is not tiny.
func (m *matcher) isDistinctive(old, new *group) bool {
	const least = 3
	size := 0
	for _, w := range new.answerWords {
		if isContent(w) {
			size += utf8.RuneCountInString(w.text)
			if w.form == formRune || w.text >= "가" {
				size += utf8.RuneCountInString(w.text) // each says more than a letter
			}
		}
	}
	if size < least {
		return false
	}
	o := m.survey.fold.outline(new.first, func(uint32) {})
	return !m.hasOthers(m.survey.answers[o.answer], old, new)
}

// clozeEvidence compares two clozes.
func (m *matcher) clozeEvidence(c *comparer, old, new *group) *evidence {
	e := &evidence{sameFile: m.sameFile(old, new)}
	u := c.compare(old.promptWords, new.promptWords)
	u.settle()
	e.gaps.whole, e.prompt = u, u
	if u.same {
		return e
	}
	e.gaps.equal = m.sameGaps(old, new)
	e.gaps.outside = m.sameOutside(c, old, new, e.sameFile)
	e.gaps.grown = m.similarOutside(c, old, new)
	e.gaps.differ = m.gapsDiffer(u, old, new)
	return e
}

// sameGaps says whether a cloze asks for all that another one asked for, as far as that is known.
func (m *matcher) sameGaps(old, new *group) bool {
	return !slices.ContainsFunc(old.places, func(a int32) bool {
		return !slices.ContainsFunc(new.places, func(b int32) bool {
			return m.sameGap(m.texts[a].Text.Cloze, m.texts[b].Text.Cloze)
		})
	})
}

// gapMark stands for a gap in the text around it.
const gapMark = "⬚"

// sameOutside says whether two clozes have cards that differ in the asked gap only, and what stands
// around it says enough.
func (m *matcher) sameOutside(c *comparer, old, new *group, sameFile bool) bool {
	for _, a := range old.places {
		for _, b := range new.places {
			x, y := &m.texts[a], &m.texts[b]
			around := m.words.read(outside(x.Text.Cloze))
			others := m.words.read(outside(y.Text.Cloze))
			if !slices.EqualFunc(solid(around), solid(others), sameWord) {
				continue
			}
			o := m.survey.fold.outline(y, func(uint32) {})
			if m.hasOthers(m.survey.prompts[o.prompt], old, new) {
				continue
			}
			gap := c.compare(m.gapWords(x), m.gapWords(y))
			if gap.sim >= similarSide && gap.forbid == "" || sameFile && saysEnough(around) {
				return true
			}
		}
	}
	return false
}

// similarOutside returns how similar the texts around the gaps of two clozes are, if next to
// nothing is exchanged and what is equal says enough; else 0.
func (m *matcher) similarOutside(c *comparer, old, new *group) float64 {
	best := 0.0
	for _, a := range old.places {
		for _, b := range new.places {
			x := m.words.read(outside(m.texts[a].Text.Cloze))
			l := c.compare(x, m.words.read(outside(m.texts[b].Text.Cloze)))
			isSure := l.swapped == 0 && !l.doubt && (l.change != slight || l.harmless) && l.forbid == ""
			if l.sim >= 0.8 && isSure && l.content >= 3 && saysEnough(x) {
				best = max(best, l.sim)
			}
		}
	}
	return best
}

// gapsDiffer says whether both clozes ask for something that the other one does not have.
func (m *matcher) gapsDiffer(u likeness, old, new *group) bool {
	return m.asksFor(old, u.onlyA) && m.asksFor(new, u.onlyB)
}

// asksFor says whether one of some words stands in a gap of a cloze.
func (m *matcher) asksFor(g *group, words []word) bool {
	return slices.ContainsFunc(g.places, func(at int32) bool {
		return slices.ContainsFunc(m.gapWords(&m.texts[at]), func(w word) bool {
			return isContent(w) && slices.ContainsFunc(words, func(v word) bool { return v.text == w.text })
		})
	})
}

func (m *matcher) gapWords(t *trace) []word {
	var words []word
	for _, asked := range markup.GapTexts(t.Text.Cloze) {
		words = append(words, m.words.read(asked)...)
	}
	return words
}

// saysEnough says whether the text around a gap leaves no doubt of what is asked. A sentence that
// begins with a gap may tell of many things.
func saysEnough(around []word) bool {
	content, names := 0, 0
	for _, w := range around {
		if isContent(w) && w.text != gapMark {
			content++
		}
		if w.named {
			names++
		}
	}
	if solid(around)[0].text == gapMark {
		return content >= 6
	}
	return content >= 3 || content >= 2 && names > 0
}
