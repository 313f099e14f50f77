package fit

import (
	"cards/srs/model"
)

// Evaluate prepares reviews by [NewLog] and measures parameters on all of them.
func Evaluate(reviews []Review, p model.Parameters) (*Metrics, error) {
	l, err := NewLog(reviews)
	if err != nil {
		return nil, err
	}
	return l.Evaluate(p), nil
}

// Evaluate measures how well p, which must be valid, predicts all items of the log.
func (l *Log) Evaluate(p model.Parameters) *Metrics {
	return measure(l.predict(p, 0, len(l.items)))
}

// predict predicts the items begin…end.
func (l *Log) predict(p model.Parameters, begin, end int) []prediction {
	recall, bins := l.trie.recall(p), l.trie.bins()
	predictions := make([]prediction, end-begin)
	for i, it := range l.items[begin:end] {
		predictions[i] = prediction{
			probability: recall[it.node],
			recalled:    l.trie.steps[it.node].rating() > 1,
			bin:         bins[it.node],
		}
	}
	return predictions
}

// recall returns the probability of recall of every node.
func (t *trie) recall(p model.Parameters) []float64 {
	m := model.New(p)
	recall := make([]float64, len(t.steps))
	var path []model.Memory
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
