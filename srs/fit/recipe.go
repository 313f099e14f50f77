package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// A recipe is one way to fit parameters.
type recipe struct {
	version int // of the model: 6 or 7
	recency Recency
	hold    hold // of the prior
}

// recipesOf returns those that rehearsals choose from.
func recipesOf(version int) []recipe {
	if version == 7 {
		return []recipe{{7, Mild, tight}, {7, Even, tight}, {7, Steep, tight}}
	}
	return []recipe{{6, Mild, tight}, {6, Mild, loose}}
}

// centerOf returns the place that a fit without any evidence would end at: what people have in
// common.
func centerOf(version int) vector {
	if version == 7 {
		return typical7
	}
	p := model.Defaults()
	return vectorOf(p[:])
}

// kernelAt returns the model with the parameters at v, rounded to four decimals, more than any log
// determines and as many as other programs show. Bounds have fewer, so parameters stay inside.
func kernelAt(version int, v vector) model.Kernel {
	numbers := v.numbers()
	for i, x := range numbers {
		numbers[i] = math.Round(x*1e4) / 1e4
	}
	if version == 7 {
		return model.New7(model.Parameters7(numbers).Clip())
	}
	return model.New(model.Parameters(numbers).Clip())
}

// posterior is what a fit minimizes: the weighted loss and the prior.
type posterior struct {
	evidence evidence
	prior    *prior
	box      box
	patience patience
}

// evidence is what a fit has to explain: Σ weight·BCE with its derivatives.
type evidence interface {
	likelihood(ctx context.Context, v vector) (*quadratic, error)
}

// posterior returns that of the first n items, and how many of them it takes.
func (l *Log) posterior(n int, r recipe) (p *posterior, trained int) {
	if r.version == 7 {
		t := l.training7(n, r.recency)
		return &posterior{t, newPrior7(n), newBox7(), patient}, len(t.weights)
	}
	t := newTraining(l, n)
	return &posterior{t, newPrior(t.items, r.hold), newBox(), hasty}, t.items
}

func (p *posterior) at(ctx context.Context, v vector) (*quadratic, error) {
	q, err := p.evidence.likelihood(ctx, v)
	if err != nil {
		return nil, err
	}
	q.add(p.prior.at(v))
	return q, nil
}

// A search of more than manyNodes of FSRS-6 begins where one of a sample, of one history in sample,
// ends. That is near enough to need two or three passes over all of them instead of six.
const (
	manyNodes = 30_000
	sample    = 16
)

func (p *posterior) minimize(ctx context.Context, start vector, o Options) (*minimum, error) {
	if t, ok := p.evidence.(*training); ok && len(t.steps) > manyNodes {
		part := *p
		part.evidence = t.sampled(sample)
		m, err := part.search(ctx, start, o.part(0, 0.3))
		if err != nil {
			return nil, err
		}
		start, o = m.at, o.part(0.3, 1)
	}
	return p.search(ctx, start, o)
}

func (p *posterior) search(ctx context.Context, start vector, o Options) (*minimum, error) {
	m, err := minimize(ctx, p.at, start, &p.box, p.patience, func(step int) {
		o.report(1 - math.Pow(0.5, float64(step))) // nobody knows how many there will be
	})
	o.report(1)
	return m, err
}
