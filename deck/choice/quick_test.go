package choice_test

import (
	"os"
	"testing"
	"time"

	"cards/deck/choice"
)

// TestOptionsAreQuick: the options of one question take at most 2 ms among 10,000 cards, and 20 ms
// among 100,000; the least of many is compared, as others may use the machine at the same time.
func TestOptionsAreQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("large")
	}
	for n, most := range map[int]time.Duration{10_000: 2 * time.Millisecond, 100_000: 20 * time.Millisecond} {
		if n > 10_000 && os.Getenv("CARDS_LONG") == "" {
			continue
		}
		cards := manyCards(n, 1)
		pool := choice.NewPool(cards)
		least := time.Hour
		for i := 0; i < 200 && least > most; i++ {
			start := time.Now()
			if _, ok := pool.Options(cards[i].Key, 3, 1); !ok {
				t.Fatalf("%q has no options", cards[i].Question)
			}
			least = min(least, time.Since(start))
		}
		if least > most {
			t.Errorf("among %d cards a question takes %v, want at most %v", n, least, most)
		}
	}
}
