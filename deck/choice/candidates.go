package choice

import (
	"cmp"
	"container/heap"
	"math/rand/v2"
	"slices"
)

// candidates are the cards whose answers may stand beside a right one, by how well they fit. All
// cards of the forms that can stand there are looked at once, when the first of them is asked for.
type candidates struct {
	pool   *Pool
	right  *item
	random *rand.Rand
	drawn  rand.PCG // from where it begins anew
	seed   uint64
	rank   int                       // so many wrong answers are to be shorter
	sure   bool                      // only such as are sure to be of the kind that is asked for
	found  [2]*[likely + 1]shortlist // of neighbouring forms, and of farther ones
}

// addTo adds answers that fit so well to options, unless there are enough that fit better.
func (c *candidates) addTo(list []Option, as fit, wrong int) []Option {
	var best []scored
	for distance := range c.found {
		if len(list)+len(best) < min(wrong, enough) {
			best = c.taken(best, list, c.fitting(distance, as), as)
		}
	}
	return c.addBest(list, best, wrong, spread)
}

// addBest adds the best of some answers, without those that are worse than the first by so much.
func (c *candidates) addBest(list []Option, best []scored, wrong int, spread float64) []Option {
	for len(best) > enough && best[len(best)-1].score < best[0].score-spread {
		best = best[:len(best)-1]
	}
	return c.addRanked(list, optionsOf(best), wrong)
}

// taken adds the best of those that are found to others that are not on a list, the best first,
// until there are as many as are considered. Only those that come so far are compared by their
// words, which takes longest.
func (c *candidates) taken(taken []scored, list []Option, found byScore, as fit) []scored {
	p := c.pool
	heap.Init(&found)
	for len(found) > 0 && len(taken) < considered {
		s := heap.Pop(&found).(scored)
		like := func(t scored) bool { return p.isLike(s.item, t.item) }
		listed := func(o Option) bool {
			return o.Card != nil && p.isLike(s.item, p.of[o.Card.Key]) || equalText(o.Text, s.option)
		}
		if c.sure && !isSure(c.right, s.item, as) {
			continue
		}
		if p.mayStand(c.right, s.item) && !slices.ContainsFunc(taken, like) &&
			!slices.ContainsFunc(list, listed) {
			taken = append(taken, s)
		}
	}
	return taken
}

// fitting returns the cards of the forms at a distance that fit so well; of very many those that
// are best but for what questions have in common.
func (c *candidates) fitting(distance int, as fit) byScore {
	if c.found[distance] == nil {
		c.found[distance] = new([likely + 1]shortlist)
		c.look(distance)
	}
	found := byScore(slices.Clone(c.found[distance][as]))
	for i, s := range found {
		found[i].score += 4 * similarity(c.right, s.item)
	}
	return found
}

// look parts the cards of the forms at a distance by how well they fit. Those of other subjects are
// looked at only where they may do.
func (c *candidates) look(distance int) {
	forms := neighbours(c.right.form)
	if distance > 0 {
		forms = farther(c.right.form)
	}
	tool := c.pool.toolOf(c.right)
	for _, f := range forms {
		for _, it := range c.pool.here[within{c.right.subject, f}] {
			if tool == 0 || it.begins == tool {
				c.add(distance, it)
			}
		}
	}
	if !c.right.travels() || !slices.Contains(forms, c.right.form) {
		return
	}
	for _, it := range c.pool.named[asking{c.right.kind.class, c.right.kind.noun}] {
		if it.subject != c.right.subject {
			c.add(distance, it)
		}
	}
}

// add adds a card of another note if its answer fits and is about as long as the right one.
func (c *candidates) add(distance int, it *item) {
	right := c.right
	if it.note == right.note || it.rightOnly || it.unit != right.unit {
		return
	}
	as := fits(right, it)
	if as == never || !isAsLong(right, it, as) || isFarNumber(right, it) ||
		as == loose && !isBackedBy(right, it) {
		return
	}
	c.found[distance][as].add(scored{it, nearness(right, it), draw(c.seed, right.Key, it.Key)})
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
