package desk

import (
	"cmp"
	"slices"
	"time"

	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// Cost is what the cards of a deck took lately, and what there is to show for it.
type Cost struct {
	Deck       string
	Cards      int           // that the log says something of
	Time       time.Duration // of the last year
	Remembered float64       // sum of retrievability today
}

// yearDays are those of a year.
const yearDays = 365

// Costs returns what each deck costs whose cards were answered, the most expensive first.
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
			costs[c.Home].Cards++
			costs[c.Home].Remembered += Recall(c, s.Today())
		}
	}
	costs = slices.DeleteFunc(costs, func(c Cost) bool { return c.Cards == 0 })
	each := func(c Cost) float64 { return float64(c.Time) / max(c.Remembered, 1e-9) }
	slices.SortStableFunc(costs, func(a, b Cost) int { return cmp.Compare(each(b), each(a)) })
	return costs, nil
}

// Recall returns the chance that a card is recalled on a study day; 0 of a new one.
func Recall(c *storage.Standing, day srs.Day) float64 {
	if c.Schedule.Memory.Stability == 0 {
		return 0
	}
	return c.Model.Recall(c.Schedule.Memory, float64(c.Schedule.Elapsed(day)))
}
