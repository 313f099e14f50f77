package fit

import (
	"cards/srs/model"
)

// Evaluate prepares reviews by [NewLog] and measures a model on all of them.
func Evaluate(reviews []Review, m model.Kernel) (*Metrics, error) {
	l, err := NewLog(reviews)
	if err != nil {
		return nil, err
	}
	return l.Evaluate(m), nil
}

// Evaluate measures how well a model, whose parameters must be valid, predicts all items of the
// log.
func (l *Log) Evaluate(m model.Kernel) *Metrics {
	return measure(l.predict(m, 0, len(l.items)))
}

// predict predicts the items begin…end.
func (l *Log) predict(m model.Kernel, begin, end int) []prediction {
	bins := l.trie.bins()
	recall, least := l.recall(m, end)
	predictions := make([]prediction, end-begin)
	for i, it := range l.items[begin:end] {
		predictions[i] = prediction{
			probability: recall(it),
			recalled:    l.trie.steps[it.node].rating() > 1,
			bin:         bins[it.node],
			least:       least,
		}
	}
	return predictions
}

// losses returns those of items begin…end.
func (l *Log) losses(m model.Kernel, begin, end int) []float64 {
	recall, least := l.recall(m, end)
	losses := make([]float64, end-begin)
	for i, it := range l.items[begin:end] {
		losses[i] = bce(recall(it), l.trie.steps[it.node].rating() > 1, least)
	}
	return losses
}

// recall returns the probability that a model gives to the recall of any of the first n items, and
// how far from 0 and 1 it counts in a loss.
func (l *Log) recall(m model.Kernel, n int) (of func(item) float64, least float64) {
	if m, ok := m.(*model.Model); ok {
		recall := l.trie.recall(m)
		return func(it item) float64 { return recall[it.node] }, minProbability
	}
	recall := l.sequences.recall(m, l.ordersOf(n))
	return func(it item) float64 { return recall[l.sequences.answers[it.answer].order] },
		minProbability7
}

// ordersOf returns how many answers that have an order there are up to the nth item.
func (l *Log) ordersOf(n int) int32 {
	if n == 0 {
		return 0
	}
	return l.sequences.answers[l.items[n-1].answer].order + 1
}

// recall returns the probability of recall of every node.
func (t *trie) recall(m *model.Model) []float64 {
	recall := make([]float64, len(t.steps))
	path := make([]model.Memory, 0, t.longest())
	for i, s := range t.steps {
		depth := t.depths[i]
		path = path[:depth]
		if depth == 0 {
			path = append(path, m.First(s.rating()))
			continue
		}
		before, elapsed := path[depth-1], float64(s.elapsed())
		recall[i] = m.Recall(before, elapsed)
		path = append(path, m.Advance(before, elapsed, s.rating(), recall[i]))
	}
	return recall
}

// bins returns that of every node, which is meaningless for one that is not scored.
func (t *trie) bins() []bin {
	type counts struct{ scored, lapses int }
	bins := make([]bin, len(t.steps))
	var path []counts
	for i, s := range t.steps {
		path = path[:t.depths[i]]
		var c counts
		if len(path) > 0 {
			c = path[len(path)-1]
		}
		if s.elapsed() > 0 {
			c.scored++
			bins[i] = newBin(s.elapsed(), c.scored, c.lapses)
			if s.rating() == 1 {
				c.lapses++
			}
		}
		path = append(path, c)
	}
	return bins
}

// Prediction is what a model gave for an item of the log, and what happened.
type Prediction struct {
	Recall   float64 // chance of recall, 0…1
	Recalled bool
	Time     int64 // of the answer, in milliseconds since 1970
}

// Predictions returns what a model, whose parameters must be valid, predicts of all items, in the
// order of time.
func (l *Log) Predictions(m model.Kernel) []Prediction {
	recall, _ := l.recall(m, len(l.items))
	list := make([]Prediction, len(l.items))
	for i, it := range l.items {
		list[i] = Prediction{recall(it), l.trie.steps[it.node].rating() > 1, it.time}
	}
	return list
}
