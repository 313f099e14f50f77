package report

import (
	"fmt"
	"maps"
	"slices"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
)

const quizMeans = `Answers that were given for practice and move no schedule: of quizzes, of tests and of cramming, with the
share that was right, rated other than again. Chance is what guessing alone would have got right of the
answers that were chosen among options.`

// QuizJSON is what is said of practice.
type QuizJSON struct {
	About
	Quiz    PracticeJSON     `json:"quiz"`
	Test    PracticeJSON     `json:"test"`
	Cram    PracticeJSON     `json:"cram"`
	Periods []PracticePeriod `json:"periods"`
}

// PracticeJSON is what answers for one purpose come to.
type PracticeJSON struct {
	Reviews int      `json:"reviews"`
	Right   Share    `json:"right"`
	Guesses int      `json:"guesses"`
	Chosen  int      `json:"chosen"` // among options
	Chance  *float64 `json:"chance"` // share of these that guessing gets right; null if none was
	Seconds float64  `json:"seconds"`
}

// PracticePeriod is the practice of some days.
type PracticePeriod struct {
	Since string `json:"since"`
	Quiz  Share  `json:"quiz"`
	Test  Share  `json:"test"`
	Cram  Share  `json:"cram"`
}

func quiz(s *desk.Statistics) (Answer, error) {
	r, err := s.Record()
	if err != nil {
		return Answer{}, err
	}
	purposes := []srs.Purpose{srs.Quiz, srs.Test, srs.Cram}
	var sums []stats.Practice
	span := stats.Span{First: s.Span.Last + 1, Last: s.Span.Last}
	for _, p := range purposes {
		var sum stats.Practice
		for _, day := range slices.Sorted(maps.Keys(r.Practice[p])) {
			sum = sum.Plus(r.Practice[p][day])
			span.First = min(span.First, day)
		}
		sums = append(sums, sum)
	}
	j := QuizJSON{
		About: about("quiz", s), Quiz: newPractice(sums[0]), Test: newPractice(sums[1]),
		Cram:    newPractice(sums[2]),
		Periods: []PracticePeriod{},
	}
	n := &out.Numbers{Name: "time", Columns: []out.Column{
		stepColumn(s.Step),
		{Name: "quiz", Title: "quiz"},
		{Name: "test", Title: "test"},
		{Name: "cram", Title: "cram"},
	}}
	if span.Days() > 0 {
		for _, part := range s.Step.Parts(span) {
			var of []stats.Retention
			cells := []out.Cell{period(s.Step, part)}
			for _, p := range purposes {
				rate := practised(r.Practice[p], part)
				of = append(of, rate)
				cells = append(cells, shareOfCell(rate))
			}
			j.Periods = append(j.Periods, PracticePeriod{
				part.First.String(), newShare(of[0]), newShare(of[1]), newShare(of[2]),
			})
			n.Add(cells...)
		}
	}
	facts := []out.Fact{
		{Name: "Quizzes", Text: practiceWords(sums[0])},
		{Name: "Tests", Text: practiceWords(sums[1])},
		{Name: "Cramming", Text: practiceWords(sums[2])},
	}
	return Answer{JSON: j, Parts: []out.Part{
		{Facts: facts},
		{Title: "Right, by " + s.Step.String(), Number: n},
	}}, nil
}

// practised returns what was right on the days of a span.
func practised(days map[srs.Day]stats.Practice, span stats.Span) stats.Retention {
	var sum stats.Practice
	for day, p := range days {
		if span.Has(day) {
			sum = sum.Plus(p)
		}
	}
	return sum.Rate()
}

func newPractice(p stats.Practice) PracticeJSON {
	j := PracticeJSON{
		Reviews: p.Reviews, Right: newShare(p.Rate()), Guesses: p.Guesses, Chosen: p.Chosen,
		Seconds: seconds(p.Time),
	}
	if chance, ok := p.Chance(); ok {
		j.Chance = &chance
	}
	return j
}

func practiceWords(p stats.Practice) string {
	if p.Reviews == 0 {
		return "none"
	}
	text := rateOf(p.Rate()) + " right, " + out.Minutes(p.Time)
	if chance, ok := p.Chance(); ok {
		text += fmt.Sprintf("; %s chosen, where guessing gets %.0f %%", out.Count(p.Chosen), 100*chance)
	}
	return text
}

// shareOfCell is a rate with what it is of.
func shareOfCell(r stats.Retention) out.Cell {
	rate, ok := r.Rate()
	if !ok {
		return out.None()
	}
	return out.Value(rate, rateOf(r))
}
