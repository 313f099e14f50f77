package model_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"cards/srs/model"
)

// TestDerivatives7 compares every derivative along random histories with central differences.
func TestDerivatives7(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 2))
	checked := 0
	for range 300 {
		p := randomParameters7(rng)
		history := randomHistory7(rng)
		slopes, smooth := derived7(p, history)
		if !smooth {
			continue
		}
		for i := range slopes[0] {
			h := 1e-5 * max(.1, math.Abs(p[i]))
			up, down := p, p
			up[i] += h
			down[i] -= h
			above, below := outcomes7(up, history), outcomes7(down, history)
			for k, got := range slopes {
				want := (above[k] - below[k]) / (2 * h)
				scale := max(1, math.Abs(want), math.Abs(got[i]), math.Abs(above[k])/10)
				if math.Abs(got[i]-want) > 2e-4*scale {
					t.Errorf("∂%s/∂w%d = %v, by differences %v", []string{"R", "s", "f", "D"}[k], i, got[i], want)
				}
				checked++
			}
		}
	}
	if checked < 10_000 {
		t.Errorf("only %d derivatives compared", checked)
	}
}

type review7 struct {
	elapsed float64
	rating  int
}

func randomHistory7(rng *rand.Rand) []review7 {
	history := []review7{{0, 1 + rng.IntN(4)}}
	for range 1 + rng.IntN(5) {
		history = append(history, review7{math.Exp(-7 + 10*rng.Float64()), 1 + rng.IntN(4)})
	}
	return history
}

// outcomes7 returns R before the last review, and s, f and D after it.
func outcomes7(p model.Parameters7, history []review7) [4]float64 {
	m := model.New7(p)
	memory, r := m.First(history[0].rating), 0.0
	for _, x := range history[1:] {
		r = m.Recall(memory, x.elapsed)
		memory = m.Next(memory, x.elapsed, x.rating)
	}
	return [4]float64{r, memory.Stability, memory.Fast, memory.Difficulty}
}

// derived7 returns the derivatives of outcomes7, and whether none of them is at a kink.
func derived7(p model.Parameters7, history []review7) (rows [4][model.Count7]float64, smooth bool) {
	m := model.New7(p)
	var paths [2]model.Path7
	m.DeriveFirst(history[0].rating, &paths[0])
	var d model.Derivatives7
	before, after := &paths[0], &paths[1]
	smooth = true
	for _, x := range history[1:] {
		m.DeriveRecall(before, x.elapsed, &d)
		m.DeriveNext(before, x.rating, &d, after)
		before, after = after, before
		smooth = smooth && !nearKink(p, history)
	}
	for i := range model.Slopes7 {
		k := i + 3
		if i == 0 {
			k = history[0].rating - 1
		}
		rows[0][k], rows[1][k] = d.Recall[i], before.Stability[i]
		rows[2][k], rows[3][k] = before.Fast[i], before.Difficulty[i]
	}
	return rows, smooth
}

// nearKink tells if a small change of one parameter changes the second differences of an outcome,
// as it does where a bound begins to hold.
func nearKink(p model.Parameters7, history []review7) bool {
	middle := outcomes7(p, history)
	for i := range p {
		h := 2e-5 * max(.1, math.Abs(p[i]))
		up, down := p, p
		up[i] += h
		down[i] -= h
		above, below := outcomes7(up, history), outcomes7(down, history)
		for k := range middle {
			bend := math.Abs(above[k] + below[k] - 2*middle[k])
			if bend > 1e-3*math.Abs(above[k]-below[k])+1e-9*math.Abs(middle[k]) {
				return true
			}
		}
	}
	return false
}
