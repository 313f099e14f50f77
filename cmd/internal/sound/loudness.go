package sound

import (
	"iter"
	"math"
)

// biquad is a filter of second order, with what it remembers.
type biquad struct {
	b0, b1, b2, a1, a2 float64
	x1, x2, y1, y2     float64
}

func (f *biquad) next(x float64) float64 {
	y := f.b0*x + f.b1*f.x1 + f.b2*f.x2 - f.a1*f.y1 - f.a2*f.y2
	f.x2, f.x1, f.y2, f.y1 = f.x1, x, f.y1, y
	return y
}

// shelf raises high tones as a head does: the first filter of ITU-R BS.1770-4, whose table is for
// 48 kHz, by the analogue filter that it comes from.
func shelf() *biquad {
	const f0, gain, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
	k := math.Tan(math.Pi * f0 / Rate)
	vh := math.Pow(10, gain/20)
	vb := math.Pow(vh, 0.4996667741545416)
	a0 := 1 + k/q + k*k
	return &biquad{
		b0: (vh + vb*k/q + k*k) / a0, b1: 2 * (k*k - vh) / a0, b2: (vh - vb*k/q + k*k) / a0,
		a1: 2 * (k*k - 1) / a0, a2: (1 - k/q + k*k) / a0,
	}
}

// highPass takes low tones away: the second filter of BS.1770-4.
func highPass() *biquad {
	const f0, q = 38.13547087602444, 0.5003270373238773
	k := math.Tan(math.Pi * f0 / Rate)
	a0 := 1 + k/q + k*k
	return &biquad{b0: 1, b1: -2, b2: 1, a1: 2 * (k*k - 1) / a0, a2: (1 - k/q + k*k) / a0}
}

// The gates of BS.1770: blocks of 400 ms, one each 100 ms, that are not softer than −70 LUFS, nor
// 10 below the mean of those.
const (
	hop      = Rate / 10
	hops     = 4
	absolute = -70.0
	relative = 10.0
	offset   = -0.691
)

// Loudness returns how loud clips are one after the other, in LUFS; −∞ for silence.
func Loudness(clips iter.Seq[Clip]) float64 {
	powers := hopPowers(clips)
	var blocks []float64
	for i := range len(powers) - hops + 1 {
		sum := 0.0
		for _, p := range powers[i : i+hops] {
			sum += p / hops
		}
		blocks = append(blocks, sum)
	}
	if len(blocks) == 0 {
		return loudnessOf(mean(powers)) // too short for a block
	}
	loud := above(blocks, absolute)
	if len(loud) == 0 {
		return math.Inf(-1)
	}
	return loudnessOf(mean(above(loud, loudnessOf(mean(loud))-relative)))
}

// hopPowers returns the weighted mean square of each 100 ms, the last of what is left.
func hopPowers(clips iter.Seq[Clip]) []float64 {
	var powers []float64
	first, second := shelf(), highPass()
	sum, n := 0.0, 0
	for clip := range clips {
		for _, sample := range clip {
			v := second.next(first.next(float64(sample) / full))
			sum += v * v
			if n++; n == hop {
				powers = append(powers, sum/hop)
				sum, n = 0, 0
			}
		}
	}
	if len(powers) < hops && n > 0 {
		powers = append(powers, sum/float64(n))
	}
	return powers
}

func loudnessOf(power float64) float64 { return offset + 10*math.Log10(power) }

// above returns the blocks that are louder than a bound in LUFS.
func above(blocks []float64, bound float64) []float64 {
	var loud []float64
	for _, b := range blocks {
		if loudnessOf(b) > bound {
			loud = append(loud, b)
		}
	}
	return loud
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
