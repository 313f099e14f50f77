package desk

import (
	"fmt"

	"cards/deck/settings"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage/folders"
)

// Parts are the decks of a collection by how they are scheduled, as simulations want them.
type Parts struct {
	List   []sim.Part // in the order in which they were met
	Limits []sim.Limit

	config folders.Config
	model  func(folders.Deck) model.Kernel
	part   map[sim.Part]int // places in List
	placed map[source]int   // likewise, by decks
	limit  map[string]int   // places in Limits, from 1, by what sets them
}

// source is what tells the decks of a collection apart.
type source struct{ name, file, preset string }

// NewParts returns no parts yet, for a configuration and the models that memory follows.
func NewParts(c folders.Config, model func(folders.Deck) model.Kernel) *Parts {
	return &Parts{
		config: c, model: model, part: make(map[sim.Part]int), placed: make(map[source]int),
		limit: make(map[string]int),
	}
}

// Of returns the place of the part that a deck is in.
func (p *Parts) Of(d folders.Deck) int {
	from := source{d.Name, d.File, d.Preset}
	if place, known := p.placed[from]; known {
		return place
	}
	place := p.join(d)
	p.placed[from] = place
	return place
}

// join returns the place of a deck that was not met before.
func (p *Parts) join(d folders.Deck) int {
	part := p.scheduled(d)
	part.Model = p.model(d)
	part.NewLimit, part.ReviewLimit = p.limitsOf(d)
	place, known := p.part[part]
	if !known {
		place = len(p.List)
		p.part[part], p.List = place, append(p.List, part)
	}
	return place
}

// scheduled returns the part of a deck without its model and limits. What only the collection says
// of retention is left to that.
func (p *Parts) scheduled(d folders.Deck) sim.Part {
	set := p.config.Of(d)
	part := sim.Part{
		MaxInterval: *set.MaxInterval, LearningSteps: len(*set.Steps),
		RelearningSteps: len(*set.RelearningSteps),
	}
	if own := d.Settings.Over(p.preset(d)); own.Retention != nil {
		part.Retention = *own.Retention
	}
	return part
}

// preset returns what the preset of a deck says.
func (p *Parts) preset(d folders.Deck) settings.Set {
	if i := p.config.Preset(d); i >= 0 {
		return p.config.Presets[i].Settings
	}
	return settings.Set{}
}

// limitsOf returns the places of the limits that hold for a deck: its own, or else those that the
// decks of its preset share.
func (p *Parts) limitsOf(d folders.Deck) (news, reviews int) {
	shared, name := p.preset(d), fmt.Sprint("preset ", p.config.Preset(d))
	find := func(of func(settings.Set) *int, limit func(n int) sim.Limit, kind string) int {
		if n := of(d.Settings); n != nil {
			return p.place(kind+" deck "+d.File, limit(*n))
		}
		if n := of(shared); n != nil {
			return p.place(kind+" "+name, limit(*n))
		}
		return 0
	}
	news = find(
		func(s settings.Set) *int { return s.NewPerDay },
		func(n int) sim.Limit { return sim.Limit{NewPerDay: n, ReviewsPerDay: sim.Unlimited} }, "new",
	)
	reviews = find(
		func(s settings.Set) *int { return s.ReviewsPerDay },
		func(n int) sim.Limit { return sim.Limit{NewPerDay: sim.Unlimited, ReviewsPerDay: n} }, "reviews",
	)
	return news, reviews
}

// place returns the place of a limit, from 1.
func (p *Parts) place(name string, l sim.Limit) int {
	if p.limit[name] == 0 {
		p.Limits = append(p.Limits, l)
		p.limit[name] = len(p.Limits)
	}
	return p.limit[name]
}
