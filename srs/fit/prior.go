package fit

import (
	"math"

	"cards/srs/model"
)

// A prior says how people differ before anything is known of one: by a normal distribution around the defaults.
type prior struct {
	mean      vector
	precision matrix // inverse of the covariance
}

// newPrior returns that for a fit to n items.
func newPrior(n int) *prior {
	sd := spread
	// In a short log, what looks like another w4…w20 is mostly something that the model does not know of.
	strength := math.Sqrt(1 + 2000/float64(max(n, 1)))
	for i := stabilities; i < len(sd); i++ {
		sd[i] /= strength
	}
	var covariance matrix
	for i, s := range sd {
		covariance[i][i] = s * s
	}
	for _, c := range correlations {
		covariance[c.i][c.j] = c.rho * sd[c.i] * sd[c.j]
		covariance[c.j][c.i] = covariance[c.i][c.j]
	}
	p := &prior{mean: vectorOf(model.Defaults())}
	p.precision, _ = covariance.inverse() // scaling keeps correlations positive definite
	return p
}

// spread holds the standard deviations between people: of ln w0…ln w3 a little below those of the people that the
// correlations are of, and of w4…w20 those of the penalty of fsrs-rs (its src/training.rs).
var spread = vector{
	1.05, 1.17, 1.12, 1.08,
	0.57, 0.28, 0.60, 0.12, 0.39, 0.18, 0.33, 0.30, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
}

// correlations holds those between people that matter, of [vector]. They let a log tell of what it hardly shows: a
// rating that is never given follows the others, and who remembers new cards longer remembers old ones longer, too.
// Source: the 5,529 people with at least 10,000 reviews in srs-benchmark, result/FSRS-5-recency.jsonl, without the
// hundredth at both ends of each parameter; times .9 for what their fits have in common by their method, and without
// those below .2.
var correlations = []struct {
	i, j int
	rho  float64
}{
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
	q := &quadratic{hessian: p.precision}
	for i := range v {
		for j := range v {
			q.gradient[i] += p.precision[i][j] * (v[j] - p.mean[j])
		}
		q.value += q.gradient[i] * (v[i] - p.mean[i]) / 2
	}
	return q
}
