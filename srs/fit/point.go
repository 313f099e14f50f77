package fit

import (
	"math"
	"slices"

	"cards/srs/model"
)

// vector is a place in the space that is searched: the logarithms of w0…w3, then the other
// parameters.
type vector []float64

// stabilities is how many parameters come first that are searched by their logarithm.
const stabilities = 4

func vectorOf(numbers []float64) vector {
	v := vector(slices.Clone(numbers))
	for i := range stabilities {
		v[i] = math.Log(v[i])
	}
	return v
}

// numbers returns the parameters that v is the place of.
func (v vector) numbers() []float64 {
	p := slices.Clone(v)
	for i := range stabilities {
		p[i] = math.Exp(v[i])
	}
	return p
}

// parameters returns those of FSRS-6 at v.
func (v vector) parameters() model.Parameters { return model.Parameters(v.numbers()).Clip() }

// parameters7 returns those of FSRS-7 at v.
func (v vector) parameters7() model.Parameters7 { return model.Parameters7(v.numbers()).Clip() }

// box holds the bounds of a fit.
type box struct {
	lower, upper vector
	rising       []int // those that are at least the one before
}

func newBox() box {
	lower, upper := model.Lower(), model.Upper()
	lower[19] = 0.01 // as fsrs-rs has it for training
	return box{lower: vectorOf(lower[:]), upper: vectorOf(upper[:])}
}

func newBox7() box {
	lower, upper := model.Lower7(), model.Upper7()
	return box{lower: vectorOf(lower[:]), upper: vectorOf(upper[:]), rising: []int{1, 2, 3, 26}}
}

// clip moves v into the box.
func (b *box) clip(v vector) vector {
	for i := range v {
		v[i] = min(max(v[i], b.least(v, i)), b.upper[i])
	}
	return v
}

// least returns the lower bound of variable i at v.
func (b *box) least(v vector, i int) float64 {
	if slices.Contains(b.rising, i) {
		return max(b.lower[i], v[i-1])
	}
	return b.lower[i]
}

// matrix is a symmetric matrix over vectors.
type matrix [][]float64

func newMatrix(n int) matrix {
	cells := make([]float64, n*n)
	m := make(matrix, n)
	for i := range m {
		m[i] = cells[i*n : (i+1)*n : (i+1)*n]
	}
	return m
}

// quadratic is the value of a function at a point, its gradient and (nearly) its second
// derivatives.
type quadratic struct {
	value    float64
	gradient vector
	hessian  matrix
}

func newQuadratic(n int) *quadratic {
	return &quadratic{gradient: make(vector, n), hessian: newMatrix(n)}
}

func (q *quadratic) add(o *quadratic) {
	q.value += o.value
	for i := range q.gradient {
		q.gradient[i] += o.gradient[i]
		for j := range q.hessian[i] {
			q.hessian[i][j] += o.hessian[i][j]
		}
	}
}
