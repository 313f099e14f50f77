package desk

import (
	"strings"

	"cards/deck"
	"cards/srs"
	"cards/srs/quiz"
	"cards/storage"
	"cards/storage/journal"
)

// lateDays is for how many study days what was missed is asked first.
const lateDays = 7

// RecallOn returns the chance that a card is recalled on a study day; 0 of a new card.
func RecallOn(c *storage.Card, day srs.Day) float64 {
	if c.Schedule.Phase == srs.New {
		return 0
	}
	return c.Model.Recall(c.Schedule.Memory, float64(max(c.Schedule.Elapsed(day), 0)))
}

// Needs returns what decides of which cards need to be asked most, in the order of the cards.
func Needs(
	store *storage.Collection, cards []*storage.Card, cal srs.Calendar, today srs.Day, leeches Leeches,
) ([]quiz.Card, error) {
	missed, lapsed, err := missedLately(store, cards, cal, today)
	if err != nil {
		return nil, err
	}
	list := make([]quiz.Card, len(cards))
	for i, c := range cards {
		list[i] = quiz.Card{
			ID: c.ID, Recall: RecallOn(c, today), New: c.Schedule.Phase == srs.New, Note: c.Note,
			Place:  c.Path + "\n" + strings.Join(c.Section, "\n"),
			Missed: missed[c], Lapsed: lapsed[c], Leech: leeches.Has(c),
		}
	}
	return list, nil
}

// missedLately returns the cards that were missed in a quiz or test of the last days and not
// reviewed since, and those that lapsed in a review.
func missedLately(
	store *storage.Collection, cards []*storage.Card, cal srs.Calendar, today srs.Day,
) (missed, lapsed map[*storage.Card]bool, err error) {
	of := make(map[deck.Key]*storage.Card, len(cards))
	for _, c := range cards {
		of[c.ID] = c
	}
	missed, lapsed = make(map[*storage.Card]bool), make(map[*storage.Card]bool)
	err = store.EventsSince(cal.Start(today-lateDays),
		func(e journal.Event, undone bool, name deck.Key) bool {
			b, ok := e.Body.(journal.Reviewed)
			card := of[name]
			switch {
			case !ok || undone || card == nil:
			case b.Counts():
				missed[card] = false
				lapsed[card] = lapsed[card] || b.Lapses()
			case b.Purpose == srs.Quiz || b.Purpose == srs.Test:
				missed[card] = b.Rating == srs.Again
			}
			return true
		})
	return missed, lapsed, err
}
