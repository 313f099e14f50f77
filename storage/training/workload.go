package training

import (
	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage"
	"cards/storage/folders"
)

// Workload is what a run of package sim starts from: the cards of a collection that are asked, as
// they are on one study day, and the person's way of answering.
type Workload struct {
	New       int // cards that have not been answered yet
	Behaviour sim.Behaviour

	cards []workCard
	fresh []folders.Deck // of each new card
	past  *Past
	today srs.Day
}

type workCard struct {
	name, key deck.Key
	deck      folders.Deck // what decides of how it is scheduled
	schedule  srs.Schedule // by the parameters in force
	by        model.Kernel // with these parameters
	dueDay    srs.Day
}

// Workload reads the cards of a collection, whose past it is: all, or those of some decks. Days of
// a run count from today.
func (p *Past) Workload(
	c *storage.Collection, cal srs.Calendar, today srs.Day, of func(folders.Deck) bool,
) (*Workload, error) {
	w := &Workload{Behaviour: sim.Estimate(p.Answers), past: p, today: today}
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		switch s := card.Schedule; {
		case card.Draft || card.Suspended || of != nil && !of(card.Scheduled):
		case s.Phase == srs.New:
			w.New++
			w.fresh = append(w.fresh, card.Scheduled)
		default:
			day := s.Due.Day
			if !s.Due.At.IsZero() {
				day = cal.Day(s.Due.At)
			}
			w.cards = append(w.cards, workCard{
				name: card.ID, key: card.Key, deck: card.Scheduled, schedule: s, by: card.Model, dueDay: day,
			})
		}
		return true
	})
	return w, err
}

// Cards returns the cards in learning and later for a run in which memory works by one model and
// intervals are planned by another. In a card whose first answer is unknown, both are what its
// schedule has.
func (w *Workload) Cards(memory, planner model.Kernel) []sim.Card {
	memories := w.past.Memories(memory)
	planned := memories
	if planner != memory {
		planned = w.past.Memories(planner)
	}
	cards := make([]sim.Card, len(w.cards))
	for i, c := range w.cards {
		cards[i] = sim.Card{
			Memory: c.given(memory), Planned: c.given(planner),
			LastDay: min(int(c.schedule.LastDay-w.today), 0), DueDay: int(c.dueDay - w.today),
		}
		if m, ok := memories[c.name]; ok {
			cards[i].Memory, cards[i].Planned = m, planned[c.name]
		}
	}
	return cards
}

// InParts returns the cards in learning and later, each in the part of its deck, and how many new
// ones each part has; part says the place of that of a deck. Memory is by the parameters in force.
func (w *Workload) InParts(part func(folders.Deck) int) (cards []sim.Card, fresh map[int]int) {
	fresh = make(map[int]int)
	for _, c := range w.cards {
		cards = append(cards, sim.Card{
			Memory: c.schedule.Memory, Part: part(c.deck),
			LastDay: min(int(c.schedule.LastDay-w.today), 0), DueDay: int(c.dueDay - w.today),
		})
	}
	for _, d := range w.fresh {
		fresh[part(d)]++
	}
	return cards, fresh
}

// given returns what a model takes for the memory of the card if it knows its schedule alone.
func (c *workCard) given(m model.Kernel) model.Memory {
	return m.Given(c.schedule.Stability(c.by), c.schedule.Memory.Difficulty)
}
