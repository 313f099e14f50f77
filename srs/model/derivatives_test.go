package model_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"cards/srs/model"
)

// randomParameters draws every parameter from the inner nine tenths of its
// bounds, stabilities by their logarithm.
func randomParameters(rng *rand.Rand) model.Parameters {
	var p model.Parameters
	lower, upper := model.Lower(), model.Upper()
	for i := range p {
		u := 0.05 + 0.9*rng.Float64()
		if i < 4 {
			p[i] = math.Exp(math.Log(lower[i]) + u*math.Log(upper[i]/lower[i]))
		} else {
			p[i] = lower[i] + u*(upper[i]-lower[i])
		}
	}
	return p
}

// slopes returns what DeriveRecall and DeriveNext say as one row per result
// (R, S', D') over S, D and the parameters.
func slopes(m *model.Model, before model.Memory, elapsed float64, rating int) [3][2 + model.Count]float64 {
	var d model.Derivatives
	var rows [3][2 + model.Count]float64
	if elapsed > 0 {
		m.DeriveRecall(before.Stability, elapsed, &d)
		rows[0][0], rows[0][2+20] = d.RetrievabilityStability, d.RetrievabilityDecay
	}
	m.DeriveNext(before, elapsed, rating, &d)
	rows[1][0], rows[1][1] = d.StabilityStability, d.StabilityDifficulty
	for _, s := range d.StabilityParameters() {
		rows[1][2+s.Index] += s.Value
	}
	rows[2][1] = d.DifficultyDifficulty
	for i, v := range d.DifficultyParameters {
		rows[2][2+model.DifficultyFirst+i] = v
	}
	return rows
}

// results evaluates R, S' and D' with the i-th of S, D, w0…w20 moved by h.
func results(p model.Parameters, before model.Memory, elapsed float64, rating, i int, h float64) [3]float64 {
	switch i {
	case 0:
		before.Stability += h
	case 1:
		before.Difficulty += h
	default:
		p[i-2] += h
	}
	m := model.New(p)
	after := m.Next(before, elapsed, rating)
	return [3]float64{m.Recall(before, elapsed), after.Stability, after.Difficulty}
}

func TestDerivativesAgreeWithDifferences(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	checked := 0
	for range 3000 {
		p := randomParameters(rng)
		before := model.Memory{
			Stability:  math.Exp(6*rng.Float64() - 2),
			Difficulty: 1.1 + 8.8*rng.Float64(),
		}
		elapsed, rating := float64(rng.IntN(40)), 1+rng.IntN(4)
		rows := slopes(model.New(p), before, elapsed, rating)
		for i := range rows[0] {
			const h = 1e-6
			left, mid, right := results(p, before, elapsed, rating, i, -h),
				results(p, before, elapsed, rating, i, 0), results(p, before, elapsed, rating, i, h)
			for k := range rows {
				a, b := (mid[k]-left[k])/h, (right[k]-mid[k])/h
				if math.Abs(a-b) > 1e-3*max(1, math.Abs(a)) {
					continue // a kink, where a bound begins to hold
				}
				checked++
				want := (right[k] - left[k]) / (2 * h)
				if math.Abs(rows[k][i]-want) > 1e-5*max(1, math.Abs(want), math.Abs(mid[k])) {
					t.Fatalf("result %d by %d, %v, %v days, rating %d, parameters %v: %v, difference says %v", k, i, before, elapsed, rating, p, rows[k][i], want)
				}
			}
		}
	}
	if checked < 100000 {
		t.Errorf("only %d derivatives checked", checked)
	}
}

func TestFirstDerivatives(t *testing.T) {
	t.Parallel()
	p := model.Defaults()
	for rating := 1; rating <= 4; rating++ {
		got := model.New(p).FirstDerivatives(rating)
		for i := range got {
			const h = 1e-6
			left, right := p, p
			left[model.DifficultyFirst+i] -= h
			right[model.DifficultyFirst+i] += h
			want := (model.New(right).First(rating).Difficulty - model.New(left).First(rating).Difficulty) / (2 * h)
			if math.Abs(got[i]-want) > 1e-5 {
				t.Errorf("rating %d, parameter %d: %v, difference says %v", rating,
					model.DifficultyFirst+i, got[i], want)
			}
		}
	}
}

func TestDeriveNextMovesMemoryAsNext(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		m := model.New(randomParameters(rng))
		before := model.Memory{Stability: math.Exp(10*rng.Float64() - 4), Difficulty: 1 + 9*rng.Float64()}
		elapsed, rating := float64(rng.IntN(20)), 1+rng.IntN(4)
		var d model.Derivatives
		if elapsed > 0 {
			m.DeriveRecall(before.Stability, elapsed, &d)
			near(t, "retrievability", d.Retrievability, m.Recall(before, elapsed), 1e-14)
		}
		got, want := m.DeriveNext(before, elapsed, rating, &d), m.Next(before, elapsed, rating)
		near(t, "stability", got.Stability, want.Stability, 1e-12)
		near(t, "difficulty", got.Difficulty, want.Difficulty, 1e-14)
	}
}
