package model

import (
	"fmt"
	"math"
	"slices"
)

// Bounds of a memory. Stability is in days.
const (
	MinStability  = 0.001
	MaxStability  = 36500
	MinDifficulty = 1
	MaxDifficulty = 10
)

// Memory is what a model knows of one card after its latest answer.
type Memory struct {
	Stability  float64 // of FSRS-6: days until the chance of recall has fallen to 0.9; of FSRS-7: its slow trace, days
	Difficulty float64 // 1…10
	Fast       float64 // the fast trace of FSRS-7, days; 0 with FSRS-6
}

// A Model applies one set of parameters. It is made by [New] and never changes,
// so it may be shared between goroutines.
type Model struct {
	w        Parameters
	factor   float64 // F
	dFactor  float64 // ∂F/∂w20
	easy     float64 // D a first "easy" would have without bounds; difficulty reverts to it
	dEasy    float64 // ∂easy/∂w5
	growth   float64 // e^w8
	ceiling  float64 // e^(-w17·w18)
	sameDay  [5]float64
	firstDif [5]float64
}

// New returns the model with the parameters p, which should be valid: what it
// computes otherwise is not meaningful.
func New(p Parameters) *Model {
	m := &Model{w: p}
	pow := math.Pow(0.9, -1/p[20])
	m.factor = pow - 1
	m.dFactor = pow * math.Log(0.9) / (p[20] * p[20])
	m.easy = p[4] - math.Exp(3*p[5]) + 1
	m.dEasy = -3 * math.Exp(3*p[5])
	m.growth = math.Exp(p[8])
	m.ceiling = math.Exp(-p[17] * p[18])
	for rating := 1; rating <= 4; rating++ {
		m.sameDay[rating] = p[17] * (float64(rating-3) + p[18])
		m.firstDif[rating] = p[4] - math.Exp(p[5]*float64(rating-1)) + 1
	}
	return m
}

// Parameters returns the parameters of the model.
func (m *Model) Parameters() Parameters { return m.w }

// First returns the memory after the very first answer to a card. Rating is 1
// (again) to 4 (easy); anything else panics.
func (m *Model) First(rating int) Memory {
	checkRating(rating)
	return Memory{
		Stability:  clampStability(m.w[rating-1]),
		Difficulty: clampDifficulty(m.firstDif[rating]),
	}
}

// Next returns the memory after an answer that was given elapsed days after the
// one before. Zero days, or fewer, mean the same study day. Rating is 1 (again) to
// 4 (easy); anything else panics.
func (m *Model) Next(before Memory, elapsed float64, rating int) Memory {
	checkRating(rating)
	before.Difficulty = clampDifficulty(before.Difficulty)
	before.Stability = clampStability(before.Stability)
	return m.Advance(before, elapsed, rating, m.Recall(before, elapsed))
}

// Advance is [Model.Next] for a caller that already has the retrievability at
// the answer, a valid rating and a memory within its bounds.
func (m *Model) Advance(before Memory, elapsed float64, rating int, retrievability float64) Memory {
	after := Memory{Difficulty: clampDifficulty(m.difficulty(before.Difficulty, rating))}
	switch {
	case elapsed <= 0:
		after.Stability = m.afterSameDay(before.Stability, rating)
	case rating == 1:
		after.Stability = m.afterLapse(before, retrievability)
	default:
		after.Stability = m.afterSuccess(before, retrievability, rating)
	}
	after.Stability = clampStability(after.Stability)
	return after
}

// Version is 6.
func (m *Model) Version() int { return 6 }

// Numbers returns w0…w20.
func (m *Model) Numbers() []float64 { return slices.Clone(m.w[:]) }

// Validate reports the first parameter that is not inside its bounds as a [*BoundsError].
func (m *Model) Validate() error { return m.w.Validate() }

// Recall returns the chance of recall, 0…1, elapsed days after the answer that
// left a memory.
func (m *Model) Recall(memory Memory, elapsed float64) float64 {
	return math.Exp(-m.w[20] * math.Log(1+m.factor*max(elapsed, 0)/memory.Stability))
}

// Interval returns the days, not rounded, until the chance of recall has fallen
// to retention, a number between 0 and 1 (both excluded). It is proportional to
// stability.
func (m *Model) Interval(memory Memory, retention float64) float64 {
	return memory.Stability / m.factor * (math.Pow(retention, -1/m.w[20]) - 1)
}

// Given returns the memory of a card of which stability and difficulty are known.
func (m *Model) Given(stability, difficulty float64) Memory {
	return Memory{Stability: clampStability(stability), Difficulty: clampDifficulty(difficulty)}
}

// FromSM2 returns a memory for a card that another program scheduled by SM-2
// with the given ease factor (1.3 and more) and interval in days, on the
// assumption that retention of such cards were recalled (fsrs-rs,
// src/inference.rs).
func (m *Model) FromSM2(ease, interval, retention float64) Memory {
	stability := max(interval, MinStability) * m.factor / (math.Pow(retention, -1/m.w[20]) - 1)
	gain := m.growth * math.Pow(stability, -m.w[9]) * (math.Exp(m.w[10]*(1-retention)) - 1)
	return Memory{
		Stability:  clampStability(stability),
		Difficulty: clampDifficulty(11 - (ease-1)/gain),
	}
}

// difficulty returns the difficulty after an answer, without bounds.
func (m *Model) difficulty(d float64, rating int) float64 {
	moved := d - (10-d)*m.w[6]*float64(rating-3)/9
	return m.w[7]*m.easy + (1-m.w[7])*moved
}

func (m *Model) afterSameDay(stability float64, rating int) float64 {
	next := stability * math.Exp(m.sameDay[rating]-m.w[19]*math.Log(stability))
	if rating > 1 {
		return max(next, stability)
	}
	return next
}

func (m *Model) afterSuccess(before Memory, r float64, rating int) float64 {
	gain := m.growth * (11 - before.Difficulty) * power(before.Stability,
		-m.w[9]) * (math.Exp(m.w[10]*(1-r)) - 1)
	return before.Stability * (1 + gain*m.button(rating))
}

// button returns the factor of a success with the given rating.
func (m *Model) button(rating int) float64 {
	switch rating {
	case 2:
		return m.w[15]
	case 4:
		return m.w[16]
	default:
		return 1
	}
}

func (m *Model) afterLapse(before Memory, r float64) float64 {
	next := m.w[11] * (power(before.Stability+1,
		m.w[13]) - 1) * math.Exp(m.w[14]*(1-r)-m.w[12]*math.Log(before.Difficulty))
	return min(next, before.Stability*m.ceiling)
}

// power returns x^y for a positive x, in half the time of math.Pow.
func power(x, y float64) float64 { return math.Exp(y * math.Log(x)) }

func checkRating(rating int) {
	if rating < 1 || rating > 4 {
		panic(fmt.Sprintf("model: rating %d is not 1 (again) to 4 (easy)", rating))
	}
}

func clampStability(s float64) float64 { return min(max(s, MinStability), MaxStability) }

func clampDifficulty(d float64) float64 { return min(max(d, MinDifficulty), MaxDifficulty) }
