package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// Loss keeps a probability of FSRS-7 this far from 0 and 1, as fsrs-rs does: a few seconds after an
// answer the model is as sure as can be, and one slip of the finger must not outweigh a thousand
// honest answers.
const minProbability7 = 1e-4

// sameDayWeight is how much an answer on the study day of the one before counts. What is predicted
// are later days; the model is not quite right about the first minutes, and as heavy as others these
// answers would pull its parameters to where it is worse about days.
const sameDayWeight = 0.25

// training7 is what parameters of FSRS-7 are fitted to: the answers of all cards up to one in time,
// those on the day of the one before too, each with a weight.
type training7 struct {
	*sequences
	weights []float64 // of the answers that have an order, by it; those beyond are not trained on
}

func (l *Log) training7(n int, r Recency) *training7 {
	t := &training7{sequences: l.sequences}
	limit := l.answersBefore(n)
	t.weights = make([]float64, limit)
	for i := range t.weights {
		t.weights[i] = r.weight(float64(i) / float64(limit))
		if l.sequences.sameDay[i] {
			t.weights[i] *= sameDayWeight
		}
	}
	return t
}

// answersBefore returns how many answers were given before the nth item, all of them if there is
// none.
func (l *Log) answersBefore(n int) int32 {
	if n >= len(l.items) {
		return int32(len(l.sequences.times))
	}
	return l.sequences.before(l.items[n].time)
}

// likelihood returns Σ weight·BCE at v, its gradient and the Fisher information.
func (t *training7) likelihood(ctx context.Context, v vector) (*quadratic, error) {
	m := model.New7(v.parameters7())
	return sumShards(ctx, len(v), len(t.answers), func() func(begin, end int) *information {
		w := &walker7{training7: t, model: m}
		return w.walk
	})
}

// walker7 visits the answers of one card after the other.
type walker7 struct {
	*training7
	model *model.Model7
	paths [2]model.Path7
	step  model.Derivatives7
}

// walk sums the cards whose last answer is one of first…last.
func (w *walker7) walk(first, last int) *information {
	sum := &information{own: model.Slopes7}
	begin := int32(0)
	for _, end := range w.ends {
		if int(end) > first && int(end) <= last {
			w.card(begin, end, sum)
		}
		begin = end
	}
	sum.flush()
	return sum
}

func (w *walker7) card(begin, end int32, sum *information) {
	if end-begin < 2 || !w.trained(begin+1) {
		return
	}
	first := int(w.answers[begin].rating)
	before, after := &w.paths[0], &w.paths[1]
	w.model.DeriveFirst(first, before)
	initial := before.Memory.Stability
	for i := begin + 1; ; i++ {
		a := &w.answers[i]
		r := w.model.DeriveRecall(before, a.elapsed, &w.step)
		weight := w.weights[a.order]
		row, scale := sum.next(first, r, math.Log(r), weight, a.rating > 1, minProbability7)
		if row != nil {
			for k, slope := range &w.step.Recall {
				row[k] = scale * slope
			}
			row[0] *= initial // by ln S0
		}
		if i+1 == end || !w.trained(i+1) {
			return
		}
		w.model.DeriveNext(before, int(a.rating), &w.step, after)
		before, after = after, before
	}
}

func (t *training7) trained(i int32) bool { return int(t.answers[i].order) < len(t.weights) }

// recall returns the probability of recall of the first answers that have an order, by it.
func (s *sequences) recall(m model.Kernel, first int32) []float64 {
	recall := make([]float64, first)
	begin := int32(0)
	for _, end := range s.ends {
		memory := m.First(int(s.answers[begin].rating))
		for i := begin + 1; i < end && s.answers[i].order < first; i++ {
			a := &s.answers[i]
			recall[a.order] = m.Recall(memory, a.elapsed)
			memory = m.Next(memory, a.elapsed, int(a.rating))
		}
		begin = end
	}
	return recall
}
