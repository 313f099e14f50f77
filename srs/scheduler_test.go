package srs_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
)

func newScheduler(t testing.TB, c srs.Config) *srs.Scheduler {
	t.Helper()
	s, err := srs.NewScheduler(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func defaultScheduler(t testing.TB) *srs.Scheduler {
	t.Helper()
	return newScheduler(t, srs.DefaultConfig(time.UTC))
}

// learned returns the schedule of a card in review phase, answered on the day of noon so many days
// before it.
func learned(stability float64, elapsed int) srs.Schedule {
	today := srs.Calendar{Zone: time.UTC}.Day(noon)
	return srs.Schedule{
		Phase: srs.InReview, Reviews: 7, Memory: model.Memory{Stability: stability, Difficulty: 5},
		Due: srs.Due{Day: today}, Last: noon.AddDate(0, 0, -elapsed), LastDay: today - srs.Day(elapsed),
	}
}

// TestIntervalsWhenDue answers whenever the card is due, as py-fsrs, tests/test_basic.py.
func TestIntervalsWhenDue(t *testing.T) {
	t.Parallel()
	s := defaultScheduler(t)
	now, before := noon, srs.Schedule{}
	var got []int
	for _, rating := range []srs.Rating{3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3} {
		r := s.PreviewUnspread(cardID(1), before, now)[rating-1]
		days, delay := r.Interval()
		got = append(got, days)
		before.Apply(s.Model(), r)
		now = now.AddDate(0, 0, days).Add(delay)
	}
	if want := []int{0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21}; !slices.Equal(got, want) {
		t.Errorf("days between reviews: %v, want %v", got, want)
	}
}

func TestReviewRecordsFacts(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	s := newScheduler(t, srs.DefaultConfig(berlin))
	before := learned(10, 10)
	shown := time.Date(2026, 3, 3, 3, 30, 0, 123_456_789, berlin) // before the rollover: still March 2
	answered := shown.Add(7 * time.Second)
	got := s.Answer(cardID(1), before, srs.Again, shown, answered)
	want := srs.Review{
		Card: cardID(1), Rating: srs.Again,
		Shown:    time.Date(2026, 3, 3, 2, 30, 0, 123_000_000, time.UTC),
		Answered: time.Date(2026, 3, 3, 2, 30, 7, 123_000_000, time.UTC),
		Offset:   3600, Day: before.Due.Day, Count: 7, Before: srs.InReview, After: srs.Relearning,
		Steps: 1,
		Due:   srs.Due{At: time.Date(2026, 3, 3, 2, 40, 7, 123_000_000, time.UTC)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Due.At.Location() != time.UTC {
		t.Errorf("due in %v, want UTC", got.Due.At.Location())
	}
}

func TestClockSetBack(t *testing.T) {
	t.Parallel()
	s := defaultScheduler(t)
	before := learned(10, 0)
	early := noon.AddDate(-1, 0, 0)
	for _, phase := range []srs.Phase{srs.InReview, srs.Learning, srs.Relearning} {
		before.Phase, before.Steps = phase, 1
		for i, r := range s.Preview(cardID(1), before, early) {
			days, delay := r.Interval()
			if days <= 0 && delay <= 0 || !r.Answered.Equal(early) {
				t.Errorf("%v, %v: due after %d days %v, answered %v", phase, srs.Rating(i+1), days,
					delay, r.Answered)
			}
			after, sameDay := before, before
			after.Apply(s.Model(), r)
			r.Day = before.LastDay
			sameDay.Apply(s.Model(), r)
			if after.Memory != sameDay.Memory {
				t.Errorf("%v, %v: memory %v, want that of the same day %v", phase, srs.Rating(i+1),
					after.Memory, sameDay.Memory)
			}
		}
	}
}

func TestAnswerIsAsPreviewed(t *testing.T) {
	t.Parallel()
	s := defaultScheduler(t)
	for i := range 500 {
		card, before := cardID(i), learned(float64(i%90)+1, i%30)
		previews := s.Preview(card, before, noon)
		for _, later := range []time.Duration{0, time.Millisecond, 9 * time.Hour} {
			for rating := srs.Again; rating <= srs.Easy; rating++ {
				got := s.Answer(card, before, rating, noon, noon.Add(later))
				days, delay := previews[rating-1].Interval()
				if d, l := got.Interval(); d != days || l != delay {
					t.Fatalf("card %d, %v, %v later: %d days %v, previewed %d days %v", i, rating,
						later, d, l, days, delay)
				}
			}
		}
	}
}

func TestIntervalsAreOrdered(t *testing.T) {
	t.Parallel()
	for _, longest := range []int{1, 2, 30, 36500} {
		c := srs.DefaultConfig(time.UTC)
		c.MaxInterval, c.RelearningSteps, c.Steps = longest, nil, nil
		s := newScheduler(t, c)
		for i := range 3000 {
			before := learned(math.Exp(float64(i%100)/10), i%7)
			if i%5 == 0 {
				before = srs.Schedule{}
			}
			var days [4]int
			for j, e := range effects(s.Preview(cardID(i), before, noon)) {
				days[j] = e.Days
			}
			again, hard, good, easy := days[0], days[1], days[2], days[3]
			if again < 1 || again > hard || hard > good || good > easy || easy > longest {
				t.Fatalf("card %d: intervals %v are out of order or beyond %d", i, days, longest)
			}
			if good < longest && hard == good || easy < longest && good == easy {
				t.Fatalf("card %d: intervals %v are not a day apart", i, days)
			}
		}
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	const least, most = 0, 0.999
	for _, tt := range []struct{ days, elapsed, longest, lower, upper int }{
		{1, 0, 36500, 1, 1},
		{2, 0, 36500, 2, 2},
		{3, 0, 36500, 2, 4},
		{7, 0, 36500, 5, 9},
		{17, 0, 36500, 14, 20},
		{37, 0, 36500, 33, 41},
		{100, 0, 36500, 93, 107},
		{99, 0, 99, 92, 99},
		{10, 9, 36500, 10, 12},
		{10, 20, 36500, 8, 12},
	} {
		lower, upper := srs.Spread(tt.days, tt.elapsed, tt.longest, least),
			srs.Spread(tt.days, tt.elapsed, tt.longest, most)
		if lower != tt.lower || upper != tt.upper {
			t.Errorf("%+v: %d to %d", tt, lower, upper)
		}
	}
}

// TestSpreadIsEven has many cards with one memory: they are spread over the whole band, no day much
// fuller than another.
func TestSpreadIsEven(t *testing.T) {
	t.Parallel()
	s := defaultScheduler(t)
	cards := make(map[int]int)
	for i := range 9000 {
		days, _ := s.Preview(cardID(i), learned(17, 0), noon)[srs.Hard-1].Interval()
		cards[days]++
	}
	counts := make(map[int]int) // another count of reviews draws anew
	for i := range 9000 {
		before := learned(17, 0)
		before.Reviews = i
		days, _ := s.Preview(cardID(1), before, noon)[srs.Hard-1].Interval()
		counts[days]++
	}
	for day := 14; day <= 20; day++ {
		for _, n := range []int{cards[day], counts[day]} {
			if n < 1100 || n > 1500 {
				t.Errorf("%d of 9000 are due after %d days", n, day)
			}
		}
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ answered, want, spent time.Duration }{
		{7 * time.Second, 7 * time.Second, 7 * time.Second},
		{time.Hour, time.Hour, 5 * time.Minute},
		{-time.Second, 0, 0},
	} {
		r := srs.Review{Shown: noon, Answered: noon.Add(tt.answered)}
		if got, spent := r.Duration(), r.Spent(5*time.Minute); got != tt.want || spent != tt.spent {
			t.Errorf("answered after %v: took %v, spent %v; want %v, %v", tt.answered, got, spent,
				tt.want, tt.spent)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for r, want := range map[srs.Rating]string{
		0: "Rating(0)", srs.Again: "again", srs.Hard: "hard", srs.Good: "good", srs.Easy: "easy",
		5: "Rating(5)",
	} {
		if r.String() != want {
			t.Errorf("rating %d is %q, want %q", uint8(r), r, want)
		}
	}
	for p, want := range map[srs.Phase]string{
		srs.New: "new", srs.Learning: "learning", srs.InReview: "review",
		srs.Relearning: "relearning", 4: "Phase(4)",
	} {
		if p.String() != want {
			t.Errorf("phase %d is %q, want %q", uint8(p), p, want)
		}
	}
}
