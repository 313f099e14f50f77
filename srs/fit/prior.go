package fit

import "cards/srs/model"

// A prior says how people differ before anything is known of one.
type prior struct {
	mean      vector
	precision matrix
}

// newPrior returns that for a fit of n items.
func newPrior(n int) *prior {
	p := &prior{mean: vectorOf(model.Defaults())}
	for i, row := range stabilityPrecision {
		for j, v := range row {
			p.precision[i][j] = 2 * v
		}
	}
	gamma := 0.5 + 2000/float64(max(n, 1))
	for i, s := range spread {
		k := i + stabilities
		p.precision[k][k] = 2 * gamma / (s * s)
	}
	return p
}

// stabilityPrecision is the inverse of the covariance of ln w0…ln w3.
var stabilityPrecision = [stabilities][stabilities]float64{
	{0.9099, -0.7445, 0.2791, -0.1167},
	{-0.7445, 3.2955, -2.8448, 0.0839},
	{0.2791, -2.8448, 3.5194, -0.7011},
	{-0.1167, 0.0839, -0.7011, 0.9593},
}

// spread holds the standard deviations of w4…w20.
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
