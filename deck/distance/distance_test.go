package distance_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cards/deck/distance"
)

func TestEdits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 0, 0},
		{"", "abc", 9, 3},
		{"kitten", "sitting", 9, 3},
		{"captial", "capital", 9, 1},
		{"ca", "abc", 9, 3}, // nothing is edited twice
		{"Ærø", "Aero", 9, 3},
		{"kitten", "sitting", 1, 2},
		{"a", "abcdef", 2, 3},
	}
	for _, tt := range tests {
		if got := distance.Edits([]rune(tt.a), []rune(tt.b), tt.limit); got != tt.want {
			t.Errorf("%q, %q, at most %d: %d, want %d", tt.a, tt.b, tt.limit, got, tt.want)
		}
	}
}

func TestEditsIsSymmetric(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := letters(rng), letters(rng)
		there, back := distance.Edits(a, b, 20), distance.Edits(b, a, 20)
		if there != back || (there == 0) != slices.Equal(a, b) || there > max(len(a), len(b)) {
			t.Fatalf("%q, %q: %d there, %d back", a, b, there, back)
		}
	}
}

func TestCommon(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		want []int
	}{
		{"", "x", []int{}},
		{"abc", "abc", []int{0, 1, 2}},
		{"abcd", "acbd", []int{0, 2, -1, 3}},
		{"xay", "a", []int{-1, 0, -1}},
	}
	for _, tt := range tests {
		got := distance.Common([]rune(tt.a), []rune(tt.b))
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q, %q: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

// What is common stands in both in the same order, and no longer one is found by trying all.
func TestCommonIsLongest(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		a, b := letters(rng), letters(rng)
		last, size := -1, 0
		for i, at := range distance.Common(a, b) {
			if at < 0 {
				continue
			}
			if a[i] != b[at] || at <= last {
				t.Fatalf("%q, %q: %d at %d", a, b, i, at)
			}
			last = at
			size++
		}
		if want := longest(a, b); size != want {
			t.Fatalf("%q, %q: %d in common, want %d", a, b, size, want)
		}
	}
}

// longest tries all subsequences of a.
func longest(a, b []byte) int {
	best := 0
	for set := range 1 << len(a) {
		size, at := 0, 0
		for i := range a {
			if set>>i&1 == 0 {
				continue
			}
			n := slices.Index(b[at:], a[i])
			if n < 0 {
				size = 0
				break
			}
			at += n + 1
			size++
		}
		best = max(best, size)
	}
	return best
}

func letters(rng *rand.Rand) []byte {
	out := make([]byte, rng.IntN(8))
	for i := range out {
		out[i] = "abc"[rng.IntN(3)]
	}
	return out
}
