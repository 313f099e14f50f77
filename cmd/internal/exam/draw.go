package exam

import (
	"strings"

	"cards/deck"
	"cards/srs"
	"cards/srs/quiz"
	"cards/storage"
	"cards/storage/journal"
)

// recent is for how many study days what was missed is asked first.
const recent = 7

// draw returns the cards that are asked, in their order.
func (s *Sitting) draw() ([]*storage.Card, error) {
	known, err := s.needs()
	if err != nil {
		return nil, err
	}
	var places []int
	if s.config.Kind == Test {
		places = quiz.Draw(known, s.config.Questions, s.random)
	} else {
		places = quiz.Choose(known, s.config.Questions)
	}
	cards := make([]*storage.Card, 0, len(places)+s.config.New)
	for _, i := range places {
		cards = append(cards, s.cards[i])
	}
	return append(cards, s.fresh()...), nil
}

// fresh returns the new cards that a quiz adds, in the order of decks.
func (s *Sitting) fresh() []*storage.Card {
	var list []*storage.Card
	for _, c := range s.cards {
		if s.config.Kind == Quiz && c.Schedule.Phase == srs.New && len(list) < s.config.New {
			list = append(list, c)
		}
	}
	return list
}

// needs returns what decides of which cards are asked.
func (s *Sitting) needs() ([]quiz.Card, error) {
	missed, lapsed, err := s.lately()
	if err != nil {
		return nil, err
	}
	list := make([]quiz.Card, len(s.cards))
	for i, c := range s.cards {
		list[i] = quiz.Card{
			Recall: recallOn(c, s.today()), New: c.Schedule.Phase == srs.New, Note: c.Note,
			Place:  c.Path + "\n" + strings.Join(c.Section, "\n"),
			Missed: missed[c], Lapsed: lapsed[c], Leech: s.config.Leeches.Has(c),
		}
	}
	return list, nil
}

// lately returns the cards that were missed in a quiz or test of the last days and not reviewed since, and
// those that lapsed in a review.
func (s *Sitting) lately() (missed, lapsed map[*storage.Card]bool, err error) {
	of := make(map[deck.Key]*storage.Card, len(s.cards))
	for _, c := range s.cards {
		of[c.ID] = c
	}
	missed, lapsed = make(map[*storage.Card]bool), make(map[*storage.Card]bool)
	since := s.config.Schedulers.Calendar().Start(s.today() - recent)
	err = s.store.EventsSince(since, func(e journal.Event, undone bool, name deck.Key) bool {
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
