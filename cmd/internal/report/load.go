package report

import (
	"cmp"
	"fmt"
	"slices"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
)

const loadMeans = `Reviews a day that your cards ask of you in the long run: Σ 1 ÷ interval over the cards in review phase, the
interval a day at least. Time well spent is, by deck, the seconds a year that a remembered card costs: the
time of the last 365 days ÷ the sum of retrievability of its cards today.`

// LoadJSON is what is said of the load.
type LoadJSON struct {
	About
	Load    float64    `json:"load"`    // reviews a day
	Recent  float64    `json:"recent"`  // reviews a day, over the last 30 days
	Minutes float64    `json:"minutes"` // a day that the load takes at the pace of these days
	Decks   []DeckLoad `json:"decks"`   // those whose cards were answered
}

// DeckLoad is what the cards of a deck ask and cost.
type DeckLoad struct {
	Deck       string   `json:"deck"`
	Cards      int      `json:"cards"` // in review phase
	Load       float64  `json:"load"`
	Seconds    float64  `json:"seconds"`    // of the last 365 days
	Remembered float64  `json:"remembered"` // sum of retrievability today
	PerCard    *float64 `json:"per_card"`   // seconds a year for each of these; null without
}

func load(s *desk.Statistics) (Answer, error) {
	costs, err := s.Costs()
	if err != nil {
		return Answer{}, err
	}
	lately, err := s.Over(s.Lately(desk.RetentionDays))
	if err != nil {
		return Answer{}, err
	}
	j := LoadJSON{
		About: about("load", s), Decks: []DeckLoad{},
		Recent: rounded(float64(lately.Reviews()) / desk.RetentionDays),
	}
	sum := 0.0
	for _, c := range costs {
		sum += c.Load
		d := DeckLoad{
			Deck: c.Deck, Cards: c.InReview, Load: rounded(c.Load), Seconds: seconds(c.Time),
			Remembered: rounded(c.Remembered),
		}
		if c.Remembered > 0 {
			d.PerCard = new(rounded(c.Time.Seconds() / c.Remembered))
		}
		j.Decks = append(j.Decks, d)
	}
	slices.SortStableFunc(j.Decks, func(a, b DeckLoad) int { return cmp.Compare(b.Load, a.Load) })
	j.Load = rounded(sum)
	facts := []out.Fact{{Name: "Load", Text: fmt.Sprintf("%.1f reviews a day", sum)}}
	if n := lately.Reviews(); n > 0 {
		j.Minutes = rounded(sum * lately.Time.Minutes() / float64(n))
		facts[0].Text += fmt.Sprintf(", about %.0f minutes", j.Minutes)
	}
	facts = append(facts, out.Fact{
		Name: "Lately", Text: fmt.Sprintf("%.1f a day over the last %d days", j.Recent,
			desk.RetentionDays),
	})
	return Answer{JSON: j, Parts: []out.Part{
		{Facts: facts}, {
			Title:  "By deck: load now, and time well spent over 365 days",
			Number: deckLoads(j.Decks), Shown: 10,
		},
	}}, nil
}

func deckLoads(decks []DeckLoad) *out.Numbers {
	n := &out.Numbers{Name: "decks", Columns: []out.Column{
		{Name: "deck", Title: "deck"},
		{Name: "cards", Title: "in review", Aside: true},
		{Name: "load", Title: "reviews a day"},
		{Name: "minutes", Title: "minutes", Aside: true},
		{Name: "remembered", Title: "remembered"},
		{Name: "seconds_per_card", Title: "seconds a card"},
	}}
	for _, d := range decks {
		each := out.None()
		if d.PerCard != nil {
			each = out.Value(*d.PerCard, whole(*d.PerCard))
		}
		n.Add(out.Words(d.Deck), out.Whole(d.Cards), out.Value(d.Load, fmt.Sprintf("%.1f", d.Load)),
			out.Value(d.Seconds/60, whole(d.Seconds/60)),
			out.Value(d.Remembered, whole(d.Remembered)), each)
	}
	return n
}
