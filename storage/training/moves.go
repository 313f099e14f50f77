package training

import (
	"cards/srs"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Moves returns the due dates of the cards that the parameters of the scheduler of their deck move,
// see [srs.Scheduler.Replan]. Cards in the learning steps, and those whose first answer is unknown,
// stay as they are. An error is one of the schedulers.
func (w *Workload) Moves(of func(folders.Deck) (*srs.Scheduler, error)) ([]journal.Body, error) {
	var order []*srs.Scheduler
	cards := make(map[*srs.Scheduler][]workCard)
	for _, c := range w.cards {
		s, err := of(c.deck)
		if err != nil {
			return nil, err
		}
		if cards[s] == nil {
			order = append(order, s)
		}
		cards[s] = append(cards[s], c)
	}
	var moves []journal.Body
	for _, s := range order {
		moves = append(moves, w.movesOf(cards[s], s)...)
	}
	return moves, nil
}

// movesOf is [Workload.Moves] of cards with one scheduler.
func (w *Workload) movesOf(all []workCard, s *srs.Scheduler) []journal.Body {
	memories := w.past.Memories(s.Model())
	var cards []srs.Learned
	for _, c := range all {
		if memory, known := memories[c.name]; known && c.schedule.Phase == srs.InReview {
			cards = append(cards, srs.Learned{
				Card: srs.CardID(c.key), Memory: memory, LastDay: c.schedule.LastDay, Due: c.schedule.Due.Day,
			})
		}
	}
	var moves []journal.Body
	for i, day := range s.Replan(cards, w.today) {
		if day != cards[i].Due {
			moves = append(moves, journal.DueSet{Key: [16]byte(cards[i].Card), Due: srs.Due{Day: day}})
		}
	}
	return moves
}
