package choice

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
)

// mentioned returns names that the cards of a subject speak of, for an answer that is a name of
// which no other answer is known to be of the kind: those of its sort first.
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

// rankNames returns those of some names that may stand beside one, the best first, without those
// that are much worse.
func (right *item) rankNames(all []mention, own mention, random *rand.Rand) []mention {
	const worse = 2 // points
	var list []scoredName
	for _, m := range all {
		if right.mayBeNamed(own, m) {
			list = append(list, scoredName{m, m.score(right, own)})
		}
	}
	shuffle(list, random)
	slices.SortStableFunc(list, func(a, b scoredName) int { return cmp.Compare(b.score, a.score) })
	var names []mention
	for i, s := range list {
		if i >= enough && s.score < list[0].score-worse {
			break
		}
		names = append(names, s.mention)
	}
	return names
}

// scoredName is a name with how well it may stand beside another one.
type scoredName struct {
	mention
	score int
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

// score is how well a name may stand beside another one.
func (m mention) score(right *item, own mention) (points int) {
	if m.sort == own.sort && own.sort != anySort {
		points += 4
	}
	switch {
	case own.sort != anySort:
	case m.sort == placeSort:
		points += 2
	case m.sort != anySort:
		points -= 2
	}
	if m.in == right.section {
		points++
	}
	d := m.size() - own.size()
	return points - min(max(d, -d), 2)
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
	case m.sort != own.sort && (own.sort == personSort || own.sort == placeSort),
		m.sort != own.sort && m.sort != anySort && (own.sort != anySort || m.sort == personSort),
		m.sort == placeSort && own.sort == anySort && strings.Contains(own.name, " "),
		m.the != own.the && (m.sort != own.sort || own.sort <= placeSort),
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

// placeSpots returns where an answer names places, with the others of which the cards speak: an army
// that did not march on Lisbon marched on Porto.
func (p *Pool) placeSpots(right *item, words []string) (list []spot) {
	const weight = 2
	if !right.english || right.code || right.form.shape < phrase {
		return nil
	}
	all := p.spoken[right.subject]()
	for at, w := range words[1:] {
		bare, before, after := bareOf(w)
		isIt := func(m mention) bool { return m.name == bare && m.sort == placeSort }
		if bare == "" || !hasCapital(bare) || !slices.ContainsFunc(all, isIt) {
			continue
		}
		s := spot{from: at + 1, to: at + 2, weight: weight}
		own, of := mention{name: bare, sort: placeSort}, familiesOf(bare)
		for _, m := range all {
			others := familiesOf(m.name)
			isOther := len(of) > 0 && len(others) > 0 && !shareOne(of, others) // the land of a city
			if m.sort == placeSort && m.size() == 1 && !isOther && right.mayBeNamed(own, m) {
				s.others = append(s.others, before+m.name+after)
			}
		}
		if len(s.others) >= enough {
			list = append(list, s)
		}
	}
	return list
}

// placesSwapped returns an answer with other places of the subject in the place of one that it
// names: of "the Book of Kells", "the Book of Thurles".
func (p *Pool) placesSwapped(right *item, random *rand.Rand) (made []string) {
	own, _ := nameOf(right.core, right.option)
	words := strings.Fields(own)
	if len(words) < 2 || right.code || !right.english || right.kind.class == person {
		return nil
	}
	places := slices.DeleteFunc(slices.Clone(p.spoken[right.subject]()),
		func(m mention) bool { return m.sort != placeSort || m.size() > 1 })
	at := len(words) - 1
	if at < 2 || words[at-1] != "of" {
		at = 0
		if !slices.ContainsFunc(places, func(m mention) bool { return m.name == words[0] }) {
			return nil
		}
	}
	named := corePart(right.option)
	for _, m := range places {
		if right.mayBeNamed(mention{name: words[at], sort: placeSort}, m) {
			made = append(made, named.before+replaced(words, at, at+1, m.name)+named.after)
		}
	}
	shuffle(made, random)
	return made
}
