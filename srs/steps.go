package srs

import (
	"fmt"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"
)

// Bounds of a (re)learning step in minutes. A step of a day and more would make go-fsrs leave the steps early, one of
// less than a minute vanishes when it rounds.
const (
	minStep = 1
	maxStep = 24*60 - 1
)

// machine knows how cards move through the phases and the steps.
type machine struct {
	fsrs                 *fsrs.FSRS
	learning, relearning []int // minutes
}

// move is what one rating does to a card.
type move struct {
	phase Phase
	left  int           // steps
	delay time.Duration // until it is asked again; of no meaning in review phase
}

// newMachine returns the machine of the given steps. This is the only place where parameters of go-fsrs are made. They
// are its defaults but for the steps: the memory it computes is never looked at.
func newMachine(learning, relearning []int) (*machine, error) {
	p := fsrs.DefaultParam()
	p.LearningSteps, p.RelearningSteps = minutes(learning), minutes(relearning)
	if err := p.Validate(); err != nil { // NewFSRS would fall back to the default steps without a word
		return nil, err
	}
	return &machine{fsrs: fsrs.NewFSRS(p), learning: learning, relearning: relearning}, nil
}

func minutes(steps []int) []float64 {
	f := make([]float64, len(steps))
	for i, s := range steps {
		f[i] = float64(s)
	}
	return f
}

// moves returns what each rating does to the card; index 0 is again. It panics if the phase is none.
func (m *machine) moves(before Schedule) [4]move {
	epoch := time.Unix(0, 0).UTC()
	steps := m.steps(before.Phase)
	left := before.Steps
	if len(steps) > 0 { // the steps may have been others when the card was answered, or unknown to who imported it
		left = min(max(left, 1), len(steps))
	}
	card := fsrs.Card{State: fsrs.State(before.Phase), RemainingSteps: left, Stability: 1, Difficulty: 5}
	log, err := m.fsrs.Repeat(card, epoch)
	if err != nil {
		panic(fmt.Sprintf("srs: schedule %+v: %v", before, err))
	}
	var moves [4]move
	for i := range moves {
		next := log[fsrs.Rating(i+1)].Card
		moves[i] = move{phase: Phase(next.State), left: next.RemainingSteps, delay: next.Due.Sub(epoch)}
	}
	if len(steps) > 0 {
		moves[Hard-1] = hardStep(before, steps, left, moves[Hard-1].delay)
	}
	return moves
}

// steps returns the steps that a card of the phase is in, none in review phase.
func (m *machine) steps(p Phase) []int {
	switch p {
	case New, Learning:
		return m.learning
	case Relearning:
		return m.relearning
	default:
		return nil
	}
}

// hardStep returns what hard does in the steps: the card stays where it is. On the first step the delay is the one of
// go-fsrs, between that step and the next; it knows no others, and one of a day and more would end the steps there.
func hardStep(before Schedule, steps []int, left int, delay time.Duration) move {
	m := move{phase: before.Phase, left: left, delay: delay}
	if before.Phase == New {
		m.phase, m.left = Learning, len(steps)
	}
	if at := len(steps) - m.left; at > 0 {
		m.delay = time.Duration(steps[at]) * time.Minute
	}
	return m
}
