package suggest

import (
	"cmp"
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

	forNothing = 2.5 // that the notes do not answer a question
	forUnknown = 2.1 // the same, where they have none of its words
	forName    = 1.5 // the same, for each of its names that they do not have
)

const (
	byHeading = 0.6 // how much a fact has a word that only what it stands under has
	width     = 16  // facts that are considered for a question
)

// ask returns a question with the facts that fit it best.
func (x *index) ask(q *query) asking {
	all, strange, names := 0.0, 0.0, 0.0
	for _, s := range q.stems {
		all += x.weights[s]
		if x.known[s] {
			continue
		}
		strange += x.weights[s]
		if slices.Contains(q.names, s) {
			names += x.rare(x.asked[s])
		}
	}
	if all == 0 {
		return nil
	}
	var list asking
	nothing := forNothing + forUnknown*strange/all + forName*names
	for i := range x.facts {
		score := x.evidence(q, &x.facts[i], all) - nothing
		list = append(list, candidate{fact: i, score: score, weighed: score})
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return slices.Clone(list[:min(len(list), width)])
}

// evidence returns how much a fact fits a question whose words weigh so much.
func (x *index) evidence(q *query, d *doc, all float64) float64 {
	covered, rarest := 0.0, 0.0
	for _, s := range q.stems {
		has := max(x.best(s, d.label), x.best(s, d.text), x.best(s, d.heading)*byHeading)
		covered += x.weights[s] * has / all
		rarest = max(rarest, x.weights[s]*has)
	}
	return forCovered*covered + forRarest*rarest + forLabel*x.named(q, d.label) +
		forHeading*x.named(q, d.heading) + forKind*fits(q.wants, d.raw)
}

// best returns how much the most similar of some words of a fact is like one of a question.
func (x *index) best(stem int, in []int) float64 {
	row, b := x.alike[stem], 0.0
	for _, s := range in {
		b = max(b, row[s])
	}
	return b
}

// named returns which share of some words of a fact a question has.
func (x *index) named(q *query, words []int) float64 {
	if len(words) == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range words {
		b := 0.0
		for _, s := range q.stems {
			b = max(b, x.alike[s][w])
		}
		sum += b
	}
	return sum / float64(len(words))
}
