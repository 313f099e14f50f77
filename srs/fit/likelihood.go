package fit

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"cards/srs/model"
)

// A probability is kept this far from 0 and 1 in a loss.
const minProbability = 1e-7

// A loss is a sum over nodes, and sums of numbers depend on their order. The nodes are therefore cut into a fixed number of
// ranges, whose sums are added in order, whichever processor made them.
const shards = 16

// own is the number of slopes of stability: by the logarithm of the S0 of the history's first rating, then by w4…w20.
const own = 1 + model.Count - stabilities

// likelihood returns Σ weight·BCE at p over the training items, its gradient and the Fisher information (the expected
// second derivatives), all with respect to [vector].
func (t *training) likelihood(ctx context.Context, p model.Parameters) (*quadratic, error) {
	m := model.New(p)
	var sums [shards]*information
	parallel(ctx, func(shard int) {
		sums[shard] = t.walk(m, shard)
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var q quadratic
	for _, s := range sums {
		s.addTo(&q)
	}
	return &q, nil
}

// parallel calls do for every shard, unless ctx ends.
func parallel(ctx context.Context, do func(shard int)) {
	var next atomic.Int32
	var workers sync.WaitGroup
	for range min(shards, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for ctx.Err() == nil {
				shard := int(next.Add(1)) - 1
				if shard >= shards {
					return
				}
				do(shard)
			}
		})
	}
	workers.Wait()
}

// walk sums the nodes of one shard.
func (t *training) walk(m *model.Model, shard int) *information {
	n := len(t.steps)
	begin, end := n*shard/shards, n*(shard+1)/shards
	sum := &information{}
	if begin == end {
		return sum
	}
	path := make([]sensitivity, t.depth)
	t.approach(m, path, int32(begin))
	for i := begin; i < end; i++ {
		t.visit(m, path, i, t.weights[i], sum)
	}
	sum.flush()
	return sum
}

// approach fills in the path that leads to a node, without it.
func (t *training) approach(m *model.Model, path []sensitivity, node int32) {
	var above []int32
	for p := t.parents[node]; p >= 0; p = t.parents[p] {
		above = append(above, p)
	}
	for i := len(above) - 1; i >= 0; i-- {
		t.visit(m, path, int(above[i]), 0, nil)
	}
}

// visit makes the memory after node i from that of its parent, and adds the node to sum if it has a weight.
func (t *training) visit(m *model.Model, path []sensitivity, i int, weight float64, sum *information) {
	s, depth := t.steps[i], t.depths[i]
	after := &path[depth]
	if depth == 0 {
		after.begin(m, s.rating())
		return
	}
	before := &path[depth-1]
	var d model.Derivatives
	elapsed := float64(s.elapsed())
	if elapsed > 0 {
		m.DeriveRecall(before.memory.Stability, elapsed, &d)
		if weight > 0 {
			sum.observe(before, &d, weight, s.rating() > 1)
		}
	}
	if t.isLeaf(i) {
		return
	}
	after.follow(m, before, elapsed, s.rating(), &d)
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

// information sums losses, gradients and Fisher information, apart for each first rating, since a history depends on the
// S0 of its own first rating alone.
type information struct {
	value  float64
	rating [4]struct {
		gradient [own]float64
		fisher   [own][own]float64 // lower triangle
	}
	rows    [4][own]float64 // not yet added to the fisher matrix of first
	pending int
	first   int
}

// observe adds a scored review.
func (f *information) observe(before *sensitivity, d *model.Derivatives, weight float64, recalled bool) {
	r := min(max(d.Retrievability, minProbability), 1-minProbability)
	if recalled {
		f.value -= weight * math.Log(r)
	} else {
		f.value -= weight * math.Log(1-r)
	}
	if r != d.Retrievability {
		return
	}
	slope := weight / (1 - r)
	if recalled {
		slope = -weight / r
	}
	scale := math.Sqrt(weight / (r * (1 - r)))
	if f.first != before.first || f.pending == len(f.rows) {
		f.flush()
		f.first = before.first
	}
	row, gradient := &f.rows[f.pending], &f.rating[f.first-1].gradient
	f.pending++
	for i, v := range &before.stability {
		v *= d.RetrievabilityStability
		if i == own-1 {
			v += d.RetrievabilityDecay
		}
		gradient[i] += slope * v
		row[i] = scale * v
	}
}

// flush adds the pending rows, four at a time, which spares most of the loads and stores of the matrix.
func (f *information) flush() {
	for i := f.pending; i < len(f.rows); i++ {
		f.rows[i] = [own]float64{}
	}
	f.pending = 0
	if f.first == 0 {
		return
	}
	a, b, c, d := &f.rows[0], &f.rows[1], &f.rows[2], &f.rows[3]
	fisher := &f.rating[f.first-1].fisher
	for i := range own {
		ai, bi, ci, di := a[i], b[i], c[i], d[i]
		row := fisher[i][:i+1]
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
