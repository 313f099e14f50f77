package srs_test

import (
	"slices"
	"testing"

	"cards/srs"
)

// TestLeech: the limit, then every half of it, rounded up; the first two rows are those of
// leech_threshold in rslib/src/scheduler/states/review.rs of Anki.
func TestLeech(t *testing.T) {
	t.Parallel()
	for limit, want := range map[int][]int{
		3: {3, 5, 7, 9, 11, 13, 15, 17, 19}, 8: {8, 12, 16, 20}, 7: {7, 11, 15, 19}, 20: {20},
		1: {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, 21: nil, 0: nil,
	} {
		var told []int
		for lapses := range 21 {
			if srs.LeechAgain(lapses, limit) {
				told = append(told, lapses)
			}
			if is := limit > 0 && lapses >= limit; srs.IsLeech(lapses, limit) != is {
				t.Errorf("limit %d: %d lapses are a leech: %v", limit, lapses, !is)
			}
		}
		if !slices.Equal(told, want) {
			t.Errorf("limit %d: told at %v, want %v", limit, told, want)
		}
	}
}
