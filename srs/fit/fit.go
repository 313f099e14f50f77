package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// Options are those of [Log.Fit], [Log.HoldOut] and [Log.Recommend]. The zero value is good.
type Options struct {
	// FittedUntil is the time, in milliseconds since 1970, of the newest review that the parameters in use were fitted
	// to, 0 if they were not fitted to this log. It matters for comparing them with others: what they have seen proves
	// nothing.
	FittedUntil int64

	// Progress is told the share of the work that is done, rising from 0 to 1, in the goroutine of the caller. It may
	// be nil.
	Progress func(done float64)
}

func (o *Options) report(done float64) {
	if o.Progress != nil {
		o.Progress(done)
	}
}

// part returns options that report progress of one part of the work.
func (o *Options) part(begin, end float64) Options {
	part := *o
	if whole := o.Progress; whole != nil { // not o.Progress itself: the caller may put the part in the place of o
		part.Progress = func(done float64) { whole(begin + done*(end-begin)) }
	}
	return part
}

// Result is what a fit found.
type Result struct {
	Parameters  model.Parameters // with four decimals, inside the bounds
	Trained     int              // items that were not left out as outliers
	Trusted     float64          // share of the way from the defaults to the best explanation of the log that was gone
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

// Fit returns the parameters that explain the log best, as far as the log can tell: without items they are the
// defaults. The result is the same, to the byte, for any number of processors and any order of cards. An error is that
// of ctx.
func (l *Log) Fit(ctx context.Context, o Options) (*Result, error) {
	return l.fit(ctx, len(l.items), o)
}

// fit uses the first n items.
func (l *Log) fit(ctx context.Context, n int, o Options) (*Result, error) {
	search := o.part(0, 0.5)
	f := newPosterior(newTraining(l, n))
	m, err := f.minimize(ctx, search)
	if err != nil {
		return nil, err
	}
	trusted, err := l.trusted(ctx, n, o.part(0.5, 1))
	if err != nil {
		return nil, err
	}
	return &Result{
		Parameters:  rounded(towards(m.at, trusted).parameters()),
		Trained:     f.training.items,
		Trusted:     trusted,
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

// A search of more than manyNodes begins where one of a sample, of one history in sample, ends. That is near enough to
// need two or three passes over all of them instead of six.
const (
	manyNodes = 30_000
	sample    = 16
)

func (p *posterior) minimize(ctx context.Context, o Options) (*minimum, error) {
	start := vectorOf(model.Defaults())
	if len(p.training.steps) > manyNodes {
		part := &posterior{training: p.training.sampled(sample), prior: p.prior}
		m, err := part.minimizeFrom(ctx, start, o.part(0, 0.3))
		if err != nil {
			return nil, err
		}
		start, o = m.at, o.part(0.3, 1)
	}
	return p.minimizeFrom(ctx, start, o)
}

func (p *posterior) minimizeFrom(ctx context.Context, start vector, o Options) (*minimum, error) {
	b := newBox()
	m, err := minimize(ctx, p.at, start, &b, func(step int) {
		o.report(1 - math.Pow(0.5, float64(step))) // nobody knows how many there will be
	})
	o.report(1)
	return m, err
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
