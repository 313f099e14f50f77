package fit_test

import (
	"math"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

// BenchmarkHeldOut is about losses, not about time: those of 24 people made up, on what came after
// that which parameters were fitted to, with the defaults, with fits, and with the minimum of the
// objective of fsrs-rs.
func BenchmarkHeldOut(b *testing.B) {
	const people = 24
	seed := uint64(1000) // those below were used to choose constants
	var defaults, fitted, reference, worst, bad, worstReference, badReference float64
	for b.Loop() {
		for i := range people {
			l := newLog(b, seededPerson(seed).log(someItems(i, people), math.MaxInt))
			seed++
			h, err := l.HoldOut(b.Context(), model.New(model.Defaults()), fit.Options{})
			if err != nil {
				b.Fatal(err)
			}
			r, err := l.HoldOutReference(b.Context(), false)
			if err != nil {
				b.Fatal(err)
			}
			defaults += h.Current.LogLoss
			fitted += h.Fitted.LogLoss
			reference += r.LogLoss
			worst = max(worst, -h.Gain)
			if -h.Gain > .002 {
				bad++
			}
			worstReference = max(worstReference, r.LogLoss-h.Current.LogLoss)
			if r.LogLoss-h.Current.LogLoss > .002 {
				badReference++
			}
		}
	}
	n := float64(b.N * people)
	b.ReportMetric(defaults/n, "defaults")
	b.ReportMetric(fitted/n, "fitted")
	b.ReportMetric(reference/n, "fsrs-rs")
	b.ReportMetric(worst, "worst")
	b.ReportMetric(worstReference, "worst-fsrs-rs")
	b.ReportMetric(100*bad/n, "%worse")
	b.ReportMetric(100*badReference/n, "%worse-fsrs-rs")
}

// someItems spreads the sizes of logs from 350 to 20,000 items, the small ones being more frequent.
func someItems(i, of int) int {
	return int(350 * math.Pow(57, math.Pow(float64(i)/float64(of-1), 1.5)))
}
