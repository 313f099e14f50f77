package model_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"cards/srs/model"
)

// vectors7 holds testdata/steps7.json, whose field "source" names its origin. A memory is the slow
// trace, the fast trace and the difficulty.
type vectors7 struct {
	P     model.Parameters7
	First []struct {
		P         string
		Rating    int
		Memory    [3]float64
		Intervals [4]float64 // at .7, .8, .9 and .95
		Recall    [3]float64 // after 10 minutes, a day, 30 days
	}
	Sequences []struct {
		Name, P string
		Reviews [][2]float64 // elapsed, rating
		After   []struct {
			Memory    [3]float64
			Before    *float64
			Intervals [4]float64 // likewise
		}
	}
	Steps []struct {
		P            string
		Memory       [3]float64
		Elapsed      float64
		Recall, Fast float64
		After        [4]struct {
			Memory    [3]float64
			Intervals [3]float64 // at .65, .9 and .99
		}
	}
}

func readVectors7(t *testing.T) vectors7 {
	t.Helper()
	data, err := os.ReadFile("testdata/steps7.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors7
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *vectors7) model(p string) *model.Model7 {
	if p == "P" {
		return model.New7(v.P)
	}
	return model.New7(model.Defaults7())
}

// wantDigits wants got to agree within 1e-7 or half a unit of the last digit given.
func wantDigits(t *testing.T, what string, got, want, unit float64) {
	t.Helper()
	if !(math.Abs(got-want) <= max(1e-7*math.Abs(want), .5000001*unit)) {
		t.Errorf("%s = %.10g, want %.10g", what, got, want)
	}
}

func wantMemory7(t *testing.T, what string, got model.Memory, want [3]float64, unit float64) {
	t.Helper()
	wantDigits(t, what+": slow trace", got.Stability, want[0], unit)
	wantDigits(t, what+": fast trace", got.Fast, want[1], unit)
	wantDigits(t, what+": difficulty", got.Difficulty, want[2], unit)
}

var retentions = [4]float64{.7, .8, .9, .95}

func TestFirst7(t *testing.T) {
	t.Parallel()
	v := readVectors7(t)
	for _, tt := range v.First {
		m := v.model(tt.P)
		got := m.First(tt.Rating)
		wantMemory7(t, tt.P, got, tt.Memory, 1e-8)
		for i, r := range retentions {
			wantDigits(t, "interval", m.Interval(got, r), tt.Intervals[i], 1e-6)
		}
		for i, days := range []float64{10. / 1440, 1, 30} {
			wantDigits(t, "recall", m.Recall(got, days), tt.Recall[i], 1e-8)
		}
	}
}

func TestSequences7(t *testing.T) {
	t.Parallel()
	v := readVectors7(t)
	for _, tt := range v.Sequences {
		m := v.model(tt.P)
		var memory model.Memory
		for i, r := range tt.Reviews {
			want := tt.After[i]
			if i == 0 {
				memory = m.First(int(r[1]))
			} else {
				wantDigits(t, tt.Name+": recall", m.Recall(memory, r[0]), *want.Before, 1e-8)
				memory = m.Next(memory, r[0], int(r[1]))
			}
			wantMemory7(t, tt.Name, memory, want.Memory, 1e-8)
			for k, r := range retentions {
				wantDigits(t, tt.Name+": interval", m.Interval(memory, r), want.Intervals[k], 1e-6)
			}
		}
	}
}

func TestSteps7(t *testing.T) {
	t.Parallel()
	v := readVectors7(t)
	for _, tt := range v.Steps {
		m := v.model(tt.P)
		s, f, d := tt.Memory[0], tt.Memory[1], tt.Memory[2]
		before := model.Memory{Stability: s, Fast: f, Difficulty: d}
		wantDigits(t, "recall", m.Recall(before, tt.Elapsed), tt.Recall, 1e-8)
		for i, want := range tt.After {
			after := m.Next(before, tt.Elapsed, i+1)
			wantMemory7(t, tt.P, after, want.Memory, 1e-9)
			for k, r := range []float64{.65, .9, .99} {
				got := m.Interval(after, r)
				if math.Abs(got-want.Intervals[k]) > 1e-6*want.Intervals[k] {
					t.Errorf("interval at %v = %v, want %v", r, got, want.Intervals[k])
				}
			}
		}
	}
}

// randomParameters7 draws every parameter from the inner nine tenths of its bounds.
func randomParameters7(rng *rand.Rand) model.Parameters7 {
	var p model.Parameters7
	lower, upper := model.Lower7(), model.Upper7()
	for i := range p {
		u := .05 + .9*rng.Float64()
		p[i] = lower[i] + u*(upper[i]-lower[i])
		if i < 4 {
			p[i] = lower[i] * math.Pow(upper[i]/lower[i], u)
		}
	}
	slices.Sort(p[:4])
	p[26] = p[25] + (upper[26]-p[25])*rng.Float64()
	p[26] = max(p[26], .5)
	return p
}

func randomMemory7(rng *rand.Rand) model.Memory {
	return model.Memory{
		Stability:  math.Exp(-5 + 12*rng.Float64()),
		Fast:       math.Exp(-5 + 12*rng.Float64()),
		Difficulty: 1 + 9*rng.Float64(),
	}
}

func TestInterval7InvertsRecall(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 1))
	for range 2000 {
		m := model.New7(randomParameters7(rng))
		memory := randomMemory7(rng)
		want := .5 + .49*rng.Float64()
		days := m.Interval(memory, want)
		if !(days >= 0 && days <= model.MaxStability) {
			t.Fatalf("interval of %v days", days)
		}
		if got := m.Recall(memory, days); days < model.MaxStability && math.Abs(got-want) > 1e-12 {
			t.Errorf("recall after the interval for %v = %v", want, got)
		} else if days == model.MaxStability && got < want {
			t.Errorf("recall after the longest interval = %v, below %v", got, want)
		}
	}
}

func TestInterval7Limits(t *testing.T) {
	t.Parallel()
	m := model.New7(model.Defaults7())
	if got := m.Interval(m.First(4), .9999); got != 0 {
		t.Errorf("interval at .9999 = %v, want 0", got)
	}
	if got := m.Interval(m.First(4), .3); got != model.MaxStability {
		t.Errorf("interval under the tail = %v, want %v", got, float64(model.MaxStability))
	}
	if got := m.Recall(m.First(1), -3); math.Abs(got-.99999) > 1e-15 {
		t.Errorf("recall before the answer = %v, want .99999", got)
	}
}

func TestGiven(t *testing.T) {
	t.Parallel()
	for _, k := range []model.Kernel{model.New(model.Defaults()), model.New7(model.Defaults7())} {
		for _, days := range []float64{1, 10, 300} {
			memory := k.Given(days, 5)
			if memory.Difficulty != 5 {
				t.Errorf("FSRS-%d: difficulty = %v, want 5", k.Version(), memory.Difficulty)
			}
			if k.Version() == 7 && math.Abs(memory.Fast-.8*memory.Stability) > 1e-12 {
				t.Errorf("fast trace = %v, want .8 of %v", memory.Fast, memory.Stability)
			}
			if got := k.Interval(memory, .9); math.Abs(got-days) > 1e-6*days {
				t.Errorf("FSRS-%d: stability of a card given %v days = %v", k.Version(), days, got)
			}
		}
	}
}

// TestWait wants that a low retention stretches intervals of FSRS-7 no more than those of FSRS-6.
func TestWait(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 3))
	six := model.New(model.Defaults())
	unit := model.Memory{Stability: 1}
	for range 500 {
		m := model.New7(randomParameters7(rng))
		memory := randomMemory7(rng)
		at90 := model.Wait(m, memory, .9)
		if want := m.Interval(memory, .9); at90 != want {
			t.Fatalf("wait for .9 = %v, want the interval %v", at90, want)
		}
		for _, tt := range []struct{ retention, most float64 }{{.8, 3.3}, {.7, 9.3}} {
			got := model.Wait(m, memory, tt.retention)
			times := six.Interval(unit, tt.retention)
			if got > m.Interval(memory, tt.retention) || got > at90*times*(1+1e-12) || got < at90 {
				t.Fatalf("wait for %v = %v, for .9 = %v", tt.retention, got, at90)
			}
			if math.Abs(times-tt.most) > .06 {
				t.Errorf("FSRS-6 stretches by %v for %v, want about %v", times, tt.retention, tt.most)
			}
		}
	}
}

func TestClip7(t *testing.T) {
	t.Parallel()
	p := model.Parameters7{9, 3, 200, 1, math.NaN(), math.Inf(1)}
	p[25], p[26] = .8, .6
	got := p.Clip()
	for i, want := range []float64{9, 9, 100, 100, 1, .001} {
		if got[i] != want {
			t.Errorf("w%d = %v, want %v", i, got[i], want)
		}
	}
	if got[26] != .8 {
		t.Errorf("w26 = %v, want .8, that of w25", got[26])
	}
	if err := got.Validate(); err != nil {
		t.Errorf("clipped parameters: %v", err)
	}
	if err := p.Validate(); err == nil {
		t.Error("parameters out of bounds are valid")
	}
	defaults := model.Defaults7()
	if err := defaults.Validate(); err != nil {
		t.Errorf("defaults: %v", err)
	}
}

// TestKernels holds what both models promise.
func TestKernels(t *testing.T) {
	t.Parallel()
	for _, k := range []model.Kernel{model.New(model.Defaults()), model.New7(model.Defaults7())} {
		if want := map[int]int{6: model.Count, 7: model.Count7}[k.Version()]; len(k.Numbers()) != want {
			t.Errorf("FSRS-%d has %d parameters, want %d", k.Version(), len(k.Numbers()), want)
		}
		memory := k.First(3)
		for range 5 {
			days := k.Interval(memory, .9)
			if got := k.Recall(memory, days); math.Abs(got-.9) > 1e-9 {
				t.Errorf("FSRS-%d: recall after the interval for .9 = %v", k.Version(), got)
			}
			if grown := k.Interval(k.Next(memory, days, 3), .9); !(grown > days) {
				t.Errorf("FSRS-%d: the interval after a success is %v, was %v", k.Version(), grown, days)
			}
			if shrunk := k.Interval(k.Next(memory, days, 1), .9); !(shrunk < days) {
				t.Errorf("FSRS-%d: the interval after a lapse is %v, was %v", k.Version(), shrunk, days)
			}
			memory = k.Next(memory, days, 3)
		}
	}
}
