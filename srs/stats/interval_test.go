package stats_test

import (
	"math"
	"testing"

	"cards/srs/stats"
)

// TestInterval compares with published intervals: Newcombe, Statistics in Medicine 17 (1998)
// 857–872, table I, method 3.
func TestInterval(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		recalled, asked int
		low, high       float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{29, 29, 0.8830, 1},
		{0, 0, 0, 1},
	} {
		low, high := stats.Retention{Asked: tt.asked, Recalled: tt.recalled}.Interval()
		if math.Abs(low-tt.low) > 6e-5 || math.Abs(high-tt.high) > 6e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", tt.recalled, tt.asked, low, high,
				tt.low, tt.high)
		}
	}
}

// TestDiffer: the published intervals of method 10 for the difference of 56/70 and 48/80 are 0.0524
// to 0.3339, for 9/10 and 3/10 0.1705 to 0.8090: the second is of too few answers to be said.
func TestDiffer(t *testing.T) {
	t.Parallel()
	of := func(recalled, asked int) stats.Retention {
		return stats.Retention{
			Asked:    asked,
			Recalled: recalled,
		}
	}
	for _, tt := range []struct {
		a, b  stats.Retention
		pairs int
		want  bool
	}{
		{of(56, 70), of(48, 80), 1, true},
		{of(48, 80), of(56, 70), 1, true},
		{of(56, 70), of(48, 80), 45, false}, // the most different of ten groups
		{of(9, 10), of(3, 10), 1, false},
		{of(90, 100), of(88, 100), 1, false},
		{of(9000, 10000), of(8800, 10000), 6, true},
		{of(0, 0), of(90, 100), 1, false},
	} {
		if got := stats.Differ(tt.a, tt.b, tt.pairs); got != tt.want {
			t.Errorf("%v and %v differ: %v", tt.a, tt.b, got)
		}
	}
}
