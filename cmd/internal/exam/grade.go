package exam

import (
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/srs"
)

// Result is what an answer was worth.
type Result struct {
	answer.Verdict
	Given   string   // what was typed or chosen; empty for what was thought or skipped
	Chosen  []string // texts of the options that were chosen
	Typed   session.Comparison
	Guess   bool
	Skipped bool
	Answers string // the question that a wrong choice is the answer to; empty if there is none
	Comes   bool   // the question comes back in this sitting
	Notes   int    // the line of the deck file where notes say what is right; 0 if none is known to
	Own     bool   // the person said that it was right too
}

// isRight says whether an answer shows that the card is known.
func (r Result) isRight() bool { return (r.Kind == answer.Right || r.Kind == answer.Typo) && !r.Guess }

// Points are what the answer counts, 0…1.
func (r Result) Points() float64 {
	switch r.Kind {
	case answer.Right, answer.Typo:
		return 1
	case answer.Partial:
		if r.Of == 0 {
			return .5
		}
		return float64(r.Got) / float64(r.Of)
	}
	return 0
}

// Rating is what the answer is in the log: a guess shows nothing.
func (r Result) Rating() srs.Rating {
	switch {
	case r.Guess || r.Skipped || r.Kind == answer.Wrong:
		return srs.Again
	case r.Kind == answer.Partial:
		return srs.Hard
	}
	return srs.Good
}

// choose grades the options at some places.
func (q *Question) choose(places []int) Result {
	var r Result
	var chosen, missing []string
	wrong := false
	for i, o := range q.Options {
		in := slices.Contains(places, i)
		if in {
			chosen = append(chosen, o.Text)
		}
		switch {
		case in && !o.Right:
			wrong, r.Answers = true, o.Of
		case in:
			r.Got++
		case o.Right:
			missing = append(missing, o.Text)
		}
		if o.Right {
			r.Of++
		}
	}
	r.Chosen, r.Given, r.Missing = chosen, strings.Join(chosen, ", "), strings.Join(missing, ", ")
	switch {
	case wrong || r.Got == 0:
		r.Kind = answer.Wrong
	case r.Got < r.Of:
		r.Kind = answer.Partial
	default:
		r.Kind = answer.Right
	}
	return r
}

// typed grades a typed answer. A gap is filled with its own text.
func (s *Sitting) typed(text string) Result {
	card := *s.present.Card
	card.Back = card.Answer()
	known, ok := s.known[card.Path]
	if !ok {
		known = session.AnswersBeside(s.store, &card)
		s.known[card.Path] = known
	}
	g := session.Grade(text, &card, known)
	return Result{Verdict: g.Verdict, Given: out.Line(text), Typed: g.Comparison}
}

// knew is what the person says of an answer that they gave in thought.
func (q *Question) knew(how answer.Kind) Result { return Result{Verdict: answer.Verdict{Kind: how}} }

// take notes what the question was answered with.
func (q *Question) take(r Result, took time.Duration) {
	if q.first == nil {
		as := *q
		q.first, q.took, q.asked = &r, took, &as
	}
	q.right = r.isRight()
}
