package sound

import "math"

// halfWidth is how many zero crossings of the kernel are used on each side: more keep more of the
// high tones.
const halfWidth = 24

// Resample returns sound at another rate. It is convolved with a sinc in a Blackman window, whose
// cutoff is below half of the lower rate.
func Resample(in []float64, from, to int) []float64 {
	if from == to || len(in) == 0 {
		return in
	}
	g := gcd(from, to)
	up, down := to/g, from/g
	cutoff := 0.97 * min(1, float64(to)/float64(from))
	reach := int(math.Ceil(halfWidth / cutoff))
	kernels := make([][]float64, up) // by the place between two samples, as they are needed
	out := make([]float64, (len(in)*up+down-1)/down)
	for i := range out {
		at, phase := i*down/up, i*down%up
		if kernels[phase] == nil {
			kernels[phase] = kernel(float64(phase)/float64(up), cutoff, reach)
		}
		sum := 0.0
		for k, weight := range kernels[phase] {
			if j := at + k - reach + 1; j >= 0 && j < len(in) {
				sum += in[j] * weight
			}
		}
		out[i] = sum
	}
	return out
}

// kernel returns the weights of the samples around a place that is so far behind one of them; their
// sum is 1.
func kernel(offset, cutoff float64, reach int) []float64 {
	weights := make([]float64, 2*reach)
	sum := 0.0
	for k := range weights {
		x := float64(k-reach+1) - offset
		w := math.Pi * x / float64(reach)
		window := 0.42 + 0.5*math.Cos(w) + 0.08*math.Cos(2*w)
		if math.Abs(x) >= float64(reach) {
			window = 0
		}
		weights[k] = window * sinc(cutoff*x)
		sum += weights[k]
	}
	for k := range weights {
		weights[k] /= sum
	}
	return weights
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
