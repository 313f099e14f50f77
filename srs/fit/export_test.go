package fit

import (
	"context"

	"cards/srs/model"
)

// Nodes returns how many histories a fit to all items has, of these those that items end at, and those nothing follows.
func (l *Log) Nodes() (nodes, scored, leaves int) {
	t := newTraining(l, len(l.items))
	for i, w := range t.weights {
		if w > 0 {
			scored++
		}
		if t.isLeaf(i) {
			leaves++
		}
	}
	return len(t.steps), scored, leaves
}

// Loss is Σ weight·BCE and its derivatives by w0…w20.
type Loss struct {
	Weights, Value float64
	Gradient       [model.Count]float64
	Fisher         [model.Count][model.Count]float64
}

// TrainingLoss is that of all items as a fit weighs them.
func (l *Log) TrainingLoss(p model.Parameters) Loss { return lossOf(newTraining(l, len(l.items)), p) }

// PlainLoss is that of the last n items, all weighing 1.
func (l *Log) PlainLoss(p model.Parameters, n int) Loss {
	return lossOf(newTest(l, len(l.items)-n, len(l.items)), p)
}

func lossOf(t *training, p model.Parameters) Loss {
	q, err := t.likelihood(context.Background(), p)
	if err != nil {
		panic(err)
	}
	loss := Loss{Value: q.value, Gradient: q.gradient, Fisher: q.hessian}
	for _, w := range t.weights {
		loss.Weights += w
	}
	for i := range stabilities { // from derivatives by ln S0
		loss.Gradient[i] /= p[i]
		for j := range loss.Fisher {
			loss.Fisher[i][j] /= p[i]
			loss.Fisher[j][i] /= p[i]
		}
	}
	return loss
}

// HoldOutReference is HoldOut for [Log.FitReference], or for its start.
func (l *Log) HoldOutReference(ctx context.Context, start bool) (*Metrics, error) {
	var fitted []prediction
	for fold := range folds {
		begin, end := l.fold(fold)
		r, err := l.FitReference(ctx, begin)
		if err != nil {
			return nil, err
		}
		p := r.Parameters
		if start {
			p = r.Start
		}
		fitted = append(fitted, l.predict(p, begin, end)...)
	}
	return measure(fitted), nil
}

// First returns the log of the reviews up to the nth item.
func (l *Log) First(reviews []Review, n int) []Review {
	var first []Review
	for _, r := range reviews {
		if r.Time <= l.items[n-1].time {
			first = append(first, r)
		}
	}
	return first
}

// Gain returns how much lower the log loss of parameters after is than that of before on items begin…end, and its
// standard error.
func (l *Log) Gain(before, after model.Parameters, begin, end int) (mean, deviation float64) {
	return gain(l.predict(before, begin, end), l.predict(after, begin, end))
}
