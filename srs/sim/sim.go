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

	Parts  []Part  // of the cards, if not all are scheduled alike: what is above holds unless they say otherwise
	Limits []Limit // that hold for some parts beside those of all cards
}

// Part is a part of the cards that is scheduled in a way of its own, such as the decks of a preset.
type Part struct {
	Model     model.Kernel // of the person's memory of them; nil for that of all
	Planner   model.Kernel // what their intervals are planned with; nil for Model, or if that is nil too for that of all
	Retention float64      // desired; 0 for that of all

	New         int // how many more there are to learn, in the order of parts; [Config.New] is of no matter then
	MaxInterval int // days; 0 for that of all

	LearningSteps, RelearningSteps int

	NewLimit, ReviewLimit int // the places, from 1, of the limits that hold for it; 0 for none
}

// Limit is how many new cards and reviews a day may bring at most of the parts that it holds for.
type Limit struct{ NewPerDay, ReviewsPerDay int }

// Card is a card that was learned before the run. Its days count from the first day of the run,
// which is 0.
type Card struct {
	Memory  model.Memory
	Planned model.Memory // what Config.Planner believes of it; without one not used
	LastDay int          // of its last review, at most 0
	DueDay  int          // below 0 if overdue
	Part    int          // the place of its part, from 0
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
	if err := validateRetention(c.Retention); err != nil {
		return err
	}
	err := atLeast([]least{
		{"days", c.Days, 1},
		{"new cards", c.New, 0},
		{"new cards a day", c.NewPerDay, 0},
		{"reviews a day", c.ReviewsPerDay, 0},
		{"longest interval", c.MaxInterval, 1},
		{"learning steps", c.LearningSteps, 0},
		{"relearning steps", c.RelearningSteps, 0},
	})
	if err != nil {
		return err
	}
	if c.TimePerDay < 0 {
		return fmt.Errorf("time a day %v: below zero", c.TimePerDay)
	}
	for i := range c.Parts {
		if err := c.validatePart(c.Parts[i]); err != nil {
			return fmt.Errorf("part %d: %w", i, err)
		}
	}
	for i, card := range c.Cards {
		if err := c.validateCard(card); err != nil {
			return fmt.Errorf("card %d: %w", i, err)
		}
	}
	return c.Behaviour.validate()
}

// least is a number that may not be below another.
type least struct {
	name       string
	value, min int
}

func atLeast(numbers []least) error {
	for _, n := range numbers {
		if n.value < n.min {
			return fmt.Errorf("%s %d: less than %d", n.name, n.value, n.min)
		}
	}
	return nil
}

func validateRetention(r float64) error {
	if !(r > 0 && r < 1) {
		return fmt.Errorf("retention %v: not between 0 and 1", r)
	}
	return nil
}

func (c *Config) validatePart(p Part) error {
	for _, k := range []model.Kernel{p.Model, p.Planner} {
		if k != nil {
			if err := k.Validate(); err != nil {
				return fmt.Errorf("parameters: %w", err)
			}
		}
	}
	if max(p.NewLimit, p.ReviewLimit) > len(c.Limits) {
		return fmt.Errorf("limit %d: there are %d", max(p.NewLimit, p.ReviewLimit), len(c.Limits))
	}
	if p.Retention != 0 {
		if err := validateRetention(p.Retention); err != nil {
			return err
		}
	}
	return atLeast([]least{
		{"new cards", p.New, 0},
		{"longest interval", p.MaxInterval, 0},
		{"learning steps", p.LearningSteps, 0},
		{"relearning steps", p.RelearningSteps, 0},
		{"limit", min(p.NewLimit, p.ReviewLimit), 0},
	})
}

func (c *Config) validateCard(card Card) error {
	if card.LastDay > 0 {
		return fmt.Errorf("last review on day %d: after the first day", card.LastDay)
	}
	if parts := max(len(c.Parts), 1); card.Part < 0 || card.Part >= parts {
		return fmt.Errorf("part %d: there are %d", card.Part, parts)
	}
	memory, planner := c.kernelsOf(card.Part)
	err := validateMemory(memory, card.Memory)
	if planner != nil {
		err = cmp.Or(err, validateMemory(planner, card.Planned))
	}
	return err
}

// kernelsOf returns the models of a part: that of memory and, if it is another, that of intervals.
func (c *Config) kernelsOf(part int) (memory, planner model.Kernel) {
	memory, planner = c.Model, c.Planner
	if len(c.Parts) == 0 {
		return memory, planner
	}
	p := c.Parts[part]
	if p.Model != nil {
		memory, planner = p.Model, nil
	}
	if p.Planner != nil {
		planner = p.Planner
	}
	return memory, planner
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
		return fmt.Errorf("difficulty %v: not between %v and %v", d, model.MinDifficulty,
			model.MaxDifficulty)
	}
	return nil
}
