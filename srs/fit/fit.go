package fit

import (
	"context"
	"slices"

	"cards/srs/model"
)

// Options are those of [Log.Fit], [Log.HoldOut] and [Log.Recommend]. The zero value is good.
type Options struct {
	// Version is 6 or 7 if the parameters of that model are wanted, 0 for the one that the log is
	// predicted better by.
	Version int

	// FittedUntil is the time, in milliseconds since 1970, of the newest review that the parameters
	// in use were fitted to, 0 if they were not fitted to this log. It matters for comparing them
	// with others: what they have seen proves nothing.
	FittedUntil int64

	// Progress is told the share of the work that is done, rising from 0 to 1, in the goroutine of
	// the caller. It may be nil.
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
	Model       model.Kernel // its parameters have four decimals and are inside the bounds
	Trained     int          // items of FSRS-6 that are no outliers, answers of FSRS-7
	Recency     Recency      // of most of the fit
	Trusted     float64      // share of the way from what people have in common to the fit
	Uncertainty Uncertainty

	// If both models were tried, by how much the log loss of the one that was chosen was lower than
	// that of the other, on so many items that were predicted by fits to what came before them; and
	// the standard error of that.
	Rehearsed       int
	Gain, GainError float64
}

// Fit prepares reviews by [NewLog] and fits parameters to all of them.
func Fit(ctx context.Context, reviews []Review, o Options) (*Result, error) {
	l, err := NewLog(reviews)
	if err != nil {
		return nil, err
	}
	return l.Fit(ctx, o)
}

// Fit returns the parameters that explain the log best, as far as the log can tell: without items
// they are the defaults, or what people have in common. The result is the same, to the byte, for
// any number of processors and any order of cards. An error is that of ctx.
func (l *Log) Fit(ctx context.Context, o Options) (*Result, error) {
	return l.fit(ctx, len(l.items), o)
}

// A fit of FSRS-6 to at least trustedItems is taken as it is.
const trustedItems = 3000

// fit uses what came before the nth item.
func (l *Log) fit(ctx context.Context, n int, o Options) (*Result, error) {
	if o.Version == 6 && n >= trustedItems {
		return l.settle(ctx, n, 6, []share{{recipe{6, Mild, tight}, 1}}, nil, o)
	}
	versions := versionsFor(n, o)
	r, err := l.rehearse(ctx, n, versions, o.part(0, 0.6))
	if err != nil {
		return nil, err
	}
	version := versions[0]
	var better Result
	if len(versions) > 1 {
		version, better.Gain, better.GainError = r.better()
		better.Rehearsed = len(r.trials[0].losses)
	}
	result, err := l.settle(ctx, n, version, r.shares(version), r.ends, o.part(0.6, 1))
	if err != nil {
		return nil, err
	}
	result.Rehearsed, result.Gain, result.GainError = better.Rehearsed, better.Gain, better.GainError
	return result, nil
}

// fewItems is below how many items models are not compared, and FSRS-6 is taken, whose defaults are
// the best known.
const fewItems = 100

// versionsFor returns the models that come into question for a fit to n items.
func versionsFor(n int, o Options) []int {
	switch {
	case o.Version != 0:
		return []int{o.Version}
	case n < fewItems:
		return []int{6}
	}
	return []int{6, 7}
}

// settle goes all shares of the way. Ends, which may be nil, are where the last searches ended and
// these begin.
func (l *Log) settle(
	ctx context.Context, n, version int, shares []share, ends map[recipe]vector, o Options,
) (*Result, error) {
	center := centerOf(version)
	v, most := slices.Clone(center), 0.0
	result := &Result{}
	for i, s := range shares {
		start, ok := ends[s.recipe]
		if !ok {
			start = center
		}
		p, trained := l.posterior(n, s.recipe)
		all := float64(len(shares))
		m, err := p.minimize(ctx, start, o.part(float64(i)/all, float64(i+1)/all))
		if err != nil {
			return nil, err
		}
		if ends != nil {
			ends[s.recipe] = m.at
		}
		for i := range v {
			v[i] += s.way * (m.at[i] - center[i])
		}
		result.Trusted += s.way
		if s.way > most {
			most = s.way
			result.Recency, result.Trained, result.Uncertainty = s.recipe.recency, trained, p.uncertainty(m)
		}
	}
	result.Model = kernelAt(version, v)
	return result, nil
}
