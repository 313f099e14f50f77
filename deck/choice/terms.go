package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// termsAsked returns what other cards of the subject ask the meaning of, for an answer that is a
// term as well: of "chitting", "deadheading" from "What is deadheading?".
func (p *Pool) termsAsked(right *item, random *rand.Rand) (made []string) {
	isTerm := right.side == Defined || right.kind.called ||
		right.gap && right.frame.slot == nounSlot && right.frame.before == aWord
	isWords := right.form.shape == oneWord || right.form.shape == phrase ||
		right.form.shape == name && right.side == Defined
	if !isTerm || !isWords {
		return nil
	}
	for _, t := range p.terms(right, random) {
		made = append(made, likeCase(t.name, right.option))
	}
	return made
}

// thingsAsked is [Pool.termsAsked] for all else that is named in a few words: of "a working tree",
// "a packfile".
func (p *Pool) thingsAsked(right *item, random *rand.Rand) (made []string) {
	first, _, _ := strings.Cut(right.option, " ")
	isThing := right.isThing() && right.form.shape != name
	if !isThing || !right.english || wordBeside(right.option, false) == "" ||
		right.opens == openArticle && !isOneOf(first, " a an the ") {
		return nil
	}
	for _, t := range p.terms(right, random) {
		if t.isWord {
			continue
		}
		isAs := t.article != "" && isOneOf(t.article, " a an ") == isOneOf(first, " a an ")
		switch {
		case right.opens != openArticle && t.words() == right.words():
			made = append(made, likeCase(t.name, right.option))
		case right.opens != openArticle || !isAs:
		case isOneOf(first, " a an "):
			made = append(made, likeCase(withArticle(" a ", t.name)[1:]+t.name, right.option))
		default:
			made = append(made, likeCase("the "+t.name, right.option))
		}
	}
	return made
}

// askedTerm is a term whose meaning a card asks, without the article before it.
type askedTerm struct {
	article, name string
	isWord        bool // of which no more is asked than another word for it
	near          int  // 1 in the section of the card that it stands for
}

func (t askedTerm) words() int { return len(strings.Fields(t.name)) }

// terms returns the terms of the subject that look like an answer, in a drawn order.
func (p *Pool) terms(right *item, random *rand.Rand) (list []askedTerm) {
	for _, it := range p.around(right) {
		if it.note == right.note {
			continue
		}
		t := termIn(it)
		isSame := func(o askedTerm) bool { return strings.EqualFold(t.name, o.name) }
		if t.name != "" && right.mayBeTerm(t.name) && !slices.ContainsFunc(list, isSame) {
			if it.section == right.section {
				t.near = 1
			}
			list = append(list, t)
		}
	}
	shuffle(list, random)
	slices.SortStableFunc(list, func(a, b askedTerm) int { return b.near - a.near })
	return list
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

// termIn returns the term whose meaning a card asks, without a name if it asks for none.
func termIn(it *item) (t askedTerm) {
	if it.side == Defined {
		first, _, _ := strings.Cut(it.Question, " ")
		if !isOneOf(first, " a an the ") {
			first = ""
		}
		// what is a thing is counted as the thing is
		return askedTerm{strings.ToLower(first), it.option, it.kind.class == bare, 0}
	}
	words := strings.Fields(it.Question)
	if len(words) < 3 || words[0] != "What" || !isOneOf(words[1], " is are was were ") {
		return t
	}
	term, isEnd := strings.CutSuffix(strings.Join(words[2:], " "), "?")
	term = strings.TrimPrefix(term, "meant by ")
	if first, rest, _ := strings.Cut(term, " "); isOneOf(first, articles) {
		t.article, term = first, rest
	}
	isUnsure := t.article == "the" && !it.saysSense() || it.kind.called
	if !isEnd || isUnsure || slices.ContainsFunc(fields(term), isLeadWord) ||
		len(strings.Fields(term)) > 3 {
		return askedTerm{}
	}
	t.name = term
	return t
}
