package model

import (
	"fmt"
	"math"
)

// Count is the number of parameters of FSRS-6.
const Count = 21

// Parameters are the 21 numbers w0…w20 of FSRS-6. [Defaults] are good for most
// people; the roles and the bounds are listed in the README of fsrs-rs.
type Parameters [Count]float64

// Defaults returns the published parameters of FSRS-6, the optimum over many
// people's logs.
func Defaults() Parameters {
	return Parameters{
		0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
		1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
	}
}

// Lower returns the least allowed value of every parameter. That of w19 is 0,
// as for scheduling; a fit stays at or above 0.01.
func Lower() Parameters {
	return Parameters{
		0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001,
		0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1,
	}
}

// Upper returns the greatest allowed value of every parameter.
func Upper() Parameters {
	return Parameters{
		100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5,
		5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8,
	}
}

// A BoundsError says which parameter is not a number inside its bounds.
type BoundsError struct {
	Index        int // 0…20
	Value        float64
	Lower, Upper float64
}

func (e *BoundsError) Error() string {
	return fmt.Sprintf("parameter w%d is %v: must be from %v to %v", e.Index, e.Value, e.Lower,
		e.Upper)
}

// Validate reports the first parameter that is not inside its bounds as a
// [*BoundsError].
func (p *Parameters) Validate() error {
	lower, upper := Lower(), Upper()
	for i, v := range p {
		if !(v >= lower[i] && v <= upper[i]) {
			return &BoundsError{Index: i, Value: v, Lower: lower[i], Upper: upper[i]}
		}
	}
	return nil
}

// Clip returns p with every parameter moved to the nearest allowed value. A NaN
// stays one.
func (p Parameters) Clip() Parameters {
	lower, upper := Lower(), Upper()
	for i, v := range p {
		p[i] = min(max(v, lower[i]), upper[i])
	}
	return p
}

// Migrate makes parameters of FSRS-6 from the 17 numbers of FSRS-4.5, the 19 of
// FSRS-5 or 21 of FSRS-6, with the same predictions as far as the models allow
// (fsrs-rs, src/model.rs). Another count or a number that is not finite is an
// error; converted numbers outside the bounds are a [*BoundsError].
func Migrate(numbers []float64) (Parameters, error) {
	var p Parameters
	for i, v := range numbers {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return p, fmt.Errorf("parameter w%d is %v: must be a finite number", i, v)
		}
	}
	copy(p[:], numbers)
	switch len(numbers) {
	case 17:
		p[4] += 2 * p[5]
		p[5] = math.Log(3*p[5]+1) / 3
		p[6] += 0.5
		p[20] = 0.5
	case 19:
		p[20] = 0.5
	case Count:
	default:
		return p, fmt.Errorf("%d parameters: must be 17 (FSRS-4.5), 19 (FSRS-5) or 21 (FSRS-6)",
			len(numbers))
	}
	return p, p.Validate()
}
