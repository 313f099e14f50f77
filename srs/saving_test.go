package srs_test

import (
	"math"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
)

// TestSaving: the formula of FSRS-6 by hand. With a decay of 0.1542 the chance of recall after t
// days is (1 + t/S·(0.9^(-1/0.1542) − 1))^-0.1542.
func TestSaving(t *testing.T) {
	t.Parallel()
	m := model.New(model.Defaults())
	recall := func(stability, days float64) float64 {
		return math.Pow(1+days/stability*(math.Pow(.9, -1/.1542)-1), -.1542)
	}
	for _, test := range []struct {
		stability float64
		elapsed   int
		own       srs.Pace
		seconds   float64 // with 12 s as the mean of all
	}{
		{10, 10, srs.Pace{}, 12},
		{10, 31, srs.Pace{Answers: 1, Time: 4 * time.Second}, 10},
		{3, 31, srs.Pace{Answers: 9, Time: 36 * time.Second}, 6},
		{100, 121, srs.Pace{Answers: 17, Time: 17 * 32 * time.Second}, 29},
		{10, 0, srs.Pace{Answers: 3, Time: 0}, 6},
	} {
		s := srs.Schedule{
			Phase: srs.InReview, Reviews: 4, LastDay: 1000,
			Memory: model.Memory{Stability: test.stability, Difficulty: 5},
		}
		all := srs.Pace{Answers: 10, Time: 2 * time.Minute}
		got := s.Saving(m, 1000+srs.Day(test.elapsed), test.own, all)
		e := float64(test.elapsed)
		want := (recall(test.stability, e) - recall(test.stability, e+1)) / test.seconds
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%+v: saves %v a second, want %v", test, got, want)
		}
	}
}

func TestSavingOfNothing(t *testing.T) {
	t.Parallel()
	var s srs.Schedule
	if got := s.Saving(model.New(model.Defaults()), 5, srs.Pace{}, srs.Pace{}); got != 0 {
		t.Errorf("a new card saves %v, want 0", got)
	}
	if got := (srs.Pace{}).Expected(srs.Pace{}); got != 10*time.Second {
		t.Errorf("an answer of which nothing is known takes %v, want 10 s", got)
	}
	instant := srs.Pace{Answers: 1000}
	if got := instant.Expected(instant); got <= 0 {
		t.Errorf("answers that took no time are expected to take %v", got)
	}
}
