package srs

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"cards/srs/model"
)

// Config is how a person wants cards to be scheduled.
type Config struct {
	Model           model.Kernel
	Retention       float64         // desired chance of recall when a card is due
	Steps           []time.Duration // of learning, each from a second to 365 days
	RelearningSteps []time.Duration // likewise
	MaxInterval     int             // days
	Calendar        Calendar
}

// DefaultConfig returns the configuration of a person who has not said anything: the default
// parameters of FSRS-6, a retention of 0.9, learning steps of 1 and 10 minutes, a relearning step
// of 10, intervals of at most 36,500 days.
func DefaultConfig(zone *time.Location) Config {
	return Config{
		Model: model.New(model.Defaults()), Retention: 0.9,
		Steps:           []time.Duration{time.Minute, 10 * time.Minute},
		RelearningSteps: []time.Duration{10 * time.Minute},
		MaxInterval:     longest, Calendar: Calendar{Zone: zone, Rollover: DefaultRollover},
	}
}

// longest is the longest interval that anybody may ask for, in days.
const longest = 36500

// Validate says what is out of bounds, nil if nothing is.
func (c *Config) Validate() error {
	if c.Model == nil {
		return errors.New("model: there is none")
	}
	if err := c.Model.Validate(); err != nil {
		return err
	}
	if !(c.Retention > 0 && c.Retention < 1) {
		return fmt.Errorf("retention %v: must be above 0 and below 1", c.Retention)
	}
	if err := validateSteps("learning", c.Steps); err != nil {
		return err
	}
	if err := validateSteps("relearning", c.RelearningSteps); err != nil {
		return err
	}
	if c.MaxInterval < 1 || c.MaxInterval > longest {
		return fmt.Errorf("longest interval %d days: must be from 1 to %d", c.MaxInterval, longest)
	}
	if c.Calendar.Zone == nil {
		return errors.New("calendar: has no zone")
	}
	if r := c.Calendar.Rollover; r < 0 || r >= 24*time.Hour {
		return fmt.Errorf("rollover %v: must be from 0 to less than 24 hours", r)
	}
	return nil
}

func validateSteps(which string, steps []time.Duration) error {
	for _, s := range steps {
		if s < minStep || s > maxStep {
			return fmt.Errorf("%s step of %v: must be from a second to 365 days", which, s)
		}
	}
	return nil
}

// Scheduler decides what an answer does. It never changes, so it may be shared between goroutines.
type Scheduler struct {
	config  Config
	model   model.Kernel
	machine *machine
	balance *Balance // nil: due dates are spread by the draw alone
}

// NewScheduler returns a scheduler, or an error that says which part of the configuration is out of
// bounds.
func NewScheduler(c Config) (*Scheduler, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	c.Steps, c.RelearningSteps = slices.Clone(c.Steps), slices.Clone(c.RelearningSteps)
	m, err := newMachine(c.Steps, c.RelearningSteps)
	if err != nil {
		return nil, err
	}
	return &Scheduler{config: c, model: c.Model, machine: m}, nil
}

// Model returns the memory model that the scheduler uses, for [Schedule.Apply].
func (s *Scheduler) Model() model.Kernel { return s.model }

// Calendar returns the calendar that the scheduler counts study days by.
func (s *Scheduler) Calendar() Calendar { return s.config.Calendar }

// Preview returns what each rating, given now, would record; index 0 is again. Answering later on
// the same study day changes only the instants.
//
// Intervals are spread, so that cards learned together do not stay together; the spread is drawn
// from the card and the number of its reviews alone. Then hard is made to be at most good, good to
// be longer than hard, easy longer than good, by a day, unless the longest interval is reached.
func (s *Scheduler) Preview(card CardID, before Schedule, now time.Time) [4]Review {
	u := draw(card, uint64(before.Reviews))
	today := s.config.Calendar.Day(now)
	return s.preview(card, before, now, func(days, elapsed int) int {
		if s.balance != nil && days <= balanced {
			lower, upper := spreadBand(days, elapsed, s.config.MaxInterval)
			return s.balance.choose(today, lower, upper, u)
		}
		return spread(days, elapsed, s.config.MaxInterval, u)
	})
}

// Answer returns the review that a rating makes of a card shown and answered at the given instants.
// A clock that was set back does no harm: the review has the instants it was given, and the time
// since the review before counts as none. A rating that is none panics.
func (s *Scheduler) Answer(card CardID, before Schedule, rating Rating,
	shown, answered time.Time,
) Review {
	r := s.Preview(card, before, answered)[rating-1]
	r.Shown = wholeMilliseconds(shown)
	return r
}

// Practice returns the review of an answer that was given for practice: it leaves the card as it
// is.
func (s *Scheduler) Practice(
	card CardID, before Schedule, rating Rating, shown, answered time.Time, p Purpose,
) Review {
	answered = wholeMilliseconds(answered)
	_, offset := answered.In(s.config.Calendar.Zone).Zone()
	return Review{
		Card: card, Rating: rating, Shown: wholeMilliseconds(shown), Answered: answered, Offset: offset,
		Day: s.config.Calendar.Day(answered), Count: before.Reviews,
		Before: before.Phase, After: before.Phase, Steps: before.Steps, Due: before.Due, Purpose: p,
	}
}

// preview is [Scheduler.Preview] with the given spread of intervals.
func (s *Scheduler) preview(card CardID, before Schedule, now time.Time,
	spread func(days, elapsed int) int,
) [4]Review {
	now = wholeMilliseconds(now)
	_, offset := now.In(s.config.Calendar.Zone).Zone()
	day := s.config.Calendar.Day(now)
	moves := s.machine.moves(before)
	days := s.intervals(before, day, now, moves, spread)
	var reviews [4]Review
	for i, m := range moves {
		reviews[i] = Review{
			Card: card, Rating: Rating(i + 1), Shown: now, Answered: now, Offset: offset, Day: day,
			Count: before.Reviews, Before: before.Phase, After: m.phase, Steps: m.left,
		}
		if m.phase == InReview {
			reviews[i].Due.Day = day + Day(days[i])
		} else {
			reviews[i].Due = s.stepDue(now.Add(m.delay), day)
		}
	}
	order(&reviews)
	return reviews
}

// stepDue returns when a card is due whose step ends at an instant: on the study day of that
// instant if it is a later one than today.
func (s *Scheduler) stepDue(end time.Time, today Day) Due {
	if day := s.config.Calendar.Day(end); day > today {
		return Due{Day: day}
	}
	return Due{At: end}
}

// order brings forward what a harder rating would put off longer than an easier one, as a step may
// that is longer than the intervals are.
func order(reviews *[4]Review) {
	for i := len(reviews) - 2; i >= 0; i-- {
		if due, easier := reviews[i].Due, reviews[i+1].Due; isLater(due, easier) {
			reviews[i].Due = easier
		}
	}
}

// isLater says whether one due date of an answer is later than another: an instant is one of the
// study day of the answer, a study day is one after it.
func isLater(a, b Due) bool {
	if a.At.IsZero() != b.At.IsZero() {
		return a.At.IsZero()
	}
	return a.Day > b.Day || a.At.After(b.At)
}

// intervals returns the days until the card is due again, by rating; 0 for those that lead into
// steps.
func (s *Scheduler) intervals(before Schedule, day Day, now time.Time, moves [4]move,
	spread func(days, elapsed int) int,
) [4]int {
	var days [4]int
	for i, m := range moves {
		if m.phase == InReview {
			memory := before.memoryAfter(s.model, day, now, Rating(i+1))
			days[i] = spread(s.interval(memory), before.Elapsed(day))
		}
	}
	again, hard, good, easy := &days[0], &days[1], &days[2], &days[3]
	if *hard > 0 && *good > 0 {
		*hard = min(*hard, *good)
		*good = max(*good, *hard+1)
	}
	if *again > 0 {
		*again = min(*again, *hard)
	}
	if *good > 0 {
		*easy = max(*easy, *good+1)
	}
	for i := range days {
		days[i] = min(days[i], s.config.MaxInterval)
	}
	return days
}

// interval returns the whole days, at least one, until the chance of recall has fallen to the
// desired retention.
func (s *Scheduler) interval(m model.Memory) int {
	days := model.Wait(s.model, m, s.config.Retention)
	return int(math.Round(min(max(days, 1), float64(s.config.MaxInterval))))
}

// wholeMilliseconds returns the instant as the log keeps it.
func wholeMilliseconds(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }
