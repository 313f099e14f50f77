package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// Options are those of [Log.Fit] and [Log.HoldOut]. The zero value is good.
type Options struct {
	// Progress is told the share of the work that is done, rising from 0 to 1, in the goroutine of the caller. It may be
	// nil.
	Progress func(done float64)
}

func (o *Options) report(done float64) {
	if o.Progress != nil {
		o.Progress(done)
	}
}

// Result is what a fit found.
type Result struct {
	Parameters  model.Parameters // with four decimals, inside the bounds
	Trained     int              // items that were not left out as outliers
	Steps       int              // of the search
	Uncertainty Uncertainty
}

// Fit prepares reviews by [NewLog] and fits parameters to all of them.
func Fit(ctx context.Context, reviews []Review, o Options) (*Result, error) {
	l, err := NewLog(reviews)
	if err != nil {
		return nil, err
	}
	return l.Fit(ctx, o)
}

// Fit returns the parameters that explain the log best, as far as the log can tell: without items they are the defaults.
// The result is the same, to the byte, for any number of processors and any order of cards. An error is that of ctx.
func (l *Log) Fit(ctx context.Context, o Options) (*Result, error) {
	return l.fit(ctx, len(l.items), o)
}

// fit uses the first n items.
func (l *Log) fit(ctx context.Context, n int, o Options) (*Result, error) {
	t := newTraining(l, n)
	f := newPosterior(t)
	b := newBox()
	m, err := minimize(ctx, f.at, vectorOf(model.Defaults()), &b, func(step int) {
		o.report(1 - math.Pow(0.5, float64(step))) // nobody knows how many there will be
	})
	if err != nil {
		return nil, err
	}
	o.report(1)
	return &Result{
		Parameters:  rounded(m.at.parameters()),
		Trained:     t.items,
		Steps:       m.steps,
		Uncertainty: f.uncertainty(m),
	}, nil
}

// posterior is what a fit minimizes: the weighted loss and the prior.
type posterior struct {
	training *training
	prior    *prior
}

func newPosterior(t *training) *posterior {
	return &posterior{training: t, prior: newPrior(t.items)}
}

func (p *posterior) at(ctx context.Context, v vector) (*quadratic, error) {
	q, err := p.training.likelihood(ctx, v.parameters())
	if err != nil {
		return nil, err
	}
	q.add(p.prior.at(v))
	return q, nil
}

// rounded keeps four decimals, more than any log determines and as many as other programs show. Bounds have fewer, so
// parameters stay inside.
func rounded(p model.Parameters) model.Parameters {
	for i := range p {
		p[i] = math.Round(p[i]*1e4) / 1e4
	}
	return p
}
