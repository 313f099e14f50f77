package fit_test

import (
	"math"
	"slices"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

// checkRecommendation wants that parameters fitted to the first n items of a log are not
// recommended if they predict the items that follow worse than the defaults, by more than chance.
func checkRecommendation(t *testing.T, reviews []fit.Review, n int) fit.Verdict {
	t.Helper()
	all := newLog(t, reviews)
	r, err := newLog(t, all.First(reviews, n)).Recommend(t.Context(), model.New(model.Defaults()),
		fit.Options{Version: 6})
	if err != nil {
		t.Fatal(err)
	}
	gain, deviation := all.Gain(model.New(model.Defaults()), r.Fit.Model, n, min(2*n, all.Items()))
	if r.Verdict == fit.UseFit && gain < -deviation {
		t.Errorf("%d items: recommended with a held-out gain of %v ± %v, but then it is %v ± %v",
			n, r.HeldOut.Gain, r.HeldOut.GainError, gain, deviation)
	}
	return r.Verdict
}

func TestRecommendationForJosh(t *testing.T) {
	t.Parallel()
	reviews := josh(t)
	for _, n := range []int{100, 200, 400, 600, 800, 1200, 1600, 2400, 3000} {
		checkRecommendation(t, reviews, n)
	}
	if v := checkRecommendation(t, reviews, 100); v != fit.TooEarly {
		t.Errorf("verdict on 100 items = %q, want that it is too early", v)
	}
}

func TestRecommendationForPeople(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("large")
	}
	const people = 50
	var verdicts [3]int
	for i := range people {
		n := int(60 * math.Pow(100, float64(i)/(people-1)))
		verdicts[checkRecommendation(t, seededPerson(uint64(i)).log(2*n, math.MaxInt), n)]++
	}
	// Saying nothing at all would be safe too.
	if verdicts[fit.UseFit] < people*2/5 {
		t.Errorf("%d of %d are advised to use their fit", verdicts[fit.UseFit], people)
	}
}

// TestRecommendationOfRefit fits to the first two thirds of a log, and again after the rest.
func TestRecommendationOfRefit(t *testing.T) {
	t.Parallel()
	reviews := seededPerson(2).log(3_000, math.MaxInt)
	first := newLog(t, reviews).First(reviews, 2_000)
	old, err := fit.Fit(t.Context(), first, fit.Options{Version: 6})
	if err != nil {
		t.Fatal(err)
	}
	newest := slices.MaxFunc(first, func(a, b fit.Review) int { return int(a.Time - b.Time) }).Time
	l := newLog(t, reviews)
	r, err := l.Recommend(t.Context(), old.Model, fit.Options{Version: 6, FittedUntil: newest})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.HeldOut.Current.Items, l.Items()-2_000; got != want {
		t.Errorf("compared on %d items, want the %d that the old fit has not seen", got, want)
	}
	r, err = newLog(t, first).Recommend(t.Context(), old.Model,
		fit.Options{Version: 6, FittedUntil: newest})
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict != fit.TooEarly || r.HeldOut.Current.Items != 0 {
		t.Errorf("without anything new: verdict %q on %d items", r.Verdict, r.HeldOut.Current.Items)
	}
}
