package model

import "math"

// A Slope is a partial derivative with respect to one parameter.
type Slope struct {
	Index int // of the parameter
	Value float64
}

// Derivatives are those of one answer with respect to the memory before it and
// to the parameters. What is held by a bound has derivatives of zero.
type Derivatives struct {
	Retrievability           float64 // at the answer
	LogRetrievability        float64 // its natural logarithm
	RetrievabilityStability  float64 // ∂R/∂S
	RetrievabilityDecay      float64 // ∂R/∂w20
	StabilityStability       float64 // ∂S'/∂S
	StabilityDifficulty      float64 // ∂S'/∂D
	DifficultyDifficulty     float64 // ∂D'/∂D
	DifficultyParameters     [4]float64
	stability                [5]Slope
	stabilityParametersCount int
}

// DifficultyFirst is the index of the first of the four parameters, w4…w7, that
// difficulty depends on.
const DifficultyFirst = 4

// StabilityParameters returns ∂S'/∂w for the parameters that the new stability
// depends on directly. The slice is valid until d is used again.
func (d *Derivatives) StabilityParameters() []Slope {
	return d.stability[:d.stabilityParametersCount]
}

func (d *Derivatives) add(index int, value float64) {
	d.stability[d.stabilityParametersCount] = Slope{Index: index, Value: value}
	d.stabilityParametersCount++
}

// FirstDerivatives returns ∂D/∂w4…∂D/∂w7 of [Model.First]; ∂S/∂w[rating-1] is 1.
func (m *Model) FirstDerivatives(rating int) [4]float64 {
	d := m.firstDif[rating]
	if d < MinDifficulty || d > MaxDifficulty {
		return [4]float64{}
	}
	return [4]float64{1, -float64(rating-1) * math.Exp(m.w[5]*float64(rating-1)), 0, 0}
}

// DeriveRecall fills in the retrievability, elapsed days (more than none) after
// an answer that left the given stability, and its derivatives.
func (m *Model) DeriveRecall(stability, elapsed float64, d *Derivatives) {
	ratio := elapsed / stability
	base := 1 + m.factor*ratio
	logBase := math.Log(base)
	d.LogRetrievability = -m.w[20] * logBase
	r := math.Exp(d.LogRetrievability)
	d.Retrievability = r
	d.RetrievabilityStability = m.w[20] * r * m.factor * ratio / (base * stability)
	d.RetrievabilityDecay = -r*logBase - m.w[20]*r*ratio/base*m.dFactor
}

// DeriveNext returns the memory after an answer, as [Model.Next], and fills in
// the derivatives of that step. For an answer on a later day [Model.DeriveRecall]
// must have been called with the same d before. The memory must be within its
// bounds.
func (m *Model) DeriveNext(before Memory, elapsed float64, rating int, d *Derivatives) Memory {
	var after Memory
	after.Difficulty = m.deriveDifficulty(before.Difficulty, rating, d)
	d.stabilityParametersCount = 0
	switch {
	case elapsed <= 0:
		after.Stability = m.deriveSameDay(before.Stability, rating, d)
	case rating == 1:
		after.Stability = m.deriveLapse(before, d)
	default:
		after.Stability = m.deriveSuccess(before, rating, d)
	}
	if s := clampStability(after.Stability); s != after.Stability {
		after.Stability = s
		d.StabilityStability, d.StabilityDifficulty, d.stabilityParametersCount = 0, 0, 0
	}
	return after
}

func (m *Model) deriveDifficulty(before float64, rating int, d *Derivatives) float64 {
	w := &m.w
	g := float64(rating-3) / 9
	moved := before - (10-before)*w[6]*g
	after := w[7]*m.easy + (1-w[7])*moved
	if after < MinDifficulty || after > MaxDifficulty {
		d.DifficultyDifficulty, d.DifficultyParameters = 0, [4]float64{}
		return clampDifficulty(after)
	}
	d.DifficultyDifficulty = (1 - w[7]) * (1 + w[6]*g)
	d.DifficultyParameters = [4]float64{
		w[7], w[7] * m.dEasy, -(1 - w[7]) * (10 - before) * g,
		m.easy - moved,
	}
	return after
}

func (m *Model) deriveSameDay(s float64, rating int, d *Derivatives) float64 {
	w := &m.w
	logS := math.Log(s)
	growth := math.Exp(m.sameDay[rating] - w[19]*logS)
	d.StabilityDifficulty = 0
	if rating > 1 && growth < 1 {
		d.StabilityStability = 1
		return s
	}
	next := s * growth
	d.StabilityStability = growth * (1 - w[19])
	d.add(17, next*(float64(rating-3)+w[18]))
	d.add(18, next*w[17])
	d.add(19, -next*logS)
	return next
}

// throughRecall adds what a step that depends on R by slope contributes through
// R's own dependence on S and w20.
func (d *Derivatives) throughRecall(slope float64) {
	d.StabilityStability += slope * d.RetrievabilityStability
	d.add(20, slope*d.RetrievabilityDecay)
}

func (m *Model) deriveSuccess(before Memory, rating int, d *Derivatives) float64 {
	w := &m.w
	s, forgotten := before.Stability, 1-d.Retrievability
	logS := math.Log(s)
	e := math.Exp(w[10] * forgotten)
	plain := m.growth * (11 - before.Difficulty) * math.Exp(-w[9]*logS) // without the button's factor
	c := plain * m.button(rating)
	gain := c * (e - 1)
	d.StabilityStability = 1 + gain - w[9]*gain
	d.StabilityDifficulty = -s * gain / (11 - before.Difficulty)
	d.add(8, s*gain)
	d.add(9, -s*gain*logS)
	d.add(10, s*c*e*forgotten)
	d.throughRecall(-s * c * e * w[10])
	switch rating {
	case 2:
		d.add(15, s*plain*(e-1))
	case 4:
		d.add(16, s*plain*(e-1))
	}
	return s * (1 + gain)
}

func (m *Model) deriveLapse(before Memory, d *Derivatives) float64 {
	w := &m.w
	s, forgotten := before.Stability, 1-d.Retrievability
	logS1, logD := math.Log(s+1), math.Log(before.Difficulty)
	p := math.Exp(w[13] * logS1)
	unit := math.Exp(w[14]*forgotten - w[12]*logD)
	q := w[11] * unit
	next := q * (p - 1)
	if ceiling := s * m.ceiling; next > ceiling {
		d.StabilityStability, d.StabilityDifficulty = m.ceiling, 0
		d.add(17, -ceiling*w[18])
		d.add(18, -ceiling*w[17])
		return ceiling
	}
	d.StabilityStability = q * w[13] * p / (s + 1)
	d.StabilityDifficulty = -next * w[12] / before.Difficulty
	d.add(11, unit*(p-1))
	d.add(12, -next*logD)
	d.add(13, q*p*logS1)
	d.add(14, next*forgotten)
	d.throughRecall(-next * w[14])
	return next
}
