package desk

import (
	"cmp"
	"errors"
	"slices"

	"cards/srs"
	"cards/storage"
)

// Hard is a card with what it costs and brings.
type Hard struct {
	Card      *storage.Card
	Stability float64 // days, as [srs.Schedule.Stability]
}

// leastAsked is how often a card must have been asked before it is called hard.
const leastAsked = 3

// Hardest returns the cards that cost most for what they bring, at most so many: by the time of all
// their answers ÷ stability, which counts as a day at least.
func (s *Statistics) Hardest(most int) ([]Hard, error) {
	cost := func(c *storage.Standing) float64 {
		return c.Pace.Time.Seconds() / max(c.Schedule.Stability(c.Model), 1)
	}
	return s.chosen(most, cost, func(c *storage.Standing) bool {
		return c.Pace.Answers >= leastAsked && c.Schedule.Memory.Stability > 0 && !c.Idle
	})
}

// Leeches returns the cards that are leeches, those that were forgotten most often first.
func (s *Statistics) Leeches() ([]Hard, error) {
	cards, err := s.Cards()
	if err != nil {
		return nil, err
	}
	lapses := func(c *storage.Standing) float64 { return float64(c.Schedule.Lapses) }
	limit := s.LeechLimit()
	return s.chosen(len(cards), lapses, func(c *storage.Standing) bool {
		return srs.IsLeech(c.Schedule.Lapses, limit)
	})
}

// LeechLimit is from how many lapses on a card is a leech; 0 if none is.
func (s *Statistics) LeechLimit() int { return LeechesOf(s.Rules.Config).limit }

// chosen returns the cards with a text that are wanted, those of the highest rank first, at most so
// many.
func (s *Statistics) chosen(
	most int, rank func(*storage.Standing) float64, wanted func(*storage.Standing) bool,
) ([]Hard, error) {
	cards, err := s.Cards()
	if err != nil {
		return nil, err
	}
	type ranked struct {
		*storage.Standing
		rank float64
	}
	var list []ranked
	for i := range cards {
		if c := &cards[i]; c.Home >= 0 && wanted(c) {
			list = append(list, ranked{c, rank(c)})
		}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), a.Name.Compare(b.Name))
	})
	var found []Hard
	for _, c := range list[:min(most, len(list))] {
		card, err := s.Store.Card(c.Name)
		if errors.Is(err, storage.ErrNotFound) {
			continue // it has gone meanwhile
		}
		if err != nil {
			return nil, err
		}
		found = append(found, Hard{card, card.Schedule.Stability(card.Model)})
	}
	return found, nil
}
