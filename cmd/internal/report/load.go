package report

import (
	"cmp"
	"fmt"
	"slices"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
)

const loadMeans = `Reviews a day that your cards ask of you in the long run: the sum of 1 ÷ interval over the cards in review
phase, the interval at least a day. Beside it, what you did on the last 30 days.`

// LoadJSON is what is said of the load.
type LoadJSON struct {
	About
	Load    float64    `json:"load"`    // reviews a day
	Recent  float64    `json:"recent"`  // reviews a day, over the last 30 days
	Minutes float64    `json:"minutes"` // a day that the load takes at the pace of the last days
	Decks   []DeckLoad `json:"decks"`
}

// DeckLoad is the load of a deck.
type DeckLoad struct {
	Deck  string  `json:"deck"`
	Cards int     `json:"cards"` // in review phase
	Load  float64 `json:"load"`
}

func load(s *desk.Statistics) (Answer, error) {
	cards, err := s.Cards()
	if err != nil {
		return Answer{}, err
	}
	homes, err := s.Homes()
	if err != nil {
		return Answer{}, err
	}
	lately, err := s.Over(s.Lately(desk.RetentionDays))
	if err != nil {
		return Answer{}, err
	}
	j := LoadJSON{About: about("load", s), Decks: []DeckLoad{}, Recent: float64(lately.Reviews()) / desk.RetentionDays}
	decks := make([]DeckLoad, len(homes.Decks))
	for i := range cards {
		c := &cards[i]
		if c.Schedule.Phase != srs.InReview || c.Idle || c.Home < 0 {
			continue
		}
		each := 1 / max(float64(c.Schedule.Interval()), 1)
		decks[c.Home].Load += each
		decks[c.Home].Cards++
		j.Load += each
	}
	if n := lately.Reviews(); n > 0 {
		j.Minutes = j.Load * lately.Time.Minutes() / float64(n)
	}
	n := &out.Numbers{Name: "decks", Columns: []out.Column{
		{Name: "deck", Title: "deck"}, {Name: "cards", Title: "cards in review"}, {Name: "load", Title: "reviews a day"},
	}}
	for i, name := range homes.Decks {
		if decks[i].Deck = name; decks[i].Cards > 0 {
			j.Decks = append(j.Decks, decks[i])
		}
	}
	slices.SortStableFunc(j.Decks, func(a, b DeckLoad) int { return cmp.Compare(b.Load, a.Load) })
	for _, d := range j.Decks {
		n.Add(out.Words(d.Deck), out.Whole(d.Cards), out.Value(d.Load, fmt.Sprintf("%.1f", d.Load)))
	}
	return Answer{JSON: j, Parts: []out.Part{{Facts: []out.Fact{
		{Name: "Load", Text: fmt.Sprintf("%.1f reviews a day, about %.0f minutes", j.Load, j.Minutes)},
		{Name: "Lately", Text: fmt.Sprintf("%.1f a day over the last %d days", j.Recent, desk.RetentionDays)},
	}}, {Title: "By deck", Number: n, Shown: 10}}}, nil
}
