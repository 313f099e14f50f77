package fit

import (
	"context"
	"math"
	"slices"

	"cards/srs/model"
)

const (
	// A fit to at least trustedItems is taken as it is.
	trustedItems = 3000
	// rehearsals is into how many parts, but one, a shorter log is cut: each part but the first is predicted by a fit
	// to those before it.
	rehearsals = 3
	// shares is the number of steps from the defaults to a fit that are tried.
	shares = 5
)

// trusted returns how far, from 0 to 1, to go from the defaults to a fit of the first n items. The same is rehearsed
// inside these items: how far to go would have been best for fits to their beginnings? That tells what no measure of
// how well a fit explains its own items can: how fast this person changes, and how wrong the model is about them. The
// answer is the mean over all shares, weighted by how likely each makes what came after and, before that, by 1 - share.
func (l *Log) trusted(ctx context.Context, n int, o Options) (float64, error) {
	if n >= trustedItems {
		o.report(1)
		return 1, nil
	}
	var losses [shares + 1]float64
	for i := 1; i <= rehearsals; i++ {
		begin, end := n*i/(rehearsals+1), n*(i+1)/(rehearsals+1)
		m, err := newPosterior(newTraining(l, begin)).minimize(ctx, Options{})
		if err != nil {
			return 0, err
		}
		test := newTest(l, begin, end)
		for k := range losses {
			losses[k] += test.loss(towards(m.at, float64(k)/shares).parameters())
		}
		o.report(float64(i) / rehearsals)
	}
	best := slices.Min(losses[:])
	var sum, weights float64
	for k, loss := range losses {
		share := float64(k) / shares
		// A fit to all items knows twice as much as those that were rehearsed on average, and is trusted accordingly.
		weight := math.Exp(2*(best-loss)) * (1.05 - share)
		sum += weight * share
		weights += weight
	}
	return sum / weights, nil
}

// towards returns the place that is the given share of the way from the defaults to v.
func towards(v vector, share float64) *vector {
	from := vectorOf(model.Defaults())
	for i := range v {
		v[i] = from[i] + share*(v[i]-from[i])
	}
	return &v
}
