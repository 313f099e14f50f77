package choice

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
)

// mentioned returns names of its sort that the cards of a subject speak of, for an answer that is a
// name of which no other answer is known to be of the kind.
func (p *Pool) mentioned(right *item, random *rand.Rand) (list []Option) {
	own, the := nameOf(right.core, right.option)
	the = the || right.gap && right.frame.article == "the"
	if own == "" || !right.english || right.code || right.owns {
		return nil
	}
	all := p.spoken[right.subject]()
	at := slices.IndexFunc(all, func(m mention) bool {
		return m.name == own && (m.from == nil || m.from.note != right.note)
	})
	if at < 0 && !right.isNameForSure(own) {
		return nil
	}
	wanted := right.sortWanted(own)
	if wanted == anySort && at >= 0 {
		wanted = all[at].sort
	}
	seen := right.answer.about
	beside := mention{name: own, said: read(own), the: the, sort: wanted}
	for _, m := range right.rankNames(all, beside, random) {
		isRight := m.from != nil && (m.from.note == right.note || !p.mayStand(right, m.from))
		if isRight || len(list) > 0 && inBoth(m.said.about, seen) > 0 {
			continue
		}
		if list = append(list, right.named(m, the)); len(list) == considered {
			break
		}
		seen = set(slices.Concat(seen, m.said.about))
	}
	return list
}

// rankNames returns those of some names that may stand beside one: those of its section first, then
// those of about as many words.
func (right *item) rankNames(all []mention, own mention, random *rand.Rand) []mention {
	list := slices.DeleteFunc(slices.Clone(all),
		func(m mention) bool { return !right.mayBeNamed(own, m) })
	shuffle(list, random)
	slices.SortStableFunc(list, func(a, b mention) int {
		return cmp.Compare(right.distance(a, own), right.distance(b, own))
	})
	return list
}

// distance is how far a name is from another one.
func (right *item) distance(m, own mention) int {
	d := m.size() - own.size()
	d = min(max(d, -d), 2)
	if m.in != right.section {
		d++
	}
	return d
}

// named returns a name as an option, written as the answer is.
func (right *item) named(m mention, the bool) Option {
	own := corePart(right.option)
	switch {
	case right.gap:
	case m.of != nil && corePart(m.of.option).before == own.before:
		return Option{Text: m.of.option, Card: &m.of.Card}
	case m.the && !the:
		own.before = "The "
	case !m.the && the:
		own.before = ""
	}
	return Option{Text: own.before + m.name + own.after}
}

// isNameForSure says whether an answer looks like a name not only because it begins with a capital.
func (right *item) isNameForSure(own string) bool {
	return strings.Contains(own, " ") || right.gap || right.opens == openArticle ||
		right.kind.class == person || right.kind.class == place || hasCapitalInside(own)
}

// sortWanted is the sort of what a question asks for by name.
func (right *item) sortWanted(own string) sort {
	s := sortOfName(own)
	switch {
	case right.kind.class == person && s != bodySort:
		return personSort
	case right.kind.class == place:
		return placeSort
	case s != anySort:
		return s
	}
	for w := range strings.FieldsSeq(right.Question) {
		bare, _, _ := bareOf(w)
		if s := sortBy(bare); s != anySort && right.isNoun(wordOf(bare)) {
			return s
		}
	}
	return anySort
}

// mayBeNamed says whether a name may stand for the right one: it is of no other sort and written
// alike, and neither holds a word of the other nor stands in the question.
func (right *item) mayBeNamed(own, m mention) bool {
	said, families := m.said, familiesOf(m.name)
	first, _, _ := strings.Cut(m.name, " ")
	switch {
	case m.sort != own.sort || own.sort == anySort, m.the != own.the && own.sort <= placeSort,
		m.sort != placeSort && isPlural(headOf(own.name)) != isPlural(headOf(m.name)),
		len(families) > 0 && len(right.families) > 0 && !shareOne(families, right.families),
		right.gap && isOneOf(first, articles):
		return false
	}
	about := slices.Clone(said.about)
	if head := headOf(m.name); sortBy(head) != anySort { // two may be leagues
		about = slices.DeleteFunc(about, func(w word) bool { return w == wordOf(head) })
	}
	return kindOfName(own.name) == kindOfName(m.name) && !isNamedIn(said, right.question) &&
		inBoth(about, right.answer.about) == 0 && inBoth(said.about, right.question.about) == 0
}
