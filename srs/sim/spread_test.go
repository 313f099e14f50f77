package sim_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/srs/sim"
)

// TestRepeatIsSimulateBySeed is not parallel: it changes the number of processors.
func TestRepeatIsSimulateBySeed(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	c, other := standard(), steady()
	c.Days, other.Days = 90, 60
	want := make([][][]sim.Day, 2)
	for seed := range uint64(5) {
		want[0] = append(want[0], simulate(t, c, seed))
		want[1] = append(want[1], simulate(t, other, seed))
	}
	for _, processors := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(processors)
		got, err := sim.Repeat(t.Context(), []sim.Config{c, other}, 5, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d processors: runs differ (-want +got):\n%s", processors, diff)
		}
	}
}

func TestSummarize(t *testing.T) {
	t.Parallel()
	runs := [][]sim.Day{
		{
			{Reviews: 100},
			{Reviews: 2, Recalled: 2, New: 1, Time: time.Minute, Memorised: 5},
			{Reviews: 6, Recalled: 4, New: 3, Time: 2 * time.Minute, Memorised: 8},
		},
		{
			{Reviews: 100},
			{Reviews: 4, Recalled: 2, New: 1, Time: time.Minute, Memorised: 9},
			{Reviews: 8, Recalled: 4, New: 3, Time: 4 * time.Minute, Memorised: 10},
		},
	}
	want := sim.Span{
		Days:      2,
		Reviews:   sim.Figure{Mean: 5, SD: 1.4142135623730951},
		New:       sim.Figure{Mean: 2},
		Minutes:   sim.Figure{Mean: 2, SD: .7071067811865476},
		Recalled:  sim.Figure{Mean: .625, SD: .17677669529663687},
		Memorised: sim.Figure{Mean: 9, SD: 1.4142135623730951},
	}
	if diff := cmp.Diff(want, sim.Summarize(runs, 1, 3), cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	if got := sim.Summarize(runs[:1], 1, 3); got.Memorised != (sim.Figure{Mean: 8}) {
		t.Errorf("memorised of one run = %v, want 8 without deviation", got.Memorised)
	}
}

// TestCurve: more retention is more work and more known, and a point is what that retention gives
// alone.
func TestCurve(t *testing.T) {
	t.Parallel()
	c := steady()
	points, err := sim.Curve(t.Context(), c, []float64{.7, .8, .9, .95}, 3, nil)
	if err != nil {
		t.Fatal(err)
	}
	last := time.Duration(0)
	for i := 1; i < len(points); i++ {
		cost, ok := sim.Marginal(points[i-1], points[i])
		if !ok || cost <= last {
			t.Errorf("a card more costs %v at %v, %v before", cost, points[i].Retention, last)
		}
		last = cost
	}
	runs, err := sim.Repeat(t.Context(), []sim.Config{c}, 3, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := sim.Point{Retention: .9, Span: sim.Summarize(runs[0], 0, c.Days)}
	if diff := cmp.Diff(want, points[2], cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("point at 0.9 (-want +got):\n%s", diff)
	}
}

func TestMarginal(t *testing.T) {
	t.Parallel()
	point := func(minutes, memorised float64) sim.Point {
		return sim.Point{Span: sim.Span{
			Days: 100, Minutes: sim.Figure{Mean: minutes},
			Memorised: sim.Figure{Mean: memorised},
		}}
	}
	if got, ok := sim.Marginal(point(10, 500), point(12, 600)); !ok || got != 2*time.Minute {
		t.Errorf("marginal cost = %v, %v; want 2m: 200 minutes for 100 cards", got, ok)
	}
	if got, ok := sim.Marginal(point(10, 500), point(12, 500)); ok {
		t.Errorf("marginal cost of no card = %v", got)
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sim.Repeat(ctx, []sim.Config{standard()}, 1000, nil); !errors.Is(err,
		context.Canceled) {
		t.Errorf("Repeat: %v, want context.Canceled", err)
	}
	if _, err := sim.Repeat(ctx, []sim.Config{steady()}, 1000, nil); !errors.Is(err,
		context.Canceled) {
		t.Errorf("Repeat without limits: %v, want context.Canceled", err)
	}
	if _, err := sim.Curve(ctx, standard(), []float64{.8, .9}, 1000, nil); !errors.Is(err,
		context.Canceled) {
		t.Errorf("Curve: %v, want context.Canceled", err)
	}
}

// TestProgress: it rises from above 0 to 1.
func TestProgress(t *testing.T) {
	t.Parallel()
	for _, c := range []sim.Config{standard(), steady()} {
		var told []float64
		tell := func(share float64) { told = append(told, share) }
		if _, err := sim.Repeat(t.Context(), []sim.Config{c}, 3, tell); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(told) || len(told) < 3 || told[0] <= 0 || told[len(told)-1] < 1-1e-9 ||
			slices.Max(told) > 1 {
			t.Errorf("told %v", told)
		}
	}
}

func BenchmarkCurve(b *testing.B) {
	c := steady()
	var retentions []float64
	for r := 70; r <= 97; r++ {
		retentions = append(retentions, float64(r)/100)
	}
	for b.Loop() {
		if _, err := sim.Curve(b.Context(), c, retentions, 5, nil); err != nil {
			b.Fatal(err)
		}
	}
}
