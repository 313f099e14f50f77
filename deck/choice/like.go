package choice

import (
	"slices"
	"strings"
)

// mayStand says whether the answer of a card is wrong beside the right one.
func (p *Pool) mayStand(right, it *item) bool {
	return !asksSame(right, it) && !p.isLike(right, it) && !isNamedIn(it.answer, right.question) &&
		!(right.rightOnly && isAkin(right.Answer, it.option))
}

// isAkin says whether two texts share a long word or a part of one: what is one of several answers
// is to be far from the others too, "miscommunication" from "the communication breakdown".
func isAkin(a, b string) bool {
	const long = 8
	all := strings.ToLower(a)
	return slices.ContainsFunc(fields(strings.ToLower(b)),
		func(w string) bool { return len(w) >= long && strings.Contains(all, w) })
}

// asksSame says whether two questions ask for the same, so that both answers are right: all that
// one is about the other is about too, unless something that only one of them names parts them.
func asksSame(a, b *item) bool {
	if len(a.question.about) == 0 || len(b.question.about) == 0 {
		return slices.Equal(a.question.words, b.question.words)
	}
	both := inBoth(a.question.about, b.question.about)
	if both != len(a.question.about) && both != len(b.question.about) {
		return isAnother(a, b)
	}
	return inBoth(a.question.named, b.question.named) ==
		max(len(a.question.named), len(b.question.named))
}

// isAnother says whether two questions differ in one word alone that stands in the place of "a" or
// "one": name one gas, name another gas.
func isAnother(a, b *item) bool {
	x, y := a.question.words, b.question.words
	at := onlyDifference(x, y)
	return at >= 0 && slices.Contains([]word{x[at], y[at]}, wordOf("another"))
}

// onlyDifference returns the place of the only word in which texts of as many words differ, -1 if
// they do not differ so.
func onlyDifference(a, b []word) int {
	if len(a) != len(b) {
		return -1
	}
	at := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// isLike says whether two answers may say the same: one is in the other, or they share half of
// their words, or two that are rare. Words that both questions have do not count. Numbers and code
// are the same or they are not.
func (p *Pool) isLike(a, b *item) bool {
	if a.isNumeric() {
		return slices.Equal(a.answer.words, b.answer.words)
	}
	if x, y := a.answer.words[a.lead:], b.answer.words[b.lead:]; isWithin(x, y) || isWithin(y, x) {
		return true
	}
	if a.code && b.code {
		return false // other commands of one tool
	}
	if a.kind.class == person && a.form.shape == name && b.form.shape == name {
		return lastOfWords(a) == lastOfWords(b) // two with one title, or first name
	}
	both, rare, ofA, ofB := 0, 0, p.telling(a.answer.content), p.telling(b.answer.content)
	eachInBoth(a.answer.content, b.answer.content, func(i int) {
		w := a.answer.content[i]
		switch n := p.holding[w]; {
		case n > p.common(), slices.Contains(a.question.words, w) && slices.Contains(b.question.words, w):
			return
		case n <= max(len(p.items)/40, 2):
			rare++
		}
		both++
	})
	at := onlyDifference(a.answer.words, b.answer.words)
	isTelling := func() bool { // dirty read, phantom read; Ctrl-C, Ctrl-Z
		return at < len(a.answer.words)-1 || !slices.Contains(a.answer.content, a.answer.words[at])
	}
	if at >= 0 && (both == 1 && a.kind.isOf(&b.kind) && isTelling() || isContraryOf(a, b, at)) {
		return false
	}
	return both > 0 && 2*both >= min(ofA, ofB) || rare >= 2
}

// isContraryOf says whether two answers to questions of one kind that differ in one word say
// different things by it: which side it is, in a sentence of at least three words.
func isContraryOf(a, b *item, at int) bool {
	const fewest = 3
	return a.words() >= fewest && a.asks == b.asks && a.kind.class == b.kind.class &&
		a.side == Asked && slices.Contains(a.answer.about, a.answer.words[at]) &&
		slices.Contains(b.answer.about, b.answer.words[at])
}

func lastOfWords(it *item) word { return it.answer.words[len(it.answer.words)-1] }

// common is in how many cards a word is at most that tells cards apart.
func (p *Pool) common() int {
	const fewest, share = 6, 6
	return max(len(p.items)/share, fewest)
}

// telling returns how many of some words tell cards apart.
func (p *Pool) telling(words []word) (n int) {
	for _, w := range words {
		if p.holding[w] <= p.common() {
			n++
		}
	}
	return n
}

// isNamedIn says whether a question names an answer.
func isNamedIn(answer, question text) bool {
	named := false
	for _, w := range answer.words {
		switch {
		case articleWords()[w]:
		case !slices.Contains(question.words, w):
			return false
		default:
			named = true
		}
	}
	return named || isWithin(answer.words, question.words)
}
