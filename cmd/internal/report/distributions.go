package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

const intervalsMeans = `How long the cards in review phase wait: days from the last answer to the day on which each is due.`

const stabilityMeans = `Days after the last answer until the chance of recall will have fallen to 90 %, of each card that was answered.`

const difficultyMeans = `How much harder than others the answers say a card is, from 1 to 10, of each card that was answered.`

const retrievabilityMeans = `The chance that you would recall a card now, of each card that was answered. Its sum is how many you remember.`

// DistributionJSON is how a property of cards is distributed.
type DistributionJSON struct {
	About
	Cards   int       `json:"cards"`
	Mean    *float64  `json:"mean"` // null without cards, and so are the others
	Median  *float64  `json:"median"`
	Ninth   *float64  `json:"ninth"` // nine in ten have no more
	Longest *float64  `json:"longest"`
	Sum     float64   `json:"sum"`
	Bins    []BinJSON `json:"bins"`
}

// BinJSON is how many cards are from From on and below To.
type BinJSON struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Cards int     `json:"cards"`
}

// property is one of cards, with how its distribution is shown.
type property struct {
	name, title string
	of          func(*storage.Standing, srs.Day) (float64, bool)
	edges       []float64
	edge        func(float64) string // how an edge is written
	value       func(float64) string // how a value is
	marked      int                  // every so manieth edge is marked on the axis
}

// daysEdges are those of bins of days, ever wider.
func daysEdges() []float64 {
	return []float64{0, 1, 2, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730, 36501}
}

func intervals(s *desk.Statistics) (Answer, error) {
	return distribution(s, property{
		"intervals", "cards by interval in days", func(c *storage.Standing, _ srs.Day) (float64, bool) {
			return float64(c.Schedule.Interval()), c.Schedule.Phase == srs.InReview && !c.Idle
		}, daysEdges(), dayEdge, inDays, 1,
	})
}

func stability(s *desk.Statistics) (Answer, error) {
	return distribution(s, property{
		"stability", "cards by stability in days", func(c *storage.Standing, _ srs.Day) (float64, bool) {
			return c.Schedule.Stability(c.Model), isLearned(c)
		}, daysEdges(), dayEdge, inDays, 1,
	})
}

func difficulty(s *desk.Statistics) (Answer, error) {
	var edges []float64
	for i := range 19 {
		edges = append(edges, 1+float64(i)/2)
	}
	plain := func(v float64) string { return fmt.Sprintf("%.3g", v) }
	return distribution(s, property{
		"difficulty", "cards by difficulty", func(c *storage.Standing, _ srs.Day) (float64, bool) {
			return c.Schedule.Memory.Difficulty, isLearned(c)
		}, edges, plain, func(v float64) string { return fmt.Sprintf("%.1f", v) }, 2,
	})
}

func retrievability(s *desk.Statistics) (Answer, error) {
	var edges []float64
	for i := range 21 {
		edges = append(edges, float64(i)/20)
	}
	return distribution(s, property{
		"retrievability", "cards by the chance that you would recall them now",
		func(c *storage.Standing, today srs.Day) (float64, bool) { return desk.Recall(c, today), isLearned(c) },
		edges, out.Percent, func(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) }, 4,
	})
}

// isLearned says whether a card has a memory that is kept up: it was answered, and is asked.
func isLearned(c *storage.Standing) bool { return c.Schedule.Memory.Stability > 0 && !c.Idle }

func dayEdge(days float64) string {
	if days >= 365 {
		return fmt.Sprintf("%.0fy", days/365)
	}
	return fmt.Sprintf("%.0f", days)
}

func inDays(days float64) string {
	if days < 10 {
		return fmt.Sprintf("%.1f d", days)
	}
	return whole(days) + " d"
}

func distribution(s *desk.Statistics, p property) (Answer, error) {
	cards, err := s.Cards()
	if err != nil {
		return Answer{}, err
	}
	var values []float64
	j := DistributionJSON{About: about(p.name, s), Bins: []BinJSON{}}
	for i := range cards {
		if v, ok := p.of(&cards[i], s.Today()); ok {
			values = append(values, v)
			j.Sum += v
		}
	}
	sum := stats.Summarize(values)
	if j.Cards = sum.Count; j.Cards > 0 {
		j.Mean, j.Median, j.Ninth, j.Longest = &sum.Mean, &sum.Median, &sum.Ninth, &sum.Longest
	}
	n := &out.Numbers{Name: "bins", Columns: []out.Column{
		{Name: "from", Title: "from"}, {Name: "to", Title: "below"}, {Name: "cards", Title: "cards"},
	}}
	chart := &out.Chart{
		Title: p.title, Kind: out.Bars, Series: []out.Series{{Name: "cards", Y: 2}},
		Scale: out.Scale{Whole: true},
		Desc:  fmt.Sprintf("How many %s, in %d bins.", p.title, len(p.edges)-1),
	}
	for i, b := range stats.Distribute(values, p.edges) {
		j.Bins = append(j.Bins, BinJSON{b.From, b.To, b.Count})
		n.Add(out.Value(b.From, p.edge(b.From)), out.Value(b.To, p.edge(b.To)), out.Whole(b.Count))
		if i%p.marked == 0 {
			chart.Marks = append(chart.Marks, out.Mark{Row: i, Text: p.edge(b.From)})
		}
	}
	part := out.Part{Number: n, Chart: chart, Facts: []out.Fact{
		{Name: "Cards", Text: out.Count(sum.Count)},
		{Name: "Median", Text: fmt.Sprintf("%s   mean %s   nine in ten up to %s   largest %s",
			p.value(sum.Median),
			p.value(sum.Mean), p.value(sum.Ninth), p.value(sum.Longest))},
	}}
	if sum.Count == 0 {
		part = nothing("No card was answered yet.", n)
	}
	return Answer{Parts: []out.Part{part}, JSON: j}, nil
}
