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
	list := p.addReal(nil, right, likely, wrong, seed, random)
	list = addMade(list, right, wrong, p.kin(right, random))
	list = addMade(list, right, wrong, numbersNear(right, 3*wrong, random))
	list = addMade(list, right, enough, slotted(right, random))
	list = p.addReal(list, right, loose, wrong, seed, random)
	if len(list) < enough {
		list = addMade(list, right, len(list)+enough, worded(right, random))
	}
	list = p.addReal(list, right, far, enough, seed, random)
	for _, made := range []func(*item, *rand.Rand) []string{
		p.groupsMade, p.anybody, turned, p.kindsMade, p.gapsMade,
	} {
		if right.form.shape != code && len(list) < enough {
			list = addMade(list, right, enough, made(right, random))
		}
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

// addMade fills up options with texts that are made up, until there are so many.
func addMade(list []Option, right *item, most int, texts []string) []Option {
	for _, made := range texts {
		same := func(o Option) bool { return equalText(o.Text, made) }
		if len(list) < most && !equalText(made, right.option) && !slices.ContainsFunc(list, same) &&
			!right.question.has(made) {
			list = append(list, Option{Text: made})
		}
	}
	return list
}

// numbersNear returns an answer with other numbers in it.
func numbersNear(right *item, n int, random *rand.Rand) []string {
	switch {
	case right.isVersion():
		return nil
	case right.form.shape == measure:
		return amountsNear(right.option, n, random)
	case right.form.shape == year || right.form.shape == number:
		return near(right.option, right.form, n, random)
	}
	return nil
}

// has says whether all words of another text stand in the text.
func (t text) has(s string) bool { return isWithin(read(s).words, t.words) }

// equalText says whether two texts name the same.
func equalText(a, b string) bool {
	return slices.Equal(read(corePart(a).core).words, read(corePart(b).core).words)
}

// fitting returns the cards of some forms whose answers are about as long as the right one, and of
// other notes; of very many those that are best but for what questions have in common. Those of
// other subjects are looked at only where they may do.
func (p *Pool) fitting(right *item, forms []form, as fit, seed uint64) byScore {
	var found shortlist
	add := func(it *item) {
		if it.note != right.note && !it.rightOnly && it.unit == right.unit &&
			isAsLong(right, it, as) && right.fits(it) == as && !isFarNumber(right, it) {
			found.add(scored{it, nearness(right, it), draw(seed, right.Key, it.Key)})
		}
	}
	for _, f := range forms {
		for _, it := range p.here[within{right.subject, f}] {
			add(it)
		}
	}
	if as == loose && right.travels() && slices.Contains(forms, right.form) {
		for _, it := range p.named[asking{right.kind.class, right.kind.noun}] {
			if it.subject != right.subject {
				add(it)
			}
		}
	}
	for i, s := range found {
		found[i].score += 4 * similarity(right, s.item)
	}
	return byScore(found)
}

// isFarNumber says whether an answer is a year of quite another time, or a number of another size.
func isFarNumber(right, it *item) bool {
	const years, times, ofUnits = 120, 4, 10
	if right.form != it.form || right.form.shape != year && right.form.shape != number {
		return false
	}
	a, _ := parseNumber(right.option)
	b, _ := parseNumber(it.option)
	if right.form.shape == year {
		return math.Abs(a.value-b.value) > years
	}
	most := float64(times)
	if right.unit != 0 {
		most = ofUnits
	}
	return a.sign == b.sign && max(a.value, b.value) > most*min(a.value, b.value)
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

// nearness says how good a lure an answer is but for what the questions have in common: it stands
// near the right one, and is asked for alike.
func nearness(right, it *item) float64 {
	s := -2 * math.Abs(it.log-right.log)
	add := func(points float64, ok bool) {
		if ok {
			s += points
		}
	}
	add(2, right.deck == it.deck)
	add(3, right.section == it.section)
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

// shortlist keeps the best of many: a heap with the worst of them on top.
type shortlist []scored

// shortlisted is how many a shortlist keeps.
const shortlisted = 1024

func (l *shortlist) add(s scored) {
	if len(*l) < shortlisted {
		*l = append(*l, s)
		for i := len(*l) - 1; i > 0 && (*l)[(i-1)/2].isBetter((*l)[i]); i = (i - 1) / 2 {
			(*l)[i], (*l)[(i-1)/2] = (*l)[(i-1)/2], (*l)[i]
		}
		return
	}
	if s.isBetter((*l)[0]) {
		(*l)[0] = s
		l.sink()
	}
}

// sink moves the first one down until none below is worse.
func (l shortlist) sink() {
	for i := 0; ; {
		worst := i
		for _, below := range []int{2*i + 1, 2*i + 2} {
			if below < len(l) && l[worst].isBetter(l[below]) {
				worst = below
			}
		}
		if worst == i {
			return
		}
		l[i], l[worst] = l[worst], l[i]
		i = worst
	}
}

// isBetter says whether a card is to be taken before another.
func (s scored) isBetter(than scored) bool {
	return cmp.Or(cmp.Compare(than.score, s.score), cmp.Compare(s.draw, than.draw)) < 0
}

// byScore is a heap with the best on top.
type byScore []scored

func (l byScore) Len() int      { return len(l) }
func (l byScore) Swap(i, j int) { l[i], l[j] = l[j], l[i] }

func (l byScore) Less(i, j int) bool { return l[i].isBetter(l[j]) }

// Push appends a [scored].
func (l *byScore) Push(x any) { *l = append(*l, x.(scored)) }

// Pop takes the last one off.
func (l *byScore) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}
