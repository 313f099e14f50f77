package sim_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/srs/model"
	"cards/srs/sim"
)

// in returns a config whose cards are all of one part, which says what the config says.
func in(c sim.Config) sim.Config {
	part := sim.Part{
		Model: c.Model, Planner: c.Planner, Retention: c.Retention, New: c.New,
		MaxInterval:   c.MaxInterval,
		LearningSteps: c.LearningSteps, RelearningSteps: c.RelearningSteps, NewLimit: 1, ReviewLimit: 1,
	}
	c.Parts = []sim.Part{part}
	c.Limits = []sim.Limit{{NewPerDay: c.NewPerDay, ReviewsPerDay: c.ReviewsPerDay}}
	c.Model, c.Planner, c.Retention = model.New(model.Defaults()), nil, .5
	c.New, c.MaxInterval, c.LearningSteps, c.RelearningSteps = 1, 2, 0, 0
	c.NewPerDay, c.ReviewsPerDay = sim.Unlimited, sim.Unlimited
	return c
}

// TestPartSaysWhatHolds: what a part says holds for its cards as if it were said of all.
func TestPartSaysWhatHolds(t *testing.T) {
	t.Parallel()
	quick := model.Defaults()
	quick[0], quick[2] = .5, 4
	for name, change := range map[string]func(*sim.Config){
		"as it is":         func(*sim.Config) {},
		"retention":        func(c *sim.Config) { c.Retention = .8 },
		"model":            func(c *sim.Config) { c.Model = model.New(quick) },
		"planner":          func(c *sim.Config) { c.Planner = model.New(quick) },
		"longest interval": func(c *sim.Config) { c.MaxInterval = 10 },
		"steps":            func(c *sim.Config) { c.LearningSteps, c.RelearningSteps = 4, 3 },
		"few new cards":    func(c *sim.Config) { c.New, c.NewPerDay = 100, 3 },
		"few reviews":      func(c *sim.Config) { c.NewPerDay, c.ReviewsPerDay = 20, 15 },
		"no time limit":    func(c *sim.Config) { c.TimePerDay, c.NewPerDay = 0, 7 },
		"cards before": func(c *sim.Config) {
			c.Cards = []sim.Card{{
				Memory:  memory(5, 5),
				LastDay: -3, DueDay: 2,
			}}
		},
	} {
		c := standard()
		c.Days = 120
		change(&c)
		if diff := cmp.Diff(simulate(t, c, 1), simulate(t, in(c), 1)); diff != "" {
			t.Errorf("%s: days of the part (-want +got):\n%s", name, diff)
		}
	}
}

func memory(stability, difficulty float64) model.Memory {
	return model.Memory{Stability: stability, Difficulty: difficulty}
}

// TestPartsInheritAndShareLimits: a part that says nothing is as the others; limits of one part
// leave room for another, and never let more in than that of all.
func TestPartsInheritAndShareLimits(t *testing.T) {
	t.Parallel()
	c := steady()
	c.Days, c.New, c.NewPerDay = 60, 900, 12
	steps := sim.Part{LearningSteps: c.LearningSteps, RelearningSteps: c.RelearningSteps}
	part := func(fresh, limit int) sim.Part {
		p := steps
		p.New, p.NewLimit, p.ReviewLimit = fresh, limit, limit
		return p
	}
	both := c
	both.Parts = []sim.Part{part(400, 0), part(500, 0)}
	if diff := cmp.Diff(simulate(t, c, 3), simulate(t, both, 3)); diff != "" {
		t.Errorf("two parts alike (-one +two):\n%s", diff)
	}
	for _, test := range []struct {
		name   string
		parts  []sim.Part
		limits []sim.Limit
		want   []int // new cards on the first days
	}{
		{
			"first limited",
			[]sim.Part{part(100, 1), part(100, 0)},
			[]sim.Limit{{5, sim.Unlimited}},
			[]int{12, 12},
		},
		{
			"both limited",
			[]sim.Part{part(100, 1), part(100, 2)},
			[]sim.Limit{{5, 0}, {3, 0}},
			[]int{8, 8},
		},
		{"one limit for both", []sim.Part{part(100, 1), part(100, 1)}, []sim.Limit{{5, 0}}, []int{5, 5}},
		{
			"by that of all",
			[]sim.Part{part(100, 1), part(100, 2)},
			[]sim.Limit{{20, 0}, {20, 0}},
			[]int{12, 12},
		},
		{"used up", []sim.Part{part(7, 1), part(100, 2)}, []sim.Limit{{5, 0}, {3, 0}}, []int{8, 5, 3}},
	} {
		limited := c
		limited.Parts, limited.Limits = test.parts, test.limits
		for day, d := range simulate(t, limited, 3)[:len(test.want)] {
			if d.New != test.want[day] {
				t.Errorf("%s: %d new cards on day %d, want %d", test.name, d.New, day, test.want[day])
			}
		}
	}
}

// TestReviewLimitOfAPart: its reviews wait, those of the other part do not.
func TestReviewLimitOfAPart(t *testing.T) {
	t.Parallel()
	c := steady()
	c.New, c.Days, c.TimePerDay = 0, 3, time.Hour
	for i := range 40 {
		c.Cards = append(c.Cards, sim.Card{Memory: memory(100, 5), LastDay: -50, DueDay: -i, Part: i % 2})
	}
	c.Parts = []sim.Part{{ReviewLimit: 1}, {}}
	c.Limits = []sim.Limit{{sim.Unlimited, 6}}
	var got []int
	for _, d := range simulate(t, c, 1) {
		got = append(got, d.Reviews)
	}
	// Of the first part six a day; what was forgotten may come again on a later day.
	if got[0] != 26 || got[1] < 6 || got[1] > 12 {
		t.Errorf("reviews %v, want 26 and then about 6", got)
	}
}

func TestPartsThatCannotBe(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*sim.Config){
		"part 0: retention 2":           func(c *sim.Config) { c.Parts = []sim.Part{{Retention: 2}} },
		"part 1: limit 1: there are 0":  func(c *sim.Config) { c.Parts = []sim.Part{{}, {NewLimit: 1}} },
		"part 0: limit -1: less than 0": func(c *sim.Config) { c.Parts = []sim.Part{{ReviewLimit: -1}} },
		"card 0: part 1: there are 1": func(c *sim.Config) {
			c.Cards = []sim.Card{{Memory: memory(5, 5), Part: 1}}
		},
	} {
		c := standard()
		change(&c)
		if err := c.Validate(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
