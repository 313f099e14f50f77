// Package sim foresees the work that a way of learning costs: reviews, minutes and cards known on
// each day of a year or ten.
//
// It plays a person's days by chance: a due card is recalled with the probability that the memory
// model gives it, the answers and their costs are drawn from a [Behaviour], and the next interval
// follows from the desired retention. One run is one such life ([Simulate], fixed by its seed);
// several tell how much of a figure is chance ([Repeat], [Summarize]), and several retentions what
// one more percent costs ([Curve]).
//
// # A day
//
// Due reviews come first, the older due day first and among equals the easier card; then new cards,
// as many as a day takes. A review waits for tomorrow once the day's reviews are done or its time
// is over, so the time overshoots by at most one card. A card that was forgotten goes through
// relearning at once, a new one through learning:
//
//   - at most five further answers, each drawn from the row of the answer before ([Behaviour.Learning]), moving memory by
//     the same-day formulas, with FSRS-7 as ten minutes after the answer before;
//   - good and easy add one to a run of successes, again ends it, hard leaves it; the card is through at easy, or when the
//     run is as long as there are steps, one fewer if the first rating of all was good.
//
// The interval is round(I(r, S)), at least 1 day; a [Config.Planner] sets it by parameters that are
// not those of the person's memory, which shows what wrong ones cost. Memorised is Σ R over the
// cards seen so far, at the end of the day. The model, and the numbers of [DefaultBehaviour], are
// those of the simulator of fsrs-rs (src/simulation.rs, BSD-3), which took them from the answers of
// its users. Two things differ: memory is that of package model also where its simulator lets hard
// on the same day lower stability, which makes some 2 % more cards known for the same time; and
// what was postponed comes before what is due today.
//
// # Speed
//
// Without limits on reviews and time one card is played after the other, else one day after the
// other; cards then wait in one list per day instead of a heap. R depends on elapsed/S alone and is
// read from a table of that one variable, at every review and, for Σ R, once per card and day.
package sim

import (
	"cmp"
	"fmt"
	"math"
	"time"

	"cards/srs/model"
)

// Unlimited is the limit that never binds.
const Unlimited = math.MaxInt

// Config is what a run needs to know of the person, the cards and the plan.
type Config struct {
	Model     model.Kernel // of the person's memory
	Planner   model.Kernel // what intervals are planned with, nil if it is Model
	Retention float64      // desired, between 0 and 1
	Behaviour Behaviour

	Days  int    // length of the run
	Cards []Card // those that have been learned before the first day
	New   int    // how many more there are to learn

	NewPerDay     int           // at most this many new cards a day
	ReviewsPerDay int           // at most so many reviews a day; new cards do not count
	TimePerDay    time.Duration // no further card is begun after so long; 0 is no limit
	MaxInterval   int           // days

	LearningSteps, RelearningSteps int // successes in a row that end learning and relearning
}

// Card is a card that was learned before the run. Its days count from the first day of the run,
// which is 0.
type Card struct {
	Memory  model.Memory
	Planned model.Memory // what Config.Planner believes of it; without one not used
	LastDay int          // of its last review, at most 0
	DueDay  int          // below 0 if overdue
}

// Day is what one day of a run held, and what was known at its end.
type Day struct {
	Reviews   int           // due cards asked; answers in learning and relearning are not counted
	Recalled  int           // of these, those not forgotten
	New       int           // cards learned for the first time
	Time      time.Duration // spent on all answers
	Memorised float64       // expected number of cards that would be recalled
}

// Validate says what a run cannot work with.
func (c *Config) Validate() error {
	if err := c.Model.Validate(); err != nil {
		return fmt.Errorf("parameters: %w", err)
	}
	if c.Planner != nil {
		if err := c.Planner.Validate(); err != nil {
			return fmt.Errorf("parameters of the planner: %w", err)
		}
	}
	if !(c.Retention > 0 && c.Retention < 1) {
		return fmt.Errorf("retention %v: not between 0 and 1", c.Retention)
	}
	for _, n := range []struct {
		name       string
		value, min int
	}{
		{"days", c.Days, 1},
		{"new cards", c.New, 0},
		{"new cards a day", c.NewPerDay, 0},
		{"reviews a day", c.ReviewsPerDay, 0},
		{"longest interval", c.MaxInterval, 1},
		{"learning steps", c.LearningSteps, 0},
		{"relearning steps", c.RelearningSteps, 0},
	} {
		if n.value < n.min {
			return fmt.Errorf("%s %d: less than %d", n.name, n.value, n.min)
		}
	}
	if c.TimePerDay < 0 {
		return fmt.Errorf("time a day %v: below zero", c.TimePerDay)
	}
	for i, card := range c.Cards {
		err := validateMemory(c.Model, card.Memory)
		if c.Planner != nil {
			err = cmp.Or(err, validateMemory(c.Planner, card.Planned))
		}
		if card.LastDay > 0 {
			err = fmt.Errorf("last review on day %d: after the first day", card.LastDay)
		}
		if err != nil {
			return fmt.Errorf("card %d: %w", i, err)
		}
	}
	return c.Behaviour.validate()
}

func validateMemory(k model.Kernel, m model.Memory) error {
	least := model.MinStability
	traces := []float64{m.Stability}
	if k.Version() == 7 {
		least, traces = model.MinTrace, append(traces, m.Fast)
	}
	for _, s := range traces {
		if !(s >= least && s <= model.MaxStability) {
			return fmt.Errorf("stability %v: not between %v and %v", s, least, model.MaxStability)
		}
	}
	if d := m.Difficulty; !(d >= model.MinDifficulty && d <= model.MaxDifficulty) {
		return fmt.Errorf("difficulty %v: not between %v and %v", d, model.MinDifficulty, model.MaxDifficulty)
	}
	return nil
}
