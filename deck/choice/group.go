package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// groups are words for people who act as one.
const groups = ` team group department company ` +
	`gruppe abteilung firma équipe groupe equipo grupo squadra gruppo `

// addGroups fills up options with groups that are made up, for who or which group is asked for: the
// name in one that is an answer gives way to other names. Only English parts the name from the word
// and has capitals for names alone.
func (p *Pool) addGroups(list []Option, right *item, random *rand.Rand) []Option {
	before, after, ok := p.aGroup(right)
	if !ok {
		return list
	}
	names := p.namesIn(right.Deck)
	for _, i := range random.Perm(len(names)) {
		made := before + names[i] + after
		same := func(o Option) bool { return equalText(o.Text, made) }
		isNamed := right.question.has(names[i]) || right.answer.has(names[i])
		if len(list) < enough && !isNamed && !slices.ContainsFunc(list, same) {
			list = append(list, Option{Text: made})
		}
	}
	return list
}

// aGroup returns what stands around the name in an answer that is a group: the right one, or one of
// its deck if a person is asked for.
func (p *Pool) aGroup(right *item) (before, after string, ok bool) {
	if right.kind.group {
		return aroundName(right.option)
	}
	if right.kind.class != person {
		return "", "", false
	}
	for i := range p.items {
		if it := &p.items[i]; it.kind.group && it.Deck == right.Deck {
			if before, after, ok = aroundName(it.option); ok {
				return before, after, true
			}
		}
	}
	return "", "", false
}

// aroundName parts "The Payments team" where a name stands before the last word, which is an
// English one.
func aroundName(s string) (before, after string, ok bool) {
	words := strings.Fields(strings.TrimSuffix(s, "."))
	n := len(words)
	if n < 2 || !isOneOf(words[n-1], " team group department company ") || !hasCapital(words[n-2]) {
		return "", "", false
	}
	if before = strings.Join(words[:n-2], " "); before != "" {
		before += " "
	}
	return before, " " + words[n-1], true
}

// namesIn returns the words with capitals inside the answers of a deck, sorted.
func (p *Pool) namesIn(deck string) []string {
	var names []string
	for i := range p.items {
		it := &p.items[i]
		words := fields(it.option)
		if it.Deck != deck || it.form == noForm || it.Code || it.Gap || len(words) < 2 {
			continue
		}
		for _, w := range words[1:] {
			if r := []rune(w); len(r) > 1 && unicode.IsUpper(r[0]) && !unicode.IsDigit(r[1]) {
				names = append(names, w)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
