package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// groupsMade returns groups that are made up, for who or which group is asked for: the name in one
// that is an answer gives way to other names. Only English parts the name from the word and has
// capitals for names alone.
func (p *Pool) groupsMade(right *item, random *rand.Rand) (groups []string) {
	before, after, ok := p.aGroup(right)
	if !ok {
		return nil
	}
	names := p.namesIn(right)
	for _, i := range random.Perm(len(names)) {
		made := before + names[i] + after
		isNamed := right.question.has(names[i]) || right.answer.has(names[i])
		if !isNamed && !p.mayMean(right, made) {
			groups = append(groups, made)
		}
	}
	return groups
}

// mayMean says whether a text is a group of an answer that may be whom the right one means.
func (p *Pool) mayMean(right *item, made string) bool {
	return right.kind.class == person && slices.ContainsFunc(p.around(right), func(it *item) bool {
		return it.kind.group && it.Deck == right.Deck && mayBe(right, it) && equalText(it.option, made)
	})
}

// aGroup returns what stands around the name in an answer that is a group: the right one, or one of
// its deck if a person is asked for.
func (p *Pool) aGroup(right *item) (before, after string, ok bool) {
	if right.kind.group {
		return aroundName(right.option)
	}
	if right.kind.class != person || right.kind.named {
		return "", "", false
	}
	for _, it := range p.around(right) {
		if it.kind.group && it.Deck == right.Deck {
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

// namesakes returns what else has the name of the kind that is asked for behind its own: of "the
// Mongol Empire", "the Inca Empire".
func (p *Pool) namesakes(right *item, random *rand.Rand) (made []string) {
	words := strings.Fields(strings.TrimSuffix(right.option, "."))
	n := len(words)
	if n < 2 || !right.isNoun(wordOf(words[n-1])) || !right.english || isOneOf(words[n-2], articles) {
		return nil
	}
	own, noun := words[n-2], words[n-1]
	if !hasCapital(own) && n > 2 && !isOneOf(words[n-3], articles) {
		return nil
	}
	for _, it := range p.around(right) {
		said := slices.Concat(strings.Fields(it.Question), strings.Fields(it.option))
		for i, w := range said[1:] {
			other := said[i]
			if bare, _, _ := bareOf(w); wordOf(bare) == wordOf(noun) && mayModify(other, own) &&
				!right.question.has(other) && !slices.Contains(made, other) {
				made = append(made, other)
			}
		}
	}
	for i, other := range made {
		made[i] = strings.Replace(right.option, own, other, 1)
	}
	shuffle(made, random)
	return made
}

// mayModify says whether a word before a noun says which one it is, as another word does.
func mayModify(w, own string) bool {
	const no = ` same each every any some no first last next other another more less this that these those two three ` +
		`good bad new old such only many most `
	return hasCapital(w) == hasCapital(own) && w != own && !isAskWord(w) && !endsClause(w) &&
		!isOneOf(w, articles) && !isOneOf(w, owning) && !isOneOf(w, no) &&
		(hasCapital(w) || isContent(w)) &&
		!isLeadWord(w) && !isHelper(w) && !strings.ContainsAny(w+own, "'’`\"") && !isOnlyVerb(w) &&
		isPlural(w) == isPlural(own)
}

// namesIn returns the words with capitals inside the answers of a deck, sorted.
func (p *Pool) namesIn(right *item) []string {
	var names []string
	for _, it := range p.around(right) {
		words := fields(it.option)
		if it.Deck != right.Deck || it.form == noForm || it.code || it.gap || len(words) < 2 {
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

// gapsMade returns what other answers of the deck have for a gap: names written as the one that
// fills it, or verbs where it is one: of "To restore service.", "restore".
func (p *Pool) gapsMade(right *item, random *rand.Rand) []string {
	var list []string
	switch {
	case !right.gap:
	case right.form.shape == name && right.form.parts != plainName:
		list = slices.DeleteFunc(p.namesIn(right),
			func(n string) bool { return kindOfName(n) != right.form.parts })
	case right.frame.isOfVerb() && right.form.shape == oneWord:
		list = p.verbsIn(right)
	}
	shuffle(list, random)
	return list
}

// verbsIn returns the verbs behind "to" that answers of a deck begin with, sorted.
func (p *Pool) verbsIn(right *item) []string {
	var verbs []string
	for _, it := range p.around(right) {
		if it.opens == openLead && it.Deck == right.Deck && !it.gap {
			verbs = append(verbs, fields(it.option)[1])
		}
	}
	slices.Sort(verbs)
	return slices.Compact(verbs)
}
