package suggest

import (
	"cmp"
	"math"
	"slices"
)

// What makes it likely that a fact answers a question, as logarithms. The numbers were fitted to
// pages whose answers are known, see suggest_test.go.
const (
	forCovered = 5.9 // the words of the question that it has, by what they tell
	forLabel   = 2.3 // the words of its label that the question has
	forHeading = 1.8 // those of what it stands under
	forKind    = 1.9 // what answers of the kind have that is wanted
	forRarest  = 0.6 // what that word of both tells that tells most
	forBeside  = 1.0 // the words that it does not have, but one beside it in its list
	forLength  = 0.4 // against it: how many words it has, as a logarithm

	forNothing = 2.5 // that the notes do not answer a question
	forUnknown = 2.6 // the same, where they have none of its words
	forName    = 1.5 // the same, for each of its names that they do not have
)

const (
	byHeading = 0.8 // how much a fact has a word that only what it stands under has
	width     = 16  // facts that are considered for a question
)

// ask returns a question with the facts that fit it best.
func (x *index) ask(q *query) asking {
	all, strange := 0.0, 0.0
	for _, w := range q.words {
		all += w.weight
		if !w.known {
			strange += w.weight
		}
	}
	if all == 0 {
		return nil
	}
	nothing := forNothing + forUnknown*strange/all
	for _, w := range q.names {
		if !w.known {
			nothing += forName * x.rare(w.in)
		}
	}
	list, best := make(asking, len(x.facts)), [2]float64{}
	for i := range list {
		list[i] = candidate{fact: i, score: q.evidence(x, i, all, loose)}
		best[loose] = max(best[loose], list[i].score)
		best[strict] = max(best[strict], q.evidence(x, i, all, strict))
	}
	// What is near orders the facts. It makes it no likelier that one of them is the answer.
	nothing += best[loose] - best[strict]
	for i := range list {
		list[i].score -= nothing
		list[i].weighed = list[i].score
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return slices.Clone(list[:min(len(list), width)])
}

// evidence returns how much a fact fits a question whose words weigh so much.
func (q *query) evidence(x *index, fact int, all float64, r reading) float64 {
	const usual = 10 // words
	d := &x.facts[fact]
	covered, beside, rarest := 0.0, 0.0, 0.0
	for _, w := range q.words {
		has := max(w.best(d.label, r), w.best(d.text, r), w.best(d.heading, r)*byHeading)
		covered += w.weight * has / all
		beside += w.weight * max(0, w.beside(x, fact, r)-has) / all
		rarest = max(rarest, w.weight*has)
	}
	length := math.Log(float64(len(d.text)+len(d.label)+1) / usual)
	return forCovered*covered + forRarest*rarest + forLabel*q.named(d.label, r) +
		forHeading*q.named(d.heading, r) + forKind*q.fits(d, r) +
		forBeside*beside - forLength*length
}

// beside returns how much the facts next to one in its list have a word.
func (w *word) beside(x *index, fact int, r reading) float64 {
	best := 0.0
	for _, i := range []int{fact - 1, fact + 1} {
		if i >= 0 && i < len(x.facts) && x.facts[i].list == x.facts[fact].list {
			best = max(best, w.best(x.facts[i].label, r), w.best(x.facts[i].text, r))
		}
	}
	return best
}

// fits says whether a fact has what the wanted kind of answer has, as [fits] does: a number of
// something else than the question is after says nothing.
func (q *query) fits(d *doc, r reading) float64 {
	fit := fits(q.wants, d)
	for _, w := range q.count {
		if max(w.best(d.text, r), w.best(d.label, r), w.best(d.heading, r)) > 0 {
			return fit
		}
	}
	if len(q.count) > 0 {
		return min(fit, 0)
	}
	return fit
}

// best returns how much the most similar of some stems of a fact is like a word.
func (w *word) best(in []int, r reading) float64 {
	b := 0.0
	for _, s := range in {
		b = max(b, w.alike[r][s])
	}
	return b
}

// named returns which share of some stems of a fact a question has.
func (q *query) named(stems []int, r reading) float64 {
	if len(stems) == 0 {
		return 0
	}
	sum := 0.0
	for _, s := range stems {
		b := 0.0
		for _, w := range q.words {
			b = max(b, w.alike[r][s])
		}
		sum += b
	}
	return sum / float64(len(stems))
}
