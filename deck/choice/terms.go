package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// termsAsked returns what other cards of the subject ask the meaning of, for an answer that is a
// term as well: of "chitting", "deadheading" from "What is deadheading?". Those of its section come
// first.
func (p *Pool) termsAsked(right *item, random *rand.Rand) (made []string) {
	isTerm := right.side == Defined || right.kind.called ||
		right.gap && right.frame.slot == nounSlot && right.frame.before == aWord
	isWords := right.form.shape == oneWord || right.form.shape == phrase ||
		right.form.shape == name && right.side == Defined
	if !isTerm || !isWords {
		return nil
	}
	var near, far []string
	for _, it := range p.around(right) {
		term := termIn(it)
		if it.note == right.note || term == "" || !right.mayBeTerm(term) ||
			right.side == it.side && right.isAboutOne() != it.isAboutOne() {
			continue
		}
		if term = likeCase(term, right.option); it.section == right.section {
			near = append(near, term)
		} else {
			far = append(far, term)
		}
	}
	shuffle(near, random)
	shuffle(far, random)
	return append(near, far...)
}

// mayBeTerm says whether a term looks like the right one, and the question does not name it.
func (right *item) mayBeTerm(term string) bool {
	isAs := !hasCapital(term)
	if right.side == Defined {
		isAs = hasCapital(term) == hasCapital(right.option)
	}
	said, end := read(term), endOf(term)
	isOther := !isWithin(said.words, right.answer.words) &&
		inBoth(said.content, right.answer.content) == 0 && !isNamedIn(said, right.question)
	ends := end == right.ends || !right.gap && (end == 's') == (right.ends == 's')
	return len(said.words) > 0 && isAs && isOther && ends &&
		len(said.words) <= right.words()+1 && (!right.gap || right.frame.suits(term))
}

// termIn returns the term whose meaning a card asks, without an article; "" if it asks for none.
func termIn(it *item) string {
	if it.side == Defined {
		return it.option
	}
	words := strings.Fields(it.Question)
	if len(words) < 3 || words[0] != "What" || !isOneOf(words[1], " is are was were ") {
		return ""
	}
	term, isEnd := strings.CutSuffix(strings.Join(words[2:], " "), "?")
	term = strings.TrimPrefix(term, "meant by ")
	article, rest, _ := strings.Cut(term, " ")
	if isOneOf(article, articles) {
		term = rest
	}
	isUnsure := isOneOf(article, " the ") && !it.saysSense() || it.kind.called
	if !isEnd || isUnsure || slices.ContainsFunc(fields(term), isLeadWord) ||
		len(strings.Fields(term)) > 3 {
		return ""
	}
	return term
}
