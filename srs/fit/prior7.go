package fit

import "math"

// newPrior7 returns how people differ in FSRS-7, for a fit to n items.
func newPrior7(n int) *prior {
	// In a short log, what looks like other parameters is mostly something that the model does not
	// know of.
	strength := math.Sqrt(0.5 + 500/float64(max(n, 1)))
	sd := make(vector, len(spread7))
	for i, s := range spread7 {
		sd[i] = s
		if i >= stabilities {
			sd[i] /= strength
		}
	}
	return newCorrelated(typical7, sd, correlations7)
}

// typical7 is what people have in common: ln w0…ln w3 and w4…w33.
//
// Source: the fits of fsrs-rs to 55 people with 20,000 reviews and more, in srs-benchmark,
// result/FSRS-7-short-secs-recency.jsonl, without the twenty-fifth at both ends of each parameter.
// They lie between the published defaults, where such a fit begins, and what a longer one would
// find.
var typical7 = vector{
	-1.733, 0.7088, 1.416, 2.514, 6.116, 0.649, 3.473, 2.073,
	0.1101, 1.474, 0.7414, 0.7725, 0.7891, 0.571, 1.518, 1.299,
	0.6056, 3.872, 0.4788, 0.1604, 1.936, 0.4988, 1.143, 0.144,
	0.2167, 0.2646, 0.9108, 0.2194, 0.7273, 0.0577, 0.4768, 0.3673,
	0.4901, 0.3004,
}

// spread7 holds the standard deviations between people: of ln w0…ln w3 those that people have in
// FSRS-6, as the fits above hardly move them, and of w4…w33 those of the penalty of fsrs-rs (its
// src/training_v7.rs).
var spread7 = vector{
	1.1, 1.1, 1.1, 1.1,
	0.523, 0.2528, 0.4329,
	0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013, 0.9104,
	0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864,
	0.0418, 0.2596, 0.0798, 0.0682, 0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15,
}

// correlations7 holds those between people that matter. Those of w0…w3 are of fits of FSRS-6 (the
// first 49 people of srs-benchmark, result/FSRS-rs.jsonl); the others are of the people of
// [typical7], without those below .35, times .7 for what their fits have in common by their method.
var correlations7 = []correlation{
	{0, 1, .70},
	{0, 2, .62},
	{0, 3, .52},
	{1, 2, .93},
	{1, 3, .69},
	{2, 3, .74},
	{5, 7, .30},
	{7, 8, -.28},
	{5, 9, .28},
	{6, 9, -.26},
	{7, 9, .65},
	{8, 9, -.29},
	{8, 10, .33},
	{6, 12, .25},
	{12, 13, .26},
	{15, 17, .66},
	{14, 18, .32},
	{15, 18, .30},
	{17, 18, .29},
	{18, 19, .52},
	{18, 20, .59},
	{19, 20, .49},
	{6, 21, .34},
	{12, 21, .27},
	{8, 23, -.27},
	{16, 24, -.31},
	{7, 25, .27},
	{5, 26, .28},
	{7, 26, .26},
	{21, 28, -.25},
	{27, 28, -.55},
	{15, 29, .33},
	{17, 29, .37},
	{23, 29, -.28},
	{27, 29, .28},
	{16, 31, -.28},
	{9, 32, .25},
	{29, 32, -.25},
	{8, 33, .27},
	{18, 33, -.35},
	{19, 33, -.29},
	{20, 33, -.25},
	{24, 33, .25},
	{26, 33, -.26},
}
