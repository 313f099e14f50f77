package srs_test

import (
	"testing"
	"time"

	"cards/srs"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
)

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
	learning := func(left int, delay time.Duration) effect {
		return effect{
			srs.Learning, left, 0,
			delay,
		}
	}
	relearning := func(left int, delay time.Duration) effect {
		return effect{
			srs.Relearning, left,
			0, delay,
		}
	}
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
				learning(2, 30*time.Second), learning(2, 38*time.Second),
				learning(1, 45*time.Second), review(8),
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
			[4]effect{
				onDay(srs.Learning, 2, 1), onDay(srs.Learning, 2, 2),
				onDay(srs.Learning, 1, 2), review(8),
			},
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
		{
			"nearly a day, the longest interval a day", minutes(1439), evening,
			func(c *srs.Config) { c.MaxInterval = 1 },
		},
		{
			"ten days, the longest interval a day", minutes(10 * 24 * 60), noon,
			func(c *srs.Config) { c.MaxInterval = 1 },
		},
		{
			"over a change of the clocks", minutes(180, 200),
			time.Date(2026, 3, 29, 0, 59, 0, 0, time.UTC), func(c *srs.Config) {
				c.Calendar.Zone = zone(t, "Europe/Berlin")
			},
		},
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
