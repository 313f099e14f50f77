package srs

import (
	"fmt"
	"slices"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"
)

// Bounds of a (re)learning step.
const (
	minStep = time.Second
	maxStep = 365 * 24 * time.Hour
)

// machine knows how cards move through the phases and the steps.
type machine struct {
	fsrs                 *fsrs.FSRS
	learning, relearning []time.Duration
}

// move is what one rating does to a card.
type move struct {
	phase Phase
	left  int           // steps
	delay time.Duration // until it is asked again; of no meaning in review phase
}

// newMachine returns the machine of the given steps. This is the only place where parameters of
// go-fsrs are made. They are its defaults but for the number of steps: it would leave a step of a
// day early and round those below a minute away, so it is told of as many steps of a minute each.
// The delays and the memory it computes are never looked at.
func newMachine(learning, relearning []time.Duration) (*machine, error) {
	p := fsrs.DefaultParam()
	p.LearningSteps, p.RelearningSteps = minutes(len(learning)), minutes(len(relearning))
	if err := p.Validate(); err != nil { // NewFSRS would fall back to the default steps without a word
		return nil, err
	}
	return &machine{fsrs: fsrs.NewFSRS(p), learning: learning, relearning: relearning}, nil
}

// minutes returns n steps of a minute each.
func minutes(n int) []float64 { return slices.Repeat([]float64{1}, n) }

// moves returns what each rating does to the card; index 0 is again. It panics if the phase is
// none.
func (m *machine) moves(before Schedule) [4]move {
	epoch := time.Unix(0, 0).UTC()
	steps := m.steps(before.Phase)
	left := before.Steps
	if len(steps) > 0 { // the steps may have been others when the card was answered, or unknown to who imported it
		left = min(max(left, 1), len(steps))
	}
	card := fsrs.Card{
		State: fsrs.State(before.Phase), RemainingSteps: left, Stability: 1,
		Difficulty: 5,
	}
	log, err := m.fsrs.Repeat(card, epoch)
	if err != nil {
		panic(fmt.Sprintf("srs: schedule %+v: %v", before, err))
	}
	var moves [4]move
	for i := range moves {
		next := log[fsrs.Rating(i+1)].Card
		moves[i] = move{phase: Phase(next.State), left: next.RemainingSteps}
	}
	if len(steps) > 0 {
		moves[Hard-1] = stay(before, len(steps), left)
	}
	for i := range moves {
		moves[i].delay = m.delay(moves[i], Rating(i+1))
	}
	return moves
}

// steps returns the steps that a card of the phase is in, none in review phase.
func (m *machine) steps(p Phase) []time.Duration {
	switch p {
	case New, Learning:
		return m.learning
	case Relearning:
		return m.relearning
	default:
		return nil
	}
}

// stay returns what hard does in the steps: the card stays on the step where it is. go-fsrs would
// have it leave a last step of a day.
func stay(before Schedule, steps, left int) move {
	if before.Phase == New {
		return move{phase: Learning, left: steps}
	}
	return move{phase: before.Phase, left: left}
}

// delay returns how long the step lasts that a move leads to; of no meaning in review phase.
func (m *machine) delay(to move, r Rating) time.Duration {
	steps := m.steps(to.phase)
	if len(steps) == 0 {
		return 0
	}
	at := len(steps) - to.left
	if at == 0 && r == Hard {
		return hardDelay(steps)
	}
	return steps[at]
}

// hardDelay returns how long hard puts a card off on the first step: the mean of that step and the
// next, or if it is the only one half as long again, though at most a day more. Beyond a day it is
// rounded to whole days. The rule is Anki's.
func hardDelay(steps []time.Duration) time.Duration {
	const day = 24 * time.Hour
	delay := min(steps[0]*3/2, steps[0]+day)
	if len(steps) > 1 {
		delay = steps[0] + (steps[1]-steps[0])/2
	}
	if delay > day {
		return delay.Round(day)
	}
	return delay.Round(time.Second)
}
