package model

import (
	"math"
	"slices"
)

// MinTrace is the least value of the two traces of FSRS-7, in days; the greatest is [MaxStability].
const MinTrace = 0.0001

// certainty is how far the chance of recall stays from 0 and 1.
const certainty = 1e-5

// Indices of parameters of FSRS-7: where the eight of each trace begin, and what the curve has.
const (
	slowBlock = 7
	fastBlock = 15
	curveFrom = 23 // w23…w33
)

// A Model7 applies one set of parameters of FSRS-7. It is made by [New7] and never changes, so it
// may be shared between goroutines.
//
// With the slow trace s, the fast trace f and the difficulty D before an answer G (1 again … 4
// easy) after t days, fractions included (fsrs-rs, src/model_v7.rs):
//
//	fast recall   Rf = (1 + c1·t/f)^-m1    m1 = w23·f^(w33-0.3) in 0.01…0.95, c1 = w25^(-1/m1) - 1
//	slow recall   Rs = (1 + c2·t/s)^-w24   c2 = (w26^(-1/w24) - 1)·e^((D-5)·(w32-0.3))
//	recall        R = (af·Rf + as·Rs)/(af + as), kept 1e-5 from 0 and 1
//	              af = w27·f^-w29, as = w28·s^w30·e^((D-5)·(w31-0.5))
//	first answer  s = w[G-1], f = 0.8·s, D = w4 - e^(w5·(G-1)) + 1
//	trace x       with its recall q (R of the slow, Rf of the fast one) and its parameters v0…v7
//	  G > 1       x·(1 + e^(v0-1.5)·(11-D)·x^-v1·(e^((1-q)·v2) - 1)·h)
//	              h = v6 for hard, v7 for easy, else 1
//	  G = 1       v3·((x+1)^v4 - 1)·e^((1-q)·v5), at most x
//	              the fast trace is at most 0.8 of the new slow one
//	difficulty    0.01·(w4 - e^(3·w5) + 1) + 0.99·(D + d·(10-D)/9)
//	              d = -w6·(G-3), after again times R + 0.1
//
// The traces stay within 0.0001…36500 days and D within 1…10. There is no rule of its own for the
// same day: an answer after a minute is one after 1/1440 days.
type Model7 struct {
	w     Parameters7
	easy  float64 // D a first "easy" would have without bounds; difficulty reverts to it
	dEasy float64 // ∂easy/∂w5
	power float64 // w26^(-1/m2)
	logW  struct{ w25, w26 float64 }
	slow  trace
	fast  trace
}

// trace holds what is constant in the growth of one trace.
type trace struct {
	gain   float64 // e^(v0-1.5)
	button [5]float64
	v      []float64 // the eight parameters
}

// New7 returns the model with the parameters p, which should be valid: what it computes otherwise
// is not meaningful.
func New7(p Parameters7) *Model7 {
	m := &Model7{w: p}
	m.easy = p[4] - math.Exp(3*p[5]) + 1
	m.dEasy = -3 * math.Exp(3*p[5])
	m.logW.w25, m.logW.w26 = math.Log(p[25]), math.Log(p[26])
	m.power = math.Exp(-m.logW.w26 / p[24])
	m.slow = newTrace(m.w[slowBlock:fastBlock])
	m.fast = newTrace(m.w[fastBlock:curveFrom])
	return m
}

func newTrace(v []float64) trace {
	return trace{gain: math.Exp(v[0] - 1.5), button: [5]float64{1, 1, v[6], 1, v[7]}, v: v}
}

// Version is 7.
func (m *Model7) Version() int { return 7 }

// Numbers returns w0…w33.
func (m *Model7) Numbers() []float64 { return slices.Clone(m.w[:]) }

// Validate reports the first parameter that is not inside its bounds as a [*BoundsError].
func (m *Model7) Validate() error { return m.w.Validate() }

// First returns the memory after the very first answer to a card. Rating is 1 (again) to 4 (easy);
// anything else panics.
func (m *Model7) First(rating int) Memory {
	checkRating(rating)
	s := m.w[rating-1]
	return Memory{
		Stability:  clampTrace(s),
		Fast:       clampTrace(0.8 * s),
		Difficulty: clampDifficulty(m.firstDifficulty(rating)),
	}
}

func (m *Model7) firstDifficulty(rating int) float64 {
	return m.w[4] - math.Exp(m.w[5]*float64(rating-1)) + 1
}

// Next returns the memory after an answer that was given elapsed days, with their fraction, after
// the one before; fewer than none count as none. Rating is 1 (again) to 4 (easy); anything else
// panics.
func (m *Model7) Next(before Memory, elapsed float64, rating int) Memory {
	checkRating(rating)
	b := bounded(before)
	r, rf := m.recall(b, elapsed)
	d := -m.w[6] * float64(rating-3)
	if rating == 1 {
		d *= r + 0.1
	}
	after := Memory{
		Stability:  clampTrace(m.slow.after(b.Stability, b.Difficulty, r, rating)),
		Fast:       m.fast.after(b.Fast, b.Difficulty, rf, rating),
		Difficulty: clampDifficulty(0.01*m.easy + 0.99*(b.Difficulty+d*(10-b.Difficulty)/9)),
	}
	if rating == 1 {
		after.Fast = min(after.Fast, 0.8*after.Stability)
	}
	after.Fast = clampTrace(after.Fast)
	return after
}

// after returns a trace after an answer before which its recall was q.
func (t *trace) after(x, difficulty, q float64, rating int) float64 {
	if rating == 1 {
		return min(x, t.v[3]*(power(x+1, t.v[4])-1)*math.Exp((1-q)*t.v[5]))
	}
	gain := t.gain * (11 - difficulty) * power(x, -t.v[1]) * (math.Exp((1-q)*t.v[2]) - 1)
	return x * (1 + gain*t.button[rating])
}

// Recall returns the chance of recall, elapsed days after the answer that left the memory; fewer
// than none count as none.
func (m *Model7) Recall(memory Memory, elapsed float64) float64 {
	r, _ := m.recall(bounded(memory), elapsed)
	return r
}

// recall returns R and Rf.
func (m *Model7) recall(b Memory, elapsed float64) (r, rf float64) {
	c := m.curve(b)
	return c.at(elapsed)
}

// curve is how the chance of recall falls after one answer.
type curve struct {
	fastRate, fastPower float64 // c1/f and m1
	slowRate, slowPower float64 // c2/s and m2
	share               float64 // of the fast recall
}

func (m *Model7) curve(b Memory) curve {
	w := &m.w
	logF, off := math.Log(b.Fast), b.Difficulty-5
	c := curve{fastPower: clampPower(w[23] * math.Exp((w[33]-0.3)*logF)), slowPower: w[24]}
	c.fastRate = (math.Exp(min(-m.logW.w25/c.fastPower, maxExponent)) - 1) / b.Fast
	c.slowRate = (m.power - 1) * math.Exp(off*(w[32]-0.3)) / b.Stability
	fast := w[27] * math.Exp(-w[29]*logF)
	slow := w[28] * math.Exp(w[30]*math.Log(b.Stability)+off*(w[31]-0.5))
	c.share = fast / (fast + slow)
	return c
}

// maxExponent bounds c1, which a small m1 would make infinite.
const maxExponent = 60

func clampPower(m float64) float64 { return min(max(m, 0.01), 0.95) }

func (c *curve) at(elapsed float64) (r, rf float64) {
	t := max(elapsed, 0)
	rf = math.Exp(-c.fastPower * math.Log(1+c.fastRate*t))
	rs := math.Exp(-c.slowPower * math.Log(1+c.slowRate*t))
	return (c.share*rf+(1-c.share)*rs)*(1-2*certainty) + certainty, rf
}

// Interval returns the days, not rounded, until the chance of recall has fallen to retention, a
// number between 0 and 1 (both excluded): 0 if it is below that at once, 36,500 if it is still
// above that then.
func (m *Model7) Interval(memory Memory, retention float64) float64 {
	c := m.curve(bounded(memory))
	retention = min(max(retention, 0.0001), 0.9999)
	if retention == 0.9999 {
		return 0
	}
	if r, _ := c.at(MaxStability); r >= retention {
		return MaxStability
	}
	return c.when(retention)
}

// when returns the days until R, which falls all the way, is r: by Newton's method in ln t, halving
// where it would leave what is left.
func (c *curve) when(r float64) float64 {
	low, high := math.Log(1e-40), math.Log(MaxStability)
	at := (low + high) / 2
	for high-low > 1e-14 {
		t := math.Exp(at)
		now, _ := c.at(t)
		if now == r {
			break
		}
		if now > r {
			low = at
		} else {
			high = at
		}
		step := (r - now) / (c.slope(t) * t)
		if at += step; !(at > low && at < high) {
			at = (low + high) / 2
		} else if math.Abs(step) < 1e-13 {
			break
		}
	}
	return math.Exp(at)
}

// slope returns dR/dt.
func (c *curve) slope(t float64) float64 {
	falling := func(rate, power float64) float64 {
		return -power * rate * math.Exp(-(power+1)*math.Log(1+rate*t))
	}
	fast, slow := falling(c.fastRate, c.fastPower), falling(c.slowRate, c.slowPower)
	return (1 - 2*certainty) * (c.share*fast + (1-c.share)*slow)
}

// Given returns the memory of a card of which nothing is known but its difficulty and after how
// many days its chance of recall will have fallen to 0.9. Its fast trace is 0.8 of the slow one.
func (m *Model7) Given(stability, difficulty float64) Memory {
	low, high := math.Log(MinTrace), math.Log(MaxStability)
	memory := func(logS float64) Memory {
		s := math.Exp(logS)
		return bounded(Memory{Stability: s, Fast: 0.8 * s, Difficulty: difficulty})
	}
	for range 60 {
		middle := (low + high) / 2
		if m.Recall(memory(middle), stability) < 0.9 {
			low = middle
		} else {
			high = middle
		}
	}
	return memory((low + high) / 2)
}

func bounded(b Memory) Memory {
	return Memory{
		Stability:  clampTrace(b.Stability),
		Fast:       clampTrace(b.Fast),
		Difficulty: clampDifficulty(b.Difficulty),
	}
}

func clampTrace(x float64) float64 { return min(max(x, MinTrace), MaxStability) }
