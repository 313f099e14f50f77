package exam

import (
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck/answer"
	"cards/srs"
	"cards/srs/quiz"
)

// Report is what came of a sitting. Its JSON is that of --json.
type Report struct {
	Command   string     `json:"command"`
	Seed      string     `json:"seed"`
	Taken     string     `json:"taken"` // RFC 3339
	Form      string     `json:"form"`
	Cards     int        `json:"cards"` // in the scope, that may be asked
	Points    float64    `json:"points"`
	Of        int        `json:"of"`
	Seconds   float64    `json:"seconds"`
	Questions []Reported `json:"questions"`
	Expected  *Expected  `json:"expected"`
}

// Reported is one question of a report. What was not answered has no given and no verdict.
type Reported struct {
	N        int      `json:"n"`
	Card     string   `json:"card"`
	Deck     string   `json:"deck"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Form     string   `json:"form"`
	Question string   `json:"question"`
	Options  []string `json:"options"` // as shown; null unless it is a choice
	Right    []int    `json:"right"`   // places in options, from 0; null likewise
	Answer   string   `json:"answer"`
	Given    *string  `json:"given"`
	Verdict  *string  `json:"verdict"`
	Points   float64  `json:"points"`
	Guess    bool     `json:"guess"`
	Again    int      `json:"again"` // how often it came back
	MS       int64    `json:"ms"`    // until it was answered
	Recall   float64  `json:"recall"`
}

// Expected is what the whole scope would score on a day.
type Expected struct {
	Date   string  `json:"date"`
	Score  float64 `json:"score"` // 0…1, as are those below
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Before float64 `json:"before"` // without the answers of this sitting
	Tau    float64 `json:"tau"`

	Studied float64 `json:"studied"` // the score of the cards that were asked before alone
	Unasked int     `json:"unasked"` // cards that were never asked and of which none was drawn
}

// Forms returns the names of forms.
func Forms() []string { return []string{"auto", "mixed", "recall", "typed", "choice"} }

// String returns the name of a form.
func (f Form) String() string { return Forms()[f] }

// Name returns what a question's form is called.
func Name(f srs.Form) string {
	return map[srs.Form]string{srs.Recall: "recall", srs.Typed: "typed", srs.Choice: "choice"}[f]
}

// Report returns what came of the sitting so far, without what is expected.
func (s *sheet) Report() Report {
	r := Report{
		Command: s.config.Kind.String(), Seed: s.config.Seed, Taken: s.begun.Format(time.RFC3339),
		Form: s.config.Form.String(), Cards: len(s.cards), Of: len(s.questions),
		Seconds:   s.config.Now().Sub(s.begun).Round(time.Millisecond).Seconds(),
		Questions: []Reported{},
	}
	for _, q := range s.questions {
		r.Questions = append(r.Questions, q.reported())
		r.Points += q.points()
	}
	return r
}

// points is what a question counts: by its first answer.
func (q *Question) points() float64 {
	if q.first == nil {
		return 0
	}
	return q.first.Points()
}

func (q *Question) reported() Reported {
	c := q.Card
	r := Reported{
		N: q.Number, Card: c.ID.String(), Deck: c.Deck, File: c.Path, Line: c.Line, Form: Name(q.Form),
		Question: out.Line(out.Plain(c.Front, c.Definitions)), Answer: q.Answer(), Points: q.points(),
		Again: q.Again, MS: q.took.Milliseconds(), Recall: q.Recall,
	}
	options, form := q.Options, q.Form
	if q.asked != nil {
		options, form = q.asked.Options, q.asked.Form
	}
	r.Form = Name(form)
	for i, o := range options {
		r.Options = append(r.Options, o.Text)
		if o.Right {
			r.Right = append(r.Right, i)
		}
	}
	if first := q.first; first != nil {
		verdict := first.Kind.String()
		r.Given, r.Verdict, r.Guess = &first.Given, &verdict, first.Guess
	}
	return r
}

// Unanswered is how many questions were not answered.
func (s *sheet) Unanswered() int {
	n := 0
	for _, q := range s.questions {
		if q.first == nil {
			n++
		}
	}
	return n
}

// Tally is what a quiz came to.
type Tally struct {
	Answered, First, End int // questions; right on the first try; right in the end
	Sure, Missed         []*Question
}

// Tally counts a quiz. Sure are the questions that were answered wrongly and not by a guess; who
// says "no" in thought was not sure.
func (s *sheet) Tally() Tally {
	var t Tally
	for _, q := range s.questions {
		switch {
		case q.first == nil:
			continue
		case q.first.isRight():
			t.First++
		case q.isSurelyWrong():
			t.Sure = append(t.Sure, q)
		default:
			t.Missed = append(t.Missed, q)
		}
		t.Answered++
		if q.right {
			t.End++
		}
	}
	return t
}

// isSurelyWrong says whether the first answer was chosen or typed, not guessed, and wrong.
func (q *Question) isSurelyWrong() bool {
	return q.first.Kind == answer.Wrong && q.asked.Form != srs.Recall && !q.first.Guess &&
		!q.first.Skipped
}

// Outcome returns what the first answer to a question was worth, nil if there was none.
func (q *Question) Outcome() *Result { return q.first }

// Questions returns all questions in their order.
func (s *sheet) Questions() []*Question { return s.questions }

// Expect returns what the whole scope would score on a day, with the spread that [Spread] finds in
// the log.
func (s *sheet) Expect(day srs.Day, tau float64) Expected {
	cards := make([]quiz.Card, len(s.cards))
	for i, c := range s.cards {
		cards[i] = quiz.Card{Recall: desk.RecallOn(c, day), New: c.Schedule.Phase == srs.New}
	}
	var answers []quiz.Answer
	for _, q := range s.questions {
		if q.first == nil {
			continue
		}
		a := quiz.Answer{Recall: q.Recall, New: q.New, Points: q.first.Points()}
		if q.asked != nil {
			a.Options = len(q.asked.Options)
		}
		answers = append(answers, a)
	}
	score := quiz.Estimate(cards, answers, tau)
	return Expected{
		Date: day.String(), Score: score.Score, Low: score.Low, High: score.High,
		Before: score.Before, Tau: tau, Studied: score.Studied, Unasked: score.Unasked,
	}
}
