package model

import "math"

// Slopes7 is the number of parameters that one card's memory depends on in FSRS-7: the first is the
// S0 of the rating of its first answer, the others are w4…w33.
const Slopes7 = Count7 - 3

// A Path7 is a memory with its derivatives, in the order that [Slopes7] says.
type Path7 struct {
	Memory                      Memory
	Stability, Fast, Difficulty [Slopes7]float64
}

// slot returns the place of parameter i, from w4 on, in a row of derivatives.
func slot(i int) int { return i - 3 }

// DeriveFirst sets p to [Model7.First] and its derivatives.
func (m *Model7) DeriveFirst(rating int, p *Path7) {
	*p = Path7{Memory: m.First(rating)}
	if s := m.w[rating-1]; s == p.Memory.Stability {
		p.Stability[0] = 1
	}
	if f := 0.8 * m.w[rating-1]; f == p.Memory.Fast {
		p.Fast[0] = 0.8
	}
	if d := m.firstDifficulty(rating); d == p.Memory.Difficulty {
		steps := float64(rating - 1)
		p.Difficulty[slot(4)], p.Difficulty[slot(5)] = 1, -steps*math.Exp(m.w[5]*steps)
	}
}

// DeriveRecall returns the chance of recall elapsed days after the answer that left before, and its
// derivatives. What it leaves in d is for [Model7.DeriveNext].
func (m *Model7) DeriveRecall(before *Path7, elapsed float64, d *Derivatives7) float64 {
	m.deriveCurve(before.Memory, max(elapsed, 0), d)
	for i := range d.Recall {
		d.Recall[i] = d.byStability*before.Stability[i] + d.byFast*before.Fast[i] +
			d.byDifficulty*before.Difficulty[i]
	}
	for i, v := range &d.byCurve {
		d.Recall[slot(curveFrom)+i] += v
	}
	return d.recall
}

// Derivatives7 are those of one answer.
type Derivatives7 struct {
	Recall [Slopes7]float64 // ∂R

	recall, fastRecall                float64
	byStability, byFast, byDifficulty float64                     // ∂R/∂s, ∂R/∂f, ∂R/∂D
	byCurve                           [Count7 - curveFrom]float64 // ∂R/∂w23…∂w33
	fastByFast                        float64                     // ∂Rf/∂f
	fastBy23, fastBy25, fastBy33      float64                     // ∂Rf/∂w
}

func (m *Model7) deriveCurve(b Memory, t float64, d *Derivatives7) {
	w := &m.w
	off := b.Difficulty - 5
	logS, logF := math.Log(b.Stability), math.Log(b.Fast)
	m.deriveFast(b.Fast, logF, t, d)
	rf := d.fastRecall

	stretch := math.Exp(off * (w[32] - 0.3))
	ratio := t / b.Stability
	x := (m.power - 1) * stretch * ratio
	logBase := math.Log(1 + x)
	rs := math.Exp(-w[24] * logBase)
	fall := -w[24] * rs / (1 + x) // ∂Rs/∂x
	byPower := -rs*logBase + fall*ratio*stretch*m.power*m.logW.w26/(w[24]*w[24])
	by26 := -fall * ratio * stretch * m.power / (w[24] * w[26])

	fast := w[27] * math.Exp(-w[29]*logF)
	slow := w[28] * math.Exp(w[30]*logS+off*(w[31]-0.5))
	share := fast / (fast + slow)
	r := share*rf + (1-share)*rs
	const scale = 1 - 2*certainty
	d.recall = r*scale + certainty
	// A change of ln af moves R by pull, one of ln as by -pull.
	pull := scale * share * (1 - share) * (rf - rs)
	toFast, toSlow := scale*share, scale*(1-share)
	d.byFast = toFast*d.fastByFast - pull*w[29]/b.Fast
	d.byStability = -toSlow*fall*x/b.Stability - pull*w[30]/b.Stability
	d.byDifficulty = toSlow*fall*x*(w[32]-0.3) - pull*(w[31]-0.5)
	d.byCurve = [Count7 - curveFrom]float64{
		toFast * d.fastBy23, toSlow * byPower, toFast * d.fastBy25, toSlow * by26,
		pull / w[27], -pull / w[28], -pull * logF, -pull * logS, -pull * off,
		toSlow * fall * x * off, toFast * d.fastBy33,
	}
}

// deriveFast fills in Rf and its derivatives.
func (m *Model7) deriveFast(f, logF, t float64, d *Derivatives7) {
	w := &m.w
	free := w[23] * math.Exp((w[33]-0.3)*logF)
	power := clampPower(free)
	exponent := -m.logW.w25 / power
	capped := exponent >= maxExponent
	raised := math.Exp(min(exponent, maxExponent)) // c1 + 1
	ratio := t / f
	x := (raised - 1) * ratio
	logBase := math.Log(1 + x)
	rf := math.Exp(-power * logBase)
	fall := -power * rf / (1 + x) // ∂Rf/∂x
	byPower := -rf * logBase
	d.fastRecall, d.fastBy25 = rf, 0
	if !capped {
		byPower -= fall * ratio * raised * exponent / power
		d.fastBy25 = -fall * ratio * raised / (w[25] * power)
	}
	d.fastByFast, d.fastBy23, d.fastBy33 = -fall*x/f, 0, 0
	if power == free {
		d.fastByFast += byPower * power * (w[33] - 0.3) / f
		d.fastBy23 = byPower * power / w[23]
		d.fastBy33 = byPower * power * logF
	}
}

// DeriveNext sets after to the memory that an answer leaves, and to its derivatives.
// [Model7.DeriveRecall] must have been called with the same memory, which must be within its
// bounds, and d before.
func (m *Model7) DeriveNext(before *Path7, rating int, d *Derivatives7, after *Path7) {
	m.deriveSlow(before, rating, d, after)
	m.deriveFastTrace(before, rating, d, after)
	if f := 0.8 * after.Memory.Stability; rating == 1 && f < after.Memory.Fast {
		after.Memory.Fast = f
		for i, v := range &after.Stability {
			after.Fast[i] = 0.8 * v
		}
	}
	hold(&after.Memory.Fast, MinTrace, MaxStability, &after.Fast)
	m.deriveDifficulty(before, rating, d, after)
	hold(&after.Memory.Difficulty, MinDifficulty, MaxDifficulty, &after.Difficulty)
}

// hold moves a value inside its bounds, where it has no derivatives.
func hold(value *float64, lower, upper float64, slopes *[Slopes7]float64) {
	if v := min(max(*value, lower), upper); v != *value {
		*value, *slopes = v, [Slopes7]float64{}
	}
}

func (m *Model7) deriveSlow(before *Path7, rating int, d *Derivatives7, after *Path7) {
	var g growth
	b := &before.Memory
	after.Memory.Stability = m.slow.derive(b.Stability, b.Difficulty, d.recall, rating, &g)
	for i := range after.Stability {
		after.Stability[i] = g.byTrace*before.Stability[i] + g.byDifficulty*before.Difficulty[i] +
			g.byRecall*d.Recall[i]
	}
	for i, v := range &g.byParameters {
		after.Stability[slot(slowBlock)+i] += v
	}
	hold(&after.Memory.Stability, MinTrace, MaxStability, &after.Stability)
}

func (m *Model7) deriveFastTrace(before *Path7, rating int, d *Derivatives7, after *Path7) {
	var g growth
	b := &before.Memory
	after.Memory.Fast = m.fast.derive(b.Fast, b.Difficulty, d.fastRecall, rating, &g)
	byFast := g.byTrace + g.byRecall*d.fastByFast
	for i := range after.Fast {
		after.Fast[i] = byFast*before.Fast[i] + g.byDifficulty*before.Difficulty[i]
	}
	for i, v := range &g.byParameters {
		after.Fast[slot(fastBlock)+i] += v
	}
	after.Fast[slot(23)] += g.byRecall * d.fastBy23
	after.Fast[slot(25)] += g.byRecall * d.fastBy25
	after.Fast[slot(33)] += g.byRecall * d.fastBy33
}

func (m *Model7) deriveDifficulty(before *Path7, rating int, d *Derivatives7, after *Path7) {
	difficulty, steps := before.Memory.Difficulty, float64(rating-3)
	room := 0.99 * (10 - difficulty) / 9
	certain, byRecall := 1.0, 0.0
	if rating == 1 {
		certain, byRecall = d.recall+0.1, -m.w[6]*steps
	}
	move := -m.w[6] * steps * certain
	after.Memory.Difficulty = 0.01*m.easy + 0.99*difficulty + room*move
	keep := 0.99 * (1 - move/9)
	for i := range after.Difficulty {
		after.Difficulty[i] = keep*before.Difficulty[i] + room*byRecall*d.Recall[i]
	}
	after.Difficulty[slot(4)] += 0.01
	after.Difficulty[slot(5)] += 0.01 * m.dEasy
	after.Difficulty[slot(6)] -= room * steps * certain
}

// growth holds the derivatives of a trace after an answer.
type growth struct {
	byTrace, byDifficulty, byRecall float64
	byParameters                    [fastBlock - slowBlock]float64
}

// derive is [trace.after] with its derivatives.
func (t *trace) derive(x, difficulty, q float64, rating int, g *growth) float64 {
	if rating == 1 {
		return t.deriveLapse(x, q, g)
	}
	forgotten, logX := 1-q, math.Log(x)
	e := math.Exp(forgotten * t.v[2])
	plain := t.gain * (11 - difficulty) * math.Exp(-t.v[1]*logX) * x // without the button's factor
	c := plain * t.button[rating]
	more := c * (e - 1)
	g.byTrace = 1 + (1-t.v[1])*more/x
	g.byDifficulty = -more / (11 - difficulty)
	g.byRecall = -c * e * t.v[2]
	g.byParameters[0], g.byParameters[1], g.byParameters[2] = more, -more*logX, c*e*forgotten
	switch rating {
	case 2:
		g.byParameters[6] = plain * (e - 1)
	case 4:
		g.byParameters[7] = plain * (e - 1)
	}
	return x + more
}

func (t *trace) deriveLapse(x, q float64, g *growth) float64 {
	forgotten, logX1 := 1-q, math.Log(x+1)
	p := math.Exp(t.v[4] * logX1)
	e := math.Exp(forgotten * t.v[5])
	left := t.v[3] * (p - 1) * e
	if left >= x {
		g.byTrace = 1
		return x
	}
	g.byTrace = t.v[3] * e * t.v[4] * p / (x + 1)
	g.byRecall = -t.v[5] * left
	g.byParameters[3], g.byParameters[4] = (p-1)*e, t.v[3]*e*p*logX1
	g.byParameters[5] = left * forgotten
	return left
}
