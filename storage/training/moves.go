package training

import (
	"cards/srs"
	"cards/storage"
)

// Moves returns the due dates of a collection, whose past it is, that the parameters of a scheduler move, see
// [srs.Scheduler.Replan]. Cards that are not asked, or in the learning steps, stay as they are.
func (p *Past) Moves(c *storage.Collection, s *srs.Scheduler, today srs.Day) ([]storage.Body, error) {
	memories := p.Memories(s.Model())
	var cards []srs.Learned
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		memory, known := memories[card.ID]
		if known && card.Schedule.Phase == srs.InReview && !card.Draft && !card.Suspended {
			cards = append(cards, srs.Learned{
				Card: srs.CardID(card.Key), Memory: memory, LastDay: card.Schedule.LastDay, Due: card.Schedule.Due.Day,
			})
		}
		return true
	})
	var moves []storage.Body
	for i, day := range s.Replan(cards, today) {
		if day != cards[i].Due {
			moves = append(moves, storage.DueSet{Key: [16]byte(cards[i].Card), Due: srs.Due{Day: day}})
		}
	}
	return moves, err
}
