package stats

import "slices"

// Summary is what numbers have in common.
type Summary struct {
	Count                        int
	Mean, Median, Ninth, Longest float64 // Ninth: nine in ten are no greater; all 0 without numbers
}

// Summarize returns the summary of numbers, which it sorts. The median of an even count is the mean
// of both in the middle.
func Summarize(values []float64) Summary {
	n := len(values)
	if n == 0 {
		return Summary{}
	}
	slices.Sort(values)
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return Summary{
		Count: n, Mean: sum / float64(n), Median: (values[(n-1)/2] + values[n/2]) / 2,
		Ninth: values[(9*n+9)/10-1], Longest: values[n-1],
	}
}

// Bin is how many numbers are from From on and below To; in the last bin To is included.
type Bin struct {
	From, To float64
	Count    int
}

// Distribute counts numbers in bins whose edges are given, ascending. A number outside of them is
// counted in the first or the last.
func Distribute(values, edges []float64) []Bin {
	bins := make([]Bin, len(edges)-1)
	for i := range bins {
		bins[i] = Bin{From: edges[i], To: edges[i+1]}
	}
	for _, v := range values {
		i, exact := slices.BinarySearch(edges, v)
		if !exact {
			i--
		}
		bins[min(max(i, 0), len(bins)-1)].Count++
	}
	return bins
}
