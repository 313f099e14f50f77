package fit_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
	"time"

	"cards/srs/fit"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
)

// josh reads the review log of a real person, whose study days begin at 10:00 UTC. It is published
// in py-fsrs, tests.
func josh(tb testing.TB) []fit.Review {
	tb.Helper()
	f, err := os.Open("testdata/josh/review_logs.csv")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var reviews []fit.Review
	for _, row := range rows[1:] {
		at, err := time.Parse(time.RFC3339, row[2])
		if err != nil {
			tb.Fatal(err)
		}
		rating, err := strconv.Atoi(row[1])
		if err != nil {
			tb.Fatal(err)
		}
		r := fit.Review{Time: at.UnixMilli(), Rating: uint8(rating)}
		r.Day = int32((r.Time - 10*3_600_000) / 86_400_000)
		copy(r.Card[:], row[0])
		reviews = append(reviews, r)
	}
	return reviews
}

func newLog(tb testing.TB, reviews []fit.Review) *fit.Log {
	tb.Helper()
	l, err := fit.NewLog(reviews)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// near wants as many digits as are published.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func TestJoshLog(t *testing.T) {
	t.Parallel()
	l := newLog(t, josh(t))
	type counts struct{ Reviews, Cards, Items, Nodes, Scored, Leaves int }
	got := counts{Reviews: l.Reviews(), Cards: l.Cards(), Items: l.Items()}
	got.Nodes, got.Scored, got.Leaves = l.Nodes()
	want := counts{
		Reviews: 12_580, Cards: 1_205, Items: 6_372, Nodes: 4_833, Scored: 3_449,
		Leaves: 692,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestJoshDefaults(t *testing.T) {
	t.Parallel()
	l := newLog(t, josh(t))
	m := l.Evaluate(model.New(model.Defaults()))
	near(t, "recall", m.Recall, 4972./6372, 1e-12)
	near(t, "log loss", m.LogLoss, .46521, 5e-6)
	near(t, "recency-weighted log loss", m.RecencyLogLoss, .453912, 5e-7)
}

func TestJoshFit(t *testing.T) {
	t.Parallel()
	l := newLog(t, josh(t))
	r, err := l.Fit(t.Context(), fit.Options{Version: 6})
	if err != nil {
		t.Fatal(err)
	}
	if r.Trained != 6025 {
		t.Errorf("trained on %d items, want 6025", r.Trained)
	}
	m := l.Evaluate(r.Model)
	if m.RecencyLogLoss > .4404 {
		t.Errorf("recency-weighted log loss = %v, want .4404 at most", m.RecencyLogLoss)
	}
}

func TestJoshHoldOut(t *testing.T) {
	t.Parallel()
	h, err := newLog(t, josh(t)).HoldOut(t.Context(), model.New(model.Defaults()),
		fit.Options{Version: 6})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "log loss of the defaults", h.Current.LogLoss, .44170, 5e-6)
	near(t, "RMSE(bins) of the defaults", h.Current.RMSEBins, .06247, 5e-6)
	near(t, "AUC of the defaults", h.Current.AUC, .67526, 5e-6)
	if h.Fitted.LogLoss > .4358 {
		t.Errorf("log loss of fits = %v, want .4358 at most", h.Fitted.LogLoss)
	}
}

func TestJoshRecommend(t *testing.T) {
	t.Parallel()
	r, err := newLog(t, josh(t)).Recommend(t.Context(), model.New(model.Defaults()),
		fit.Options{Version: 6})
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict != fit.UseFit {
		t.Errorf("verdict = %q with a held-out gain of %v ± %v", r.Verdict, r.HeldOut.Gain,
			r.HeldOut.GainError)
	}
	if r.HeldOut.Fitted.HardToPredict() {
		t.Error("hard to predict")
	}
}

// TestJoshReference has the numbers that an independent implementation of the objective of fsrs-rs
// gives.
func TestJoshReference(t *testing.T) {
	t.Parallel()
	l := newLog(t, josh(t))
	r, err := l.FitReference(t.Context(), l.Items())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.0611961816, 0.5290060512, 2.3681706451, 8.4903962959} {
		near(t, "initial stability", r.Start[i], want, 1e-6)
	}
	near(t, "objective at the defaults", r.AtDefaults, 1194.199819, 5e-7)
	near(t, "objective at the start", r.AtStart, 1195.290112, 5e-7)
	if r.Minimum > 1164.2 {
		t.Errorf("minimum = %v, want 1164.2 at most", r.Minimum)
	}
	if m := l.Evaluate(model.New(r.Parameters)); m.RecencyLogLoss > .4405 {
		t.Errorf("recency-weighted log loss at the minimum = %v, want .4405 at most", m.RecencyLogLoss)
	}
	for _, tt := range []struct {
		name  string
		start bool
		want  float64
	}{
		{"start", true, .44695},
		{"minimum", false, .4355},
	} {
		m, err := l.HoldOutReference(t.Context(), tt.start)
		if err != nil {
			t.Fatal(err)
		}
		if m.LogLoss > tt.want+5e-6 {
			t.Errorf("held-out log loss at the %s = %v, want %v at most", tt.name, m.LogLoss, tt.want)
		}
	}
}
