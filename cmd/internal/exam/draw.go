package exam

import (
	"cards/cmd/internal/desk"
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
		last := -1
		if len(places) > 0 {
			last = places[len(places)-1]
		}
		places = append(places, quiz.Fresh(known, s.config.New, last)...)
	}
	cards := make([]*storage.Card, len(places))
	for i, place := range places {
		cards[i] = s.cards[place]
	}
	return cards, nil
}
