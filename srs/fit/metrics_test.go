package fit_test

import (
	"math"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// twoReviews has one card for each rating, given so many days after a first "good".
func twoReviews(days int32, ratings ...uint8) []fit.Review {
	var reviews []fit.Review
	for i, rating := range ratings {
		first := fit.Review{Card: [16]byte{byte(i), byte(days)}, Time: 1, Rating: 3}
		second := first
		second.Day, second.Time, second.Rating = days, int64(days)*1_000+int64(i), rating
		reviews = append(reviews, first, second)
	}
	return reviews
}

// recallAfter is R after a first "good" with the default parameters.
func recallAfter(days float64) float64 {
	p := model.Defaults()
	factor := math.Pow(.9, -1/p[20]) - 1
	return math.Pow(1+factor*days/p[2], -p[20])
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	near, far := recallAfter(1), recallAfter(40)
	reviews := append(twoReviews(1, 3, 4, 1, 2), twoReviews(40, 1, 3)...)
	got, err := fit.Evaluate(reviews, model.New(model.Defaults()))
	if err != nil {
		t.Fatal(err)
	}
	losses := []float64{
		-math.Log(near), -math.Log(near), -math.Log(1 - near), -math.Log(near), -math.Log(1 - far),
		-math.Log(far),
	}
	var sum, weighted, weights float64
	for i, loss := range losses {
		sum += loss
		w := .25 + .75*math.Pow(float64(i)/5, 3)
		weighted += w * loss
		weights += w
	}
	want := &fit.Metrics{
		Items: 6, Recall: 4. / 6, Predicted: (4*near + 2*far) / 6,
		LogLoss: sum / 6, RecencyLogLoss: weighted / weights,
		RMSEBins: math.Sqrt((4*math.Pow(near-.75, 2) + 2*math.Pow(far-.5, 2)) / 6),
		AUC:      (3*1 + 3*.5 + 1*.5) / 8, // of 8 pairs of a recalled and a forgotten item
		Calibration: []fit.CalibrationBin{
			{Items: 2, Predicted: far, Recall: .5},
			{Items: 4, Predicted: near, Recall: .75},
		},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("Evaluate (-want +got):\n%s", diff)
	}
}

func TestEvaluateNothing(t *testing.T) {
	t.Parallel()
	for name, reviews := range map[string][]fit.Review{
		"no reviews":           nil,
		"no later day":         twoReviews(0, 1, 2, 3),
		"a first review alone": twoReviews(1, 3)[:1],
	} {
		got, err := fit.Evaluate(reviews, model.New(model.Defaults()))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&fit.Metrics{AUC: .5}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestAUCWithOneOutcome(t *testing.T) {
	t.Parallel()
	for _, rating := range []uint8{1, 3} {
		m, err := fit.Evaluate(append(twoReviews(1, rating), twoReviews(9, rating)...),
			model.New(model.Defaults()))
		if err != nil {
			t.Fatal(err)
		}
		if m.AUC != .5 {
			t.Errorf("all answers %d: AUC = %v, want .5", rating, m.AUC)
		}
	}
}

// TestHardToPredict has usual figures at a recall of .9: log loss .33, RMSE(bins) .08 for a log of
// 10,000 items.
func TestHardToPredict(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		m    fit.Metrics
		want bool
	}{
		{"usual", fit.Metrics{Items: 10_000, Recall: .9, LogLoss: .31, RMSEBins: .05}, false},
		{"large loss alone", fit.Metrics{Items: 10_000, Recall: .9, LogLoss: .5, RMSEBins: .03}, false},
		{"large RMSE alone", fit.Metrics{Items: 10_000, Recall: .9, LogLoss: .31, RMSEBins: .3}, false},
		{"both", fit.Metrics{Items: 10_000, Recall: .9, LogLoss: .5, RMSEBins: .3}, true},
		{"too few items", fit.Metrics{Items: 300, Recall: .9, LogLoss: .5, RMSEBins: .3}, false},
	} {
		if got := tt.m.HardToPredict(); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
