package diff_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cards/deck/diff"
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
		if got := diff.Edits([]rune(tt.a), []rune(tt.b), tt.limit); got != tt.want {
			t.Errorf("%q, %q, at most %d: %d, want %d", tt.a, tt.b, tt.limit, got, tt.want)
		}
	}
}

func TestEditsIsSymmetric(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := lettersOf(rng), lettersOf(rng)
		there, back := diff.Edits(a, b, 20), diff.Edits(b, a, 20)
		if there != back || (there == 0) != slices.Equal(a, b) || there > max(len(a), len(b)) {
			t.Fatalf("%q, %q: %d there, %d back", a, b, there, back)
		}
	}
}

func lettersOf(rng *rand.Rand) []byte {
	out := make([]byte, rng.IntN(8))
	for i := range out {
		out[i] = "abc"[rng.IntN(3)]
	}
	return out
}
