package cli

import (
	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage/folders"
	"cards/storage/training"
)

// outlook is what future work is foreseen from.
type outlook struct {
	config sim.Config         // of a year, without cards and parameters
	load   *training.Workload // nil without a collection
}

// outlook returns that of the collection of the log; without one, that of an average person who
// learns as many new cards every day as a new collection asks.
func (a *app) outlook(m material) (outlook, error) {
	byDefault := srs.DefaultConfig(a.Zone)
	o := outlook{config: sim.Config{
		Retention: byDefault.Retention, Behaviour: sim.DefaultBehaviour(), Days: daysOfYear,
		New: daysOfYear * srs.DefaultNew, NewPerDay: srs.DefaultNew, ReviewsPerDay: sim.Unlimited,
		MaxInterval: byDefault.MaxInterval, LearningSteps: len(byDefault.Steps),
		RelearningSteps: len(byDefault.RelearningSteps),
	}}
	if m.c == nil {
		return o, nil
	}
	var err error
	of := func(d folders.Deck) bool { return m.preset == "" || m.c.config.PresetName(d) == m.preset }
	if o.load, err = m.past.Workload(m.c.Collection, a.calendar(m.c), a.today(m.c), of); err != nil {
		return o, err
	}
	set := m.c.config.OfPreset(m.preset)
	o.config.Retention, o.config.MaxInterval = *set.Retention, *set.MaxInterval
	o.config.LearningSteps, o.config.RelearningSteps = len(*set.Steps), len(*set.RelearningSteps)
	o.config.New, o.config.NewPerDay = o.load.New, *set.NewPerDay
	if set.ReviewsPerDay != nil {
		o.config.ReviewsPerDay = *set.ReviewsPerDay
	}
	o.config.Behaviour = o.load.Behaviour
	return o, nil
}

const daysOfYear = 365

// present returns the run of the person of a collection as it is: every deck scheduled by what is
// set for it, with memory by the parameters in force.
func (o outlook) present(c *collection) (sim.Config, error) {
	models, err := c.Models()
	if err != nil {
		return o.config, err
	}
	config, parts := o.config, desk.NewParts(c.config, func(d folders.Deck) model.Kernel {
		return models.Of(c.config.PresetName(d)).Model
	})
	config.Model = models.All.Model
	var fresh map[int]int
	config.Cards, fresh = o.load.InParts(parts.Of)
	config.Parts, config.Limits = parts.List, parts.Limits
	for i := range config.Parts {
		config.Parts[i].New = fresh[i]
	}
	return config, nil
}

// plan returns the run of a person whose memory works by one set of parameters, with intervals
// planned by another.
func (o outlook) plan(memory, planner model.Kernel) sim.Config {
	c := o.config
	c.Model = memory
	if planner != memory {
		c.Planner = planner
	}
	if o.load != nil {
		c.Cards = o.load.Cards(memory, planner)
	}
	return c
}
