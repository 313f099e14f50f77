package stats_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// answered returns a card in review phase, answered on a study day with the given interval, and a
// review of it so many days later that took five seconds.
func answered(interval, elapsed int, r srs.Rating) (srs.Schedule, srs.Review) {
	before := srs.Schedule{
		Phase: srs.InReview, Reviews: 3, LastDay: 1000,
		Due: srs.Due{Day: 1000 + srs.Day(interval)},
	}
	return before, srs.Review{
		Rating: r, Shown: noon, Answered: noon.Add(5 * time.Second), Day: 1000 + srs.Day(elapsed),
		Before: srs.InReview,
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	const took = 5 * time.Second
	recalled, forgotten := stats.Retention{Asked: 1, Recalled: 1}, stats.Retention{Asked: 1}
	in := func(phase srs.Phase, reviews int, rating srs.Rating) (srs.Schedule, srs.Review) {
		before, r := answered(30, 30, rating)
		before.Phase, r.Before, before.Reviews = phase, phase, reviews
		return before, r
	}
	practice := func() (srs.Schedule, srs.Review) {
		before, r := answered(30, 30, srs.Good)
		r.Purpose = srs.Cram
		return before, r
	}
	of := func(before srs.Schedule,
		r srs.Review,
	) stats.Totals {
		return stats.Of(before, r, 10*time.Minute)
	}
	for _, tt := range []struct {
		name      string
		got, want stats.Totals
	}{
		{
			"new", of(in(srs.New, 0, srs.Good)),
			stats.Totals{Ratings: [4]int{0, 0, 1, 0}, Time: took, New: 1},
		},
		{
			"learning", of(in(srs.Learning, 1, srs.Again)),
			stats.Totals{Ratings: [4]int{1, 0, 0, 0}, Time: took},
		},
		{
			"relearning", of(in(srs.Relearning, 5, srs.Easy)),
			stats.Totals{Ratings: [4]int{0, 0, 0, 1}, Time: took},
		},
		{
			"young, recalled", of(answered(20, 30, srs.Hard)),
			stats.Totals{Ratings: [4]int{0, 1, 0, 0}, Time: took, Asked: recalled},
		},
		{
			"young, forgotten", of(answered(20, 30, srs.Again)),
			stats.Totals{Ratings: [4]int{1, 0, 0, 0}, Time: took, Asked: forgotten},
		},
		{
			"mature, recalled", of(answered(21, 1, srs.Easy)),
			stats.Totals{Ratings: [4]int{0, 0, 0, 1}, Time: took, Asked: recalled, Mature: recalled},
		},
		{
			"mature, forgotten", of(answered(21, 1, srs.Again)),
			stats.Totals{Ratings: [4]int{1, 0, 0, 0}, Time: took, Asked: forgotten, Mature: forgotten},
		},
		{
			"again on the same day", of(answered(21, 0, srs.Good)),
			stats.Totals{Ratings: [4]int{0, 0, 1, 0}, Time: took},
		},
		{
			"on a day before", of(answered(21, -1, srs.Good)),
			stats.Totals{Ratings: [4]int{0, 0, 1, 0}, Time: took},
		},
		{"practice", of(practice()), stats.Totals{}},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestTotalsTakenBack adds up the reviews of a random session and takes them back in another order.
func TestTotalsTakenBack(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var sum stats.Totals
		parts := make([]stats.Totals, 1+rng.IntN(50))
		for i := range parts {
			before, r := answered(rng.IntN(60), rng.IntN(60), srs.Rating(1+rng.IntN(4)))
			before.Reviews = rng.IntN(3)
			r.Answered = r.Shown.Add(time.Duration(rng.Int64N(int64(time.Hour))))
			parts[i] = stats.Of(before, r, 10*time.Minute)
			sum = sum.Add(parts[i])
		}
		if sum.Reviews() != len(parts) {
			t.Fatalf("%d reviews, want %d", sum.Reviews(), len(parts))
		}
		rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for i, p := range parts {
			if i == len(parts)-1 {
				if diff := cmp.Diff(p, sum); diff != "" {
					t.Fatalf("the last one left (-want +got):\n%s", diff)
				}
			}
			sum = sum.Sub(p)
		}
		if diff := cmp.Diff(stats.Totals{}, sum); diff != "" {
			t.Fatalf("all taken back (-want +got):\n%s", diff)
		}
	}
}

func TestShares(t *testing.T) {
	t.Parallel()
	total := stats.Totals{
		Ratings: [4]int{3, 4, 22, 3},
		Asked:   stats.Retention{Asked: 20, Recalled: 17}, Mature: stats.Retention{Asked: 8, Recalled: 8},
	}
	if got, ok := total.Right(); !ok || got != 29.0/32 {
		t.Errorf("right %v, %v, want 29 of 32", got, ok)
	}
	if got, ok := total.Asked.Rate(); !ok || got != 0.85 {
		t.Errorf("true retention %v, %v, want 0.85", got, ok)
	}
	if got, want := total.Young(), (stats.Retention{Asked: 12, Recalled: 9}); got != want {
		t.Errorf("young %v, want %v", got, want)
	}
	if got, ok := (stats.Totals{}).Right(); ok {
		t.Errorf("right without reviews: %v", got)
	}
	if got, ok := (stats.Retention{}).Rate(); ok {
		t.Errorf("rate of none asked: %v", got)
	}
}

func TestMature(t *testing.T) {
	t.Parallel()
	learning, _ := answered(30, 0, srs.Good)
	learning.Phase = srs.Relearning
	for interval, want := range map[int]bool{0: false, 20: false, 21: true, 400: true} {
		if s, _ := answered(interval, 0, srs.Good); stats.Mature(s) != want {
			t.Errorf("interval of %d days: mature is %v", interval, !want)
		}
	}
	if stats.Mature(learning) || stats.Mature(srs.Schedule{}) {
		t.Error("a card that is not in review phase is mature")
	}
}

func TestStreak(t *testing.T) {
	t.Parallel()
	const today = srs.Day(100)
	for _, tt := range []struct {
		name          string
		days          []srs.Day
		current, best int
	}{
		{"none", nil, 0, 0},
		{"today only", []srs.Day{100}, 1, 1},
		{"today is not over", []srs.Day{97, 98, 99}, 3, 3},
		{"with today", []srs.Day{97, 98, 99, 100}, 4, 4},
		{"a day left out", []srs.Day{94, 95, 96, 98, 99, 100}, 3, 3},
		{"better before", []srs.Day{1, 2, 3, 4, 5, 99, 100}, 2, 5},
		{"ended the day before yesterday", []srs.Day{96, 97, 98}, 0, 3},
		{"only long ago", []srs.Day{-3, -2, -1, 0, 1}, 0, 5},
		{"a day ahead of today, after travelling west", []srs.Day{99, 100, 101}, 3, 3},
	} {
		current, best := stats.Streak(tt.days, today)
		if current != tt.current || best != tt.best {
			t.Errorf("%s: streak %d, best %d, want %d, %d", tt.name, current, best, tt.current, tt.best)
		}
	}
}

// TestTotalsOfSessions follows one card through real answers: what counts for true retention is the
// first answer of a day in review phase, once.
func TestTotalsOfSessions(t *testing.T) {
	t.Parallel()
	s, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	var kept srs.Schedule
	var sum stats.Totals
	answer := func(at time.Time, rating srs.Rating) {
		r := s.Answer(srs.CardID{1}, kept, rating, at.Add(-time.Second), at)
		sum = sum.Add(stats.Of(kept, r, 10*time.Minute))
		kept.Apply(s.Model(), r)
	}
	answer(noon, srs.Easy)                                       // learned at once
	answer(noon.AddDate(0, 0, 8), srs.Good)                      // recalled
	answer(noon.AddDate(0, 0, 8).Add(time.Minute), srs.Good)     // asked once more on that day
	answer(noon.AddDate(0, 0, 90), srs.Again)                    // forgotten, mature by then
	answer(noon.AddDate(0, 0, 90).Add(10*time.Minute), srs.Good) // relearned
	want := stats.Totals{
		Ratings: [4]int{1, 0, 3, 1}, Time: 5 * time.Second, New: 1,
		Asked: stats.Retention{Asked: 2, Recalled: 1}, Mature: stats.Retention{Asked: 1},
	}
	if diff := cmp.Diff(want, sum); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if kept.Memory == (model.Memory{}) {
		t.Error("nothing was learned")
	}
}
