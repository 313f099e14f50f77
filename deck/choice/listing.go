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

// repeatsThing says whether a list names something twice.
func repeatsThing(s string) bool {
	things := thingsOf(s)
	slices.Sort(things)
	return len(slices.Compact(things)) < len(thingsOf(s))
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
