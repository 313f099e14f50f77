package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// worded returns answers that differ from the right one in one slot of its words, of which at least
// two others are known: a small number, or a member of a family.
func worded(right *item, random *rand.Rand) []string {
	const most = 14 // words: in longer ones nobody sees it
	words := strings.Fields(right.option)
	if made := right.listed(random); len(made) >= enough {
		return made
	}
	class := right.kind.class
	isNamed := class == person || class == moment || class == place && !right.leads ||
		right.form.shape == name
	if isNamed || len(words) < 2 || len(words) > most || right.code || !right.english {
		return nil
	}
	for size := 2; size > 0; size-- {
		for at := 0; at+size <= len(words); at++ {
			if size == len(words) {
				continue
			}
			others := right.inPlaceOf(strings.Join(words[at:at+size], " "), at == 0)
			shuffle(others, random)
			var made []string
			for _, o := range others {
				made = append(made, replaced(words, at, at+size, o))
			}
			if len(made) >= enough {
				return made
			}
		}
	}
	return nil
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
	if at := slices.Index(words, strings.ToLower(bare)); at > 0 && !first {
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
