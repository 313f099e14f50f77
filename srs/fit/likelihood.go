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

// A loss is a sum over nodes, and sums of numbers depend on their order. The nodes are therefore
// cut into ranges, whose number depends on nothing but their own, and the sums of these are added
// in order, whichever processor made them.
func shardsOf(nodes int) int { return min(1+nodes/512, 16) }

// own is the number of slopes of stability: by the logarithm of the S0 of the history's first
// rating, then by w4…w20.
const own = 1 + model.Count - stabilities

// likelihood returns Σ weight·BCE at v over the training items, its gradient and the Fisher
// information (the expected second derivatives), all with respect to [vector].
func (t *training) likelihood(ctx context.Context, v vector) (*quadratic, error) {
	m := model.New(v.parameters())
	return sumShards(ctx, len(v), len(t.steps), func() func(begin, end int) *information {
		w := &walker{training: t, model: m, path: make([]sensitivity, t.depth)}
		return w.walk
	})
}

// sumShards adds up, in order, what workers say of ranges of so many nodes. A worker may remember
// things from range to range, and each is used by one goroutine.
func sumShards(
	ctx context.Context, variables, nodes int, worker func() func(begin, end int) *information,
) (*quadratic, error) {
	sums := make([]*information, shardsOf(nodes))
	var next atomic.Int32
	var workers sync.WaitGroup
	for range min(len(sums), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			work := worker()
			for i := int(next.Add(1)) - 1; i < len(sums) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				sums[i] = work(nodes*i/len(sums), nodes*(i+1)/len(sums))
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	q := newQuadratic(variables)
	for _, s := range sums {
		s.addTo(q)
	}
	return q, nil
}

// walker visits nodes in their order.
type walker struct {
	*training
	model *model.Model
	path  []sensitivity // to the node, itself included
	step  model.Derivatives
}

// walk sums the nodes begin…end.
func (w *walker) walk(begin, end int) *information {
	sum := &information{own: own}
	if begin == end {
		return sum
	}
	w.approach(int32(begin))
	for i := begin; i < end; i++ {
		w.visit(i)
		if w.weights[i] > 0 {
			w.observe(sum, &w.path[w.depths[i]-1], w.weights[i], w.steps[i].rating() > 1)
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

// visit makes the memory after node i from that of its parent. It leaves the derivatives of the
// step behind.
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
func (s *sensitivity) follow(m *model.Model, before *sensitivity, elapsed float64, rating int,
	d *model.Derivatives,
) {
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

// observe adds a scored review.
func (w *walker) observe(sum *information, before *sensitivity, weight float64, recalled bool) {
	d := &w.step
	row, scale := sum.next(
		before.first, d.Retrievability, d.LogRetrievability, weight, recalled, minProbability)
	if row == nil {
		return
	}
	byStability := scale * d.RetrievabilityStability
	for i, v := range &before.stability {
		row[i] = byStability * v
	}
	row[own-1] += scale * d.RetrievabilityDecay
}

// most is the number of slopes of the model that has most.
const most = model.Slopes7

// information sums losses, gradients and Fisher information, apart for each first rating, since a
// history depends on the S0 of its own first rating alone.
type information struct {
	own     int // slopes
	value   float64
	rating  [4]*ratingInformation // nil without a row
	rows    [4][most]float64      // of first, not yet added to the matrix, times √weight
	errors  [4]float64            // slope of the loss for each row
	pending int
	first   int
}

type ratingInformation struct {
	gradient [most]float64
	fisher   [most][most]float64 // lower triangle
}

// next adds the loss of a scored review whose probability of recall was r = e^logR. It returns the
// row to put the slopes of r into, and what to multiply them by; or nil if the loss does not depend
// on them, because r is as far as it counts.
func (f *information) next(
	first int, r, logR, weight float64, recalled bool, least float64,
) (row *[most]float64, scale float64) {
	if r < least || r > 1-least {
		f.value += weight * bce(r, recalled, least)
		return nil, 0
	}
	odds := math.Sqrt((1 - r) / r)
	slope := 1 / odds
	if recalled {
		slope = -odds
		f.value -= weight * logR
	} else {
		f.value -= weight * math.Log(1-r)
	}
	if f.first != first || f.pending == len(f.rows) {
		f.flush()
		f.first = first
	}
	root := math.Sqrt(weight)
	f.errors[f.pending] = root * slope
	row = &f.rows[f.pending]
	f.pending++
	return row, root / (odds * r) // √(weight / (r·(1-r)))
}

// flush adds the pending rows, four at a time, which spares most of the loads and stores of the
// matrix.
func (f *information) flush() {
	if f.pending == 0 {
		return
	}
	for i := f.pending; i < len(f.rows); i++ {
		f.rows[i], f.errors[i] = [most]float64{}, 0
	}
	f.pending = 0
	a, b, c, d := &f.rows[0], &f.rows[1], &f.rows[2], &f.rows[3]
	sum := f.rating[f.first-1]
	if sum == nil {
		sum = new(ratingInformation)
		f.rating[f.first-1] = sum
	}
	for i := range min(f.own, most) {
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
	for first, of := range f.rating {
		if of == nil {
			continue
		}
		place := func(i int) int {
			if i == 0 {
				return first
			}
			return i - 1 + stabilities
		}
		for i := range f.own {
			q.gradient[place(i)] += of.gradient[i]
			for j := range i {
				q.hessian[place(i)][place(j)] += of.fisher[i][j]
				q.hessian[place(j)][place(i)] += of.fisher[i][j]
			}
			q.hessian[place(i)][place(i)] += of.fisher[i][i]
		}
	}
}
