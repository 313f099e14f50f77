package srs

import (
	"time"

	"cards/srs/model"
)

// Config is how a person wants cards to be scheduled.
type Config struct {
	Parameters      model.Parameters
	Retention       float64 // desired chance of recall when a card is due
	Steps           []int   // of learning, in minutes, each at least 1 and less than a day
	RelearningSteps []int   // likewise
	MaxInterval     int     // days
	Calendar        Calendar
}

// DefaultConfig returns the configuration of a person who has not said anything: the default parameters of FSRS-6, a
// retention of 0.9, learning steps of 1 and 10 minutes, a relearning step of 10, intervals of at most 36,500 days.
func DefaultConfig(zone *time.Location) Config {
	return Config{
		Parameters: model.Defaults(), Retention: 0.9, Steps: []int{1, 10}, RelearningSteps: []int{10},
		MaxInterval: 36500, Calendar: Calendar{Zone: zone, Rollover: DefaultRollover},
	}
}

// Scheduler decides what an answer does. It never changes, so it may be shared between goroutines.
type Scheduler struct {
	config Config
	model  *model.Model
}

// NewScheduler returns a scheduler, or an error that says which part of the configuration is out of bounds.
func NewScheduler(c Config) (*Scheduler, error) {
	return &Scheduler{config: c, model: model.New(c.Parameters)}, nil
}

// Model returns the memory model that the scheduler uses, for [Schedule.Apply].
func (s *Scheduler) Model() *model.Model { return s.model }

// Calendar returns the calendar that the scheduler counts study days by.
func (s *Scheduler) Calendar() Calendar { return s.config.Calendar }

// Preview returns what each rating, given now, would record; index 0 is again. Answering later changes only the instants.
func (s *Scheduler) Preview(card CardID, before Schedule, now time.Time) [4]Review {
	return [4]Review{}
}

// Answer returns the review that a rating makes of a card shown and answered at the given instants.
func (s *Scheduler) Answer(card CardID, before Schedule, rating Rating, shown, answered time.Time) Review {
	return Review{}
}
