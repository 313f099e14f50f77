package fit

import (
	"context"
	"math"
)

// objective is a function to be made small, with its derivatives.
type objective func(context.Context, vector) (*quadratic, error)

const (
	maxSteps      = 20
	tolerance     = 1e-4 // of the objective; held-out loss does not notice more
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
func minimize(ctx context.Context, f objective, start vector, b *box, progress func(step int)) (*minimum, error) {
	m := &minimum{at: b.clip(start)}
	var err error
	if m.value, err = f(ctx, m.at); err != nil {
		return nil, err
	}
	lambda := firstDamping
	for m.steps < maxSteps && m.promise(b, lambda) > tolerance*math.Abs(m.value.value) {
		before := m.value.value
		better, err := m.improve(ctx, f, b, &lambda)
		if err != nil {
			return nil, err
		}
		if !better {
			break
		}
		m.steps++
		progress(m.steps)
		if before-m.value.value <= tolerance*math.Abs(before) {
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

// improve makes one step, or says that it found none that lowers the objective. From the fourth on it gives up sooner:
// there the kinks of the model (ceilings, clamps) are what is in the way, and no damping helps.
func (m *minimum) improve(ctx context.Context, f objective, b *box, lambda *float64) (bool, error) {
	trials := 6
	if m.steps >= 3 {
		trials = 2
	}
	for range trials {
		if d, ok := m.value.direction(m.at, b, *lambda); ok {
			to := m.at
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
