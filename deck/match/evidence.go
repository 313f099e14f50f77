package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/markup"
)

// level is how strong the evidence is that two notes are one.
type level int

const (
	none level = iota
	similar
	sameAnswer
	samePrompt
	sameText
)

// verdict is what two notes say when they are compared.
type verdict struct {
	level  level   // the strongest evidence
	alike  bool    // both sides are similar, whatever else
	score  float64 // from 0 to 1: how similar
	barred bool    // they cannot be one
	grown  bool    // on each side one has words that the other lacks, but not both
	reason string  // why they are one, or why not

	rewording string // the words of the prompt that others have taken the place of, and these; empty if there are none
	answered  bool   // the answers are the same
}

// rivalry returns how much a pair speaks against another one.
func (v verdict) rivalry() float64 {
	if v.barred {
		return 0
	}
	return v.score
}

// The least that is similar, of sides and of both together. In another file than before it takes more.
const (
	similarSide = 0.5
	similarBoth = 0.62
	similarFar  = 0.8
)

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
		return m.judgeCloze(c, old, new)
	}
	p := c.compare(old.promptWords, new.promptWords)
	a := c.compare(old.answerWords, new.answerWords)
	p.same = p.same || skeleton(old.prompt) == skeleton(new.prompt) || m.sameTerm(old.promptWords, new.promptWords)
	a.same = a.same || skeleton(old.answer) == skeleton(new.answer)
	if n := items(new.answer); a.content <= 2*n {
		a.content, a.length = min(a.content, n), min(a.length, n)
	}
	return m.judgeSides(c, p, a, old, new)
}

// skeleton returns a text without white space, the marks of phrases, and those of emphasis, quotes and code.
func skeleton(s string) string {
	var out strings.Builder
	var last rune = ' '
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		edge := !isWordRune(last) || !isWordRune(next)
		isMark := strings.ContainsRune("`\"'“”„‘’«».,;:?…。，、？；：؟،।", r) || edge && (r == '*' || r == '_')
		if !unicode.IsSpace(r) && !isMark {
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
		return max(0, int(m.survey.word(w.slot).texts)-old.own[w.slot]-new.own[w.slot])
	}
	return &comparer{
		weight: func(w word) float64 { return w.prior * m.survey.rarity(others(w)) },
		common: func(w word) bool { return others(w) > 0 },
	}
}

// judgeSides weighs what the prompts and the answers of two notes have in common.
func (m *matcher) judgeSides(c *comparer, p, a likeness, old, new *group) verdict {
	p.settle()
	a.settle()
	if !p.same && !a.same && crossed(c, old, new) >= 0.75 {
		return verdict{barred: true, score: 0.5, reason: "question and answer are exchanged: that is the other direction"}
	}
	v := verdict{score: (p.sim + a.sim) / 2, reason: "too little in common"}
	sameFile := m.sameFile(old, new)
	shared := p.same && m.isShared(old, new)
	v.alike = areAlike(p, a, sameFile, shared)
	v.grown = p.swapped == 0 && a.swapped == 0
	v.answered = a.same
	if p.swapped > 0 && p.exact > 0 && p.forbid == "" && !p.negated {
		v.rewording = textOf(contentOf(p.onlyA)) + "\n" + textOf(contentOf(p.onlyB))
	}
	switch {
	case p.same && !shared && (sameFile || a.sim >= similarSide && a.forbid == ""):
		v.level, v.score, v.reason = samePrompt, 0.95, "same prompt"
	case p.forbid != "":
		v.barred, v.reason = true, "prompt: "+p.forbid
	case (a.same || a.nearly) && m.isDistinctive(old, new) && p.supports(a, sameFile):
		v.level, v.score, v.reason = sameAnswer, 0.9, "same answer, which no other card has"
	case a.forbid != "":
		v.barred, v.reason = true, "answer: "+a.forbid
	case shared && !v.alike:
		v.reason = "other cards have the same prompt"
	case v.alike:
		v.level, v.reason = similar, "similar prompt and answer"
	}
	return v
}

// sameTerm says whether two prompts both ask what one thing is, in whatever words: "What is a monad?", "Define monad".
func (m *matcher) sameTerm(a, b []word) bool {
	x, y := m.term(a), m.term(b)
	return len(x) > 0 && slices.EqualFunc(x, y, func(w, v word) bool {
		return sameWord(w, v) || strings.EqualFold(w.raw, v.raw) && !w.named && !v.named
	})
}

// term returns the words of a prompt without those that ask what something is; none if it asks for something else.
func (m *matcher) term(words []word) []word {
	rest := slices.DeleteFunc(slices.Clone(words), func(w word) bool { return m.words.lex.asking[w.text] || w.prior == 0 })
	if slices.ContainsFunc(rest, func(w word) bool { return !isContent(w) }) {
		return nil
	}
	return rest
}

// items counts the things of a list that stands in one line; 0 for what is no list. A list of names answers many
// questions, so that a name in it says less than a word of a sentence.
func items(answer string) int {
	if n := strings.Count(answer, ","); n >= 2 {
		return n + 1
	}
	return 0
}

// crossed returns how similar two notes are if the prompt of each is compared with the answer of the other.
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

// settle makes a likeness of equal texts complete.
func (l *likeness) settle() {
	if l.same {
		l.sim, l.swapped, l.forbid = 1, 0, ""
		l.spot, l.renamed, l.doubt, l.negated = false, false, false, false
	}
}

// long is how many words with a meaning of their own make an answer unlikely to be that of another question.
const long = 5

// supports says whether prompts are similar enough for notes of equal answers.
func (p likeness) supports(a likeness, sameFile bool) bool {
	switch {
	case p.forbid != "":
		return false
	case p.renamed:
		return false
	case sameFile && a.same && a.length >= long && (!p.spot || p.exact >= 2):
		return true
	case p.spot:
		return false
	case sameFile && a.content >= long:
		return true
	case p.isRemade():
		return false
	}
	least := similarSide
	if !sameFile {
		least = similarBoth
	}
	return p.sim >= least && p.shared >= 1.5*p.swapped
}

// isRemade says whether words are exchanged, and there are more new ones than old ones that stayed.
func (l likeness) isRemade() bool { return l.swapped > 0 && l.added > 1.5*l.shared }

// areAlike says whether both sides of two notes are similar.
func areAlike(p, a likeness, sameFile, shared bool) bool {
	least := similarBoth
	if !sameFile {
		least = similarFar
	}
	switch {
	case p.forbid != "", a.forbid != "", p.negated, a.negated, p.renamed && a.same, p.isRemade():
		return false
	case p.sim < similarSide, a.sim < similarSide, (p.sim+a.sim)/2 < least:
		return false
	case shared:
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
	return p.shared > p.swapped && (a.shared >= 3*a.swapped || (p.same || p.nearly) && a.shared > a.swapped)
}

// many is how many other cards of other files may have a prompt that is evidence in its own file: a deck for each
// language may ask for the same words.
const many = 3

// isShared says whether so many other cards than those of two notes have the prompt of the new one that it is no
// evidence.
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
	return !slices.Contains(new.places, at) && !(m.texts[at].class == gone && m.hasCard(old, m.texts[at].card))
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

// judgeCloze compares two clozes.
func (m *matcher) judgeCloze(c *comparer, old, new *group) verdict {
	u := c.compare(old.promptWords, new.promptWords)
	u.settle()
	sameFile := m.sameFile(old, new)
	v := verdict{score: u.sim, reason: "too little in common"}
	if u.same {
		v.level, v.score, v.reason = samePrompt, 0.95, "same text"
		return v
	}
	if m.sameOutside(c, old, new, sameFile) {
		v.level, v.score, v.reason = samePrompt, 0.95, "same text around the gap"
		return v
	}
	least := similarBoth
	if !sameFile {
		least = similarFar
	}
	around := m.similarOutside(c, old, new)
	switch {
	case around > 0 && sameFile:
		v.level, v.alike, v.score, v.reason = similar, true, around, "similar text around the gap"
	case u.forbid != "":
		v.barred, v.reason = true, u.forbid
	case m.gapsDiffer(u, old, new):
		v.barred, v.reason = true, "other things are asked, and the text differs too"
	case u.sim >= least && !u.spot && u.shared >= 2*u.swapped && !(u.doubt && u.swapped > 0):
		v.level, v.alike, v.reason = similar, true, "similar text"
	}
	return v
}

// gapMark stands for a gap in the text around it.
const gapMark = "⬚"

// sameOutside says whether two clozes have cards that differ in the asked gap only, and what stands around it says
// enough.
func (m *matcher) sameOutside(c *comparer, old, new *group, sameFile bool) bool {
	for _, a := range old.places {
		for _, b := range new.places {
			x, y := &m.texts[a], &m.texts[b]
			around := m.words.read(outside(x.Text.Cloze))
			if !slices.EqualFunc(solid(around), solid(m.words.read(outside(y.Text.Cloze))), sameWord) {
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

// similarOutside returns how similar the texts around the gaps of two clozes are, if next to nothing is exchanged and
// what is equal says enough; else 0.
func (m *matcher) similarOutside(c *comparer, old, new *group) float64 {
	best := 0.0
	for _, a := range old.places {
		for _, b := range new.places {
			x := m.words.read(outside(m.texts[a].Text.Cloze))
			l := c.compare(x, m.words.read(outside(m.texts[b].Text.Cloze)))
			if l.sim >= 0.8 && l.swapped == 0 && !l.doubt && !l.negated && l.forbid == "" && l.content >= 3 && saysEnough(x) {
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

// saysEnough says whether the text around a gap leaves no doubt of what is asked. A sentence that begins with a gap may
// tell of many things, unless it tells of "the" one.
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
		at := slices.IndexFunc(around, func(w word) bool { return w.text == gapMark })
		next := around[at+1 : min(at+4, len(around))]
		if slices.ContainsFunc(next, isIndefinite) || names == 0 && !slices.ContainsFunc(next, isDefinite) {
			return content >= 6
		}
	}
	return content >= 3 || content >= 2 && names > 0
}

func isDefinite(w word) bool {
	switch w.text {
	case "the", "der", "die", "das", "le", "la", "el", "il", "o", "de", "het":
		return true
	}
	return false
}

// isIndefinite says whether a word tells of one of many.
func isIndefinite(w word) bool {
	switch w.text {
	case "a", "an", "one", "1", "ein", "eine", "un", "une", "una", "uno":
		return true
	}
	return false
}
