package report

import (
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
)

const hardestMeans = `The cards that cost most for what they bring, of those asked three times or more: ordered by the time that
all their answers took ÷ stability, a day at least, so that what took long and is soon forgotten comes
first.`

const leechesMeans = `The cards that you forgot as often as the setting leech_lapses says, or more often, with what they take of
your time.`

// CardsJSON is a list of cards.
type CardsJSON struct {
	About
	Limit   int        `json:"limit,omitempty"` // lapses from which on a card is a leech; 0: none is
	Seconds float64    `json:"seconds"`         // that all answers to these cards took
	Share   *float64   `json:"share"`           // of the time of all answers to cards of the selection; null without
	Cards   []CardJSON `json:"cards"`
}

// CardJSON is a card with what makes it hard.
type CardJSON struct {
	ID         string  `json:"id"`
	Deck       string  `json:"deck"`
	Question   string  `json:"question"`
	Reviews    int     `json:"reviews"`
	Lapses     int     `json:"lapses"`
	Difficulty float64 `json:"difficulty"`
	Stability  float64 `json:"stability"`
	Seconds    float64 `json:"seconds"`
	Suspended  bool    `json:"suspended"`
	Reason     string  `json:"reason"`
}

func hardest(s *desk.Statistics) (Answer, error) {
	const most = 20
	cards, err := s.Hardest(most)
	if err != nil {
		return Answer{}, err
	}
	return listCards("hardest", s, cards, 0)
}

func leeches(s *desk.Statistics) (Answer, error) {
	cards, err := s.Leeches()
	if err != nil {
		return Answer{}, err
	}
	return listCards("leeches", s, cards, s.LeechLimit())
}

// listCards says of cards what makes them hard.
func listCards(name string, s *desk.Statistics, cards []desk.Hard, limit int) (Answer, error) {
	all, err := s.Cards()
	if err != nil {
		return Answer{}, err
	}
	var spent, total time.Duration
	for i := range all {
		total += all[i].Pace.Time
	}
	usual := usualOf(s)
	j := CardsJSON{About: about(name, s), Limit: limit, Cards: []CardJSON{}}
	n := &out.Numbers{Name: "cards", Columns: []out.Column{
		{Name: "question", Title: "question"},
		{Name: "reviews", Title: "reviews", Aside: true},
		{Name: "lapses", Title: "forgotten", Aside: true},
		{Name: "minutes", Title: "minutes"},
		{Name: "reason", Title: "why", Below: true},
		{Name: "deck", Title: "deck", Aside: true},
		{Name: "id", Title: "id", Aside: true},
	}}
	for _, c := range cards {
		question, why := out.Plain(c.Card.Question(), c.Card.Definitions), reason(c, usual)
		spent += c.Card.Pace.Time
		j.Cards = append(j.Cards, CardJSON{
			c.Card.ID.String(), c.Card.Deck, question, c.Card.Pace.Answers, c.Card.Schedule.Lapses,
			rounded(c.Card.Schedule.Memory.Difficulty), rounded(c.Stability), seconds(c.Card.Pace.Time),
			c.Card.Suspended, why,
		})
		n.Add(out.Words(question), out.Whole(c.Card.Pace.Answers), out.Whole(c.Card.Schedule.Lapses),
			out.Value(c.Card.Pace.Time.Minutes(), fmt.Sprintf("%.1f", c.Card.Pace.Time.Minutes())),
			out.Words(why),
			out.Words(c.Card.Deck), out.Words(c.Card.ID.String()[:8]))
	}
	j.Seconds = seconds(spent)
	part := out.Part{Number: n, Says: []string{"There are none."}}
	if len(cards) > 0 && total > 0 {
		j.Share = new(rounded(float64(spent) / float64(total)))
		part.Says = []string{fmt.Sprintf("%s took %s, %.0f %% of the time of all answers.",
			out.Plural(len(cards), "card"), out.Minutes(spent), 100**j.Share)}
	}
	return Answer{Parts: []out.Part{part}, JSON: j}, nil
}

// usualOf returns the median time of an answer over the cards; 0 without.
func usualOf(s *desk.Statistics) time.Duration {
	cards, _ := s.Cards() // they are known already
	var each []float64
	for i := range cards {
		if p := cards[i].Pace; p.Answers > 0 {
			each = append(each, p.Time.Seconds()/float64(p.Answers))
		}
	}
	return time.Duration(stats.Summarize(each).Median * float64(time.Second))
}

// reason says what makes a card hard, the strongest first.
func reason(c desk.Hard, usual time.Duration) string {
	var why []string
	card := c.Card
	if n := card.Schedule.Lapses; n > 0 {
		why = append(why, fmt.Sprintf("forgotten %s in %d reviews", out.Times(n), card.Pace.Answers))
	} else if card.Pace.Answers > 0 {
		why = append(why, fmt.Sprintf("%d reviews to learn", card.Pace.Answers))
	}
	each := time.Duration(0)
	if card.Pace.Answers > 0 {
		each = card.Pace.Time / time.Duration(card.Pace.Answers)
	}
	const slow = 2 // times the usual
	if usual > 0 && each > slow*usual {
		why = append(why, fmt.Sprintf("%s an answer, others %s", out.Rough(each), out.Rough(usual)))
	}
	switch {
	case c.Stability < 1:
		why = append(why, "kept for less than a day")
	case c.Stability < 7:
		why = append(why, fmt.Sprintf("kept for %.1f days", c.Stability))
	}
	return strings.Join(why, "; ")
}
