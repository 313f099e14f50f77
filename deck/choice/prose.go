package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// reworded returns answers that differ from the right one in one or two of its words, so that no
// option is closer to the others than any other: others for one word, or for two of them the one,
// the other, and both.
func (p *Pool) reworded(right *item, random *rand.Rand) []string {
	const most = 24 // words: in longer ones nobody sees it
	words := strings.Fields(right.option)
	for _, made := range [][]string{
		right.reordered(random), right.listed(random), p.namesListed(right, random),
	} {
		if len(made) >= enough {
			return made
		}
	}
	if right.code || right.form.shape < name && !right.isNumberedName() || len(words) > most {
		return nil
	}
	spots := slices.Concat(right.familySpots(words), right.numberSpots(words, random),
		p.spotsIn(right, words))
	shuffle(spots, random)
	for i := range spots {
		shuffle(spots[i].others, random)
		slices.SortStableFunc(spots[i].others, func(a, b string) int {
			return min(p.holding[wordOf(b)], 1) - min(p.holding[wordOf(a)], 1)
		})
	}
	slices.SortStableFunc(spots, func(a, b spot) int { return b.weight - a.weight })
	made := combined(words, spots)
	if len(made) == 0 && right.form.shape >= phrase && right.opens != openAsk {
		made = denied(words)
	}
	shuffle(made, random)
	return made
}

// isNumberedName says whether an answer only looks like a number with its unit: "0 negative".
func (right *item) isNumberedName() bool {
	w, ok := parseNumber(right.option)
	return ok && w.value == 0 && w.after != ""
}

// combined returns what the first of some spots give, or the first two together.
func combined(words []string, spots []spot) (made []string) {
	if len(spots) == 0 {
		return nil
	}
	first := spots[0]
	apart := func(s spot) bool { return s.to <= first.from || s.from >= first.to }
	at := slices.IndexFunc(spots, apart)
	if len(first.others) >= enough || at < 0 {
		for _, o := range first.others {
			made = append(made, strings.Join(first.in(words, o), " "))
		}
		return made
	}
	second := spots[at]
	if first.from < second.from { // what stands behind is exchanged first
		first, second = second, first
	}
	a, b := first.others[0], second.others[0]
	one := first.in(words, a)
	return append(made, strings.Join(one, " "), strings.Join(second.in(words, b), " "),
		strings.Join(second.in(one, b), " "))
}

// familySpots returns where an answer names members of families, or small numbers, inside of it.
func (right *item) familySpots(words []string) (list []spot) {
	const weight = 6
	if len(words) < 2 || !right.english {
		return nil
	}
	for size := 2; size > 0; size-- {
		for at := 0; at+size <= len(words) && size < len(words); at++ {
			isName := right.isNamed() && !(at > 0 && strings.EqualFold(words[at-1], "of"))
			if isName && !isCount(words[at]) {
				continue
			}
			others := right.inPlaceOf(strings.Join(words[at:at+size], " "), at == 0)
			if len(others) >= enough {
				list = append(list, spot{at, at + size, others, weight})
			}
		}
	}
	return list
}

// isNamed says whether an answer is the name of somebody or something, of which a part is no name.
func (right *item) isNamed() bool {
	class := right.kind.class
	return class == person || class == place && !right.leads || right.form.shape == name
}

func isCount(w string) bool { return slices.Contains(numberWords()[0], strings.ToLower(w)) }

// numberSpots returns where numbers stand in an answer that is more than an amount.
func (right *item) numberSpots(words []string, random *rand.Rand) (list []spot) {
	const weight = 6
	if right.form.shape < phrase || right.opens == openAsk {
		return nil
	}
	for at, w := range words {
		spans := numbersIn(w)
		isEnd := at > 0 && words[at-1] == "to" || firstOf(words[at+1:]) == "to" // of a range
		if len(spans) != 1 || !isDigit(w[0]) || isEnd || right.question.has(w) {
			continue
		}
		next := " " + firstOf(words[at+1:])
		var others []string
		for range 4 * enough {
			made := strings.TrimSuffix(moveNumbers(w+next, spans, random), next)
			if made != w && !slices.Contains(others, made) && !right.answer.has(made) {
				others = append(others, made)
			}
		}
		if len(others) > 0 {
			list = append(list, spot{at, at + 1, others, weight})
		}
	}
	return list
}

// inPlaceOf returns what may stand in the place of words of an answer, with the sign behind them.
func (right *item) inPlaceOf(s string, first bool) []string {
	const fewest = 3 // letters
	bare := strings.TrimRight(s, ".,;:!?")
	sign := s[len(bare):]
	if len(bare) < fewest || right.question.has(bare) {
		return nil
	}
	var others []string
	take := func(list []string) {
		for _, o := range list {
			if !strings.EqualFold(o, bare) && !right.question.has(o) && !right.answer.has(o) {
				others = append(others, likeCase(o, bare)+sign)
			}
		}
	}
	words := numberWords()[0]
	if at := slices.Index(words, strings.ToLower(bare)); at > 0 && right.numbers() == 1 {
		take(words[max(at-2, 1):min(at+3, len(words))])
		return others
	}
	for _, at := range familiesOf(bare) {
		f := known().list[at]
		if f.inside && (hasCapital(f.members[0]) == hasCapital(bare) || first) {
			take(f.members)
		}
	}
	return others
}

// numbers returns how many numbers an answer names.
func (right *item) numbers() (n int) {
	for _, w := range fields(right.option) {
		if hasDigit(w) || slices.Contains(numberWords()[0], strings.ToLower(w)) {
			n++
		}
	}
	return n
}

// namesListed returns lists of names with one of them replaced by another such answer of the
// subject.
func (p *Pool) namesListed(right *item, random *rand.Rand) (made []string) {
	things := thingsOf(right.option)
	if right.things < 2 || len(things) < 2 {
		return nil
	}
	at := random.IntN(len(things))
	f := formOfThing(things[at])
	words := len(strings.Fields(things[at]))
	isThing := func(t string) bool { return right.kind.class == person && len(familiesOf(t)) > 0 }
	isUnlike := func(t string) bool { return formOfThing(t) != f }
	if f.shape != name && f.shape != code || slices.ContainsFunc(things, isUnlike) ||
		slices.ContainsFunc(things, isThing) { // of Athens and Sparta none is a person
		return nil
	}
	for _, it := range p.here[within{right.subject, f}] {
		isOther := (it.kind.class == person) == (right.kind.class == person) && it.side == Asked
		bare := strings.TrimSuffix(it.option, ".")
		if isOther && !it.gap && !it.leads && it.note != right.note &&
			it.opens == openingOf(things[at]) && len(strings.Fields(bare)) <= max(words, 2) &&
			!right.question.has(bare) && !right.answer.has(bare) {
			made = append(made, strings.Replace(right.option, things[at], bare, 1))
		}
	}
	shuffle(made, random)
	return made
}

// formOfThing is the form of one thing of a list.
func formOfThing(s string) form {
	if bare := strings.Trim(s, "`"); bare != s {
		return form{code, kindOfCode(bare)}
	}
	f, _ := formOf(s, read(s))
	return f
}

// reordered returns a list in other orders, if the order is asked for.
func (right *item) reordered(random *rand.Rand) (made []string) {
	things := thingsOf(right.option)
	if len(things) < 3 || !slices.ContainsFunc(fields(right.Question),
		func(w string) bool { return isOneOf(w, " order sequence ") }) {
		return nil
	}
	joined := strings.Join(things, ", ")
	if joined != strings.TrimSuffix(right.option, ".") {
		return nil
	}
	for range 4 * enough {
		other := slices.Clone(things)
		shuffle(other, random)
		text := strings.Join(other, ", ")
		if text != joined && !slices.Contains(made, text) {
			made = append(made, text)
		}
	}
	return made
}

// listed returns lists that differ from the right one in one thing of those that are of one family.
func (right *item) listed(random *rand.Rand) []string {
	things := strings.Split(strings.TrimSuffix(right.option, "."), ", ")
	if len(things) < 2 || len(familiesOf(things[0])) == 0 {
		return nil
	}
	at := random.IntN(len(things))
	var made []string
	for _, of := range familiesOf(things[0]) {
		members := known().list[of].members
		if slices.ContainsFunc(things, func(t string) bool { return !slices.Contains(members, t) }) {
			continue
		}
		for _, i := range random.Perm(len(members)) {
			if !slices.Contains(things, members[i]) {
				list := slices.Concat(things[:at], []string{members[i]}, things[at+1:])
				made = append(made, strings.Join(list, ", "))
			}
		}
	}
	return made
}
