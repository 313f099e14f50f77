package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
)

const retentionMeans = `Of the cards in review phase that were asked a study day or more after the answer before, the share that
was not rated again at the first answer of the day: recalled ÷ asked. A card is young while its interval
is under 21 days, and mature from then on. Intervals are Wilson's for 95 %.`

// RetentionJSON is what is said of true retention.
type RetentionJSON struct {
	About
	Target  float64       `json:"target"`
	All     Share         `json:"all"`
	Young   Share         `json:"young"`
	Mature  Share         `json:"mature"`
	Periods []PeriodShare `json:"periods"`
	After   []Group       `json:"after"`   // by the rating of the answer before
	Ratings []Ratings     `json:"ratings"` // how answers were rated
	Hours   []Group       `json:"hours"`
	Decks   []Group       `json:"decks"`
	Tags    []Group       `json:"tags"`
}

// PeriodShare is the true retention of some days.
type PeriodShare struct {
	Since  string `json:"since"`
	All    Share  `json:"all"`
	Young  Share  `json:"young"`
	Mature Share  `json:"mature"`
}

// Ratings counts the answers to one class of cards by their rating.
type Ratings struct {
	Cards string `json:"cards"` // learning, young or mature
	Again int    `json:"again"`
	Hard  int    `json:"hard"`
	Good  int    `json:"good"`
	Easy  int    `json:"easy"`
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
	r, err := s.Record()
	if err != nil {
		return Answer{}, err
	}
	after, hours := afterOf(r), hoursOf(r)
	j := RetentionJSON{
		About: about("retention", s), Target: s.Retention,
		All: newShare(sum.Asked), Young: newShare(sum.Young()), Mature: newShare(sum.Mature),
		Periods: []PeriodShare{}, After: groupsJSON(after), Ratings: ratingsOf(r),
		Hours: groupsJSON(hours),
		Decks: groupsJSON(decksOf(r)), Tags: groupsJSON(tagsOf(r)),
	}
	for _, p := range periods {
		j.Periods = append(j.Periods, PeriodShare{
			p.First.String(), newShare(p.Asked), newShare(p.Young()), newShare(p.Mature),
		})
	}
	parts := append([]out.Part{{
		Facts: []out.Fact{
			{Name: "All", Text: fmt.Sprintf("%s   target %s", rateOf(sum.Asked), out.Percent(s.Retention))},
			{Name: "Young", Text: rateOf(sum.Young())},
			{Name: "Mature", Text: rateOf(sum.Mature)},
		},
		Says: append(besideTarget(sum.Asked, s.Retention), ageSays(sum)...),
	}, retentionOverTime(s, periods)}, retentionGroups(r, after)...)
	young := sum.Young()
	return Answer{Parts: parts, JSON: j, keys: []key{
		{"True retention", rateOf(sum.Asked), &sum.Asked},
		{"Of young cards", rateOf(young), &young},
		{"Of mature cards", rateOf(sum.Mature), &sum.Mature},
	}}, nil
}

// besideTarget says whether the rate is off what is desired, if its interval leaves that out.
func besideTarget(r stats.Retention, target float64) []string {
	low, high := r.Interval()
	switch {
	case r.Asked < stats.Least:
	case high < target:
		most, wanted := percents(high, target)
		return []string{fmt.Sprintf("You remember less than you wanted: at most %s where %s is desired.", most, wanted)}
	case low > target:
		least, wanted := percents(low, target)
		return []string{fmt.Sprintf("You remember more than you wanted: at least %s where %s is desired.", least, wanted)}
	}
	return nil
}

// ageSays says whether young and mature cards differ.
func ageSays(sum stats.Totals) []string {
	return says([]group{
		{"Mature cards", "of mature cards", stats.Group{Asked: sum.Mature}},
		{"Young cards", "of young cards", stats.Group{Asked: sum.Young()}},
	})
}

// retentionOverTime draws the retention of the periods.
func retentionOverTime(s *desk.Statistics, periods []desk.Period) out.Part {
	n := &out.Numbers{
		Name:    "time",
		Columns: append([]out.Column{stepColumn(s.Step)}, rateColumns()...),
	}
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

// leastRate returns where an axis of rates begins: at 50 %, or at 0 if a rate is lower.
func leastRate(periods []desk.Period) float64 {
	for _, p := range periods {
		if rate, ok := p.Asked.Rate(); ok && rate < 0.5 {
			return 0
		}
	}
	return 0.5
}

// retentionGroups shows the retention by what answers have in common.
func retentionGroups(r *desk.Record, after []group) []out.Part {
	const shown = 10
	decks, tags := decksOf(r), tagsOf(r)
	return []out.Part{
		{
			Title: "By the rating before", Says: says(after),
			Number: groupTable("after", "answer before", present(after)),
		},
		{Title: "Ratings", Number: ratingsTable(ratingsOf(r))},
		{
			Title: "By part of the day", Says: says(partsOfDay(r)),
			Number: groupTable("part", "part of the day", present(partsOfDay(r))),
		},
		{Title: "By deck", Says: says(decks), Number: groupTable("deck", "deck", decks), Shown: shown},
		{Title: "By tag", Says: says(tags), Number: groupTable("tag", "tag", tags), Shown: shown},
	}
}

// afterOf returns the groups by the rating of the answer before.
func afterOf(r *desk.Record) []group {
	var groups []group
	for _, rating := range []srs.Rating{srs.Again, srs.Hard, srs.Good, srs.Easy} {
		groups = append(groups,
			group{"After " + rating.String(), "after " + rating.String(), r.After[rating]})
	}
	return groups
}

func ratingsOf(r *desk.Record) []Ratings {
	var list []Ratings
	for class, name := range []string{"learning", "young", "mature"} {
		n := r.Ratings[class]
		list = append(list, Ratings{name, n[0], n[1], n[2], n[3]})
	}
	return list
}

// ratingsTable shows how many answers had which rating, and their share.
func ratingsTable(list []Ratings) *out.Numbers {
	n := &out.Numbers{Name: "ratings", Columns: []out.Column{{Name: "cards", Title: "cards"}}}
	for _, name := range []string{"again", "hard", "good", "easy"} {
		n.Columns = append(n.Columns, out.Column{Name: name, Title: name, Aside: true},
			out.Column{Name: name + "_share", Title: name + ", 95 %"})
	}
	for _, of := range list {
		counts := []int{of.Again, of.Hard, of.Good, of.Easy}
		cells, all := []out.Cell{out.Words(of.Cards)}, 0
		for _, count := range counts {
			all += count
		}
		if all == 0 {
			continue
		}
		for _, count := range counts {
			cells = append(cells, out.Whole(count), shareCell(stats.Retention{Asked: all, Recalled: count}))
		}
		n.Add(cells...)
	}
	return n
}

// shareCell is a share with its interval: "12 % (10–15)".
func shareCell(r stats.Retention) out.Cell {
	rate, ok := r.Rate()
	if !ok {
		return out.None()
	}
	low, high := r.Interval()
	return out.Value(rate, fmt.Sprintf("%.0f %% (%.0f–%.0f)", 100*rate, 100*low, 100*high))
}
