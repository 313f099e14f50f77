package fit_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"
)

// TestWarm fits to people beginning at the defaults and, on a log that has grown, at what came of
// that: the newest fifth is predicted better by what is kept in nearly every case, and what follows
// the log as well.
func TestWarm(t *testing.T) {
	t.Parallel()
	const items = 1200
	for version, people := range map[int]int{6: 20, 7: 6} {
		kept, better := 0, 0
		for seed := range uint64(people) {
			all := newLog(t, seededPerson(seed).log(2*items, math.MaxInt))
			reviews := all.First(seededPerson(seed).log(2*items, math.MaxInt), items)
			var current model.Kernel = model.New(model.Defaults())
			if version == 7 {
				current = model.New7(model.Defaults7())
			}
			w, err := newLog(t, reviews).Warm(t.Context(), current)
			if err != nil {
				t.Fatal(err)
			}
			if w.Model.Version() != version || w.Newest < items/5 || w.Newest > items/5+1 {
				t.Fatalf("FSRS-%d, %d newest items", w.Model.Version(), w.Newest)
			}
			again, err := newLog(t, reviews).Warm(t.Context(), current)
			if err != nil || !slices.Equal(again.Model.Numbers(), w.Model.Numbers()) {
				t.Errorf("person %d: another result: %v", seed, err)
			}
			if w.Gain <= 0 {
				continue
			}
			kept++
			if gain, _ := all.Gain(current, w.Model, items, all.Items()); gain > 0 {
				better++
			}
		}
		if kept < people/2 || better < kept*9/10 {
			t.Errorf("FSRS-%d: %d of %d are kept, of which %d predict what follows better", version,
				kept, people, better)
		}
	}
}

// TestWarmRival: of people whose memory is that of FSRS-6 or FSRS-7, the other model is rarely
// named as the better one.
func TestWarmRival(t *testing.T) {
	t.Parallel()
	named := 0
	const people = 5
	for seed := range uint64(people) {
		w, err := newLog(t, newPerson7(seed, 1).log(3000)).Warm(t.Context(),
			model.New7(model.Defaults7()))
		if err != nil {
			t.Fatal(err)
		}
		gain, deviation, err := w.Rival(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if gain > deviation {
			named++
		}
	}
	if named > people/5 {
		t.Errorf("FSRS-6 is named to %d of %d whose memory is that of FSRS-7", named, people)
	}
}

// TestWarmEnds: without items there is nothing to gain, and a fit that is cancelled returns.
func TestWarmEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, current := range []model.Kernel{model.New(model.Defaults()), model.New7(model.Defaults7())} {
		w, err := newLog(t, nil).Warm(t.Context(), current)
		if err != nil || w.Gain != 0 || w.Newest != 0 {
			t.Errorf("of no log: %+v, %v", w, err)
		}
		if _, err := newLog(t, josh(t)).Warm(ctx, current); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}

// TestRecommendParts: two people in one log predict better by parameters of their own, two halves
// of one person's cards by those that they share; and that is advised.
func TestRecommendParts(t *testing.T) {
	t.Parallel()
	const pairs = 4
	var gains [2]float64
	var own [2]int
	for seed := range uint64(pairs) {
		a := newPerson(rand.New(rand.NewPCG(seed, 1)), 3).log(1500, math.MaxInt)
		b := newPerson(rand.New(rand.NewPCG(seed, 2)), 3).log(1500, math.MaxInt)
		for i, logs := range [][][]fit.Review{{a, b}, halves(a)} {
			for _, r := range recommendParts(t, logs...) {
				gains[i] += r.HeldOut.Gain
				if r.Verdict == fit.UseFit {
					own[i]++
				}
			}
		}
	}
	if gains[0] <= 0 || own[0] < 2*pairs/3 {
		t.Errorf("two people gain %v by their own in sum, advised %d of %d times", gains[0], own[0],
			2*pairs)
	}
	if gains[1] >= 0 || own[1] > 1 {
		t.Errorf("halves of a person gain %v by their own in sum, advised %d times", gains[1], own[1])
	}
}

// recommendParts unites logs of different cards and fits to each.
func recommendParts(t *testing.T, logs ...[]fit.Review) []*fit.Recommendation {
	t.Helper()
	var all []fit.Review
	var parts []fit.Part
	for i, reviews := range logs {
		for j := range reviews {
			reviews[j].Card[0] ^= byte(i)
		}
		all = append(all, reviews...)
		parts = append(parts, fit.Part{Log: newLog(t, reviews), Current: model.New(model.Defaults())})
	}
	slices.SortFunc(all, func(x, y fit.Review) int { return int(x.Time - y.Time) })
	list, err := newLog(t, all).RecommendParts(t.Context(), parts, fit.Options{Version: 6})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// halves returns the reviews of every other card.
func halves(reviews []fit.Review) [][]fit.Review {
	split := make([][]fit.Review, 2)
	of := make(map[[16]byte]int)
	for _, r := range reviews {
		if _, ok := of[r.Card]; !ok {
			of[r.Card] = len(of) % 2
		}
		split[of[r.Card]] = append(split[of[r.Card]], r)
	}
	return split
}

func BenchmarkWarm(b *testing.B) {
	l := newLog(b, josh(b))
	for name, m := range map[string]model.Kernel{"6": model.New(model.Defaults()), "7": model.New7(model.Defaults7())} {
		first, err := l.Warm(b.Context(), m)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Warm(b.Context(), first.Model); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
