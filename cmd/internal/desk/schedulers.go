package desk

import (
	"fmt"

	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/folders"
)

// Schedulers are the schedulers of a collection: one for all decks that are set alike. They are not
// safe for concurrent use.
type Schedulers struct {
	config   folders.Config
	model    model.Kernel
	calendar srs.Calendar
	made     map[string]*srs.Scheduler // by what is set
	decks    map[string]*srs.Scheduler // by file
}

// NewSchedulers returns the schedulers that a configuration and a model describe.
func NewSchedulers(c folders.Config, m model.Kernel, cal srs.Calendar) *Schedulers {
	return &Schedulers{
		config: c, model: m, calendar: cal,
		made: make(map[string]*srs.Scheduler), decks: make(map[string]*srs.Scheduler),
	}
}

// Calendar returns the calendar that all of them count study days by.
func (s *Schedulers) Calendar() srs.Calendar { return s.calendar }

// Of returns the scheduler of the cards of a deck. The error says which setting is out of bounds.
func (s *Schedulers) Of(d folders.Deck) (*srs.Scheduler, error) {
	if found := s.decks[d.File]; found != nil {
		return found, nil
	}
	found, err := s.with(s.config.Of(d))
	if err == nil {
		s.decks[d.File] = found
	}
	return found, err
}

// with returns the scheduler of what is set.
func (s *Schedulers) with(set settings.Set) (*srs.Scheduler, error) {
	name := fmt.Sprint(*set.Retention, *set.Steps, *set.RelearningSteps, *set.MaxInterval)
	if found := s.made[name]; found != nil {
		return found, nil
	}
	made, err := srs.NewScheduler(ScheduledBy(set, s.model, s.calendar))
	if err == nil {
		s.made[name] = made
	}
	return made, err
}

// ScheduledBy returns the configuration of the scheduler of what is set; all of it must be.
func ScheduledBy(set settings.Set, m model.Kernel, cal srs.Calendar) srs.Config {
	return srs.Config{
		Model: m, Retention: *set.Retention, Steps: *set.Steps, RelearningSteps: *set.RelearningSteps,
		MaxInterval: *set.MaxInterval, Calendar: cal,
	}
}
