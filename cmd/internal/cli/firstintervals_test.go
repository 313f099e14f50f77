package cli

import (
	"testing"

	"cards/srs/model"
)

// TestFirstIntervals: for a low retention they are at most as many times those for .9 as with
// FSRS-6, whose decay is .1542 by default: 9.29 for .7.
func TestFirstIntervals(t *testing.T) {
	t.Parallel()
	for _, m := range []model.Kernel{model.New(model.Defaults()), model.New7(model.Defaults7())} {
		usual, low := firstIntervals(m, .9), firstIntervals(m, .7)
		for i, days := range low {
			if days < usual[i] || days > 9.3*usual[i]+.01 {
				t.Errorf("FSRS-%d, rating %d: %v days for .7, %v for .9", m.Version(), i+1, days, usual[i])
			}
		}
	}
}
