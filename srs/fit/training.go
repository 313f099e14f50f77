package fit

import (
	"cmp"
	"slices"
)

// training is what parameters are fitted to: the histories that lead to items, each with the weight
// of the items that end there. Nodes are ordered as in [trie].
type training struct {
	trie
	weights []float64
	items   int // that the weights are of
	depth   int // longest history
}

// newTraining takes the first n items of the log.
func newTraining(l *Log, n int) *training {
	items := l.items[:n]
	groups := l.trie.groups()
	removed := outliers(items, groups)
	kept := make([]item, 0, n)
	for _, it := range items {
		if !removed[groups[it.node].key] {
			kept = append(kept, it)
		}
	}
	weights := make([]float64, len(l.trie.steps))
	for i, it := range kept {
		weights[it.node] += recency(i, len(kept))
	}
	return l.trie.weighted(weights, len(kept))
}

// recency returns the weight of item i of n in time order.
func recency(i, n int) float64 { return Mild.weight(float64(i) / float64(max(n-1, 1))) }

// weighted copies the nodes that have a weight or lead to one that has.
func (t *trie) weighted(weights []float64, items int) *training {
	needed := make([]bool, len(weights))
	count := 0
	for i := len(weights) - 1; i >= 0; i-- {
		if needed[i] = needed[i] || weights[i] > 0; !needed[i] {
			continue
		}
		count++
		if p := t.parents[i]; p >= 0 {
			needed[p] = true
		}
	}
	to := &training{trie: newSizedTrie(count), weights: make([]float64, 0, count), items: items}
	var path []int32
	for i, s := range t.steps {
		if !needed[i] {
			continue
		}
		path = path[:t.depths[i]]
		path = append(path, to.add(s, path))
		to.weights = append(to.weights, weights[i])
		to.depth = max(to.depth, len(path))
	}
	return to
}

// sampled returns one history in so many, with what leads to it, weighted up to stand for the
// others.
func (t *training) sampled(one int) *training {
	leaves := make([]int32, len(t.steps)) // at or below each node
	chosen := make([]int32, len(t.steps)) // of these, in the sample
	weights := make([]float64, len(t.steps))
	count := 0
	for i := len(t.steps) - 1; i >= 0; i-- {
		if t.isLeaf(i) {
			leaves[i] = 1
			if count++; count%one == 0 {
				chosen[i] = 1
			}
		}
		weights[i] = t.weights[i] * float64(one) * float64(chosen[i]) / float64(leaves[i])
		if p := t.parents[i]; p >= 0 {
			leaves[p] += leaves[i]
			chosen[p] += chosen[i]
		}
	}
	return t.weighted(weights, t.items)
}

// A group holds the items that agree in the first rating and in the days to the first scored
// review.
type group struct {
	key    step // those days and the first rating; no days if there is no scored review yet
	scored int  // reviews that are scored, up to and including the node's own
}

// groups returns that of every node.
func (t *trie) groups() []group {
	groups := make([]group, len(t.steps))
	for i, s := range t.steps {
		p := t.parents[i]
		if p < 0 {
			groups[i].key = newStep(0, uint8(s.rating()))
			continue
		}
		groups[i] = groups[p]
		if s.elapsed() == 0 {
			continue
		}
		groups[i].scored++
		if groups[i].scored == 1 {
			groups[i].key = newStep(int64(s.elapsed()), uint8(groups[p].key.rating()))
		}
	}
	return groups
}

// outliers tells which groups of items are left out of training: of those that are scored for the
// first time, for each first rating the rarest intervals, up to a twentieth of the items, and
// beyond that small groups and long intervals. Source: fsrs-rs, src/dataset.rs.
func outliers(items []item, groups []group) map[step]bool {
	sizes := make(map[step]int)
	var totals [5]int
	for _, it := range items {
		if g := groups[it.node]; g.scored == 1 {
			sizes[g.key]++
			totals[g.key.rating()]++
		}
	}
	keys := make([]step, 0, len(sizes))
	for key := range sizes {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b step) int {
		return cmp.Or(cmp.Compare(sizes[a], sizes[b]), cmp.Compare(a, b))
	})
	removed := make(map[step]bool)
	var gone [5]int
	for _, key := range keys {
		r, size := key.rating(), sizes[key]
		longest := 100
		if r == 4 {
			longest = 365
		}
		switch {
		case gone[r]+size < max(20, totals[r]/20):
			removed[key] = true
			gone[r] += size
		case size < 6 || key.elapsed() > longest:
			removed[key] = true
		}
	}
	return removed
}
