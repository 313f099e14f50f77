package fit_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

// meanHoldOut returns the mean held-out gain of people with short logs, the worst, and the mean
// share of their fits that is trusted.
func meanHoldOut(t *testing.T, unusual float64) (mean, worst, trusted float64) {
	t.Helper()
	const people = 20
	worst = math.Inf(1)
	for i := range people {
		rng := rand.New(rand.NewPCG(uint64(i), 77))
		l := newLog(t, newPerson(rng, unusual).log(400, math.MaxInt))
		h, err := l.HoldOut(t.Context(), model.New(model.Defaults()), fit.Options{Version: 6})
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Fit(t.Context(), fit.Options{Version: 6})
		if err != nil {
			t.Fatal(err)
		}
		mean += h.Gain / people
		worst = min(worst, h.Gain)
		trusted += r.Trusted / people
	}
	return mean, worst, trusted
}

func TestShortLogsOfAveragePeopleLoseLittle(t *testing.T) {
	t.Parallel()
	mean, worst, trusted := meanHoldOut(t, 0)
	if mean < -.001 || worst < -.002 || trusted > .4 {
		t.Errorf("held-out gain %v, worst %v, trusted %v", mean, worst, trusted)
	}
}

func TestShortLogsOfUnusualPeopleGain(t *testing.T) {
	t.Parallel()
	mean, worst, trusted := meanHoldOut(t, 1.5)
	if mean < .01 || worst < -.002 || trusted < .5 {
		t.Errorf("held-out gain %v, worst %v, trusted %v", mean, worst, trusted)
	}
}
