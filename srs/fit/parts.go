package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// Part is a share of a log that may have parameters of its own.
type Part struct {
	Log     *Log
	Current model.Kernel // the parameters in use for it
	Own     bool         // these are its own, not those of the whole log

	FittedUntil int64 // of its own: as in [Options]
}

// RecommendParts fits parameters to each of the parts of a log. Those of a part that has its own
// are compared with these, as by [Log.Recommend]; those of another with fits to the whole log,
// which it would share: both before each of the last five sixths of the whole log. An error is that
// of ctx.
func (l *Log) RecommendParts(ctx context.Context, parts []Part,
	o Options,
) ([]*Recommendation, error) {
	shared, err := l.apart(ctx, parts, o.part(0, 0.5))
	if err != nil {
		return nil, err
	}
	o = o.part(0.5, 1)
	list := make([]*Recommendation, len(parts))
	for i, p := range parts {
		own := o.part(float64(i)/float64(len(parts)), float64(i+1)/float64(len(parts)))
		own.FittedUntil = p.FittedUntil
		if p.Own {
			list[i], err = p.Log.Recommend(ctx, p.Current, own)
		} else {
			list[i], err = p.Log.recommend(ctx, p.Current, shared[i], own)
		}
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// apart compares, of each part without parameters of its own, fits to the part with fits to the
// whole log, by what they predict of the part.
func (l *Log) apart(ctx context.Context, parts []Part, o Options) ([]*HeldOut, error) {
	before, after := make([][]prediction, len(parts)), make([][]prediction, len(parts))
	for fold := range folds {
		begin, end := l.fold(fold)
		if begin == end || allOwn(parts) {
			continue
		}
		from, until := l.items[begin].time, int64(math.MaxInt64)
		if end < len(l.items) {
			until = l.items[end].time
		}
		all, err := l.fit(ctx, begin, Options{Version: o.Version})
		if err != nil {
			return nil, err
		}
		for i, p := range parts {
			first, last := p.Log.itemsUntil(from-1), p.Log.itemsUntil(until-1)
			if p.Own || first == last {
				continue
			}
			own, err := p.Log.fit(ctx, first, Options{Version: o.Version})
			if err != nil {
				return nil, err
			}
			before[i] = append(before[i], p.Log.predict(all.Model, first, last)...)
			after[i] = append(after[i], p.Log.predict(own.Model, first, last)...)
		}
		o.report(float64(fold+1) / folds)
	}
	compared := make([]*HeldOut, len(parts))
	for i := range parts {
		compared[i] = &HeldOut{Current: measure(before[i]), Fitted: measure(after[i])}
		compared[i].Gain, compared[i].GainError = gain(before[i], after[i])
	}
	return compared, nil
}

func allOwn(parts []Part) bool {
	for _, p := range parts {
		if !p.Own {
			return false
		}
	}
	return true
}
