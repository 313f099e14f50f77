package fit

import (
	"math"
	"slices"
)

// Uncertainty tells how much a log determines.
type Uncertainty struct {
	// Effective is the number of parameters that the log determines, 0…21: the rest is what people
	// have in common.
	Effective float64

	// LogStability holds the standard deviations of ln w0…ln w3: an S0 of s days is between s/e^sd
	// and s·e^sd with a probability of two thirds.
	LogStability [4]float64
}

// uncertainty is by Laplace's approximation: the second derivatives of the objective at its minimum
// are the inverse of the covariance of the parameters.
func (p *posterior) uncertainty(m *minimum) Uncertainty {
	var u Uncertainty
	covariance, ok := m.value.hessian.inverse()
	if !ok {
		return u
	}
	before := p.prior.at(m.at)
	for i := range covariance {
		for j := range covariance[i] {
			u.Effective += covariance[i][j] * (m.value.hessian[j][i] - before.hessian[j][i])
		}
	}
	for i := range u.LogStability {
		u.LogStability[i] = math.Sqrt(covariance[i][i])
	}
	return u
}

// inverse reports false if a is not positive definite.
func (a matrix) inverse() (matrix, bool) {
	l := make([][]float64, len(a))
	for i := range l {
		l[i] = slices.Clone(a[i][:i+1])
	}
	if !cholesky(l) {
		return nil, false
	}
	inverse := newMatrix(len(a))
	for i := range inverse {
		inverse[i][i] = 1
		substitute(l, inverse[i])
	}
	return inverse, true
}
