package training

import (
	"cards/srs"
	"cards/storage/journal"
)

// Moves returns the due dates of the cards that the parameters of a scheduler move, see [srs.Scheduler.Replan]. Cards in
// the learning steps, and those whose first answer is unknown, stay as they are.
func (w *Workload) Moves(s *srs.Scheduler) []journal.Body {
	memories := w.past.Memories(s.Model())
	var cards []srs.Learned
	for _, c := range w.cards {
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
