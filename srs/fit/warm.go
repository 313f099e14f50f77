package fit

import (
	"context"

	"cards/srs/model"
)

// Warm is a fit that begins at the parameters in use.
type Warm struct {
	Model model.Kernel // of the version in use, fitted to the whole log

	// Gain is by how much the log loss on the newest fifth is lower than with the parameters in use,
	// by a fit to what came before it, and its standard error. It has so many items.
	Newest          int
	Gain, GainError float64

	log    *Log
	before model.Kernel // fitted to what came before
}

// A log is cut here: what comes after is the newest fifth.
const newest = 0.8

// Warm fits the model in use to the log, beginning at the parameters in use, and says how a fit to
// what came before the newest fifth predicts that. Logs that are not short are not rehearsed on, so
// that it is one search for each of the two fits. An error is that of ctx.
func (l *Log) Warm(ctx context.Context, current model.Kernel) (*Warm, error) {
	begin, end := int(newest*float64(len(l.items))), len(l.items)
	before, err := l.warm(ctx, begin, current)
	if err != nil {
		return nil, err
	}
	w := &Warm{Newest: end - begin, log: l, before: before}
	w.Gain, w.GainError = difference(l.losses(current, begin, end), l.losses(before, begin, end))
	w.Model, err = l.warm(ctx, end, before)
	return w, err
}

// Below so many items it is worth the time to rehearse how far to go: later the prior alone holds a
// fit back enough. Rehearsals with FSRS-7 take longer, so that they end earlier.
const (
	rehearsedWarm6 = trustedItems
	rehearsedWarm7 = 500
)

// warm fits to what came before the nth item, beginning at the given parameters.
func (l *Log) warm(ctx context.Context, n int, from model.Kernel) (model.Kernel, error) {
	version := from.Version()
	if version == 6 && n < rehearsedWarm6 || version == 7 && n < rehearsedWarm7 {
		result, err := l.fit(ctx, n, Options{Version: version})
		if err != nil {
			return nil, err
		}
		return result.Model, nil
	}
	r := recipesOf(version)[0]
	ends := map[recipe]vector{r: vectorOf(from.Numbers())}
	result, err := l.settle(ctx, n, version, []share{{r, 1}}, ends, Options{})
	if err != nil {
		return nil, err
	}
	return result.Model, nil
}

// Rival returns by how much the log loss on the newest fifth is lower with a fit of the other model
// to what came before than with that of the model in use, and the standard error. An error is that
// of ctx.
func (w *Warm) Rival(ctx context.Context) (gain, deviation float64, err error) {
	begin, end := len(w.log.items)-w.Newest, len(w.log.items)
	version := 13 - w.before.Version()
	other, err := w.log.warm(ctx, begin, kernelAt(version, centerOf(version)))
	if err != nil {
		return 0, 0, err
	}
	gain, deviation = difference(w.log.losses(w.before, begin, end),
		w.log.losses(other, begin, end))
	return gain, deviation, nil
}
