package fit_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

func TestCancel(t *testing.T) {
	t.Parallel()
	l := newLog(t, seededPerson(6).log(3_500, 400))
	for _, after := range []float64{0, 0.1, 0.5} {
		ctx, cancel := context.WithCancel(t.Context())
		o := fit.Options{Version: 6, Progress: func(done float64) {
			if done >= after {
				cancel()
			}
		}}
		if after == 0 {
			cancel()
		}
		if _, err := l.Recommend(ctx, model.New(model.Defaults()), o); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled after %v: error %v", after, err)
		}
		cancel()
	}
}

func TestProgressRises(t *testing.T) {
	t.Parallel()
	for _, items := range []int{0, 500, 3_500} {
		var seen []float64
		o := fit.Options{Version: 6, Progress: func(done float64) { seen = append(seen, done) }}
		l := newLog(t, seededPerson(7).log(items, 400))
		if _, err := l.Recommend(t.Context(), model.New(model.Defaults()), o); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(seen) || seen[0] < 0 || seen[len(seen)-1] != 1 {
			t.Errorf("%d items: progress %v", items, seen)
		}
	}
}

// TestFitOfBothIsCancelledAndTellsProgress has a log that both models are tried on.
func TestFitOfBothIsCancelledAndTellsProgress(t *testing.T) {
	t.Parallel()
	l := newLog(t, seededPerson(6).log(400, 400))
	var seen []float64
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o := fit.Options{Progress: func(done float64) { seen = append(seen, done) }}
	if _, err := l.Fit(ctx, o); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(seen) || seen[0] < 0 || seen[len(seen)-1] != 1 {
		t.Errorf("progress %v", seen)
	}
	o.Progress = func(done float64) {
		if done > .3 {
			cancel()
		}
	}
	if _, err := l.Fit(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: error %v", err)
	}
}

// TestProgressOfLargeLog: the search of a large log has two parts.
func TestProgressOfLargeLog(t *testing.T) {
	t.Parallel()
	var seen []float64
	o := fit.Options{Version: 6, Progress: func(done float64) { seen = append(seen, done) }}
	if _, err := newLog(t, manyReviews(t, 100_000)).Fit(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(seen) || seen[len(seen)-1] != 1 {
		t.Errorf("progress %v", seen)
	}
}
