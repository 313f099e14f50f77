package fit

import (
	"context"
	"slices"

	"cards/srs/model"
)

// folds is the number of parts of a log that are predicted, each by what was fitted to everything
// before it.
const folds = 5

// HeldOut compares parameters on items that came after those they were fitted to.
type HeldOut struct {
	Current *Metrics // of the parameters in use
	Fitted  *Metrics // of fits to what came before

	Gain      float64 // by how much the log loss of the fits is lower; negative if it is higher
	GainError float64 // its standard error
}

// HoldOut splits the items, in time order, in six equal parts and predicts each but the first by
// parameters fitted to all parts before it. Current are the parameters in use, which must be valid;
// items that they were fitted to ([Options.FittedUntil]) are left out. An error is that of ctx.
func (l *Log) HoldOut(ctx context.Context, current model.Kernel, o Options) (*HeldOut, error) {
	unseen := l.itemsUntil(o.FittedUntil)
	var before, after []prediction
	for fold := range folds {
		begin, end := l.fold(fold)
		from := max(begin, unseen)
		if from < end {
			result, err := l.fit(ctx, begin, Options{Version: o.Version})
			if err != nil {
				return nil, err
			}
			before = append(before, l.predict(current, from, end)...)
			after = append(after, l.predict(result.Model, from, end)...)
		}
		o.report(float64(fold+1) / folds)
	}
	h := &HeldOut{Current: measure(before), Fitted: measure(after)}
	h.Gain, h.GainError = gain(before, after)
	return h, nil
}

// fold returns which items are in a fold; those before it are what it is predicted from.
func (l *Log) fold(fold int) (begin, end int) {
	part := len(l.items) / (folds + 1)
	begin, end = (fold+1)*part, (fold+2)*part
	switch {
	case part == 0:
		return 0, 0
	case fold == folds-1:
		end = len(l.items)
	}
	return begin, end
}

// itemsUntil returns how many items there are up to a time, none for 0.
func (l *Log) itemsUntil(time int64) int {
	if time == 0 {
		return 0
	}
	n, _ := slices.BinarySearchFunc(l.items, time, func(it item, time int64) int {
		if it.time > time {
			return 1
		}
		return -1
	})
	return n
}

// gain returns the mean difference of the losses of two predictions of the same items, and its
// standard error.
func gain(before, after []prediction) (mean, deviation float64) {
	return difference(lossesOf(before), lossesOf(after))
}

func lossesOf(predictions []prediction) []float64 {
	losses := make([]float64, len(predictions))
	for i := range predictions {
		losses[i] = predictions[i].loss()
	}
	return losses
}
