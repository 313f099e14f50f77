package choice

import (
	"slices"
	"strings"
)

// isSure says whether an answer that fits so well is sure to be of the kind that is asked for, as
// far as texts tell.
func isSure(right, it *item, as fit) bool {
	a, b := &right.kind, &it.kind
	switch {
	case right.isNumeric() || inFamily(right, it):
		return true
	case as == loose:
		return right.section == it.section && right.begins == it.begins && a.class == b.class &&
			(right.code || moment <= a.class && a.class <= manner)
	case right.startsCounting() != it.startsCounting(),
		right.digits != it.digits && right.form.shape >= phrase,
		right.isAboutOne() != it.isAboutOne(), right.side == Asked && right.isLed() != it.isLed(),
		(right.opens == openAsk) != (it.opens == openAsk),
		right.saysSense() && (right.isDefinite() != it.isDefinite() || right.doing != it.doing),
		a.class == person &&
			(right.things != it.things || right.isKnownThing() || it.isKnownThing()),
		right.gap && (right.ends != it.ends || right.ends == 0):
		return false
	case a.class == person && b.class == person && right.form.shape == name:
		return true
	case givesAway(right, it):
		return false
	case right.side == Asked && a.called && b.called && !a.namesLike(b):
		return right.section == it.section && right.ends == it.ends && right.ends != 0 &&
			right.ends != 's'
	}
	return true
}

// isDefinite says whether an answer begins with an article for one thing alone: "the point at
// which" is no kind of thing, and "a rock that floats" is one.
func (r *reply) isDefinite() bool {
	const definite = " the der die das den dem le la les el los las il lo gli i "
	return isOneOf(firstOf(fields(r.option)), definite)
}

// isLed says whether an answer begins with a word that leads, and with no article: "a" is both.
func (r *reply) isLed() bool { return r.leads && r.opens != openArticle }

// isKnownThing says whether an answer is of families of which none is of persons.
func (r *reply) isKnownThing() bool {
	isOfPersons := func(at int) bool { return known().list[at].persons }
	return len(r.families) > 0 && !slices.ContainsFunc(r.families, isOfPersons)
}

// startsCounting says whether an answer begins with a number: "One mile an hour".
func (r *reply) startsCounting() bool {
	first := firstOf(fields(r.option))
	return hasDigit(first) || countWord(first) > 0 || isOneOf(first, " one ")
}

// isAboutOne says whether a term is one for a person.
func (it *item) isAboutOne() bool {
	said := it.Question
	switch it.side {
	case Asked:
		return false
	case Term:
		said = it.option
	}
	words := fields(said)
	return slices.ContainsFunc(words[:min(len(words), 3)],
		func(w string) bool { return isOneOf(w, " person someone somebody jemand ") })
}

// givesAway says whether one of two answers takes words of its question up that the other question
// has not: it is known by them.
func givesAway(right, it *item) bool {
	return takesUp(right, it) || takesUp(it, right)
}

func takesUp(it, other *item) bool {
	return slices.ContainsFunc(it.answer.about, func(w word) bool {
		return slices.Contains(it.question.about, w) && !slices.Contains(other.question.about, w) &&
			!slices.Contains(other.answer.about, w)
	})
}

// isSureWording says whether an answer that is made of the right one has other words only where it
// is known what else may stand there.
func (p *Pool) isSureWording(right *item, s string) bool {
	own, made := strings.Fields(right.option), strings.Fields(s)
	if len(own) != len(made) {
		return false
	}
	if slices.Equal(sorted(right.option), sorted(s)) {
		return true // in another order
	}
	for i, w := range made {
		if w != own[i] && !p.isSureExchange(right, own, i, w) {
			return false
		}
	}
	return true
}

func sorted(s string) []string { return slices.Sorted(slices.Values(fields(s))) }

// isSureExchange says whether a word may stand for one of an answer: a number for a number, what
// the texts of the subject exchange, and of what they speak of an adjective for another and a
// member of a family for another, unless it only says more of the word behind it.
func (p *Pool) isSureExchange(right *item, own []string, at int, w string) bool {
	old, _, _ := bareOf(own[at])
	w, _, _ = bareOf(w)
	switch {
	case shareOne(familiesOf(old), familiesOf(w)):
		isWhole := at == len(own)-1 || endsClause(own[at]) || !surrounding{}.isWord(own[at+1])
		return isWhole && p.words[right.subject]()[wordOf(w)]
	case hasDigit(old) && hasDigit(w),
		slices.Contains(p.contrasting[right.subject]()[wordOf(old)], w):
		return true
	case numberWord(old) != nil && numberWord(w) != nil:
		return !strings.Contains(right.option, ",") // which would say more of so many
	case !p.words[right.subject]()[wordOf(w)]:
		return false
	default:
		isOther := func(o [forms]string) bool { return o[base] == w }
		isExchanged := func(e entry) bool {
			return e.part == invariant && slices.ContainsFunc(e.others, isOther)
		}
		return slices.ContainsFunc(lexicon()[old], isExchanged)
	}
}

// wordsOf returns the words of cards.
func wordsOf(items []*item) map[word]bool {
	all := make(map[word]bool)
	for _, it := range items {
		for _, words := range [][]word{it.question.words, it.answer.words} {
			for _, w := range words {
				all[w] = true
			}
		}
	}
	return all
}
