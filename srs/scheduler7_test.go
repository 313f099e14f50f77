package srs_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
)

// randomSeven returns FSRS-7 with parameters anywhere within the bounds.
func randomSeven(rng *rand.Rand) *model.Model7 {
	var p model.Parameters7
	lower, upper := model.Lower7(), model.Upper7()
	for i := range p {
		p[i] = lower[i] + rng.Float64()*(upper[i]-lower[i])
		if i < 4 {
			p[i] = lower[i] * math.Pow(upper[i]/lower[i], rng.Float64())
		}
	}
	slices.Sort(p[:4])
	return model.New7(p.Clip())
}

// TestScheduleBySevenIsSafe plays lives of cards whose memory follows any parameters of FSRS-7.
func TestScheduleBySevenIsSafe(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 20))
	for range 200 {
		c := srs.DefaultConfig(time.UTC)
		c.Model, c.Retention = randomSeven(rng), .7+.29*rng.Float64()
		c.MaxInterval = 1 + rng.IntN(36_500)
		s, err := srs.NewScheduler(c)
		if err != nil {
			t.Fatal(err)
		}
		var card srs.Schedule
		now := noon
		for i := range 30 {
			previews := s.Preview(cardID(i), card, now)
			checkOrder(t, previews, c.MaxInterval)
			rating := srs.Rating(1 + rng.IntN(4))
			answer := s.Answer(cardID(i), card, rating, now, now)
			if answer.Due != previews[rating-1].Due {
				t.Fatalf("due %v, the preview said %v", answer.Due, previews[rating-1].Due)
			}
			card.Apply(s.Model(), answer)
			if days := card.Stability(s.Model()); !(days >= 0 && days <= model.MaxStability) {
				t.Fatalf("stability of %v days", days)
			}
			now = now.Add(time.Duration(math.Exp(16*rng.Float64())) * time.Second)
		}
	}
}

// checkOrder wants that a better answer is never due before a worse one, and that days are whole
// ones from one on.
func checkOrder(t *testing.T, previews [4]srs.Review, most int) {
	t.Helper()
	before := 0
	for i, r := range previews {
		if r.After != srs.InReview {
			continue // a step, on the same day or as the person wants it
		}
		days := int(r.Due.Day - r.Day)
		if days < 1 || days > most || days < before {
			t.Fatalf("answer %d: due in %d days, the worse one in %d, at most %d", i+1, days, before, most)
		}
		before = days
	}
}

// TestSevenCountsMinutes: a second answer after ten minutes is no answer after none, nor after a
// day.
func TestSevenCountsMinutes(t *testing.T) {
	t.Parallel()
	c := srs.DefaultConfig(time.UTC)
	seven := model.New7(model.Defaults7())
	c.Model = seven
	s, err := srs.NewScheduler(c)
	if err != nil {
		t.Fatal(err)
	}
	var card srs.Schedule
	card.Apply(seven, s.Answer(cardID(1), card, srs.Good, noon, noon))
	later := noon.Add(10 * time.Minute)
	card.Apply(seven, s.Answer(cardID(1), card, srs.Good, later, later))
	if want := seven.Next(seven.First(3), 10./1440, 3); card.Memory != want {
		t.Errorf("memory after ten minutes = %v, want %v", card.Memory, want)
	}
	tomorrow := later.Add(20 * time.Hour)
	before := card.Memory
	card.Apply(seven, s.Answer(cardID(1), card, srs.Good, tomorrow, tomorrow))
	if want := seven.Next(before, 1, 3); card.Memory != want {
		t.Errorf("memory on the next study day = %v, want %v", card.Memory, want)
	}
}

// TestSwitchingMovesNoDue replays what FSRS-6 scheduled by FSRS-7.
func TestSwitchingMovesNoDue(t *testing.T) {
	t.Parallel()
	six, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	var card srs.Schedule
	var reviews []srs.Review
	now := noon
	for _, rating := range []srs.Rating{srs.Good, srs.Good, srs.Good, srs.Again, srs.Good, srs.Easy} {
		r := six.Answer(cardID(1), card, rating, now, now)
		card.Apply(six.Model(), r)
		reviews = append(reviews, r)
		now = now.Add(50 * time.Hour)
	}
	seven := srs.Replay(model.New7(model.Defaults7()), reviews)
	if seven.Due != card.Due || seven.Phase != card.Phase || seven.Lapses != card.Lapses {
		t.Errorf("after the switch %+v, before %+v", seven, card)
	}
	if seven.Memory.Fast == 0 || seven.Memory == card.Memory {
		t.Errorf("memory after the switch is %+v", seven.Memory)
	}
}
