package desk

import (
	"fmt"

	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
)

// Schedulers are the schedulers of a collection: one for all decks that are set alike. They are not
// safe for concurrent use.
type Schedulers struct {
	config   folders.Config
	models   storage.Models
	calendar srs.Calendar
	made     map[string]*srs.Scheduler // by what is set and the parameters
	decks    map[string]*srs.Scheduler // by file
}

// NewSchedulers returns the schedulers that a configuration and the memory models in force
// describe.
func NewSchedulers(c folders.Config, m storage.Models, cal srs.Calendar) *Schedulers {
	return &Schedulers{
		config: c, models: m, calendar: cal,
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
	found, err := s.with(s.config.Of(d), s.models.Of(s.config.PresetName(d)))
	if err == nil {
		s.decks[d.File] = found
	}
	return found, err
}

// with returns the scheduler of what is set, by some parameters.
func (s *Schedulers) with(set settings.Set, p storage.Parameters) (*srs.Scheduler, error) {
	name := fmt.Sprint(p.Model.Numbers(), *set.Retention, *set.Steps, *set.RelearningSteps,
		*set.MaxInterval)
	if found := s.made[name]; found != nil {
		return found, nil
	}
	made, err := srs.NewScheduler(ScheduledBy(set, p.Model, s.calendar))
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

// Balanced returns a scheduler that spreads the due dates of a deck by what is due in all decks of
// its preset, as it is when they are asked for the first time, or the scheduler itself if the
// person does not want that. What it previews is what it answers.
func (s *Schedulers) Balanced(by *srs.Scheduler, store *storage.Collection, of folders.Deck) *srs.Scheduler {
	set := s.config.All()
	if !*set.Balance {
		return by
	}
	matcher := s.config.Matcher()
	preset := matcher.Preset(of)
	same := func(d folders.Deck) bool { return matcher.Preset(d) == preset }
	b := srs.Balance{Load: remembered(func(first, last srs.Day) ([]int,
		error,
	) {
		return store.DueOn(first, last, same)
	})}
	for d := range b.Easy {
		b.Easy[d] = 1
	}
	for _, d := range *set.EasyDays {
		b.Easy[d.Day] = float64(d.Percent) / 100
	}
	return by.Balanced(b)
}

// remembered returns a load that asks for the same days once. What cannot be read counts as
// nothing: the answer says what is wrong.
func remembered(dueOn func(first, last srs.Day) ([]int, error)) srs.Load {
	known := make(map[[2]srs.Day][]int)
	return func(first, last srs.Day) []int {
		days := [2]srs.Day{first, last}
		if known[days] == nil {
			counts, err := dueOn(first, last)
			if err != nil {
				counts = make([]int, last-first+1)
			}
			known[days] = counts
		}
		return known[days]
	}
}
