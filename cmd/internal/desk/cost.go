package desk

import (
	"slices"
	"time"

	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// Cost is what the cards of a deck took lately, and what there is to show for it.
type Cost struct {
	Deck       string
	InReview   int           // cards in review phase that are asked
	Load       float64       // reviews a day that they ask in the long run: the sum of 1 ÷ interval
	Time       time.Duration // of the last year
	Remembered float64       // sum of retrievability today
}

// yearDays are those of a year.
const yearDays = 365

// Costs returns what each deck asks and costs whose cards were answered.
func (s *Statistics) Costs() ([]Cost, error) {
	cards, err := s.Cards()
	if err != nil {
		return nil, err
	}
	year := *s
	year.Span, year.record = stats.Span{First: s.Today() - yearDays + 1, Last: s.Today()}, nil
	if year.Span == s.Span {
		year.record = s.record
	}
	r, err := year.Record()
	if err != nil {
		return nil, err
	}
	costs := make([]Cost, len(r.Decks))
	for i, name := range r.Decks {
		costs[i] = Cost{Deck: name, Time: r.Groups[i].Time}
	}
	for i := range cards {
		if c := &cards[i]; c.Home >= 0 {
			costs[c.Home].add(c, s.Today())
		}
	}
	costs = slices.DeleteFunc(costs, func(c Cost) bool { return c.Remembered == 0 })
	return costs, nil
}

// add takes in a card of the deck.
func (c *Cost) add(card *storage.Standing, today srs.Day) {
	c.Remembered += Recall(card, today)
	if card.Schedule.Phase == srs.InReview && !card.Idle {
		c.InReview++
		c.Load += 1 / max(float64(card.Schedule.Interval()), 1)
	}
}

// Recall returns the chance that a card is recalled on a study day; 0 of a new one.
func Recall(c *storage.Standing, day srs.Day) float64 {
	if c.Schedule.Memory.Stability == 0 {
		return 0
	}
	return c.Model.Recall(c.Schedule.Memory, float64(c.Schedule.Elapsed(day)))
}
