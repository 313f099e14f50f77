package fit

import (
	"context"
	"slices"

	"cards/srs/model"
)

// Nodes returns how many histories a fit to all items has, of these those that items end at, and
// those nothing follows.
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
	q, err := t.likelihood(context.Background(), vectorOf(p[:]))
	if err != nil {
		panic(err)
	}
	loss := Loss{Value: q.value, Gradient: [model.Count]float64(q.gradient)}
	for i, row := range q.hessian {
		loss.Fisher[i] = [model.Count]float64(row)
	}
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
		fitted = append(fitted, l.predict(model.New(p), begin, end)...)
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

// Gain returns how much lower the log loss of parameters after is than that of before on items
// begin…end, and its standard error.
func (l *Log) Gain(before, after model.Kernel, begin, end int) (mean, deviation float64) {
	return gain(l.predict(before, begin, end), l.predict(after, begin, end))
}

// Sums7 is Σ weight·BCE of FSRS-7 and its derivatives by w0…w33.
type Sums7 struct {
	Weights, Value float64
	Gradient       [model.Count7]float64
}

// Loss7 is that of all reviews but the first of each card, or of those on another study day than
// the one before, with elapsed times from the instants.
func Loss7(reviews []Review, p model.Parameters7, r Recency, otherDay bool) Sums7 {
	t := instants(reviews, r)
	if otherDay {
		t.keepOtherDays(reviews, r)
	}
	q, err := t.likelihood(context.Background(), vectorOf(p[:]))
	if err != nil {
		panic(err)
	}
	sums := Sums7{Value: q.value, Gradient: [model.Count7]float64(q.gradient)}
	for _, w := range t.weights {
		sums.Weights += w
	}
	for i := range stabilities {
		sums.Gradient[i] /= p[i]
	}
	return sums
}

// instants returns what is trained on if elapsed times are those between the instants and answers
// of the same day count like others.
func instants(reviews []Review, r Recency) *training7 {
	reviews = slices.Clone(reviews)
	for i := range reviews {
		reviews[i].Day = 0
	}
	l, err := NewLog(reviews)
	if err != nil {
		panic(err)
	}
	t := l.training7(0, r)
	for i := range t.weights {
		t.weights[i] = r.weight(float64(i) / float64(len(t.weights)))
	}
	return t
}

// keepOtherDays gives a weight to nothing but reviews on another study day than the one before.
func (t *training7) keepOtherDays(reviews []Review, r Recency) {
	l, err := NewLog(reviews)
	if err != nil {
		panic(err)
	}
	clear(t.weights)
	for i, it := range l.items {
		t.weights[l.sequences.answers[it.answer].order] = r.weight(float64(i) / float64(len(l.items)))
	}
}

// penalty7 holds the standard deviations that fsrs-rs holds w4…w33 with (its src/training_v7.rs).
var penalty7 = [...]float64{
	stabilities: 0.523, 0.2528, 0.4329,
	0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013, 0.9104,
	0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864,
	0.0418, 0.2596, 0.0798, 0.0682, 0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15,
}

// Minimum7 is that of the objective of fsrs-rs: Σ weight·BCE of all reviews, with elapsed times
// from the instants, and a third of the squared distances of w4…w33 from the defaults in standard
// deviations.
func Minimum7(ctx context.Context, reviews []Review, r Recency) (float64, error) {
	t := instants(reviews, r)
	defaults := model.Defaults7()
	f := func(ctx context.Context, v vector) (*quadratic, error) {
		q, err := t.likelihood(ctx, v)
		if err != nil {
			return nil, err
		}
		for i := stabilities; i < len(v); i++ {
			d := (v[i] - defaults[i]) / penalty7[i]
			q.value += d * d * .3333
			q.gradient[i] += 2 * d / penalty7[i] * .3333
			q.hessian[i][i] += 2 / (penalty7[i] * penalty7[i]) * .3333
		}
		for i := range stabilities {
			q.hessian[i][i] += 1e-6 // w1 and w3 have no data
		}
		return q, nil
	}
	b := newBox7()
	m, err := minimize(ctx, f, vectorOf(defaults[:]), &b, patient, func(int) {})
	if err != nil {
		return 0, err
	}
	return m.value.value, nil
}

// newTest takes the items begin…end, with equal weights, to measure loss on.
func newTest(l *Log, begin, end int) *training {
	weights := make([]float64, len(l.trie.steps))
	for _, it := range l.items[begin:end] {
		weights[it.node]++
	}
	return l.trie.weighted(weights, end-begin)
}

// Minimize7 fits FSRS-7 once, all answers alike.
func (l *Log) Minimize7(ctx context.Context) error {
	p, _ := l.posterior(len(l.items), recipe{7, Even, tight})
	_, err := p.minimize(ctx, centerOf(7), Options{})
	return err
}
