package desk

import (
	"time"

	"cards/srs"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/training"
)

// Outlook is what future work is foreseen from.
type Outlook struct {
	Config sim.Config         // of a year, without cards and parameters
	Load   *training.Workload // nil of an average person
}

// AverageOutlook returns that of an average person who learns as many new cards every day as a new
// collection asks.
func AverageOutlook() Outlook {
	byDefault := srs.DefaultConfig(time.UTC)
	return Outlook{Config: sim.Config{
		Retention: byDefault.Retention, Behaviour: sim.DefaultBehaviour(), Days: yearDays,
		New: yearDays * srs.DefaultNew, NewPerDay: srs.DefaultNew, ReviewsPerDay: sim.Unlimited,
		MaxInterval: byDefault.MaxInterval, LearningSteps: len(byDefault.Steps),
		RelearningSteps: len(byDefault.RelearningSteps),
	}}
}

// NewOutlook returns that of the person of a collection, whose past it is, from a study day on: of
// all cards, or of those in a preset.
func NewOutlook(
	c *storage.Collection, config folders.Config, past *training.Past, preset string, cal srs.Calendar,
	today srs.Day,
) (Outlook, error) {
	o := AverageOutlook()
	of := func(d folders.Deck) bool { return preset == "" || config.PresetName(d) == preset }
	var err error
	if o.Load, err = past.Workload(c, cal, today, of); err != nil {
		return o, err
	}
	set := config.OfPreset(preset)
	o.Config.Retention, o.Config.MaxInterval = *set.Retention, *set.MaxInterval
	o.Config.LearningSteps, o.Config.RelearningSteps = len(*set.Steps), len(*set.RelearningSteps)
	o.Config.New, o.Config.NewPerDay = o.Load.New, *set.NewPerDay
	if set.ReviewsPerDay != nil {
		o.Config.ReviewsPerDay = *set.ReviewsPerDay
	}
	o.Config.Behaviour = o.Load.Behaviour
	return o, nil
}

// Present returns the run of the person of a collection as it is: every deck scheduled by what is
// set for it, with memory by the parameters in force.
func (o Outlook) Present(c *storage.Collection, config folders.Config) (sim.Config, error) {
	models, err := c.Models()
	if err != nil {
		return o.Config, err
	}
	run, parts := o.Config, NewParts(config, func(d folders.Deck) model.Kernel {
		return models.Of(config.PresetName(d)).Model
	})
	run.Model = models.All.Model
	var fresh map[int]int
	run.Cards, fresh = o.Load.InParts(parts.Of)
	run.Parts, run.Limits = parts.List, parts.Limits
	for i := range run.Parts {
		run.Parts[i].New = fresh[i]
	}
	return run, nil
}

// Plan returns the run of a person whose memory works by one set of parameters, with intervals
// planned by another.
func (o Outlook) Plan(memory, planner model.Kernel) sim.Config {
	c := o.Config
	c.Model = memory
	if planner != memory {
		c.Planner = planner
	}
	if o.Load != nil {
		c.Cards = o.Load.Cards(memory, planner)
	}
	return c
}
