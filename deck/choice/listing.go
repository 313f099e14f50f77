package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

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
		isOther := (it.kind.class == person) == (right.kind.class == person) && it.side == Asked &&
			(right.kind.class == person || f.shape == code || right.kind.isOf(&it.kind) ||
				inFamily(right, it))
		bare := strings.TrimSuffix(it.option, ".")
		if isOther && !it.gap && !it.leads && it.note != right.note &&
			it.opens == openingOf(things[at]) && len(strings.Fields(bare)) <= max(words, 2) &&
			!right.question.has(lastOf(strings.Fields(bare))) && !right.answer.has(bare) {
			made = append(made, strings.Replace(right.option, things[at], bare, 1))
		}
	}
	shuffle(made, random)
	return made
}

// thingsListed returns lists of three things or more with something else that the subject speaks of
// in the place of one.
func (p *Pool) thingsListed(right *item, random *rand.Rand) (made []string) {
	const few = 3
	things := thingsOf(right.option)
	if len(things) < few || len(p.around(right)) < fewest || right.code || right.gap ||
		int(right.things) != len(things) || !right.english {
		return nil
	}
	others := slices.DeleteFunc(p.things(right, random),
		func(thing string) bool { return !right.mayBeListed(thing, things) })
	slices.Sort(others)
	others = slices.Compact(others)
	shuffle(others, random)
	at := random.IntN(len(things))
	for _, o := range others {
		made = append(made, strings.Replace(right.option, things[at], likeCase(o, things[at]), 1))
	}
	return made
}

// things returns what the subject of a card speaks of: what its lists name, what is short in its
// section, and terms.
func (p *Pool) things(right *item, random *rand.Rand) (things []string) {
	for _, it := range p.around(right) {
		switch {
		case it.note == right.note || it.code || it.side == Term || it.leads || it.isClause():
		case it.isList() && it.things > 2:
			things = append(things, thingsOf(it.option)...)
		case it.isThing() && it.section == right.section:
			things = append(things, lowerUnlessName(it.core))
		}
	}
	for _, t := range p.terms(right, random) {
		things = append(things, t.name)
	}
	return things
}

// mayBeListed says whether a thing looks like those of a list, and neither they nor the question
// speak of it.
func (right *item) mayBeListed(thing string, things []string) bool {
	longest := 0
	for _, t := range things {
		longest = max(longest, len(strings.Fields(t)))
	}
	said, like := read(thing), things[1]
	return len(strings.Fields(thing)) <= longest && !isNamedIn(said, right.question) &&
		inBoth(said.content, right.answer.content) == 0 && hasDigit(thing) == right.digits &&
		hasCapital(thing) == hasCapital(like) && (endOf(thing) == 's') == (endOf(like) == 's')
}

// repeatsThing says whether a list names something twice.
func repeatsThing(s string) bool {
	things := thingsOf(s)
	slices.Sort(things)
	return len(slices.Compact(things)) < len(thingsOf(s))
}

// isThing says whether an answer names a thing in a few words.
func (it *item) isThing() bool {
	return it.form.shape >= name && it.form.shape <= phrase && it.short && it.opens <= openArticle &&
		it.kind.class.isOpen() && !it.isClause() && !it.doing && !it.orders &&
		!strings.ContainsAny(it.option, "'’") && !isOneOf(lastOf(fields(it.option)), " not so ")
}

// lowerUnlessName writes what begins with a capital without it, unless another letter shows that it
// is a name.
func lowerUnlessName(s string) string {
	if hasCapitalInside(s) {
		return s
	}
	return strings.ToLower(s)
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
	if len(things) < 3 || !asksOrder(right.Question) {
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

// asksOrder says whether a question asks for an order: by a word for it, or from where to where.
func asksOrder(question string) bool {
	words := fields(question)
	has := func(list string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return isOneOf(w, list) })
	}
	return has(" order sequence reihenfolge ordre orden ordine ") ||
		has(" from von ") && has(" to nach bis ") && isOneOf(firstOf(words), naming)
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
