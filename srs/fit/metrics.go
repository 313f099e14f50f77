package fit

import (
	"cmp"
	"math"
	"slices"
)

// Metrics say how good predictions of recall are. Everything but RecencyLogLoss counts all items
// alike.
type Metrics struct {
	Items     int
	Recall    float64 // share of items that were recalled
	Predicted float64 // mean predicted probability of recall

	LogLoss        float64 // mean of -ln of the probability given to what happened; lower is better
	RecencyLogLoss float64 // with the weights of training: the newest item counts 4 times the oldest
	RMSEBins       float64 // of mean predictions and outcomes of items with like elapsed days, length and lapses
	AUC            float64 // chance that a recalled item had a higher prediction than a forgotten one; 0.5 without both

	Calibration []CalibrationBin // in order, without empty ones
}

// CalibrationBin holds the items of a twentieth of the scale of predictions.
type CalibrationBin struct {
	Items             int
	Predicted, Recall float64 // means
}

// prediction is what was predicted of an item, and what happened.
type prediction struct {
	probability float64
	recalled    bool
	bin         bin
	least       float64 // so far from 0 and 1 the probability is kept in a loss
}

func (p *prediction) loss() float64 { return bce(p.probability, p.recalled, p.least) }

// bce is -ln of the probability, of recall r, that was given to what happened; r is kept so far
// from 0 and 1.
func bce(r float64, recalled bool, least float64) float64 {
	r = min(max(r, least), 1-least)
	if recalled {
		return -math.Log(r)
	}
	return -math.Log(1 - r)
}

func (p *prediction) outcome() float64 {
	if p.recalled {
		return 1
	}
	return 0
}

// bin groups items for RMSE(bins): by elapsed days, number of scored reviews and lapses, each on a
// logarithmic scale (fsrs-rs, src/inference.rs).
type bin struct{ elapsed, length, lapses int32 }

// newBin is of an item after so many days, which is the scored-th scored review of its card, with
// lapses before it.
func newBin(elapsed, scored, lapses int) bin {
	b := bin{
		elapsed: scale(248, 3.62, elapsed),
		length:  scale(1.99, 1.89, scored+1),
	}
	if lapses > 0 {
		b.lapses = scale(1.65, 1.73, lapses)
	}
	return b
}

func scale(factor, base float64, n int) int32 {
	return int32(math.Round(factor * math.Pow(base, math.Floor(math.Log(float64(n))/math.Log(base)))))
}

func compareBins(a, b bin) int {
	return cmp.Or(cmp.Compare(a.elapsed, b.elapsed), cmp.Compare(a.length, b.length),
		cmp.Compare(a.lapses, b.lapses))
}

// measure returns the metrics of predictions, which are in time order.
func measure(predictions []prediction) *Metrics {
	m := &Metrics{Items: len(predictions), AUC: 0.5}
	if m.Items == 0 {
		return m
	}
	var weights float64
	for i := range predictions {
		p := &predictions[i]
		loss, weight := p.loss(), recency(i, m.Items)
		m.Recall += p.outcome()
		m.Predicted += p.probability
		m.LogLoss += loss
		m.RecencyLogLoss += weight * loss
		weights += weight
	}
	n := float64(m.Items)
	m.Recall /= n
	m.Predicted /= n
	m.LogLoss /= n
	m.RecencyLogLoss /= weights
	m.RMSEBins = rmseBins(predictions)
	m.AUC, m.Calibration = ranked(predictions)
	return m
}

// tally sums the predictions and outcomes of some items.
type tally struct {
	items               int
	predicted, recalled float64
}

func (t *tally) add(p *prediction) {
	t.items++
	t.predicted += p.probability
	t.recalled += p.outcome()
}

// rmseBins is √(Σ n·(mean prediction - mean outcome)² / Σ n) over bins.
func rmseBins(predictions []prediction) float64 {
	tallies := make(map[bin]*tally)
	var bins []bin
	for i := range predictions {
		p := &predictions[i]
		t := tallies[p.bin]
		if t == nil {
			t = new(tally)
			tallies[p.bin] = t
			bins = append(bins, p.bin)
		}
		t.add(p)
	}
	slices.SortFunc(bins, compareBins) // sums depend on their order
	sum := 0.0
	for _, b := range bins {
		t := tallies[b]
		off := t.predicted - t.recalled
		sum += off * off / float64(t.items)
	}
	return math.Sqrt(sum / float64(len(predictions)))
}

// ranked returns what depends on the order of predictions: the AUC, equal predictions having their
// mean rank, and calibration.
func ranked(predictions []prediction) (float64, []CalibrationBin) {
	sorted := slices.Clone(predictions)
	slices.SortFunc(sorted,
		func(a, b prediction) int { return cmp.Compare(a.probability, b.probability) })
	const steps = 20
	var tallies [steps]tally
	var ranks, recalled float64 // of recalled items
	for begin := 0; begin < len(sorted); {
		end := begin
		for ; end < len(sorted) && sorted[end].probability == sorted[begin].probability; end++ {
			p := &sorted[end]
			tallies[min(max(int(p.probability*steps), 0), steps-1)].add(p)
		}
		for i := begin; i < end; i++ {
			if sorted[i].recalled {
				recalled++
				ranks += float64(begin+1+end) / 2
			}
		}
		begin = end
	}
	var calibration []CalibrationBin
	for _, t := range tallies {
		if n := float64(t.items); n > 0 {
			calibration = append(calibration,
				CalibrationBin{t.items, t.predicted / n, t.recalled / n})
		}
	}
	forgotten := float64(len(sorted)) - recalled
	if recalled == 0 || forgotten == 0 {
		return 0.5, calibration
	}
	return (ranks - recalled*(recalled+1)/2) / (recalled * forgotten), calibration
}
