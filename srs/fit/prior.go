package fit

import (
	"math"
	"slices"
)

// A prior says how people differ before anything is known of one: by a normal distribution around
// the defaults.
type prior struct {
	mean      vector
	precision matrix // inverse of the covariance
}

// A hold says how far people are thought to be from each other.
type hold uint8

const (
	tight hold = iota // as most are, and the shorter the log the less is believed to be another w4…w20
	loose             // as some are
)

// usual returns the share of people who need it, roughly.
func (h hold) usual() float64 { return [...]float64{tight: 1, loose: 0.5}[h] }

// newPrior returns that for a fit to n items.
func newPrior(n int, h hold) *prior {
	var first, rest float64 // factors of the precision of ln w0…ln w3, and of w4…w20
	switch h {
	case tight:
		first, rest = 1, 1+2000/float64(max(n, 1))
	case loose:
		first, rest = 0.2+150/float64(max(n, 1)), 0.35+100/float64(max(n, 1))
	}
	sd := slices.Clone(spread)
	for i := range sd {
		if i < stabilities {
			sd[i] /= math.Sqrt(first)
		} else {
			sd[i] /= math.Sqrt(rest)
		}
	}
	return newCorrelated(centerOf(6), sd, correlations)
}

// newCorrelated returns a normal distribution.
func newCorrelated(mean, sd vector, correlations []correlation) *prior {
	covariance := newMatrix(len(sd))
	for i, s := range sd {
		covariance[i][i] = s * s
	}
	for _, c := range correlations {
		covariance[c.i][c.j] = c.rho * sd[c.i] * sd[c.j]
		covariance[c.j][c.i] = covariance[c.i][c.j]
	}
	p := &prior{mean: mean}
	p.precision, _ = covariance.inverse() // scaling keeps correlations positive definite
	return p
}

// A correlation is one between two variables.
type correlation struct {
	i, j int
	rho  float64
}

// spread holds the standard deviations between people: of ln w0…ln w3 a little below those of the
// people that the correlations are of, and of w4…w20 those of the penalty of fsrs-rs (its
// src/training.rs).
var spread = vector{
	1.05, 1.17, 1.12, 1.08,
	0.57, 0.28, 0.60, 0.12, 0.39, 0.18, 0.33, 0.30, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14,
	0.27,
}

// correlations holds those between people that matter, of [vector]. They let a log tell of what it
// hardly shows: a rating that is never given follows the others, and who remembers new cards longer
// remembers old ones longer, too. Source: the 5,529 people with at least 10,000 reviews in
// srs-benchmark, result/FSRS-5-recency.jsonl, without the hundredth at both ends of each parameter;
// times .9 for what their fits have in common by their method, and without those below .2.
var correlations = []correlation{
	{0, 1, .60},
	{0, 2, .51},
	{1, 2, .71},
	{0, 3, .37},
	{1, 3, .47},
	{2, 3, .59},
	{1, 5, .21},
	{2, 5, .29},
	{3, 5, .27},
	{5, 6, .21},
	{6, 7, -.40},
	{0, 8, .31},
	{1, 8, .40},
	{2, 8, .46},
	{3, 8, .43},
	{4, 8, -.31},
	{5, 8, .42},
	{5, 9, -.21},
	{8, 9, -.25},
	{0, 10, .28},
	{1, 10, .36},
	{2, 10, .42},
	{3, 10, .43},
	{4, 10, -.36},
	{5, 10, .37},
	{8, 10, .80},
	{9, 10, -.30},
	{0, 11, .24},
	{5, 12, -.23},
	{11, 12, -.48},
	{0, 13, .34},
	{1, 13, .24},
	{3, 16, .32},
	{3, 17, .21},
	{8, 17, .28},
	{10, 17, .26},
	{0, 18, -.25},
	{13, 18, -.32},
	{17, 18, .31},
}

// at returns -ln of the prior at v, up to a constant, and its derivatives.
func (p *prior) at(v vector) *quadratic {
	q := newQuadratic(len(v))
	for i, row := range p.precision {
		copy(q.hessian[i], row)
	}
	for i := range v {
		for j := range v {
			q.gradient[i] += p.precision[i][j] * (v[j] - p.mean[j])
		}
		q.value += q.gradient[i] * (v[i] - p.mean[i]) / 2
	}
	return q
}
