package web

import (
	"net/http"

	"cards/cmd/internal/session"
)

// grade says what a typed answer is worth, by the rules of the terminal.
func (s *answers) grade(w http.ResponseWriter, r *http.Request) error {
	var want struct{ Card, Typed string }
	if err := body(r, &want); err != nil {
		return err
	}
	card, err := s.cardOf(want.Card)
	if err != nil {
		return err
	}
	return ok(w, newGrade(session.Grade(want.Typed, card, session.AnswersBeside(s.Store, card))))
}

// Grade is what a typed answer is worth.
type Grade struct {
	Verdict string `json:"verdict"` // right, typo, partial or wrong
	Rating  int    `json:"rating"`  // that it suggests
	Answer  string `json:"answer"`
	Missing string `json:"missing"`
	Typed   []Run  `json:"typed"`
	Right   []Run  `json:"right"`
}

// Run is a stretch of a text that the other one has or has not.
type Run struct {
	Text    string `json:"text"`
	Differs bool   `json:"differs"`
}

func newGrade(g session.Graded) Grade {
	grade := Grade{
		Verdict: g.Kind.String(), Rating: int(g.Rating()), Answer: g.Answer, Missing: g.Missing,
		Typed: []Run{}, Right: []Run{},
	}
	for _, run := range g.Typed {
		grade.Typed = append(grade.Typed, Run{run.Text, run.Differs})
	}
	for _, run := range g.Comparison.Right {
		grade.Right = append(grade.Right, Run{run.Text, run.Differs})
	}
	return grade
}
