package fit

import "math"

// solveFree solves (hessian + λ·diagonal) d = -gradient over the variables that are free; d is 0 in
// others. It reports false if the matrix is not positive definite.
func (q *quadratic) solveFree(free []bool, lambda float64) (vector, bool) {
	var index []int
	for i, f := range free {
		if f {
			index = append(index, i)
		}
	}
	a := make([][]float64, len(index))
	for i, k := range index {
		a[i] = make([]float64, i+1)
		for j := range a[i] {
			a[i][j] = q.hessian[k][index[j]]
		}
		a[i][i] *= 1 + lambda
	}
	if !cholesky(a) {
		return nil, false
	}
	b := make([]float64, len(index))
	for i, k := range index {
		b[i] = -q.gradient[k]
	}
	substitute(a, b)
	d := make(vector, len(free))
	for i, k := range index {
		d[k] = b[i]
	}
	return d, true
}

// cholesky replaces the lower triangle a by its factor L, with L·Lᵀ = a.
func cholesky(a [][]float64) bool {
	for i := range a {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= a[i][k] * a[j][k]
			}
			if i > j {
				a[i][j] = sum / a[j][j]
				continue
			}
			if !(sum > 0) || math.IsInf(sum, 1) {
				return false
			}
			a[i][i] = math.Sqrt(sum)
		}
	}
	return true
}

// substitute replaces b by the solution x of L·Lᵀ·x = b.
func substitute(l [][]float64, b []float64) {
	for i := range b {
		for k := range i {
			b[i] -= l[i][k] * b[k]
		}
		b[i] /= l[i][i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		for k := i + 1; k < len(b); k++ {
			b[i] -= l[k][i] * b[k]
		}
		b[i] /= l[i][i]
	}
}

// direction returns the step of a damped Newton iteration from v that respects the box: a variable
// on a bound that would leave it is held.
func (q *quadratic) direction(v vector, b *box, lambda float64) (vector, bool) {
	free := make([]bool, len(v))
	for i := range v {
		free[i] = !(v[i] <= b.least(v, i) && q.gradient[i] > 0) &&
			!(v[i] >= b.upper[i] && q.gradient[i] < 0)
	}
	const rounds = 8 // in each, more variables are held
	var d vector
	for range rounds {
		var ok bool
		if d, ok = q.solveFree(free, lambda); !ok {
			return d, false
		}
		held := false
		for i := range v {
			if free[i] && (v[i] <= b.least(v, i) && d[i] < 0 || v[i] >= b.upper[i] && d[i] > 0) {
				free[i], held = false, true
			}
		}
		if !held {
			break
		}
	}
	return d, true
}
