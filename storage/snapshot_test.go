package storage

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cards/deck"
)

// TestBucketCopy: a copy has what was put into it, and nothing else, however the keys are spread.
func TestBucketCopy(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 2, 3, 100, 1024, 5000} {
		for _, spread := range []int{1, 8, 16} { // bytes of a key that differ
			values := make(map[deck.Key]string)
			for range n {
				var key deck.Key
				for i := range spread {
					key[(i+len(key)-spread/2)%len(key)] = byte(random.IntN(256))
				}
				values[key] = "value of " + key.String()[:random.IntN(32)]
			}
			keys := make([]deck.Key, 0, len(values))
			for key := range values {
				keys = append(keys, key)
			}
			slices.SortFunc(keys, deck.Key.Compare)
			var b bucketCopy
			for _, key := range keys {
				b.add(key, []byte(values[key]))
			}
			b.index()
			for _, key := range keys {
				if got := string(b.get(key)); got != values[key] {
					t.Fatalf("%d keys: %s has %q, want %q", n, key, got, values[key])
				}
				key[7]++
				if _, ok := values[key]; !ok && b.get(key) != nil {
					t.Fatalf("%d keys: %s, which is in none, has %q", n, key, b.get(key))
				}
			}
		}
	}
}
