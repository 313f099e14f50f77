package choice

import (
	"maps"
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
		return it.kind.group && it.Deck == right.Deck && right.mayBe(it) && equalText(it.option, made)
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

// bodiesMade returns what else has an article and a name in the questions and answers of a subject,
// for an answer that is such: of "The Commission", "The Parliament".
func (p *Pool) bodiesMade(right *item, random *rand.Rand) []string {
	name, stop := strings.CutSuffix(right.option, ".")
	if !body().MatchString("the "+strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")) ||
		!right.english || right.opens != openArticle || !right.asksForBody() {
		return nil
	}
	count := make(map[string]int)
	for _, it := range p.around(right) {
		if it.code {
			continue
		}
		for _, text := range []string{it.Question, lowerFirst(it.option)} {
			for _, found := range bodies().FindAllString(text, -1) {
				count[strings.TrimPrefix(found, "the ")]++
			}
		}
	}
	var made []string
	for _, b := range slices.Sorted(maps.Keys(count)) {
		text := "the " + b
		said := read(b)
		if !isWithin(said.words, right.question.words) && !isWithin(said.words, right.answer.words) &&
			!isWithin(right.answer.content, said.content) {
			if stop {
				text += "."
			}
			made = append(made, likeCase(text, right.option))
		}
	}
	shuffle(made, random)
	slices.SortStableFunc(made, func(a, b string) int {
		key := func(s string) string { return strings.TrimSuffix(s[len("The "):], ".") }
		return min(count[key(b)], 2) - min(count[key(a)], 2)
	})
	return made
}

// namesakes returns what else has the name of the kind that is asked for behind its own: of "the
// Mongol Empire", "the Inca Empire".
func (p *Pool) namesakes(right *item, random *rand.Rand) (made []string) {
	words := strings.Fields(strings.TrimSuffix(right.option, "."))
	if n := len(words); n < 2 || !hasCapital(words[n-2]) || !right.isNoun(wordOf(words[n-1])) ||
		!right.english {
		return nil
	}
	own, noun := words[len(words)-2], words[len(words)-1]
	for _, it := range p.around(right) {
		said := slices.Concat(strings.Fields(it.Question), strings.Fields(it.option))
		for i, w := range said[1:] {
			other := said[i]
			if bare, _, _ := bareOf(w); wordOf(bare) == wordOf(noun) && hasCapital(other) &&
				!isAskWord(other) && !isOneOf(other, articles) && other != own &&
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

// asksForBody says whether people or what they have founded are asked for.
func (right *item) asksForBody() bool {
	const founded = `institution body organ authority office court party organisation organization ` +
		`agency ministry parliament`
	isNoun := func(w string) bool { return right.isNoun(wordOf(w)) }
	return right.kind.class == person && !right.kind.named ||
		slices.ContainsFunc(strings.Fields(founded), isNoun)
}

var (
	body   = compiled(`^the \p{Lu}\p{Ll}+(?: (?:of )?\p{Lu}\p{Ll}+)*$`)
	bodies = compiled(`\bthe \p{Lu}\p{Ll}+(?: (?:of )?\p{Lu}\p{Ll}+)*`)
)

func lowerFirst(s string) string {
	if strings.HasPrefix(s, "The ") {
		return "the " + s[len("The "):]
	}
	return s
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

// listedWith returns what other answers list beside the right one: of "exclusive, shared and
// supporting", the others than "shared".
func (p *Pool) listedWith(right *item, random *rand.Rand) (made []string) {
	isIt := func(s string) bool { return strings.EqualFold(s, right.core) }
	for _, it := range p.around(right) {
		if it.things < 2 || it.note == right.note {
			continue
		}
		things := thingsOf(it.option)
		if len(things) > 1 && slices.ContainsFunc(things, isIt) {
			for _, t := range things {
				if !isIt(t) && !right.question.has(t) {
					made = append(made, likeCase(t, right.option))
				}
			}
		}
	}
	shuffle(made, random)
	return made
}

// thingsOf returns what a list names.
func thingsOf(s string) (list []string) {
	for part := range strings.SplitSeq(strings.TrimSuffix(s, "."), ", ") {
		list = append(list, strings.SplitN(strings.TrimPrefix(part, "and "), " and ", 2)...)
	}
	return slices.DeleteFunc(list, func(thing string) bool { return len(fields(thing)) == 0 })
}

// termsAsked returns what other cards of the subject ask the meaning of, for an answer that is a
// term as well: of "chitting", "deadheading" from "What is deadheading?".
func (p *Pool) termsAsked(right *item, random *rand.Rand) (made []string) {
	isTerm := right.side == Defined || right.kind.called ||
		right.gap && right.frame.slot == nounSlot && right.frame.before == aWord
	if !isTerm || right.form.shape != oneWord && right.form.shape != phrase {
		return nil
	}
	for _, it := range p.around(right) {
		if it.note == right.note {
			continue
		}
		if term := termIn(it); term != "" && right.mayBeTerm(term) {
			made = append(made, likeCase(term, right.option))
		}
	}
	shuffle(made, random)
	return made
}

// mayBeTerm says whether a term looks like the right one, and the question does not name it.
func (right *item) mayBeTerm(term string) bool {
	return len(fields(term)) > 0 && endOf(term) == right.ends && !hasCapital(term) &&
		len(strings.Fields(term)) <= right.words()+1 && !isNamedIn(read(term), right.question) &&
		(!right.gap || right.frame.suits(term))
}

// termIn returns the term whose meaning a card asks, "" if it asks for none.
func termIn(it *item) string {
	if it.side == Defined {
		return it.option
	}
	term, ok := strings.CutPrefix(it.Question, "What is ")
	term, isEnd := strings.CutSuffix(term, "?")
	if before, cut := strings.CutPrefix(term, "meant by "); cut {
		term = before
	}
	if !ok || !isEnd || term == "" {
		return ""
	}
	if first, rest, _ := strings.Cut(term, " "); isOneOf(first, articles) {
		if first == "the" || rest == "" {
			return ""
		}
		term = rest
	}
	if slices.ContainsFunc(fields(term), isLeadWord) || len(strings.Fields(term)) > 3 {
		return ""
	}
	return term
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

// isNoun says whether a word is that by which the question names what it asks for.
func (right *item) isNoun(w word) bool { return w == right.kind.noun || w == right.kind.also }
