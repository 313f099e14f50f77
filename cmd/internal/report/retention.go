package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
)

const retentionMeans = `True retention: of the cards in review phase that were asked at least a study day after the answer before, the
share that was rated other than again at the first answer of a day. A card is young while its interval is
under 21 days, and mature from then on. Intervals are those of Wilson for 95 %.`

// RetentionJSON is what is said of true retention.
type RetentionJSON struct {
	About
	Target  float64       `json:"target"`
	All     Share         `json:"all"`
	Young   Share         `json:"young"`
	Mature  Share         `json:"mature"`
	Periods []PeriodShare `json:"periods"`
}

// PeriodShare is the true retention of some days.
type PeriodShare struct {
	Since  string `json:"since"`
	All    Share  `json:"all"`
	Young  Share  `json:"young"`
	Mature Share  `json:"mature"`
}

func retention(s *desk.Statistics) (Answer, error) {
	sum, err := s.Over(s.Span)
	if err != nil {
		return Answer{}, err
	}
	periods, err := s.Periods()
	if err != nil {
		return Answer{}, err
	}
	j := RetentionJSON{
		About: about("retention", s), Target: s.Retention,
		All: newShare(sum.Asked), Young: newShare(sum.Young()), Mature: newShare(sum.Mature), Periods: []PeriodShare{},
	}
	for _, p := range periods {
		j.Periods = append(j.Periods, PeriodShare{
			p.First.String(), newShare(p.Asked), newShare(p.Young()), newShare(p.Mature),
		})
	}
	parts := []out.Part{{
		Facts: []out.Fact{
			{Name: "All", Text: fmt.Sprintf("%s   target %s", rateOf(sum.Asked), out.Percent(s.Retention))},
			{Name: "Young", Text: rateOf(sum.Young())},
			{Name: "Mature", Text: rateOf(sum.Mature)},
		},
	}, retentionOverTime(s, periods)}
	return Answer{Parts: parts, JSON: j}, nil
}

// retentionOverTime draws the retention of the periods.
func retentionOverTime(s *desk.Statistics, periods []desk.Period) out.Part {
	n := &out.Numbers{Name: "time", Columns: append([]out.Column{stepColumn(s.Step)}, rateColumns()...)}
	for _, p := range periods {
		n.Add(append([]out.Cell{period(s.Step, p.Span)}, rateCells(p.Asked)...)...)
	}
	return out.Part{
		Title: "By " + s.Step.String(), Number: n,
		Chart: &out.Chart{
			Title: "true retention", Kind: out.Lines,
			Desc:   fmt.Sprintf("True retention by %s with its 95 %% interval.", s.Step),
			Series: []out.Series{{Name: "recalled", Y: 2, Low: 3, High: 4}},
			Scale:  out.Scale{Unit: out.Percent, Least: leastRate(periods), Most: 1},
			Marks:  periodMarks(s.Step, periods),
		},
	}
}

// leastRate returns where an axis of rates begins: at 50 %, or lower if a rate is.
func leastRate(periods []desk.Period) float64 {
	least := 0.5
	for _, p := range periods {
		if rate, ok := p.Asked.Rate(); ok && p.Asked.Asked >= stats.Least && rate < least {
			least = 0
		}
	}
	return least
}
