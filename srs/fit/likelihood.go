package fit

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"cards/srs/model"
)

// A probability is kept this far from 0 and 1 in a loss.
const minProbability = 1e-7

// A loss is a sum over nodes, and sums of numbers depend on their order. The nodes are therefore cut into a fixed
// number of ranges, whose sums are added in order, whichever processor made them.
const shards = 16

// own is the number of slopes of stability: by the logarithm of the S0 of the history's first rating, then by w4…w20.
const own = 1 + model.Count - stabilities

// likelihood returns Σ weight·BCE at p over the training items, its gradient and the Fisher information (the expected
// second derivatives), all with respect to [vector].
func (t *training) likelihood(ctx context.Context, p model.Parameters) (*quadratic, error) {
	m := model.New(p)
	var sums [shards]*information
	var next atomic.Int32
	var workers sync.WaitGroup
	for range min(shards, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			w := walker{training: t, model: m, path: make([]sensitivity, t.depth)}
			for shard := next.Add(1) - 1; shard < shards && ctx.Err() == nil; shard = next.Add(1) - 1 {
				sums[shard] = w.walk(int(shard))
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var q quadratic
	for _, s := range sums {
		s.addTo(&q)
	}
	return &q, nil
}

// walker visits nodes in their order.
type walker struct {
	*training
	model *model.Model
	path  []sensitivity // to the node, itself included
	step  model.Derivatives
}

// walk sums the nodes of one shard.
func (w *walker) walk(shard int) *information {
	n := len(w.steps)
	begin, end := n*shard/shards, n*(shard+1)/shards
	sum := &information{}
	if begin == end {
		return sum
	}
	w.approach(int32(begin))
	for i := begin; i < end; i++ {
		w.visit(i)
		if w.weights[i] > 0 {
			sum.observe(&w.path[w.depths[i]-1], &w.step, w.weights[i], w.steps[i].rating() > 1)
		}
	}
	sum.flush()
	return sum
}

// approach visits what leads to a node.
func (w *walker) approach(node int32) {
	var above []int32
	for p := w.parents[node]; p >= 0; p = w.parents[p] {
		above = append(above, p)
	}
	for _, p := range slices.Backward(above) {
		w.visit(int(p))
	}
}

// visit makes the memory after node i from that of its parent. It leaves the derivatives of the step behind.
func (w *walker) visit(i int) {
	s, depth := w.steps[i], w.depths[i]
	after := &w.path[depth]
	if depth == 0 {
		after.begin(w.model, s.rating())
		return
	}
	before := &w.path[depth-1]
	elapsed := float64(s.elapsed())
	if elapsed > 0 {
		w.model.DeriveRecall(before.memory.Stability, elapsed, &w.step)
	}
	if !w.isLeaf(i) {
		after.follow(w.model, before, elapsed, s.rating(), &w.step)
	}
}

// isLeaf tells if no node follows node i, so that memory after it is not needed.
func (t *trie) isLeaf(i int) bool {
	return i+1 == len(t.depths) || t.depths[i+1] <= t.depths[i]
}

// sensitivity is a memory and its slopes.
type sensitivity struct {
	memory     model.Memory
	first      int          // rating of the first review
	stability  [own]float64 // ∂S
	difficulty [4]float64   // ∂D by w4…w7; it depends on nothing else
}

func (s *sensitivity) begin(m *model.Model, rating int) {
	s.memory, s.first = m.First(rating), rating
	s.stability = [own]float64{s.memory.Stability}
	s.difficulty = m.FirstDerivatives(rating)
}

// follow makes s what before becomes by a review. The retrievability is already in d.
func (s *sensitivity) follow(m *model.Model, before *sensitivity, elapsed float64, rating int, d *model.Derivatives) {
	s.memory = m.DeriveNext(before.memory, elapsed, rating, d)
	s.first = before.first
	for i, v := range &before.stability {
		s.stability[i] = d.StabilityStability * v
	}
	for _, slope := range d.StabilityParameters() {
		s.stability[slope.Index-stabilities+1] += slope.Value
	}
	for i, v := range &before.difficulty {
		s.stability[1+model.DifficultyFirst-stabilities+i] += d.StabilityDifficulty * v
		s.difficulty[i] = d.DifficultyDifficulty*v + d.DifficultyParameters[i]
	}
}

// information sums losses, gradients and Fisher information, apart for each first rating, since a history depends on
// the S0 of its own first rating alone.
type information struct {
	value  float64
	rating [4]struct {
		gradient [own]float64
		fisher   [own][own]float64 // lower triangle
	}
	rows    [4][own]float64 // of first, not yet added to the matrix, times √weight
	errors  [4]float64      // slope of the loss for each row
	pending int
	first   int
}

// observe adds a scored review.
func (f *information) observe(before *sensitivity, d *model.Derivatives, weight float64, recalled bool) {
	r := d.Retrievability
	if r < minProbability || r > 1-minProbability {
		f.value += weight * bce(r, recalled) // there the loss is flat
		return
	}
	odds := math.Sqrt((1 - r) / r)
	slope := 1 / odds
	if recalled {
		slope = -odds
		f.value -= weight * d.LogRetrievability
	} else {
		f.value -= weight * math.Log(1-r)
	}
	if f.first != before.first || f.pending == len(f.rows) {
		f.flush()
		f.first = before.first
	}
	root := math.Sqrt(weight)
	f.errors[f.pending] = root * slope
	row := &f.rows[f.pending]
	f.pending++
	scale := root / (odds * r) // √(weight / (r·(1-r)))
	byStability := scale * d.RetrievabilityStability
	for i, v := range &before.stability {
		row[i] = byStability * v
	}
	row[own-1] += scale * d.RetrievabilityDecay
}

// flush adds the pending rows, four at a time, which spares most of the loads and stores of the matrix.
func (f *information) flush() {
	if f.pending == 0 {
		return
	}
	for i := f.pending; i < len(f.rows); i++ {
		f.rows[i], f.errors[i] = [own]float64{}, 0
	}
	f.pending = 0
	a, b, c, d := &f.rows[0], &f.rows[1], &f.rows[2], &f.rows[3]
	sum := &f.rating[f.first-1]
	for i := range own {
		ai, bi, ci, di := a[i], b[i], c[i], d[i]
		sum.gradient[i] += ai*f.errors[0] + bi*f.errors[1] + ci*f.errors[2] + di*f.errors[3]
		row := sum.fisher[i][:i+1]
		for j := range row {
			row[j] += ai*a[j] + bi*b[j] + ci*c[j] + di*d[j]
		}
	}
}

// addTo scatters the sums into those over all parameters.
func (f *information) addTo(q *quadratic) {
	q.value += f.value
	for first := range f.rating {
		of := &f.rating[first]
		place := func(i int) int {
			if i == 0 {
				return first
			}
			return i - 1 + stabilities
		}
		for i := range own {
			q.gradient[place(i)] += of.gradient[i]
			for j := range i {
				q.hessian[place(i)][place(j)] += of.fisher[i][j]
				q.hessian[place(j)][place(i)] += of.fisher[i][j]
			}
			q.hessian[place(i)][place(i)] += of.fisher[i][i]
		}
	}
}
