package sound

import (
	"math"
	"slices"
	"time"
)

// Target is how loud a voice is made, in LUFS: what podcasts in one channel are expected to have.
const Target = -19.0

// peak is the true peak that no clip goes beyond, in dBTP: podcasts may have −1, and the encoder
// adds some.
const peak = -2.0

// Level makes all clips of one voice as loud as [Target] and fades their ends. Clips that are
// silent stay as they are.
func Level(clips []Clip) {
	loudness := Loudness(slices.Values(clips))
	if math.IsInf(loudness, -1) || math.IsNaN(loudness) {
		return
	}
	gain := math.Pow(10, (Target-loudness)/20)
	for _, c := range clips {
		c.amplify(gain)
		c.fade()
	}
}

// amplify multiplies samples by a gain, less where a true peak would go too high.
func (c Clip) amplify(gain float64) {
	limits := c.limits(gain)
	for i, v := range c {
		c[i] = quantised(float64(v) / full * gain * limits(i))
	}
}

// limits returns a function that says by what each sample is multiplied so that no peak goes too
// high: the least that any peak within 5 ms asks for, smoothed over as long, so that it changes
// slowly.
func (c Clip) limits(gain float64) func(i int) float64 {
	const reach = Rate / 200
	wanted := make([]float64, len(c)+2*reach) // by the sample, with room at both ends
	limited := false
	for i := range wanted {
		wanted[i] = 1
	}
	highest := math.Pow(10, peak/20)
	peaks := c.peaks()
	const twice = 2 // as high as its samples is no peak between them
	for i := range c {
		near := max(math.Abs(float64(c[i])), math.Abs(float64(c[min(i+1, len(c)-1)])))
		if near*gain*twice < highest*full {
			continue
		}
		if top := peaks(i) * gain; top > highest {
			wanted[i+reach], limited = highest/top, true
		}
	}
	if !limited {
		return func(int) float64 { return 1 }
	}
	least := slidingMin(wanted, reach)
	sums := make([]float64, len(least)+1)
	for i, v := range least {
		sums[i+1] = sums[i] + v
	}
	return func(i int) float64 {
		from, to := i+reach-reach/2, i+reach+reach/2+1
		return (sums[to] - sums[from]) / float64(to-from)
	}
}

// slidingMin returns the least value within a reach of each.
func slidingMin(values []float64, reach int) []float64 {
	least := make([]float64, len(values))
	var deque []int // places of values that rise
	for i, next := 0, 0; i < len(values); i++ {
		for ; next < len(values) && next <= i+reach; next++ {
			for len(deque) > 0 && values[deque[len(deque)-1]] >= values[next] {
				deque = deque[:len(deque)-1]
			}
			deque = append(deque, next)
		}
		for deque[0] < i-reach {
			deque = deque[1:]
		}
		least[i] = values[deque[0]]
	}
	return least
}

// peaks returns a function that gives the highest value at a sample and up to the next one, between
// samples too: at three places there, by a sinc in a window.
func (c Clip) peaks() func(i int) float64 {
	const places, reach = 4, 6
	var between [][]float64
	for q := 1; q < places; q++ {
		between = append(between, kernel(float64(q)/places, 1, reach))
	}
	return func(i int) float64 {
		top := math.Abs(float64(c[i]))
		if i+1 < reach || i+reach >= len(c) {
			return top / full
		}
		for _, weights := range between {
			sum := 0.0
			for k, w := range weights {
				sum += w * float64(c[i-reach+1+k])
			}
			top = max(top, math.Abs(sum))
		}
		return top / full
	}
}

// fade lets a clip begin and end softly, so that nothing clicks.
func (c Clip) fade() {
	const length = 20 * time.Millisecond
	n := min(Samples(length), len(c)/2)
	for i := range n {
		share := float64(i) / float64(n)
		c[i] = int16(float64(c[i]) * share)
		c[len(c)-1-i] = int16(float64(c[len(c)-1-i]) * share)
	}
}
