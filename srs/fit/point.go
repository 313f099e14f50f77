package fit

import (
	"math"

	"cards/srs/model"
)

// vector is a place in the space that is searched: the logarithms of w0…w3, then w4…w20.
type vector [model.Count]float64

// stabilities is how many parameters come first that are searched by their logarithm.
const stabilities = 4

func vectorOf(p model.Parameters) vector {
	v := vector(p)
	for i := range stabilities {
		v[i] = math.Log(p[i])
	}
	return v
}

func (v *vector) parameters() model.Parameters {
	p := model.Parameters(*v)
	for i := range stabilities {
		p[i] = math.Exp(v[i])
	}
	return p.Clip()
}

// box holds the bounds of a fit.
type box struct{ lower, upper vector }

func newBox() box {
	lower := model.Lower()
	lower[19] = 0.01 // as fsrs-rs has it for training
	return box{lower: vectorOf(lower), upper: vectorOf(model.Upper())}
}

func (b *box) clip(v vector) vector {
	for i := range v {
		v[i] = min(max(v[i], b.lower[i]), b.upper[i])
	}
	return v
}

// matrix is a symmetric matrix over vectors.
type matrix [model.Count][model.Count]float64

// quadratic is the value of a function at a point, its gradient and (nearly) its second derivatives.
type quadratic struct {
	value    float64
	gradient vector
	hessian  matrix
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
