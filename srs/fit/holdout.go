package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// folds is the number of parts of a log that are predicted, each by what was fitted to everything before it.
const folds = 5

// HeldOut compares parameters on items that came after those they were fitted to.
type HeldOut struct {
	Current *Metrics // of the parameters in use
	Fitted  *Metrics // of fits to what came before

	Gain      float64 // by how much the log loss of the fits is lower; negative if it is higher
	GainError float64 // its standard error
}

// HoldOut splits the items, in time order, in six equal parts and predicts each but the first by parameters fitted to all
// parts before it. Current are the parameters in use, which must be valid. An error is that of ctx.
func (l *Log) HoldOut(ctx context.Context, current model.Parameters, o Options) (*HeldOut, error) {
	part := len(l.items) / (folds + 1)
	if part == 0 {
		return &HeldOut{Current: measure(nil), Fitted: measure(nil)}, nil
	}
	var fitted []prediction
	for fold := range folds {
		begin, end := (fold+1)*part, (fold+2)*part
		if fold == folds-1 {
			end = len(l.items)
		}
		result, err := l.fit(ctx, begin, Options{})
		if err != nil {
			return nil, err
		}
		fitted = append(fitted, l.predict(result.Parameters, begin, end)...)
		o.report(float64(fold+1) / folds)
	}
	predicted := l.predict(current, part, len(l.items))
	h := &HeldOut{Current: measure(predicted), Fitted: measure(fitted)}
	h.Gain, h.GainError = gain(predicted, fitted)
	return h, nil
}

// gain returns the mean difference of the losses of two predictions of the same items, and its standard error.
func gain(before, after []prediction) (mean, deviation float64) {
	var sum, squares float64
	for i := range before {
		d := before[i].loss() - after[i].loss()
		sum += d
		squares += d * d
	}
	n := float64(len(before))
	mean = sum / n
	return mean, math.Sqrt(max(squares/n-mean*mean, 0) / n)
}
