package model_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"cards/srs/model"
)

// vectors holds testdata/steps.json, whose field "source" names its origin.
type vectors struct {
	FSRS5          []float64 `json:"fsrs5"`
	Retrievability []struct{ W20, Elapsed, Stability, Want float64 }
	Steps          []struct {
		Name                  string
		FSRS5                 bool `json:"fsrs5"`
		Stability, Difficulty float64
		Elapsed, Recall       float64
		Rating                int
		WantStability         float64 `json:"want_stability"`
		WantDifficulty        float64 `json:"want_difficulty"`
	}
	Sequences []struct {
		FSRS5                            bool `json:"fsrs5"`
		NoSameDay                        bool `json:"no_same_day"`
		Ratings                          []int
		Elapsed                          []float64
		Stability, Difficulty, Tolerance float64
	}
	Intervals struct {
		Stability       float64
		Retention, Want []float64
	}
	SM2 []struct{ Ease, Interval, Retention, Stability, Difficulty float64 } `json:"sm2"`
}

func readVectors(t *testing.T) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/steps.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v vectors) model(t *testing.T, fsrs5 bool) *model.Model {
	t.Helper()
	if !fsrs5 {
		return model.New(model.Defaults())
	}
	p, err := model.Migrate(v.FSRS5)
	if err != nil {
		t.Fatal(err)
	}
	return model.New(p)
}

// near reports values that differ by more than the float32 reference allows.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func TestRetrievability(t *testing.T) {
	t.Parallel()
	for _, v := range readVectors(t).Retrievability {
		p := model.Defaults()
		p[20] = v.W20
		near(t, "retrievability", model.New(p).Recall(model.Memory{Stability: v.Stability},
			v.Elapsed), v.Want, 1e-5)
	}
}

func TestSteps(t *testing.T) {
	t.Parallel()
	all := readVectors(t)
	for _, v := range all.Steps {
		m := all.model(t, v.FSRS5)
		elapsed := v.Elapsed
		if v.Recall > 0 {
			elapsed = m.Interval(model.Memory{Stability: v.Stability}, v.Recall)
		}
		got := m.Next(model.Memory{Stability: v.Stability, Difficulty: v.Difficulty}, elapsed, v.Rating)
		if v.WantStability > 0 {
			near(t, v.Name+": stability", got.Stability, v.WantStability, 1e-5)
		}
		if v.WantDifficulty > 0 {
			near(t, v.Name+": difficulty", got.Difficulty, v.WantDifficulty, 1e-5)
		}
	}
}

func TestSequences(t *testing.T) {
	t.Parallel()
	all := readVectors(t)
	for _, v := range all.Sequences {
		m := all.model(t, v.FSRS5)
		if v.NoSameDay {
			p := m.Parameters()
			p[17], p[18], p[19] = 0, 0, 0
			m = model.New(p)
		}
		memory := m.First(v.Ratings[0])
		for i, rating := range v.Ratings[1:] {
			memory = m.Next(memory, v.Elapsed[i+1], rating)
		}
		tolerance := max(v.Tolerance, 1e-5)
		near(t, "stability", memory.Stability, v.Stability, tolerance)
		near(t, "difficulty", memory.Difficulty, v.Difficulty, tolerance)
	}
}

func TestIntervals(t *testing.T) {
	t.Parallel()
	m, v := model.New(model.Defaults()), readVectors(t).Intervals
	for i, retention := range v.Retention {
		got := max(1, math.Round(m.Interval(model.Memory{Stability: v.Stability}, retention)))
		if got != v.Want[i] {
			t.Errorf("interval at %v = %v days, want %v", retention, got, v.Want[i])
		}
	}
}

// TestIntervalsOfSchedule answers exactly when due, as py-fsrs,
// tests/test_basic.py:48: steps of a minute and ten, ten after a lapse.
func TestIntervalsOfSchedule(t *testing.T) {
	t.Parallel()
	m := model.New(model.Defaults())
	ratings := []int{3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3}
	want := []float64{0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21}
	memory, elapsed := m.First(ratings[0]), want[0]
	for i, rating := range ratings[1:] {
		memory = m.Next(memory, elapsed, rating)
		elapsed = max(1, math.Round(m.Interval(memory, 0.9)))
		if rating == 1 {
			elapsed = 0
		}
		if elapsed != want[i+1] {
			t.Errorf("interval after review %d = %v days, want %v", i+2, elapsed, want[i+1])
		}
	}
}

func TestFromSM2(t *testing.T) {
	t.Parallel()
	m := model.New(model.Defaults())
	for _, v := range readVectors(t).SM2 {
		got := m.FromSM2(v.Ease, v.Interval, v.Retention)
		near(t, "stability", got.Stability, v.Stability, 1e-5)
		near(t, "difficulty", got.Difficulty, v.Difficulty, 1e-5)
	}
}

func TestNextKeepsMemoryInBounds(t *testing.T) {
	t.Parallel()
	for _, p := range []model.Parameters{model.Lower(), model.Defaults(), model.Upper()} {
		m := model.New(p)
		for rating := 1; rating <= 4; rating++ {
			for _, elapsed := range []float64{-3, 0, 1, 36500, 1e9} {
				for _, before := range []model.Memory{{}, {Stability: 1e9, Difficulty: 50}, m.First(rating)} {
					got := m.Next(before, elapsed, rating)
					if !(got.Stability >= model.MinStability && got.Stability <= model.MaxStability &&
						got.Difficulty >= model.MinDifficulty && got.Difficulty <= model.MaxDifficulty) {
						t.Errorf("Next(%v, %v, %d) = %v, outside the bounds", before, elapsed, rating, got)
					}
				}
			}
		}
	}
}

func TestUnknownRatingPanics(t *testing.T) {
	t.Parallel()
	m := model.New(model.Defaults())
	for _, rating := range []int{-1, 0, 5} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("First(%d) did not panic", rating)
				}
			}()
			m.First(rating)
		}()
	}
}
