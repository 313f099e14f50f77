package fit

import (
	"context"

	"cards/srs/model"
)

// Compared is how one way to have parameters predicts what these have not seen.
type Compared struct {
	Version int  // of the model; 0 for the better one, as rehearsals on what came before say
	Fitted  bool // to what came before; if not, these are published defaults or, in the first of all, those in use
	Metrics *Metrics

	// Gain is by how much its log loss is lower than that of the parameters in use, and its
	// standard error.
	Gain, GainError float64

	// SameDay is how many answers of the same time were given on the study day of the one before,
	// and their log loss; 0 for FSRS-6, which does not predict them.
	SameDay        int
	SameDayLogLoss float64
}

// Compare predicts what [Log.HoldOut] predicts, and leaves out what that leaves out: by the
// parameters in use, those first, by the defaults of both models, and by fits of both and of the
// better one to what came before. An error is that of ctx.
func (l *Log) Compare(ctx context.Context, current model.Kernel, o Options) ([]Compared, error) {
	fixed := []model.Kernel{current, model.New(model.Defaults()), model.New7(model.Defaults7())}
	compared := []Compared{{Version: current.Version()}, {Version: 6}, {Version: 7}}
	for _, version := range []int{6, 7, 0} {
		compared = append(compared, Compared{Version: version, Fitted: true})
	}
	predictions := make([][]prediction, len(compared))
	unseen := l.itemsUntil(o.FittedUntil)
	for fold := range folds {
		begin, end := l.fold(fold)
		from := max(begin, unseen)
		if from >= end {
			continue
		}
		fitted, err := l.fitAll(ctx, begin, o.part(float64(fold)/folds, float64(fold+1)/folds))
		if err != nil {
			return nil, err
		}
		for i, m := range append(fixed, fitted...) {
			predictions[i] = append(predictions[i], l.predict(m, from, end)...)
			for _, loss := range l.sameDay(m, from, end) {
				compared[i].SameDay++
				compared[i].SameDayLogLoss += loss
			}
		}
	}
	o.report(1)
	for i := range compared {
		compared[i].Metrics = measure(predictions[i])
		compared[i].SameDayLogLoss /= float64(max(compared[i].SameDay, 1))
		compared[i].Gain, compared[i].GainError = gain(predictions[0], predictions[i])
	}
	return compared, nil
}

// fitAll fits both models, and chooses between them, before the nth item: it returns FSRS-6, FSRS-7
// and the better one.
func (l *Log) fitAll(ctx context.Context, n int, o Options) ([]model.Kernel, error) {
	r, err := l.rehearse(ctx, n, []int{6, 7}, o.part(0, 0.6))
	if err != nil {
		return nil, err
	}
	var models []model.Kernel
	for i, version := range []int{6, 7} {
		part := o.part(0.6+0.2*float64(i), 0.8+0.2*float64(i))
		result, err := l.settle(ctx, n, version, r.shares(version), r.ends, part)
		if err != nil {
			return nil, err
		}
		models = append(models, result.Model)
	}
	better := 6
	if n >= fewItems {
		better, _, _ = r.better()
	}
	return append(models, models[better-6]), nil
}

// sameDay returns the losses of the answers that were given on the study day of the one before,
// from the item begin to the item end. FSRS-6 has nothing to say of them.
func (l *Log) sameDay(m model.Kernel, begin, end int) []float64 {
	if m.Version() != 7 {
		return nil
	}
	first, last := l.ordersOf(begin), l.ordersOf(end)
	recall := l.sequences.recall(m, last)
	var losses []float64
	for _, a := range l.sequences.answers {
		if a.order >= first && a.order < last && l.sequences.sameDay[a.order] {
			losses = append(losses, bce(recall[a.order], a.rating > 1, minProbability7))
		}
	}
	return losses
}
