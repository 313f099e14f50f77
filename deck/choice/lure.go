package choice

import (
	"cmp"
	"container/heap"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// scored is a card whose answer may stand beside the right one.
type scored struct {
	*item
	score float64
	draw  uint64 // decides between equals
}

// Lures are chosen among so many of the best; of those that are much worse than the first only to
// have enough: three options are better than a bad fourth.
const (
	considered = 8
	within     = 5
	enough     = 2
)

// lures returns wrong answers to the question of a card.
func (p *Pool) lures(right *item, wrong int, random *rand.Rand) []Option {
	if right.form.shape == yesNo {
		bare := strings.TrimSuffix(right.option, ".")
		return []Option{{Text: other(bare)}}
	}
	if list := onScale(right.option, wrong, random); list != nil {
		return list
	}
	seed := random.Uint64()
	var best []scored
	for _, t := range []struct {
		forms []form
		as    fit
	}{
		{neighbours(right.form), likely},
		{farther(right.form), likely},
		{neighbours(right.form), loose},
		{farther(right.form), loose},
	} {
		if t.as == likely && !p.hasKin(right) {
			continue
		}
		if len(best) < enough {
			best = p.best(best, right, t.forms, t.as, considered, seed)
		}
	}
	for len(best) > enough && best[len(best)-1].score < best[0].score-within {
		best = best[:len(best)-1]
	}
	var list []Option
	for _, s := range ranked(right, best, wrong, random) {
		list = append(list, Option{s.option, &s.Card})
	}
	if right.form.shape == year || right.form.shape == number {
		list = p.addNumbers(list, right, wrong, random)
	}
	return p.addGroups(list, right, random)
}

// hasKin says whether another question may ask for the same kind of thing: a look at all of them
// takes long.
func (p *Pool) hasKin(right *item) bool {
	k := right.kind
	if right.Side != Asked || right.Gap || k.class != thing || len(k.heads) == 0 {
		return right.Side != Asked || right.Gap || k.class != thing
	}
	return p.heads[k.heads[0]] > 1 ||
		slices.ContainsFunc(k.heads[1:], func(w word) bool { return p.firsts[w] > 0 })
}

// best adds the best answers of some forms that fit to others, the best first, until there are as
// many as are wanted. Only those that come so far are compared by their words, which takes longest.
func (p *Pool) best(taken []scored, right *item, forms []form, as fit, most int,
	seed uint64,
) []scored {
	found := p.fitting(right, forms, as, seed)
	heap.Init(&found)
	for len(found) > 0 && len(taken) < most {
		s := heap.Pop(&found).(scored)
		like := func(t scored) bool { return p.isLike(s.item, t.item) }
		if p.mayStand(right, s.item) && !slices.ContainsFunc(taken, like) {
			taken = append(taken, s)
		}
	}
	return taken
}

// addNumbers fills up options with numbers that are made up.
func (p *Pool) addNumbers(list []Option, right *item, wrong int, random *rand.Rand) []Option {
	for _, made := range near(right.option, right.form, wrong*3, random) {
		same := func(o Option) bool { return equalText(o.Text, made) }
		if len(list) < wrong && !slices.ContainsFunc(list, same) && !right.question.has(made) {
			list = append(list, Option{Text: made})
		}
	}
	return list
}

// has says whether all words of another text stand in the text.
func (t text) has(s string) bool { return isWithin(read(s).words, t.words) }

func equalText(a, b string) bool { return slices.Equal(read(a).words, read(b).words) }

// fitting returns the cards of some forms whose answers are about as long as the right one, and of
// other notes.
func (p *Pool) fitting(right *item, forms []form, as fit, seed uint64) byScore {
	var list byScore
	for _, f := range forms {
		for _, it := range p.shaped[f] {
			if it.Note != right.Note && it.unit == right.unit && it.Gap == right.Gap &&
				isAsLong(right, it, as) && right.fits(it) == as {
				list = append(list, scored{it, p.score(right, it), draw(seed, right.Key, it.Key)})
			}
		}
	}
	return list
}

// isAsLong says whether an answer has half to twice the length of the right one, or what is short a
// quarter to four times, if it is asked for alike. Names, numbers and single words may have any.
func isAsLong(right, it *item, as fit) bool {
	most := 2
	if right.short && it.short && as == likely {
		most = 4
	}
	shorter, longer := min(right.answer.length, it.answer.length), max(right.answer.length, it.answer.length)
	return right.form.shape < phrase && right.form == it.form || longer <= most*shorter
}

// neighbours are the forms that can stand beside one.
func neighbours(f form) []form {
	switch f.shape {
	case phrase:
		return []form{f, {shape: sentence}}
	case sentence:
		return []form{f, {shape: phrase}}
	case list:
		return []form{f, {list, f.parts + 1}, {list, f.parts - 1}}
	}
	return []form{f}
}

// farther are the forms that can stand beside one where there are no nearer ones.
func farther(f form) []form {
	switch f.shape {
	case name:
		if f.parts == symbol {
			return nil
		}
		return []form{{name, plainName}, {name, initial}, {shape: oneWord}, {shape: phrase}}
	case oneWord:
		return []form{{name, plainName}, {shape: phrase}}
	case phrase:
		return []form{{name, plainName}, {shape: oneWord}, {list, 3}, {list, 2}}
	case sentence, list:
		return []form{{list, 2}, {list, 3}, {list, 4}, {shape: phrase}, {shape: sentence}}
	}
	return nil
}

// mayStand says whether the answer of a card is wrong beside the right one.
func (p *Pool) mayStand(right, it *item) bool {
	return !asksSame(right, it) && !p.isLike(right, it) && !isNamedIn(it.answer, right.question)
}

// asksSame says whether two questions ask for the same, so that both answers are right: all that
// one is about the other is about too, unless something that only one of them names parts them.
func asksSame(a, b *item) bool {
	if len(a.question.about) == 0 || len(b.question.about) == 0 {
		return slices.Equal(a.question.words, b.question.words)
	}
	both := inBoth(a.question.about, b.question.about)
	if both != len(a.question.about) && both != len(b.question.about) {
		return isAnother(a, b)
	}
	return inBoth(a.question.named, b.question.named) ==
		max(len(a.question.named), len(b.question.named))
}

// isAnother says whether two questions differ in one word alone that stands in the place of "a" or
// "one": name one gas, name another gas.
func isAnother(a, b *item) bool {
	if len(a.question.words) != len(b.question.words) {
		return false
	}
	differs := 0
	for i, w := range a.question.words {
		if v := b.question.words[i]; w != v {
			differs++
			if w != wordOf("another") && v != wordOf("another") {
				return false
			}
		}
	}
	return differs == 1
}

// isLike says whether two answers may say the same: one is in the other, or they share half of
// their words, or two that are rare. Words that both questions have do not count. Numbers are the
// same or they are not.
func (p *Pool) isLike(a, b *item) bool {
	if a.form.shape == number || a.form.shape == year {
		return slices.Equal(a.answer.words, b.answer.words)
	}
	if x, y := a.answer.words[a.lead:], b.answer.words[b.lead:]; isWithin(x, y) || isWithin(y, x) {
		return true
	}
	both, rare, ofA, ofB := 0, 0, p.telling(a.answer.content), p.telling(b.answer.content)
	eachInBoth(a.answer.content, b.answer.content, func(i int) {
		w := a.answer.content[i]
		switch n := p.holding[w]; {
		case n > p.common(), slices.Contains(a.question.words, w) && slices.Contains(b.question.words, w):
			return
		case n <= max(len(p.items)/40, 2):
			rare++
		}
		both++
	})
	return both > 0 && 2*both >= min(ofA, ofB) || rare >= 2
}

// common is in how many cards a word is at most that tells cards apart.
func (p *Pool) common() int {
	const fewest, share = 6, 6
	return max(len(p.items)/share, fewest)
}

// telling returns how many of some words tell cards apart.
func (p *Pool) telling(words []word) (n int) {
	for _, w := range words {
		if p.holding[w] <= p.common() {
			n++
		}
	}
	return n
}

// isNamedIn says whether a question names an answer.
func isNamedIn(answer, question text) bool {
	if len(answer.content) == 0 {
		return isWithin(answer.words, question.words)
	}
	return inBoth(answer.content, question.content) == len(answer.content)
}

// score says how good a lure an answer is: it stands near the right one, and is asked for alike.
func (p *Pool) score(right, it *item) float64 {
	s := 4*similarity(right, it) - 2*math.Abs(it.log-right.log)
	add := func(points float64, ok bool) {
		if ok {
			s += points
		}
	}
	add(2, right.Deck == it.Deck)
	add(3, right.Deck == it.Deck && right.Section == it.Section)
	add(2.5, right.asks == it.asks)
	add(1.5, right.asks == it.asks && right.head == it.head)
	add(1.5, right.begins == it.begins)
	add(-4, right.begins != it.begins && (right.leads || it.leads))
	add(-2, right.asks != it.asks)
	for _, tag := range right.Tags {
		add(.5, slices.Contains(it.Tags, tag))
	}
	return s
}

// similarity is how much two questions have in common, from 0 to 1, words by how rare they are.
func similarity(a, b *item) float64 {
	if a.weight+b.weight == 0 {
		return 0
	}
	both := 0.0
	eachInBoth(a.question.content, b.question.content, func(i int) { both += a.weights[i] })
	return 2 * both / (a.weight + b.weight)
}

// byScore is a heap with the best on top.
type byScore []scored

func (l byScore) Len() int      { return len(l) }
func (l byScore) Swap(i, j int) { l[i], l[j] = l[j], l[i] }

func (l byScore) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(l[j].score, l[i].score), cmp.Compare(l[i].draw, l[j].draw)) < 0
}

// Push appends a [scored].
func (l *byScore) Push(x any) { *l = append(*l, x.(scored)) }

// Pop takes the last one off.
func (l *byScore) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}
