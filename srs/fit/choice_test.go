package fit_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

func TestJoshHoldOutOfBoth(t *testing.T) {
	t.Parallel()
	if os.Getenv("CARDS_LONG") == "" {
		t.Skip("large")
	}
	l := newLog(t, josh(t))
	h, err := l.HoldOut(t.Context(), model.New7(model.Defaults7()), fit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if h.Fitted.LogLoss > .4270 {
		t.Errorf("log loss of fits = %v, want .4270 at most", h.Fitted.LogLoss)
	}
}

func TestJoshIsPredictedBetterBySeven(t *testing.T) {
	t.Parallel()
	r, err := newLog(t, josh(t)).Fit(t.Context(), fit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Model.Version() != 7 || r.Gain < 2*r.GainError || r.Rehearsed != 6372-6372/4 {
		t.Errorf("FSRS-%d, better by %v ± %v on %d items", r.Model.Version(), r.Gain, r.GainError,
			r.Rehearsed)
	}
}

// TestModelOfPeople wants that most people get the model that their memory follows, and lose little
// if not.
func TestModelOfPeople(t *testing.T) {
	t.Parallel()
	const people, items, later = 5, 800, 400
	right, sum := [2]int{}, 0.0
	for i := range uint64(2 * people) {
		reviews := newPerson7(i, 1).log(items + later)
		if i%2 == 0 {
			rng := rand.New(rand.NewPCG(i, 8))
			reviews = newPerson(rng, 1).log(items+later, math.MaxInt)
		}
		l := newLog(t, reviews)
		both, err := newLog(t, l.First(reviews, items)).Fit(t.Context(), fit.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if want := 6 + int(i%2); both.Model.Version() == want {
			right[i%2]++
		}
		gain, _ := l.Gain(model.New(model.Defaults()), both.Model, items, items+later)
		sum += gain / (2 * people)
		if gain < -.01 {
			t.Errorf("person %d: FSRS-%d is worse than the defaults of FSRS-6 by %v", i,
				both.Model.Version(), -gain)
		}
	}
	if right[1] < people-1 || sum < .01 {
		t.Errorf("right for %d people of FSRS-6 and %d of FSRS-7 of %d each; mean gain %v",
			right[0], right[1], people, sum)
	}
}

// TestUnusualPeopleAreNotHeldBack compares fits of FSRS-6 with the objective of fsrs-rs, solved
// exactly, for people whose parameters are one and a half times as far from the defaults as those
// of most.
func TestUnusualPeopleAreNotHeldBack(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("large")
	}
	const people = 24
	var ours, theirs float64
	for i := range people {
		rng := rand.New(rand.NewPCG(uint64(i), 99))
		l := newLog(t, newPerson(rng, 1.5).log(3_000, math.MaxInt)) // fits are to 500 to 2,500 items
		h, err := l.HoldOut(t.Context(), model.New(model.Defaults()), fit.Options{Version: 6})
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.HoldOutReference(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		ours, theirs = ours+h.Fitted.LogLoss/people, theirs+r.LogLoss/people
	}
	if ours > theirs {
		t.Errorf("mean held-out log loss %v, with the objective of fsrs-rs %v", ours, theirs)
	}
}

// TestByDay refits to a person's log day by day, and compares with five fits.
func TestByDay(t *testing.T) {
	t.Parallel()
	l := newLog(t, newPerson7(3, 1).log(400))
	d, err := l.ByDay(t.Context(), fit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := l.HoldOut(t.Context(), model.New(model.Defaults()), fit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Metrics.Items != h.Fitted.Items || d.Fits < 5 {
		t.Errorf("%d items by %d fits, want the %d items that are held out", d.Metrics.Items,
			d.Fits, h.Fitted.Items)
	}
	near(t, "gain", d.Gain, h.Current.LogLoss-d.Metrics.LogLoss, 1e-12)
	if d.Metrics.LogLoss > h.Fitted.LogLoss+.002 {
		t.Errorf("log loss by day %v, of five fits %v", d.Metrics.LogLoss, h.Fitted.LogLoss)
	}
	again, err := l.ByDay(t.Context(), fit.Options{})
	if err != nil || again.Metrics.LogLoss != d.Metrics.LogLoss {
		t.Errorf("again: %v, %v; want %v", again.Metrics.LogLoss, err, d.Metrics.LogLoss)
	}
}
