package srs_test

import (
	"errors"
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

// effect is what a rating does, as far as phase, steps and delay go.
type effect struct {
	Phase srs.Phase
	Left  int
	Days  int
	Delay time.Duration
}

func effects(reviews [4]srs.Review) [4]effect {
	var e [4]effect
	for i, r := range reviews {
		days, delay := r.Interval()
		e[i] = effect{r.After, r.Steps, days, delay}
	}
	return e
}

// in returns the effect of a step that ends on the same day.
func (e effect) in(p srs.Phase, left int) effect { return effect{p, left, e.Days, e.Delay} }

// slow returns the schedule of a card that is remembered long.
func slow(s srs.Schedule) srs.Schedule {
	s.Memory.Stability = 100
	return s
}

func minutes(lengths ...int) []time.Duration {
	steps := make([]time.Duration, len(lengths))
	for i, n := range lengths {
		steps[i] = time.Duration(n) * time.Minute
	}
	return steps
}

func TestSteps(t *testing.T) {
	t.Parallel()
	const minute = time.Minute
	memory := model.Memory{Stability: 2.3065, Difficulty: 2.118}
	inStep := func(p srs.Phase, left int) srs.Schedule {
		s := learned(memory.Stability, 0)
		s.Phase, s.Steps, s.Memory = p, left, memory
		return s
	}
	learning := func(left int, delay time.Duration) effect { return effect{srs.Learning, left, 0, delay} }
	relearning := func(left int, delay time.Duration) effect { return effect{srs.Relearning, left, 0, delay} }
	onDay := func(p srs.Phase, left, days int) effect { return effect{p, left, days, 0} }
	review := func(days int) effect { return effect{srs.InReview, 0, days, 0} }
	for _, tt := range []struct {
		name                string
		steps, relearnSteps []time.Duration
		before              srs.Schedule
		want                [4]effect
	}{
		{
			"new",
			minutes(1, 10),
			minutes(10),
			srs.Schedule{},
			[4]effect{learning(2, minute), learning(2, 330*time.Second), learning(1, 10*minute), review(8)},
		},
		{
			"first step",
			minutes(1, 10),
			nil, inStep(srs.Learning, 2),
			[4]effect{learning(2, minute), learning(2, 330*time.Second), learning(1, 10*minute), review(4)},
		},
		{
			"last step",
			minutes(1, 10),
			nil, inStep(srs.Learning, 1),
			[4]effect{learning(2, minute), learning(1, 10*minute), review(2), review(4)},
		},
		{
			"middle step",
			minutes(1, 10, 100),
			nil, inStep(srs.Learning, 2),
			[4]effect{learning(3, minute), learning(2, 10*minute), learning(1, 100*minute), review(4)},
		},
		{
			"only step",
			minutes(10),
			nil, inStep(srs.Learning, 1),
			[4]effect{learning(1, 10*minute), learning(1, 15*minute), review(2), review(4)},
		},
		{
			"only step, nearly a day",
			minutes(1439),
			nil, inStep(srs.Learning, 1),
			[4]effect{onDay(srs.Learning, 1, 1), onDay(srs.Learning, 1, 1), review(2), review(4)},
		},
		{
			"new, only step nearly a day",
			minutes(1439),
			nil,
			srs.Schedule{},
			[4]effect{onDay(srs.Learning, 1, 1), onDay(srs.Learning, 1, 1), review(2), review(8)},
		},
		{
			"no steps, new", nil, nil,
			srs.Schedule{},
			[4]effect{review(1), review(1), review(2), review(8)},
		},
		{
			"no steps any more", nil, nil, inStep(srs.Learning, 2),
			[4]effect{review(1), review(2), review(3), review(4)},
		},
		{
			"relearning",
			minutes(1, 10),
			minutes(10),
			inStep(srs.Relearning, 1),
			[4]effect{relearning(1, 10*minute), relearning(1, 15*minute), review(2), review(4)},
		},
		{
			"relearning, last of two", nil,
			minutes(5, 20),
			inStep(srs.Relearning, 1),
			[4]effect{relearning(2, 5*minute), relearning(1, 20*minute), review(2), review(4)},
		},
		{
			"seconds",
			[]time.Duration{30 * time.Second, 45 * time.Second},
			nil,
			srs.Schedule{},
			[4]effect{
				learning(2, 30*time.Second), learning(2, 38*time.Second), learning(1, 45*time.Second), review(8),
			},
		},
		{
			"only step of three days, where hard is a day more",
			minutes(3 * 24 * 60),
			nil, inStep(srs.Learning, 1),
			[4]effect{review(2).in(srs.Learning, 1), review(2).in(srs.Learning, 1), review(2), review(4)},
		},
		{
			"three days, then long intervals",
			nil,
			minutes(3 * 24 * 60),
			slow(inStep(srs.Relearning, 1)),
			[4]effect{
				onDay(srs.Relearning, 1, 3), onDay(srs.Relearning, 1, 4), review(100), review(134),
			},
		},
		{
			"a step of a day and the next",
			minutes(24*60, 2*24*60),
			nil,
			srs.Schedule{},
			[4]effect{onDay(srs.Learning, 2, 1), onDay(srs.Learning, 2, 2), onDay(srs.Learning, 1, 2), review(8)},
		},
		{
			"steps left unknown",
			minutes(1, 10),
			nil, inStep(srs.Learning, 0),
			[4]effect{learning(2, minute), learning(1, 10*minute), review(2), review(4)},
		},
		{
			"fewer steps than before",
			minutes(10),
			nil, inStep(srs.Learning, 5),
			[4]effect{learning(1, 10*minute), learning(1, 15*minute), review(2), review(4)},
		},
		{
			"negative steps left",
			minutes(1, 10),
			nil, inStep(srs.Learning, -3),
			[4]effect{learning(2, minute), learning(1, 10*minute), review(2), review(4)},
		},
		{
			"review",
			minutes(1, 10),
			minutes(10),
			learned(10, 10),
			[4]effect{relearning(1, 10*minute), review(23), review(32), review(51)},
		},
		{
			"review without relearning steps", nil, nil, learned(10, 10),
			[4]effect{review(1), review(23), review(32), review(51)},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := srs.DefaultConfig(time.UTC)
			c.Steps, c.RelearningSteps = tt.steps, tt.relearnSteps
			got := effects(newScheduler(t, c).PreviewUnspread(cardID(1), tt.before, noon))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestStepsOverTheRollover holds the order of the ratings to the order of the dates where a step
// ends after the rollover.
func TestStepsOverTheRollover(t *testing.T) {
	t.Parallel()
	evening := time.Date(2026, 1, 5, 23, 30, 0, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		steps  []time.Duration
		now    time.Time
		change func(*srs.Config)
	}{
		{"ten hours in the evening", minutes(600), evening, func(c *srs.Config) { c.Retention = .95 }},
		{"nearly a day, the longest interval a day", minutes(1439), evening, func(c *srs.Config) { c.MaxInterval = 1 }},
		{"ten days, the longest interval a day", minutes(10 * 24 * 60), noon, func(c *srs.Config) { c.MaxInterval = 1 }},
		{"over a change of the clocks", minutes(180, 200), time.Date(2026, 3, 29, 0, 59, 0, 0, time.UTC), func(c *srs.Config) {
			c.Calendar.Zone = zone(t, "Europe/Berlin")
		}},
		{"falling steps", minutes(2*24*60, 10), noon, func(*srs.Config) {}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := srs.DefaultConfig(time.UTC)
			c.Steps, c.RelearningSteps = tt.steps, tt.steps
			tt.change(&c)
			for _, before := range []srs.Schedule{{}, learned(.1, 3), slow(learned(1, 400))} {
				last := tt.now
				for _, r := range newScheduler(t, c).Preview(cardID(1), before, tt.now) {
					due := r.Due.At
					if due.IsZero() {
						due = c.Calendar.Start(r.Due.Day)
					}
					if due.Before(last) {
						t.Errorf("%v is due at %v, before what is harder at %v", r.Rating, due, last)
					}
					if !r.Due.At.IsZero() && c.Calendar.Day(due) > r.Day {
						t.Errorf("%v is due at %v, which is another study day", r.Rating, due)
					}
					last = due
				}
			}
		})
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
		Offset:   3600, Day: before.Due.Day, Count: 7, Before: srs.InReview, After: srs.Relearning, Steps: 1,
		Due: srs.Due{At: time.Date(2026, 3, 3, 2, 40, 7, 123_000_000, time.UTC)},
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
				t.Errorf("%v, %v: due after %d days %v, answered %v", phase, srs.Rating(i+1), days, delay, r.Answered)
			}
			after, sameDay := before, before
			after.Apply(s.Model(), r)
			r.Day = before.LastDay
			sameDay.Apply(s.Model(), r)
			if after.Memory != sameDay.Memory {
				t.Errorf("%v, %v: memory %v, want that of the same day %v", phase, srs.Rating(i+1), after.Memory, sameDay.Memory)
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
					t.Fatalf("card %d, %v, %v later: %d days %v, previewed %d days %v", i, rating, later, d, l, days, delay)
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
		lower, upper := srs.Spread(tt.days, tt.elapsed, tt.longest, least), srs.Spread(tt.days, tt.elapsed, tt.longest, most)
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

func TestConfigOutOfBounds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		want   string
		change func(*srs.Config)
	}{
		{"retention 90: must be above 0 and below 1", func(c *srs.Config) { c.Retention = 90 }},
		{"retention 1: must be above 0 and below 1", func(c *srs.Config) { c.Retention = 1 }},
		{"retention NaN: must be above 0 and below 1", func(c *srs.Config) { c.Retention = math.NaN() }},
		{"learning step of 0s: must be from a second to 365 days", func(c *srs.Config) { c.Steps = minutes(0) }},
		{"learning step of 8760h1m0s: must be from a second to 365 days", func(c *srs.Config) {
			c.Steps = minutes(1, 365*24*60+1)
		}},
		{"relearning step of -5m0s: must be from a second to 365 days", func(c *srs.Config) {
			c.RelearningSteps = minutes(-5)
		}},
		{"longest interval 0 days: must be from 1 to 36500", func(c *srs.Config) { c.MaxInterval = 0 }},
		{"longest interval 36501 days: must be from 1 to 36500", func(c *srs.Config) { c.MaxInterval = 36501 }},
		{"calendar: has no zone", func(c *srs.Config) { c.Calendar.Zone = nil }},
		{"rollover 24h0m0s: must be from 0 to less than 24 hours", func(c *srs.Config) { c.Calendar.Rollover = 24 * time.Hour }},
		{"parameter w20 is 0.9: must be from 0.1 to 0.8", func(c *srs.Config) { c.Model = changed(20, 0.9) }},
	} {
		c := srs.DefaultConfig(time.UTC)
		tt.change(&c)
		if _, err := srs.NewScheduler(c); err == nil || err.Error() != tt.want {
			t.Errorf("NewScheduler: %v, want %q", err, tt.want)
		}
	}
	c := srs.DefaultConfig(time.UTC)
	c.Model = changed(3, -1)
	var bounds *model.BoundsError
	if _, err := srs.NewScheduler(c); !errors.As(err, &bounds) {
		t.Errorf("NewScheduler: %v, want a BoundsError", err)
	}
}

// changed returns FSRS-6 with one parameter that is not the default.
func changed(i int, value float64) model.Kernel {
	p := model.Defaults()
	p[i] = value
	return model.New(p)
}

// TestConfigIsCopied changes the steps after the scheduler was made.
func TestConfigIsCopied(t *testing.T) {
	t.Parallel()
	c := srs.DefaultConfig(time.UTC)
	s := newScheduler(t, c)
	before := learned(2, 0)
	before.Phase, before.Steps = srs.Learning, 1
	want := s.Preview(cardID(1), before, noon)
	c.Steps[0], c.Steps[1] = 500*time.Minute, 600*time.Minute
	if diff := cmp.Diff(want, s.Preview(cardID(1), before, noon)); diff != "" {
		t.Errorf("changed with the configuration (-want +got):\n%s", diff)
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
			t.Errorf("answered after %v: took %v, spent %v; want %v, %v", tt.answered, got, spent, tt.want, tt.spent)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for r, want := range map[srs.Rating]string{
		0: "Rating(0)", srs.Again: "again", srs.Hard: "hard", srs.Good: "good", srs.Easy: "easy", 5: "Rating(5)",
	} {
		if r.String() != want {
			t.Errorf("rating %d is %q, want %q", uint8(r), r, want)
		}
	}
	for p, want := range map[srs.Phase]string{
		srs.New: "new", srs.Learning: "learning", srs.InReview: "review", srs.Relearning: "relearning", 4: "Phase(4)",
	} {
		if p.String() != want {
			t.Errorf("phase %d is %q, want %q", uint8(p), p, want)
		}
	}
}
