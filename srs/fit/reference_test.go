package fit

import (
	"context"
	"math"
	"slices"

	"cards/srs/model"
)

// Reference is what [Log.FitReference] found: the objective at three places, and two of these.
type Reference struct {
	AtDefaults, AtStart, Minimum float64
	Start, Parameters            model.Parameters
}

// FitReference minimizes the objective of fsrs-rs over the first n items, to compare with: initial
// stabilities fitted to the first scored review of every card, and penalties that hold all
// parameters near those and the defaults.
func (l *Log) FitReference(ctx context.Context, n int) (Reference, error) {
	t := newTraining(l, n)
	r := Reference{Start: l.referenceStart(n)}
	f := func(ctx context.Context, v vector) (*quadratic, error) {
		p := v.parameters()
		q, err := t.likelihood(ctx, v)
		if err != nil {
			return nil, err
		}
		addReferencePenalty(q, p, r.Start)
		return q, nil
	}
	for at, value := range map[*model.Parameters]*float64{&r.Start: &r.AtStart, new(model.Defaults()): &r.AtDefaults} {
		q, err := f(ctx, vectorOf(at[:]))
		if err != nil {
			return r, err
		}
		*value = q.value
	}
	b := newBox()
	m, err := minimize(ctx, f, vectorOf(r.Start[:]), &b, hasty, func(int) {})
	if err != nil {
		return r, err
	}
	r.Minimum, r.Parameters = m.value.value, m.at.parameters()
	return r, nil
}

func addReferencePenalty(q *quadratic, p, start model.Parameters) {
	deviations := slices.Clone(spread)
	copy(deviations, []float64{6.43, 9.66, 17.58, 27.85})
	for i, sd := range deviations {
		slope := 1.0 // of the parameter by the variable that is searched
		if i < stabilities {
			slope = p[i]
		}
		d := (p[i] - start[i]) / sd
		q.value += d * d
		q.gradient[i] += 2 * d / sd * slope
		q.hessian[i][i] += 2 / (sd * sd) * slope * slope
	}
}

// outcomes counts items of one first rating that are the first scored of their card, after so many
// days.
type outcomes struct{ days, count, recalled float64 }

// referenceStart returns the defaults with initial stabilities that are fitted by their own.
func (l *Log) referenceStart(n int) model.Parameters {
	groups := l.trie.groups()
	removed := outliers(l.items[:n], groups)
	byKey := make(map[step]*outcomes)
	var total, recalled float64
	for _, it := range l.items[:n] {
		g := groups[it.node]
		if removed[g.key] {
			continue
		}
		y := 0.0
		if l.trie.steps[it.node].rating() > 1 {
			y = 1
		}
		total, recalled = total+1, recalled+y
		if g.scored > 1 {
			continue
		}
		if byKey[g.key] == nil {
			byKey[g.key] = &outcomes{days: float64(g.key.elapsed())}
		}
		byKey[g.key].count++
		byKey[g.key].recalled += y
	}
	p := model.Defaults()
	var counts, s [stabilities]float64
	for r := range s {
		var of []outcomes
		for elapsed := range int64(maxElapsed + 1) {
			if o := byKey[newStep(elapsed, uint8(r+1))]; o != nil {
				of = append(of, *o)
				counts[r] += o.count
			}
		}
		if len(of) > 0 {
			s[r] = referenceStability(of, recalled/total, p[r])
		}
	}
	s = referenceFill(s, counts)
	copy(p[:], s[:])
	return p
}

// referenceStability minimizes referenceLoss by golden section on ln S.
func referenceStability(of []outcomes, average, standard float64) float64 {
	low, high := math.Log(0.001), math.Log(100.0)
	f := func(x float64) float64 { return referenceLoss(of, average, standard, math.Exp(x)) }
	for range 60 {
		inner := (high - low) * (math.Sqrt(5) - 1) / 2
		if f(high-inner) < f(low+inner) {
			high = low + inner
		} else {
			low = high - inner
		}
	}
	return math.Exp((low + high) / 2)
}

func referenceLoss(of []outcomes, average, standard, s float64) float64 {
	m := model.New(model.Defaults())
	sum := math.Abs(s-standard) / 16
	for _, o := range of {
		p := (o.recalled + average) / (o.count + 1)
		r := m.Recall(model.Memory{Stability: s}, o.days)
		sum += o.count * (p*bce(r, true, minProbability) + (1-p)*bce(r, false, minProbability))
	}
	return sum
}

// referenceFill makes stabilities rise with the rating and fills those that are missing (0).
func referenceFill(s, counts [stabilities]float64) [stabilities]float64 {
	for _, pair := range [][2]int{{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}, {0, 3}} {
		low, high := pair[0], pair[1]
		if s[low] > 0 && s[high] > 0 && s[low] > s[high] {
			if counts[low] > counts[high] {
				s[high] = s[low]
			} else {
				s[low] = s[high]
			}
		}
	}
	const a, b = 0.41, 0.54
	const q = a + b - a*b
	mix := func(x, y int, share float64) float64 {
		return math.Pow(s[x-1], share) * math.Pow(s[y-1],
			1-share)
	}
	known := [stabilities]bool{s[0] > 0, s[1] > 0, s[2] > 0, s[3] > 0}
	switch known {
	case [stabilities]bool{true, true, false, false}:
		s[2] = mix(2, 1, 1/(1-a))
	case [stabilities]bool{false, false, true, true}:
		s[1] = mix(3, 4, 1/(1-b))
	case [stabilities]bool{true, false, false, true}:
		s[1], s[2] = mix(1, 4, a/q), mix(1, 4, 1-b/q)
	case [stabilities]bool{true, false, true, false}, [stabilities]bool{true, false, true, true}:
		s[1] = mix(1, 3, a)
	case [stabilities]bool{false, true, false, true}, [stabilities]bool{true, true, false, true}:
		s[2] = mix(2, 4, 1-b)
	case [stabilities]bool{true, true, true, true}:
	default:
		s = referenceScale(s)
	}
	if s[0] == 0 {
		s[0] = mix(2, 3, 1/a)
	}
	if s[3] == 0 {
		s[3] = mix(2, 3, 1-1/b)
	}
	for i := range s {
		s[i] = min(max(s[i], 0.001), 100)
	}
	return s
}

// referenceScale fills from one known stability; two or three neighbours are left as they are.
func referenceScale(s [stabilities]float64) [stabilities]float64 {
	standard := model.Defaults()
	known, ratio := 0, 1.0
	for i, v := range s {
		if v > 0 {
			known++
			ratio = v / standard[i]
		}
	}
	if known < 2 {
		for i := range s {
			s[i] = standard[i] * ratio
		}
	}
	return s
}
