package srs_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
)

// history answers one card n times at random instants, mostly when it is due, as a person who
// travels does. It returns the reviews and the schedule that was kept along.
func history(t *testing.T, rng *rand.Rand, n int) ([]srs.Review, srs.Schedule) {
	t.Helper()
	var zones []*time.Location
	for _, name := range []string{"Pacific/Kiritimati", "Europe/Berlin", "Pacific/Pago_Pago"} {
		zones = append(zones, zone(t, name))
	}
	var reviews []srs.Review
	var kept srs.Schedule
	now := noon
	for range n {
		s := newScheduler(t, srs.DefaultConfig(zones[rng.IntN(len(zones))]))
		r := s.Answer(cardID(9), kept, srs.Rating(1+rng.IntN(4)), now.Add(-5*time.Second), now)
		if rng.IntN(10) == 0 {
			r.Purpose = srs.Cram
		}
		reviews = append(reviews, r)
		kept.Apply(s.Model(), r)
		days, step := r.Interval()
		now = now.AddDate(0, 0, days).Add(step).Add(time.Duration(rng.IntN(72)-24) * time.Hour)
	}
	return reviews, kept
}

func TestReplayGivesWhatWasKept(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		reviews, kept := history(t, rng, 1+rng.IntN(40))
		if diff := cmp.Diff(kept, srs.Replay(model.New(model.Defaults()), reviews)); diff != "" {
			t.Fatalf("replay (-kept +replayed):\n%s", diff)
		}
	}
}

// TestReplayKeepsDueDates replays with other parameters: only memory is another.
func TestReplayKeepsDueDates(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		reviews, kept := history(t, rng, 1+rng.IntN(40))
		got := srs.Replay(model.New(parametersOfBoth(rng)), reviews)
		if kept.Reviews > 0 && got.Memory == kept.Memory {
			t.Errorf("memory %v with any parameters", got.Memory)
		}
		got.Memory = kept.Memory
		if diff := cmp.Diff(kept, got); diff != "" {
			t.Fatalf("replay with other parameters (-kept +replayed):\n%s", diff)
		}
	}
}

func TestPracticeMovesNothing(t *testing.T) {
	t.Parallel()
	s := defaultScheduler(t)
	want := learned(10, 3)
	got := want
	practice := s.Answer(cardID(1), want, srs.Again, noon, noon)
	practice.Purpose = srs.Cram
	got.Apply(s.Model(), practice)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("practice (-before +after):\n%s", diff)
	}
}

func TestLapses(t *testing.T) {
	t.Parallel()
	s := defaultScheduler(t)
	for _, tt := range []struct {
		phase  srs.Phase
		rating srs.Rating
		want   int
	}{
		{srs.New, srs.Again, 0},
		{srs.Learning, srs.Again, 0},
		{srs.InReview, srs.Hard, 0},
		{srs.InReview, srs.Again, 1},
		{srs.Relearning, srs.Again, 0},
	} {
		before := learned(10, 10)
		before.Phase, before.Steps = tt.phase, 1
		before.Apply(s.Model(), s.Answer(cardID(1), before, tt.rating, noon, noon))
		if before.Lapses != tt.want {
			t.Errorf("%v in phase %v: %d lapses, want %d", tt.rating, tt.phase, before.Lapses, tt.want)
		}
	}
}

// TestAgainNeverLengthens forgets cards on a later day: what is left of the memory does not exceed
// what there was.
func TestAgainNeverLengthens(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(9, 10))
	for range 2000 {
		c := srs.DefaultConfig(time.UTC)
		c.Model, c.RelearningSteps = model.New(parametersOfBoth(rng)), nil
		s := newScheduler(t, c)
		before := learned(1+200*rng.Float64(), 1+rng.IntN(300))
		reviews := s.PreviewUnspread(cardID(1), before, noon)
		longest := max(1, s.Model().Interval(before.Memory, c.Retention)+0.5)
		for _, r := range reviews[srs.Hard-1:] {
			if again, days := reviews[0].Due.Day, r.Due.Day; again > days {
				t.Fatalf("%+v: due %v after again, %v after %v", before, again, days, r.Rating)
			}
		}
		if days, _ := reviews[0].Interval(); float64(days) > longest {
			t.Fatalf("%+v: again after %v days puts it off by %d", before, longest, days)
		}
	}
}

func TestRetrievabilityFalls(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(11, 12))
	for range 100 {
		reviews, kept := history(t, rng, 1+rng.IntN(20))
		m := model.New(parametersOfBoth(rng))
		last := 1.0
		for d := kept.LastDay + 1; kept.Reviews > 0 && d < kept.LastDay+400; d++ {
			r := m.Recall(kept.Memory, float64(kept.Elapsed(d)))
			if r >= last || r <= 0 {
				t.Fatalf("after %v: chance of recall %v, a day before it was %v", reviews, r, last)
			}
			last = r
		}
	}
}

func TestElapsedAndInterval(t *testing.T) {
	t.Parallel()
	inReview := srs.Schedule{Phase: srs.InReview, Reviews: 1, LastDay: 100, Due: srs.Due{Day: 121}}
	backwards, learning := inReview, inReview
	backwards.Due.Day = 90
	learning.Phase, learning.Due = srs.Learning, srs.Due{At: noon}
	for _, tt := range []struct {
		name              string
		s                 srs.Schedule
		day               srs.Day
		elapsed, interval int
	}{
		{"new", srs.Schedule{}, 20_000, 0, 0},
		{"same day", inReview, 100, 0, 21},
		{"later", inReview, 130, 30, 21},
		{"a day before, after travelling west", inReview, 99, 0, 21},
		{"due before it was answered", backwards, 101, 1, 0},
		{"in the steps", learning, 101, 1, 0},
	} {
		if elapsed, interval := tt.s.Elapsed(tt.day), tt.s.Interval(); elapsed != tt.elapsed ||
			interval != tt.interval {
			t.Errorf("%s: elapsed %d, interval %d, want %d, %d", tt.name, elapsed, interval,
				tt.elapsed, tt.interval)
		}
	}
}
