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
	names := p.namesIn(right.Deck)
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
	return right.kind.class == person && slices.ContainsFunc(p.items, func(it item) bool {
		return it.kind.group && it.Deck == right.Deck && right.mayBe(&it) && equalText(it.option, made)
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
		if it.Deck != deck || it.form == noForm || it.code || it.gap || len(words) < 2 {
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
		list = slices.DeleteFunc(p.namesIn(right.Deck),
			func(n string) bool { return kindOfName(n) != right.form.parts })
	case right.frame.isOfVerb() && right.form.shape == oneWord:
		list = p.verbsIn(right.Deck)
	}
	shuffle(list, random)
	return list
}

// verbsIn returns the verbs behind "to" that answers of a deck begin with, sorted.
func (p *Pool) verbsIn(deck string) []string {
	var verbs []string
	for i := range p.items {
		if it := &p.items[i]; it.opens == openLead && it.Deck == deck && !it.gap {
			verbs = append(verbs, fields(it.option)[1])
		}
	}
	slices.Sort(verbs)
	return slices.Compact(verbs)
}

// kindsMade returns what names its kind, "the mitral valve", with the words that say which one from
// other answers of its subject, those of its section first: "the pulmonary valve".
func (p *Pool) kindsMade(right *item, random *rand.Rand) []string {
	words := strings.Fields(strings.TrimSuffix(right.option, "."))
	n := len(words)
	if !right.names || n < 2 || n > 3 || right.opens == openWord && n > 2 ||
		!right.isNoun(wordOf(words[n-1])) {
		return nil
	}
	var here, there []string
	for _, f := range []form{{shape: phrase}, {name, plainName}} {
		for _, it := range p.here[within{right.subject, f}] {
			which := right.which(it, n)
			if which == "" {
				continue
			}
			made := strings.Join(append(slices.Clone(words[:n-2]), which, words[n-1]), " ")
			if it.Section == right.Section {
				here = append(here, made)
			} else {
				there = append(there, made)
			}
		}
	}
	for _, list := range [][]string{here, there} {
		shuffle(list, random)
	}
	return append(here, there...)
}

// isNoun says whether a word is that by which the question names what it asks for.
func (right *item) isNoun(w word) bool { return w == right.kind.noun || w == right.kind.also }

// which returns the word before the last of another answer of n words that begins alike, "" if it
// says nothing of which one: in the name of a person, or where the question has it.
func (right *item) which(it *item, n int) string {
	words := strings.Fields(it.option)
	if len(words) != n || it.opens != right.opens || it.gap || it.note == right.note ||
		it.side != right.side || it.ends == 's' {
		return ""
	}
	which, noun := words[n-2], words[n-1]
	if right.isNoun(wordOf(noun)) || hasCapital(noun) || hasDigit(noun) || right.question.has(which) ||
		isOneOf(which, owning) {
		return ""
	}
	return which
}
