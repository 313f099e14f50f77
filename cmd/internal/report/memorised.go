package report

import (
	"fmt"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
)

const memorisedMeans = `How many cards you would recall: the sum over the cards that were answered of the chance of recall at the end of
each day, by the parameters in force today. What a card has cost is the time of all answers ÷ this sum; to
learn one took the time of new cards and learning steps ÷ the cards that came out of them.`

// MemorisedJSON is what is said of remembered cards.
type MemorisedJSON struct {
	About
	Memorised float64        `json:"memorised"` // on the last day of the span
	Learned   int            `json:"learned"`   // cards that had been answered by then
	PerCard   *float64       `json:"per_card"`  // seconds of all answers until then, for each remembered; null without
	ToLearn   *float64       `json:"to_learn"`  // seconds that each card took until it was learned in the span; null without
	Days      []MemorisedDay `json:"days"`
}

// MemorisedDay is how many cards were remembered at the end of a day.
type MemorisedDay struct {
	Day       string  `json:"day"`
	Memorised float64 `json:"memorised"`
	Learned   int     `json:"learned"`
}

func learned(d stats.CourseDay) int { return d.Learning + d.Young + d.Mature }

// moment is the end of a part of a span, with how cards stood there.
type moment struct {
	day srs.Day
	stats.CourseDay
}

// moments returns the last days of the parts of the span that the course has.
func moments(s *desk.Statistics, c *stats.Course) []moment {
	var list []moment
	span := stats.Span{First: max(s.Span.First, c.First), Last: min(s.Span.Last, c.Last())}
	for _, part := range s.Step.Parts(span) {
		if d, ok := c.On(part.Last); ok {
			list = append(list, moment{part.Last, d})
		}
	}
	return list
}

func memorised(s *desk.Statistics) (Answer, error) {
	c, err := s.Course()
	if err != nil {
		return Answer{}, err
	}
	spent, err := s.Over(stats.Span{First: -1 << 31, Last: s.Span.Last})
	if err != nil {
		return Answer{}, err
	}
	list := moments(s, c)
	j := MemorisedJSON{About: about("memorised", s), Days: []MemorisedDay{}}
	n := &out.Numbers{Name: "time", Columns: []out.Column{
		{Name: "day", Title: "end of"},
		{Name: "memorised", Title: "remembered"},
		{Name: "learned", Title: "of"},
	}}
	for _, m := range list {
		j.Days = append(j.Days, MemorisedDay{m.day.String(), rounded(m.Memorised), learned(m.CourseDay)})
		n.Add(out.Words(m.day.String()), out.Value(m.Memorised, whole(m.Memorised)),
			out.Whole(learned(m.CourseDay)))
	}
	if len(list) == 0 {
		return Answer{JSON: j, Parts: []out.Part{nothing("No card had been answered by then.", n)}}, nil
	}
	last := list[len(list)-1]
	j.Memorised, j.Learned = rounded(last.Memorised), learned(last.CourseDay)
	facts := []out.Fact{{Name: "Remembered", Text: fmt.Sprintf("%s of %s that you have begun",
		whole(last.Memorised), out.Plural(j.Learned, "card"))}}
	if last.Memorised > 0 {
		j.PerCard = new(rounded(spent.Time.Seconds() / last.Memorised))
		facts = append(facts,
			out.Fact{Name: "Cost", Text: each(*j.PerCard) + " of answers for each card you remember"})
	}
	took, fresh := time.Duration(0), 0
	for _, d := range c.Over(s.Span) {
		took += d.Spent
		fresh += d.Learned
	}
	if fresh > 0 {
		j.ToLearn = new(rounded(took.Seconds() / float64(fresh)))
		facts = append(facts,
			out.Fact{Name: "To learn", Text: fmt.Sprintf("%s for each of %s learned on these days",
				each(*j.ToLearn), out.Plural(fresh, "card"))})
	}
	return Answer{JSON: j, Parts: []out.Part{{Facts: facts, Number: n, Chart: &out.Chart{
		Title: "cards remembered", Kind: out.Lines, Marks: momentMarks(s, list),
		Series: []out.Series{{Name: "remembered", Y: 1}, {Name: "begun", Y: 2}},
		Scale:  out.Scale{Whole: true},
		Desc:   "The sum of the chances of recall over time, below the number of cards that were begun.",
	}}}, keys: []key{
		{name: "Remembered", text: whole(last.Memorised)}, {name: "Begun", text: out.Count(j.Learned)},
	}}, nil
}

// each writes seconds that one thing takes.
func each(seconds float64) string {
	return out.Exact(time.Duration(seconds * float64(time.Second)))
}

// momentMarks marks moments as the periods that they end are.
func momentMarks(s *desk.Statistics, list []moment) []out.Mark {
	periods := make([]desk.Period, len(list))
	for i, m := range list {
		periods[i].First, periods[i].Last = m.day, m.day
	}
	return periodMarks(s.Step, periods)
}

const cardsMeans = `How many cards there are, and how those that were answered stood over time. A card is learning until it is in
review phase, and again after it was forgotten; young in review phase with an interval under 21 days, and
mature from then on.`

// PhasesJSON is what is said of the phases of cards.
type PhasesJSON struct {
	About
	Cards Cards      `json:"cards"`
	Days  []PhaseDay `json:"days"`
}

// PhaseDay is how cards stood at the end of a day.
type PhaseDay struct {
	Day      string `json:"day"`
	Learning int    `json:"learning"`
	Young    int    `json:"young"`
	Mature   int    `json:"mature"`
}

func cardPhases(s *desk.Statistics) (Answer, error) {
	now, err := s.Store.Schedules(s.Scope)
	if err != nil {
		return Answer{}, err
	}
	c, err := s.Course()
	if err != nil {
		return Answer{}, err
	}
	j := PhasesJSON{About: about("cards", s), Cards: NewCards(now), Days: []PhaseDay{}}
	n := &out.Numbers{Name: "time", Columns: []out.Column{
		{Name: "day", Title: "end of"},
		{Name: "mature", Title: "mature"},
		{Name: "young", Title: "young"},
		{Name: "learning", Title: "learning"},
	}}
	list := moments(s, c)
	for _, m := range list {
		j.Days = append(j.Days, PhaseDay{m.day.String(), m.Learning, m.Young, m.Mature})
		n.Add(out.Words(m.day.String()), out.Whole(m.Mature), out.Whole(m.Young), out.Whole(m.Learning))
	}
	return Answer{JSON: j, Parts: []out.Part{{
		Facts: []out.Fact{{Name: "Cards", Text: phases(now)}}, Number: n, Chart: &out.Chart{
			Title: "mature cards, and young ones", Kind: out.Lines, Marks: momentMarks(s, list),
			Series: []out.Series{{Name: "mature", Y: 1}, {Name: "young", Y: 2}},
			Scale:  out.Scale{Whole: true},
			Desc:   "How many cards were mature, and how many young, over time.",
		},
	}}}, nil
}
