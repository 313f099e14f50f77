package fit

import "math"

// newPrior7 returns how people differ in FSRS-7, for a fit to n items.
func newPrior7(n int) *prior {
	// In a short log, what looks like other parameters is mostly something that the model does not
	// know of. The spreads are of fits that were held back themselves, so a long log is held less.
	strength := math.Sqrt(0.5 + 250/float64(max(n, 1)))
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
// Source, also of what follows: the fits of fsrs-rs to the 284 people with 10,000 reviews and more
// among some 400 of the 10,000 of srs-benchmark, result/FSRS-7-short-secs.jsonl: thirteen pieces of
// the file, evenly spread. These are means without the fortieth at both ends of each parameter.
// They lie between the published defaults, where such a fit begins, and what a longer one would
// find.
var typical7 = vector{
	-1.675, 0.7682, 1.402, 2.507, 6.123, 0.6614, 3.376, 2.067,
	0.1124, 1.469, 0.7789, 0.7604, 0.8034, 0.5256, 1.536, 1.321,
	0.5269, 3.875, 0.4956, 0.1671, 1.915, 0.4244, 1.316, 0.1444,
	0.2838, 0.2753, 0.9079, 0.2166, 0.7383, 0.108, 0.5079, 0.3749,
	0.4735, 0.3091,
}

// spread7 holds the standard deviations between people: of ln w0…ln w3 those that people have in
// FSRS-6, as the fits above hardly move them, and of w4…w33 those of the 137 people with 40,000
// reviews and more, without the thirtieth at both ends, scaled for that. Fits to fewer reviews stay
// nearer to where they begin: with 10,000 to 18,000 most spreads are half as large.
var spread7 = vector{
	1.1, 1.1, 1.1, 1.1, 0.526, 0.268, 0.391, 0.33,
	0.173, 0.295, 0.188, 0.164, 0.416, 0.341, 0.92, 0.479,
	0.349, 0.448, 0.2, 0.123, 0.44, 0.348, 0.611, 0.0455,
	0.305, 0.082, 0.0912, 0.128, 0.148, 0.14, 0.228, 0.115,
	0.151, 0.12,
}

// correlations7 holds those between people that matter. Those of w0…w3 are of fits of FSRS-6 (the
// first 49 people of srs-benchmark, result/FSRS-rs.jsonl); the others are of all people of
// [typical7], of what is left when the trend by the length of their logs is taken away, without
// those below .25, times .62: much of a correlation is that fits go along one slope.
var correlations7 = []correlation{
	{0, 1, .70},
	{0, 2, .62},
	{0, 3, .52},
	{1, 2, .93},
	{1, 3, .69},
	{2, 3, .74},
	{4, 5, -.30},
	{4, 7, -.29},
	{4, 9, -.24},
	{4, 26, -.20},
	{4, 27, .26},
	{4, 28, -.27},
	{4, 32, -.18},
	{5, 7, .31},
	{5, 9, .29},
	{5, 26, .24},
	{5, 27, -.21},
	{5, 28, .19},
	{5, 31, -.18},
	{5, 32, .29},
	{6, 7, -.18},
	{6, 9, -.18},
	{6, 14, -.16},
	{7, 8, -.25},
	{7, 9, .60},
	{7, 14, .18},
	{7, 25, .16},
	{7, 26, .18},
	{7, 31, -.18},
	{7, 32, .17},
	{8, 9, -.23},
	{8, 10, .22},
	{8, 24, .16},
	{9, 12, .16},
	{9, 14, .18},
	{9, 24, -.17},
	{9, 25, .16},
	{9, 31, -.21},
	{9, 32, .16},
	{10, 12, .29},
	{12, 25, .16},
	{14, 22, .27},
	{15, 17, .58},
	{15, 18, .22},
	{15, 24, .17},
	{15, 25, -.21},
	{15, 29, .27},
	{16, 24, -.16},
	{17, 18, .23},
	{17, 24, .18},
	{17, 25, -.22},
	{17, 29, .25},
	{18, 19, .47},
	{18, 20, .50},
	{18, 25, -.21},
	{18, 33, -.18},
	{19, 20, .45},
	{19, 29, .18},
	{24, 31, .18},
	{25, 33, .26},
	{26, 27, -.17},
	{26, 28, .16},
	{26, 30, .23},
	{27, 28, -.58},
	{29, 30, .16},
	{31, 32, -.17},
}
