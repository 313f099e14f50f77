package model

import "math"

// Count7 is the number of parameters of FSRS-7.
const Count7 = 34

// Parameters7 are the 34 numbers w0…w33 of FSRS-7. Nothing converts from those of FSRS-6.
type Parameters7 [Count7]float64

// Defaults7 returns the published parameters of FSRS-7 (fsrs-rs, src/model_v7.rs).
func Defaults7() Parameters7 {
	return Parameters7{
		0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807,
		1.9795, 0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1,
		1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869,
		0.1567, 0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0, 0.5667, 0.3734, 0.5333, 0.3048,
	}
}

// Lower7 returns the least allowed value of every parameter. Those of w1…w3 and w26 are never below
// w0…w2 and w25, see [Parameters7.Clip].
func Lower7() Parameters7 {
	return Parameters7{
		0.0001, 0.0001, 0.0001, 0.0001, 1, 0.001, 0.1,
		0, 0, 0.3, 0.01, 0.1, 0, 0, 1,
		0, 0, 0.5, 0.001, 0.001, 0, 0, 1,
		0.01, 0.01, 0.2, 0.5, 0.01, 0.1, 0, 0.1, 0, 0, 0,
	}
}

// Upper7 returns the greatest allowed value of every parameter.
func Upper7() Parameters7 {
	return Parameters7{
		50, 100, 100, 100, 10, 4, 4,
		4, 1.2, 3, 1.5, 1, 3.5, 1, 7,
		4, 2, 6, 1.5, 1, 5, 1, 7,
		0.25, 0.95, 0.85, 0.99, 1, 1, 0.9, 1.1, 1, 0.6, 0.6,
	}
}

// Clip returns p with every parameter moved to the nearest allowed value, in the order of the
// index: w1…w3 are at least the one before, w26 is at least w25. What is not finite becomes the
// least value.
func (p Parameters7) Clip() Parameters7 {
	upper := Upper7()
	for i, v := range p {
		least := p.least(i)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			v = least
		}
		p[i] = min(max(v, least), upper[i])
	}
	return p
}

// least returns the least allowed value of a parameter, given those before it.
func (p *Parameters7) least(i int) float64 {
	lower := Lower7()[i]
	switch i {
	case 1, 2, 3, 26:
		return max(lower, p[i-1])
	}
	return lower
}

// Validate reports the first parameter that is not inside its bounds as a [*BoundsError].
func (p *Parameters7) Validate() error {
	upper := Upper7()
	for i, v := range p {
		if least := p.least(i); !(v >= least && v <= upper[i]) {
			return &BoundsError{Index: i, Value: v, Lower: least, Upper: upper[i]}
		}
	}
	return nil
}
