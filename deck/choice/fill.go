package choice

import (
	"bytes"
	"math"
	"slices"
	"strings"
)

// agreement is something in which two cards agree, and how much that says for it that the answer of
// one looks like that of the other.
type agreement struct {
	points float64
	agree  func(a, b *item) bool
}

// agreements are what is looked at where no answer of a subject is known to be of the kind that is
// asked for, those that say most first. Points add up: what agrees in a kind of thing agrees in more
// than one row.
var agreements = [...]agreement{
	{10, func(a, b *item) bool { return leadsLike(a, b) || !a.leads && !b.leads }},
	{10, func(a, b *item) bool { return a.isClause() == b.isClause() }},
	{8, func(a, b *item) bool { return a.kind.class == b.kind.class }},
	{8, func(a, b *item) bool { return a.code == b.code }},
	{8, func(a, b *item) bool { return a.kind.isLong == b.kind.isLong }},
	{6, func(a, b *item) bool { return a.side == b.side && a.gap == b.gap }},
	{6, func(a, b *item) bool { return !a.gap || hasCapital(a.core) == hasCapital(b.core) }},
	{6, func(a, b *item) bool { return a.orders == b.orders && a.doing == b.doing }},
	{6, func(a, b *item) bool { return a.isProper() == b.isProper() }},
	{6, func(a, b *item) bool { return a.digits == b.digits }},
	{6, func(a, b *item) bool { return a.things == b.things }},
	{5, func(a, b *item) bool { return !isOfOther(a, b) && !isOfOther(b, a) }},
	{4, func(a, b *item) bool { return a.form == b.form }},
	{4, func(a, b *item) bool { return echoes(a, a) == echoes(a, b) }},
	{4, func(a, b *item) bool { return a.isMany() == b.isMany() }},
	{4, func(a, b *item) bool { return endsLike(a, b) }},
	{3, func(a, b *item) bool { return a.opens == b.opens }},
	{3, func(a, b *item) bool { return a.begins == b.begins }},
	{3, func(a, b *item) bool { return hasCapital(a.core) == hasCapital(b.core) }},
	{3, func(a, b *item) bool { return a.section == b.section }},
	{2, func(a, b *item) bool { return a.ends == b.ends }},
	{2, func(a, b *item) bool { return a.head == b.head }},
}

// fewest is among how many cards of a subject there is something to choose from.
const fewest = 8

// filled fills up options with what fits least badly, until there are so many: among enough cards
// that there is something to choose from.
func (c *candidates) filled(list []Option, wrong int) []Option {
	about := c.pool.someAbout(c.right)
	if len(list) >= wrong || len(about) < fewest {
		return list
	}
	return c.addBest(list, c.likest(list, about), wrong, spread/2)
}

// addSenses adds what else things of the subject are said to be, where that is asked.
func (c *candidates) addSenses(list []Option, wrong int) []Option {
	right := c.right
	if !right.saysSense() {
		return list
	}
	isOther := func(it *item) bool {
		return !it.saysSense() || it.isClause() != right.isClause() || it.orders != right.orders
	}
	isOfOther := func(it *item) bool { // it asks what one thing is, and not what many are
		return it.kind.areMany != right.kind.areMany && it.side == Asked && right.side == Asked
	}
	about := slices.DeleteFunc(slices.Clone(c.pool.someAbout(right)), isOther)
	best := c.likest(list, slices.DeleteFunc(slices.Clone(about), isOfOther))
	if len(best) < enough {
		best = c.likest(list, about)
	}
	if len(best) < enough {
		return list
	}
	return c.addRanked(list, optionsOf(best), wrong)
}

// optionsOf returns the answers of cards as options.
func optionsOf(found []scored) (list []Option) {
	for _, s := range found {
		list = append(list, Option{Text: s.option, Card: &s.Card})
	}
	return list
}

// saysSense says whether an answer says in some words what a thing is, or means.
func (it *item) saysSense() bool {
	return (it.kind.sense || it.side == Term) && !it.short && !it.gap && it.form.shape >= phrase
}

// likest returns the cards of some that look most like the right one, and are not on a list.
func (c *candidates) likest(list []Option, among []*item) []scored {
	var found shortlist
	for _, it := range among {
		if mayTake(c.right, it) {
			found.add(scored{it, likeness(c.right, it), draw(c.seed, c.right.Key, it.Key)})
		}
	}
	return c.taken(nil, list, byScore(found), likely)
}

// someAbout returns the cards of the subject of one; of very many those whose keys are next to its
// own, which is as good as drawn.
func (p *Pool) someAbout(it *item) []*item {
	const most = 1000
	all := p.about[it.subject]
	if len(all) <= most {
		return all
	}
	at, _ := slices.BinarySearchFunc(all, it.Key,
		func(other *item, key [16]byte) int { return bytes.Compare(other.Key[:], key[:]) })
	from := min(max(at-most/2, 0), len(all)-most)
	return all[from : from+most]
}

// echoes says whether an answer has words of the question.
func echoes(right, it *item) bool {
	return inBoth(right.question.content, it.answer.content) > 0
}

// mayTake says whether nothing in the looks of an answer rules it out.
func mayTake(right, it *item) bool {
	return it.note != right.note && it.form != noForm && it.form.shape != yesNo && !it.rightOnly &&
		it.unit == right.unit && (it.isNumeric() == right.isNumeric() || right.code) &&
		(it.code || !right.code) && (right.gap || !it.gap) && it.asksBack == right.asksBack &&
		right.isTold() == it.isTold() && !(it.names && isOfOther(right, it)) &&
		(!right.gap || mayFill(right, it))
}

// mayFill says whether an answer is short enough for a gap, and goes with the article before it.
func mayFill(right, it *item) bool {
	return it.words() <= right.words()+1 && !it.leads && it.opens == right.opens &&
		right.frame.takes(it) &&
		strings.HasSuffix(it.option, ".") == strings.HasSuffix(right.option, ".")
}

// likeness is how much two answers, and what asks for them, look alike.
func likeness(right, it *item) float64 {
	const length = 4 // points for each factor of e
	points := 4*similarity(right, it) - length*math.Abs(it.log-right.log)
	for _, s := range agreements {
		if s.agree(right, it) {
			points += s.points
		}
	}
	return points
}

// endsLike says whether two answers end with the same two letters, as many names of one kind do:
// diseases with "is", salts with "te".
func endsLike(right, it *item) bool {
	const letters = 2
	a, b := right.core, it.core
	return len(a) > letters+1 && len(b) > letters+1 && a[len(a)-letters:] == b[len(b)-letters:]
}
