package srs_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"

	"github.com/open-spaced-repetition/go-fsrs/v4"
)

// parametersOfBoth draws parameters for which go-fsrs computes what FSRS-6 says: it holds initial
// stabilities at 0.1 and more, w19 at 0.01 and more.
func parametersOfBoth(rng *rand.Rand) model.Parameters {
	lower, upper := model.Lower(), model.Upper()
	lower[0], lower[1], lower[2], lower[3], lower[19] = 0.1, 0.1, 0.1, 0.1, 0.01
	var p model.Parameters
	for i := range p {
		p[i] = lower[i] + rng.Float64()*(upper[i]-lower[i])
	}
	return p
}

// inFSRS returns go-fsrs with the given configuration.
func inFSRS(t *testing.T, c srs.Config) *fsrs.FSRS {
	t.Helper()
	p := fsrs.DefaultParam()
	p.W, p.RequestRetention, p.MaximumInterval = fsrs.Weights(c.Model.Numbers()), c.Retention,
		float64(c.MaxInterval)
	p.LearningSteps, p.RelearningSteps = []float64{}, []float64{}
	for _, s := range c.Steps {
		p.LearningSteps = append(p.LearningSteps, s.Minutes())
	}
	for _, s := range c.RelearningSteps {
		p.RelearningSteps = append(p.RelearningSteps, s.Minutes())
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	return fsrs.NewFSRS(p)
}

// relative returns how far a number is from what is wanted, as a part of it.
func relative(got, want float64) float64 { return math.Abs(got-want) / math.Abs(want) }

func TestMemoryAgreesWithFSRS(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		c := srs.DefaultConfig(time.UTC)
		c.Model = model.New(parametersOfBoth(rng))
		var history fsrs.ReviewEntries
		var reviews []srs.Review
		day := srs.Day(20_000)
		for range 1 + rng.IntN(60) {
			elapsed := rng.IntN(3) * rng.IntN(40)
			if len(reviews) == 0 {
				elapsed = 0
			}
			day += srs.Day(elapsed)
			rating := 1 + rng.IntN(4)
			history = append(history, fsrs.ReviewEntry{
				Rating: fsrs.Rating(rating),
				DeltaT: float64(elapsed),
			})
			reviews = append(reviews, srs.Review{Rating: srs.Rating(rating), Day: day})
		}
		want, err := inFSRS(t, c).MemoryState(history, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := srs.Replay(c.Model, reviews).Memory
		if relative(got.Stability, want.Stability) > 1e-12 ||
			relative(got.Difficulty, want.Difficulty) > 1e-12 {
			t.Fatalf("after %v with %v: %v, go-fsrs says %v", history, c.Model.Numbers(), got, want)
		}
	}
}

// TestScheduleAgreesWithFSRS lets go-fsrs keep cards of its own through random histories: phases,
// steps left, minutes and days are the same, but for what it is known to get wrong.
func TestScheduleAgreesWithFSRS(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	steps := [][]time.Duration{nil, minutes(10), minutes(1, 10), minutes(1, 10, 300)}
	for range 200 {
		c := srs.DefaultConfig(time.UTC)
		c.Calendar.Rollover = 0 // its days are those of UTC
		c.Model = model.New(parametersOfBoth(rng))
		c.Retention = 0.7 + 0.29*rng.Float64()
		c.Steps, c.RelearningSteps = steps[rng.IntN(4)], steps[rng.IntN(2)]
		s, f := newScheduler(t, c), inFSRS(t, c)
		now, before, card := noon, srs.Schedule{}, fsrs.Card{Due: noon}
		for range 30 {
			log, err := f.Repeat(card, now)
			if err != nil {
				t.Fatal(err)
			}
			got := s.PreviewUnspread(cardID(1), before, now)
			agree(t, c, before, got, log, now)
			rating := 1 + rng.IntN(4)
			before.Apply(s.Model(), got[rating-1])
			card = log[fsrs.Rating(rating)].Card
			now = now.Add(time.Duration(1+rng.IntN(20*24*60)*rng.IntN(2)) * time.Minute)
		}
	}
}

// agree compares what each rating does with what go-fsrs says it does.
func agree(t *testing.T, c srs.Config, before srs.Schedule, got [4]srs.Review, log fsrs.RecordLog, now time.Time) {
	t.Helper()
	var days [4]int // it puts ratings in order only in review phase, and beyond the longest interval
	for i := range days {
		if next := log[fsrs.Rating(i+1)].Card; next.State == fsrs.Review {
			days[i] = min(int(next.ScheduledDays), c.MaxInterval)
		}
	}
	if before.Phase != srs.InReview && days[1] > 0 {
		days[1] = min(days[1], days[2])
		days[2] = max(days[2], days[1]+1)
	}
	if before.Phase != srs.InReview && days[2] > 0 {
		days[3] = max(days[3], days[2]+1)
	}
	if days[0] > 0 {
		days[0] = min(days[0], days[1])
	}
	for i, r := range got {
		next := log[fsrs.Rating(i+1)].Card
		if r.After != srs.Phase(next.State) || r.Steps != next.RemainingSteps {
			t.Fatalf("%+v, %v: %v with %d steps, go-fsrs says %v with %d",
				before, r.Rating, r.After, r.Steps, next.State, next.RemainingSteps)
		}
		gotDays, delay := r.Interval()
		wantDays, wantDelay := min(days[i], c.MaxInterval), next.Due.Sub(now)
		if next.State != fsrs.Review {
			wantDays = int(c.Calendar.Day(next.Due) - c.Calendar.Day(now)) // a step that ends on another day
		}
		if wantDays > 0 {
			wantDelay = 0
		}
		if r.After == srs.Learning && r.Rating == srs.Hard && r.Steps < len(c.Steps) {
			continue // it takes the card to be on the first step
		}
		if r.Rating == srs.Hard {
			delay = delay.Round(time.Minute) // as it rounds the mean of two steps
		}
		if gotDays != wantDays || delay != wantDelay {
			t.Fatalf("%+v, %v: %d days %v, go-fsrs says %d days %v",
				before, r.Rating, gotDays, delay, wantDays, wantDelay)
		}
	}
}
