package fit

import "cards/srs/model"

// A prior says how people differ before anything is known of one: by a normal distribution around the defaults.
type prior struct {
	mean      vector
	precision matrix // inverse of the covariance
}

// newPrior returns that for a fit of n items.
func newPrior(n int) *prior {
	p := &prior{mean: vectorOf(model.Defaults())}
	for i, row := range stabilityPrecision {
		copy(p.precision[i][:], row[:])
	}
	// In a short log, what looks like another w4…w20 is mostly something that the model does not know of.
	gamma := 0.5 + 1000/float64(max(n, 1))
	for i, s := range spread {
		k := i + stabilities
		p.precision[k][k] = 2 * gamma / (s * s)
	}
	return p
}

// stabilityPrecision is the inverse of the covariance of ln w0…ln w3 between people: standard deviations of 1.05, 1.17,
// 1.12 and 1.08, correlations of .70 (again, hard), .62, .52, .93 (hard, good), .69 and .74. The correlations are those
// of the first 49 people of srs-benchmark, result/FSRS-rs.jsonl. A rating that is never given follows the others by
// them.
var stabilityPrecision = [stabilities][stabilities]float64{
	{1.8198, -1.4890, 0.5582, -0.2334},
	{-1.4890, 6.5910, -5.6896, 0.1678},
	{0.5582, -5.6896, 7.0388, -1.4022},
	{-0.2334, 0.1678, -1.4022, 1.9186},
}

// spread holds the standard deviations of w4…w20 between people, as the penalty of fsrs-rs has them.
var spread = [model.Count - stabilities]float64{
	0.57, 0.28, 0.60, 0.12, 0.39, 0.18, 0.33, 0.30, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
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
