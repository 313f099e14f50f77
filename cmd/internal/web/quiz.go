package web

import (
	"net/http"

	"cards/cmd/internal/exam"
	"cards/deck/answer"
	"cards/srs"
)

// Question is a question of a quiz, as it stands.
type Question struct {
	State   string   `json:"state"` // asking, shown, answered or finished
	Number  int      `json:"number"`
	Total   int      `json:"total"`
	Left    int      `json:"left"`
	Form    string   `json:"form"` // choice, typed or recall
	Deck    string   `json:"deck"`
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Front   string   `json:"front"`
	Options []Option `json:"options"` // right only once it is answered
	Several bool     `json:"several"`
	Guess   bool     `json:"guess"`

	Back    string  `json:"back"` // once it is shown
	Explain string  `json:"explain"`
	Result  *Result `json:"result"` // once it is answered
	Tally   *Tally  `json:"tally"`  // at the end
}

// Result is what an answer was worth.
type Result struct {
	Verdict string `json:"verdict"`
	Given   string `json:"given"`
	Right   string `json:"right"`
	Missing string `json:"missing"`
	Answers string `json:"answers"` // the question that a wrong choice is the answer to
	Comes   bool   `json:"comes"`   // the question comes back
	Notes   int    `json:"notes"`   // the line where the notes say it
	Own     bool   `json:"own"`     // the person said that it was right too
}

// Tally is what a quiz came to.
type Tally struct {
	First    int      `json:"first"` // right on the first try
	End      int      `json:"end"`   // in the end
	Answered int      `json:"answered"`
	Missed   []string `json:"missed"`
	Forward  int      `json:"forward"` // cards that can be asked in today's review
}

// quizzes are those that devices take, one each.
type quizzes struct {
	renderer
	pairing *pairing
	begun   map[string]*exam.Sitting // by device
}

// begin begins a quiz of a device, in the place of the one before.
func (z *quizzes) begin(w http.ResponseWriter, r *http.Request) error {
	var want struct {
		Scope     string
		Questions int
	}
	if err := body(r, &want); err != nil {
		return err
	}
	const usual, most = 10, 200
	if want.Questions < 1 || want.Questions > most {
		want.Questions = usual
	}
	scope, err := z.scope(want.Scope)
	if err != nil {
		return err
	}
	sitting, err := z.Quiz(scope, want.Questions)
	if err != nil {
		return err
	}
	if sitting.Total() == 0 {
		return problem{http.StatusConflict, "nothing to ask: no card here has been reviewed yet"}
	}
	device, _ := z.pairing.device(r)
	z.begun[device] = sitting
	return ok(w, z.question(sitting))
}

// Move is what the person does in a quiz.
type Move struct {
	Number int    // of the question that it is about
	Do     string // choose, type, show, know, skip, next, guess, undo, mine or forward
	Places []int  // of options, from 0
	Text   string
	How    string // right, partial or wrong
}

// answer takes a move. One that does not fit what is asked, as when it is sent twice, changes
// nothing; the answer is always how things stand.
func (z *quizzes) answer(w http.ResponseWriter, r *http.Request) error {
	var move Move
	if err := body(r, &move); err != nil {
		return err
	}
	device, _ := z.pairing.device(r)
	sitting := z.begun[device]
	if sitting == nil {
		return problem{http.StatusConflict, "no quiz has been started"}
	}
	if err := play(sitting, move); err != nil {
		return err
	}
	return ok(w, z.question(sitting))
}

// play makes a move if it fits.
func play(q *exam.Sitting, m Move) (err error) {
	if question := q.Question(); question != nil && question.Number != m.Number {
		return nil
	}
	asks := func(f srs.Form) bool { return q.State() == exam.Asking && q.Question().Form == f }
	switch {
	case m.Do == "choose" && asks(srs.Choice):
		_, err = q.Choose(m.Places)
	case m.Do == "type" && asks(srs.Typed):
		_, err = q.Type(m.Text)
	case m.Do == "show" && asks(srs.Recall):
		q.Show()
	case m.Do == "know" && q.State() == exam.Shown:
		_, err = q.Know(kindOf(m.How))
	case m.Do == "skip" && (q.State() == exam.Asking || q.State() == exam.Shown):
		_, err = q.Skip()
	case m.Do == "next" && q.State() == exam.Answered:
		q.Next()
	case m.Do == "guess":
		q.Guess()
	case m.Do == "undo":
		err = q.Undo()
	case m.Do == "mine" && q.State() == exam.Answered:
		_, err = q.Overrule()
	case m.Do == "forward" && q.State() == exam.Finished:
		_, err = q.BringForward()
	}
	return err
}

func kindOf(name string) answer.Kind {
	for _, k := range []answer.Kind{answer.Right, answer.Partial} {
		if k.String() == name {
			return k
		}
	}
	return answer.Wrong
}

// question says how a quiz stands.
func (z *quizzes) question(q *exam.Sitting) Question {
	states := [...]string{
		exam.Asking: "asking", exam.Shown: "shown", exam.Answered: "answered", exam.Finished: "finished",
	}
	says := Question{
		State: states[q.State()], Total: q.Total(), Left: q.Left(), Options: []Option{},
		Guess: q.Guessing(),
	}
	asked := q.Question()
	if asked == nil {
		says.Tally = tallyOf(q)
		return says
	}
	card := asked.Card
	says.Number, says.Form, says.Several = asked.Number, exam.Name(asked.Form), asked.HasSeveral()
	says.Deck, says.File, says.Line = card.Deck, card.Path, card.Line
	says.Front = z.html(card.Path, asked.Document())
	answered := q.State() == exam.Answered
	for _, o := range asked.Options {
		says.Options = append(says.Options, Option{HTML: escaped(o.Text), Right: answered && o.Right})
	}
	if q.State() != exam.Asking {
		says.Back = z.html(card.Path, asked.Revealed())
		says.Explain = z.html(card.Path, explained(card))
	}
	if answered {
		says.Result = resultOf(q, asked)
	}
	return says
}

func resultOf(q *exam.Sitting, asked *exam.Question) *Result {
	r := q.Result()
	return &Result{
		Verdict: r.Kind.String(), Given: r.Given, Right: asked.Answer(), Missing: r.Missing,
		Answers: r.Answers, Comes: r.Comes, Notes: r.Notes, Own: r.Own,
	}
}

func tallyOf(q *exam.Sitting) *Tally {
	tally := q.Tally()
	t := &Tally{
		First: tally.First, End: tally.End, Answered: tally.Answered, Missed: []string{},
		Forward: len(q.Missed()),
	}
	for _, missed := range tally.Missed {
		t.Missed = append(t.Missed, oneLine(missed.Card.Front))
	}
	return t
}
