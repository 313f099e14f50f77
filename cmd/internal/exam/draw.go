package exam

import (
	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/srs/quiz"
	"cards/storage"
)

// draw returns the cards that are asked, in their order.
func (s *asker) draw() ([]*storage.Card, error) {
	known, err := desk.Needs(s.store, s.cards, s.config.Schedulers.Calendar(), s.today(),
		s.config.Leeches)
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
func (s *asker) fresh() []*storage.Card {
	var list []*storage.Card
	for _, c := range s.cards {
		if s.config.Kind == Quiz && c.Schedule.Phase == srs.New && len(list) < s.config.New {
			list = append(list, c)
		}
	}
	return list
}
