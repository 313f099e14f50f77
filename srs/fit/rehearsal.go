package fit

import (
	"context"
	"math"
	"slices"
	"sync"
)

const (
	// cuts is into how many parts a log is cut: each but the first is predicted by fits to those
	// before it.
	cuts = 4
	// rehearsed is how many reviews are enough to rehearse on.
	rehearsed = 40_000
)

// A rehearsal tells what would have been best for fits to beginnings of a log, which no measure of
// how well a fit explains its own items can tell: how fast this person changes, and how wrong a
// model is about them.
type rehearsal struct {
	trials []*trial
	ends   map[recipe]vector // where the last fits ended
}

// A trial is one way to come to parameters, with the losses that it would have led to.
type trial struct {
	recipe recipe
	share  float64 // of the way from what people have in common to the fit
	losses []float64
	total  float64
	weight float64 // among those of its model, see [rehearsal.weigh]
}

// rehearse tries all ways to come to parameters of the models on the first n items.
func (l *Log) rehearse(ctx context.Context, n int, versions []int, o Options) (*rehearsal, error) {
	if l.few != nil {
		n, l = l.few.itemsLike(l, n), l.few
	}
	r := &rehearsal{ends: make(map[recipe]vector)}
	var recipes []recipe
	for _, version := range versions {
		r.trials = append(r.trials, &trial{recipe: recipe{version: version}})
		for _, of := range recipesOf(version) {
			recipes = append(recipes, of)
			r.ends[of] = centerOf(version)
			for _, share := range []float64{0.25, 0.5, 0.75, 1} {
				r.trials = append(r.trials, &trial{recipe: of, share: share})
			}
		}
	}
	for cut := 1; cut < cuts; cut++ {
		begin, end := n*cut/cuts, n*(cut+1)/cuts
		for i, of := range recipes {
			p, _ := l.posterior(begin, of)
			m, err := p.minimize(ctx, r.ends[of], Options{})
			if err != nil {
				return nil, err
			}
			r.ends[of] = m.at
			o.report((float64(cut-1) + float64(i+1)/float64(len(recipes))) / (cuts - 1))
		}
		var predictions sync.WaitGroup
		for _, t := range r.trials {
			predictions.Go(func() { t.predict(l, r.ends[t.recipe], begin, end) })
		}
		predictions.Wait()
	}
	for _, version := range versions {
		r.weigh(version)
	}
	return r, nil
}

// itemsLike returns how many items of l came before the nth of another log.
func (l *Log) itemsLike(of *Log, n int) int {
	if n >= len(of.items) {
		return len(l.items)
	}
	return l.itemsUntil(of.items[n].time - 1)
}

// predict adds the losses on items begin…end.
func (t *trial) predict(l *Log, end vector, first, last int) {
	v := centerOf(t.recipe.version)
	if t.share > 0 {
		v = between(v, end, t.share)
	}
	for _, loss := range l.losses(kernelAt(t.recipe.version, v), first, last) {
		t.losses = append(t.losses, loss)
		t.total += loss
	}
}

// between returns the place that is the given share of the way from one to another.
func between(from, to vector, share float64) vector {
	v := make(vector, len(from))
	for i := range v {
		v[i] = from[i] + share*(to[i]-from[i])
	}
	return v
}

// weigh gives each trial of a model a weight, by how likely it makes what came after. A fit to all
// items knows twice as much as those that were rehearsed on average, and is trusted accordingly. Of
// FSRS-6, whose defaults are good, a smaller share of the way and a tighter hold are the likelier
// before.
func (r *rehearsal) weigh(version int) {
	best, sum := math.Inf(1), 0.0
	for _, t := range r.of(version) {
		best = min(best, t.total)
	}
	for _, t := range r.of(version) {
		t.weight = math.Exp(2 * (best - t.total))
		if version == 6 {
			t.weight *= (1.05 - t.share) * t.recipe.hold.usual()
		}
		sum += t.weight
	}
	for _, t := range r.of(version) {
		t.weight /= sum
	}
}

// of returns the trials of a model.
func (r *rehearsal) of(version int) []*trial {
	var of []*trial
	for _, t := range r.trials {
		if t.recipe.version == version {
			of = append(of, t)
		}
	}
	return of
}

// losses returns the weighted mean of those of the trials of a model.
func (r *rehearsal) losses(version int) []float64 {
	mean := make([]float64, len(r.trials[0].losses))
	for _, t := range r.of(version) {
		for i, loss := range t.losses {
			mean[i] += t.weight * loss
		}
	}
	return mean
}

// Over the people of srs-benchmark the log loss of FSRS-7 is by usualGain lower than that of FSRS-6
// (both fitted by fsrs-rs, answers of another day; its README), and people differ.
const (
	usualGain  = 0.0025
	gainSpread = 0.005
)

// better returns the model to use, and by how much its log loss is lower than that of the other one
// in rehearsals. Without evidence it is FSRS-7, which most people gain by.
func (r *rehearsal) better() (version int, gain, deviation float64) {
	six, seven := r.losses(6), r.losses(7)
	gain, deviation = difference(six, seven)
	doubt := deviation / gainSpread
	if gain < -usualGain*doubt*doubt {
		return 6, -gain, deviation
	}
	return 7, gain, deviation
}

// difference returns the mean of a - b and its standard error.
func difference(a, b []float64) (mean, deviation float64) {
	if len(a) == 0 {
		return 0, 0
	}
	var sum, squares float64
	for i := range a {
		d := a[i] - b[i]
		sum += d
		squares += d * d
	}
	n := float64(len(a))
	mean = sum / n
	return mean, math.Sqrt(max(squares/n-mean*mean, 0) / n)
}

// A share is how far to go from what people have in common to the fit by a recipe.
type share struct {
	recipe recipe
	way    float64
}

// shares returns those of a model. Recipes that hardly count are left out.
func (r *rehearsal) shares(version int) []share {
	var shares []share
	var all, kept float64
	for _, of := range recipesOf(version) {
		s := share{recipe: of}
		for _, t := range r.of(version) {
			if t.recipe == of {
				s.way += t.weight * t.share
			}
		}
		shares, all = append(shares, s), all+s.way
	}
	shares = slices.DeleteFunc(shares, func(s share) bool { return s.way < all/10 })
	for _, s := range shares {
		kept += s.way
	}
	for i := range shares {
		shares[i].way *= all / kept
	}
	return shares
}
