package fit

import (
	"context"
	"math"
	"slices"
)

// objective is a function to be made small, with its derivatives.
type objective func(context.Context, vector) (*quadratic, error)

// A patience says how long a search goes on.
type patience struct {
	steps     int
	tolerance float64 // of the objective: a step that lowers it by less is the last
	trials    int     // of a step after the third; those before have 6
}

// hasty is for FSRS-6. From the fourth step on the kinks of the model (ceilings, clamps) are what
// is in the way, and no damping helps; held-out loss does not notice more.
var hasty = patience{steps: 20, tolerance: 1e-4, trials: 2}

// patient is for FSRS-7, whose valleys are long and bent.
var patient = patience{steps: 40, tolerance: 1e-5, trials: 6}

const (
	leastDamping  = 1e-7
	firstDamping  = 1e-3
	shrinkDamping = 0.2
	growDamping   = 8
)

// A minimum is where a search ended.
type minimum struct {
	at    vector
	value *quadratic
	steps int
}

// minimize searches from start by damped Gauss-Newton steps (Levenberg-Marquardt) inside the box.
func minimize(
	ctx context.Context, f objective, start vector, b *box, p patience, progress func(step int),
) (*minimum, error) {
	m := &minimum{at: b.clip(slices.Clone(start))}
	var err error
	if m.value, err = f(ctx, m.at); err != nil {
		return nil, err
	}
	lambda := firstDamping
	for m.steps < p.steps && m.promise(b, lambda) > p.tolerance*math.Abs(m.value.value) {
		before := m.value.value
		better, err := m.improve(ctx, f, b, p, &lambda)
		if err != nil {
			return nil, err
		}
		if !better {
			break
		}
		m.steps++
		progress(m.steps)
		if before-m.value.value <= p.tolerance*math.Abs(before) {
			break
		}
	}
	return m, nil
}

// promise returns how much a step would lower the objective if it were what its derivatives say.
func (m *minimum) promise(b *box, lambda float64) float64 {
	d, ok := m.value.direction(m.at, b, lambda)
	if !ok {
		return math.Inf(1)
	}
	sum := 0.0
	for i := range d {
		sum -= m.value.gradient[i] * d[i] / 2
	}
	return sum
}

// improve makes one step, or says that it found none that lowers the objective.
func (m *minimum) improve(
	ctx context.Context, f objective, b *box, p patience, lambda *float64,
) (bool, error) {
	trials := 6
	if m.steps >= 3 {
		trials = p.trials
	}
	for range trials {
		if d, ok := m.value.direction(m.at, b, *lambda); ok {
			to := slices.Clone(m.at)
			for i := range to {
				to[i] += d[i]
			}
			to = b.clip(to)
			value, err := f(ctx, to)
			if err != nil {
				return false, err
			}
			if value.value < m.value.value {
				m.at, m.value = to, value
				*lambda = max(*lambda*shrinkDamping, leastDamping)
				return true, nil
			}
		}
		*lambda = max(*lambda*growDamping, firstDamping)
	}
	return false, nil
}
