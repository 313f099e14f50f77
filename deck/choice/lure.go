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
	spread     = 5
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
	var list []Option
	for _, as := range []fit{likely, loose} {
		list = p.addReal(list, right, as, wrong, seed, random)
	}
	switch shape := right.form.shape; {
	case shape == year || shape == number || shape == measure:
		list = p.addNumbers(list, right, wrong, random)
	case shape != code && len(list) < enough:
		list = p.addGroups(list, right, random)
		list = addMade(list, right, turned(right.option, random))
		list = addMade(list, right, p.kindsMade(right, random))
		list = addMade(list, right, p.gapsMade(right, random))
	}
	return p.addReal(list, right, last, min(wrong, enough), seed, random)
}

// addReal adds answers of cards that fit so well, unless there are enough that fit better.
func (p *Pool) addReal(list []Option, right *item, as fit, wrong int, seed uint64,
	random *rand.Rand,
) []Option {
	var best []scored
	for _, forms := range [][]form{neighbours(right.form), farther(right.form)} {
		if len(list)+len(best) < min(wrong, enough) {
			best = p.best(best, list, right, forms, as, seed)
		}
	}
	for len(best) > enough && best[len(best)-1].score < best[0].score-spread {
		best = best[:len(best)-1]
	}
	for _, s := range ranked(right, best, max(wrong-len(list), 0), random) {
		list = append(list, Option{s.option, &s.Card})
	}
	return list
}

// best adds the best answers of some forms that fit to others, the best first, until there are as
// many as are considered. Only those that come so far are compared by their words, which takes
// longest.
func (p *Pool) best(taken []scored, list []Option, right *item, forms []form, as fit,
	seed uint64,
) []scored {
	found := p.fitting(right, forms, as, seed)
	heap.Init(&found)
	for len(found) > 0 && len(taken) < considered {
		s := heap.Pop(&found).(scored)
		like := func(t scored) bool { return p.isLike(s.item, t.item) }
		listed := func(o Option) bool {
			return o.Card != nil && p.isLike(s.item, p.of[o.Card.Key]) || equalText(o.Text, s.option)
		}
		if p.mayStand(right, s.item) && !slices.ContainsFunc(taken, like) &&
			!slices.ContainsFunc(list, listed) {
			taken = append(taken, s)
		}
	}
	return taken
}

// addNumbers fills up options with numbers that are made up.
func (p *Pool) addNumbers(list []Option, right *item, wrong int, random *rand.Rand) []Option {
	numbers := amountsNear
	if right.form.shape != measure {
		numbers = func(s string, n int, random *rand.Rand) []string {
			return near(s, right.form, n, random)
		}
	}
	for _, made := range numbers(right.option, wrong*3, random) {
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
// other notes. Those of other subjects are looked at only where they may do.
func (p *Pool) fitting(right *item, forms []form, as fit, seed uint64) byScore {
	var list byScore
	for _, f := range forms {
		from := p.here[within{right.subject, f}]
		if as == loose && right.travels() {
			from = p.shaped[f]
		}
		for _, it := range from {
			if it.note != right.note && !it.rightOnly && it.unit == right.unit && it.gap == right.gap &&
				isAsLong(right, it, as) && !isFarYear(right, it) && right.fits(it) == as {
				list = append(list, scored{it, p.score(right, it), draw(seed, right.Key, it.Key)})
			}
		}
	}
	return list
}

// isFarYear says whether an answer is a year of quite another time.
func isFarYear(right, it *item) bool {
	const most = 120
	if right.form.shape != year || it.form.shape != year {
		return false
	}
	a, _ := parseNumber(right.option)
	b, _ := parseNumber(it.option)
	return math.Abs(a.value-b.value) > most
}

// isAsLong says whether an answer has half to twice the length of the right one, or what is short a
// quarter to four times, if it is asked for alike. Names, numbers and single words may have any.
func isAsLong(right, it *item, as fit) bool {
	most := int32(2)
	switch {
	case right.short && it.short && (as == likely || right.gap):
		most = 4
	case right.kind.many != 0:
		most = 3
	}
	shorter, longer := min(right.length, it.length), max(right.length, it.length)
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
