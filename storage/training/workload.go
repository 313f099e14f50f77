package training

import (
	"cards/srs"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage"
)

// Workload is what a run of package sim starts from: the cards of a collection that are asked, as they are on one study
// day, and the person's way of answering.
type Workload struct {
	New       int // cards that have not been answered yet
	Behaviour sim.Behaviour

	cards []workCard
	past  *Past
}

type workCard struct {
	name            [16]byte
	memory          model.Memory // by the parameters in force
	lastDay, dueDay int
}

// Workload reads the cards of a collection, whose past it is. Days of a run count from today.
func (p *Past) Workload(c *storage.Collection, cal srs.Calendar, today srs.Day) (*Workload, error) {
	w := &Workload{Behaviour: sim.Estimate(p.Answers), past: p}
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		switch s := card.Schedule; {
		case card.Draft || card.Suspended:
		case s.Phase == srs.New:
			w.New++
		default:
			day := s.Due.Day
			if !s.Due.At.IsZero() {
				day = cal.Day(s.Due.At)
			}
			w.cards = append(w.cards, workCard{
				name: card.ID, memory: s.Memory, lastDay: min(int(s.LastDay-today), 0), dueDay: int(day - today),
			})
		}
		return true
	})
	return w, err
}

// Cards returns the cards in learning and later for a run in which memory works by one set of parameters and intervals
// are planned by another. In a card whose first answer is unknown, both are what its schedule has.
func (w *Workload) Cards(memory, planner model.Parameters) []sim.Card {
	memories := w.past.Memories(model.New(memory))
	planned := memories
	if planner != memory {
		planned = w.past.Memories(model.New(planner))
	}
	cards := make([]sim.Card, len(w.cards))
	for i, c := range w.cards {
		cards[i] = sim.Card{Memory: c.memory, Planned: c.memory, LastDay: c.lastDay, DueDay: c.dueDay}
		if m, ok := memories[c.name]; ok {
			cards[i].Memory, cards[i].Planned = m, planned[c.name]
		}
	}
	return cards
}
