// Package exam is a sitting of questions that are graded by rules, as a state machine: a quiz,
// which teaches what is about to be lost, or a test, which measures by a random draw. It knows no
// terminal and no HTTP; every front end drives it by the same calls. An answer is in the log when
// the call that gave it returns, and counts for nothing: no schedule, limit or memory moves.
//
//	exam.go      the sitting: what is asked, shown, answered and next
//	question.go  what a question is, and in which form it is asked
//	draw.go      which cards are asked
//	grade.go     what an answer is worth
//	act.go       what else is done to the card that is shown
//	record.go    what is written into the log, and taken back
//	report.go    what came of the sitting
//	source.go    where the notes say what is right
package exam

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck/answer"
	"cards/deck/choice"
	"cards/srs"
	"cards/storage"
)

// Kind is what a sitting is for.
type Kind uint8

// The kinds of sittings.
const (
	Quiz Kind = iota // to learn: feedback after each answer, and missed cards come back
	Test             // to measure: a random draw, feedback at the end
)

// String returns the kind's name, which is that of its command.
func (k Kind) String() string { return [...]string{"quiz", "test"}[k] }

// State is what a sitting waits for.
type State uint8

// The states of a sitting.
const (
	Asking   State = iota // a question is shown: an answer comes next
	Shown                 // and its answer, for the person to compare: Know comes next
	Answered              // what the answer was worth is shown: Next comes next
	Finished              // nothing is left
	Reading               // the notes behind a new card are shown: Read comes next
)

// Config is what a sitting is about.
type Config struct {
	Kind       Kind
	Scope      storage.Scope
	Questions  int           // how many; those that come back are not counted
	New        int           // new cards in a quiz, beside these
	Form       Form          // of the questions
	Seed       string        // decides of what is drawn, of options and their order
	Time       time.Duration // after which nothing more is asked; 0 for any time
	Now        func() time.Time
	Schedulers *desk.Schedulers
	Leeches    desk.Leeches
}

// Sitting is one quiz or test. It is not safe for concurrent use.
type Sitting struct {
	sheet
	queue []*Question // that are left, the present one first

	state   State
	present *Question // nil at the end
	asked   *Question // it as it was answered
	shown   time.Time // when the present question was
	guess   bool      // the answer that comes is one
	last    *Result   // of the present question, once it is answered
	steps   []given   // what was written, in force
}

// sheet are the questions of a sitting, and what came of each.
type sheet struct {
	asker
	begun     time.Time
	questions []*Question // in the order in which they are asked first
}

// asker makes questions of cards.
type asker struct {
	store  *storage.Collection
	config Config
	random *rand.Rand

	cards []*storage.Card // of the scope, that may be asked
	pool  *choice.Pool    // of their answers, once one is needed
	known map[string]*answer.Known
	texts map[string]string // of deck files, by their paths
}

// New begins a sitting. If there is no card to ask it is finished at once.
func New(store *storage.Collection, c Config) (*Sitting, error) {
	s := &Sitting{sheet: sheet{begun: c.Now(), asker: asker{
		store: store, config: c, random: rand.New(rand.NewPCG(seedOf(c.Seed), uint64(c.Kind))),
		known: make(map[string]*answer.Known), texts: make(map[string]string),
	}}}
	if err := s.load(); err != nil {
		return nil, err
	}
	drawn, err := s.draw()
	if err != nil {
		return nil, err
	}
	for i, card := range drawn {
		q, err := s.newQuestion(card)
		if err != nil {
			return nil, err
		}
		q.Number = i + 1
		s.questions = append(s.questions, q)
	}
	if c.New > 0 {
		s.giveNotes()
	}
	s.queue = slices.Clone(s.questions)
	s.begin()
	return s, nil
}

// seedOf returns the number that a seed stands for, whatever its case.
func seedOf(seed string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(strings.ToUpper(strings.TrimSpace(seed))))
	return h.Sum64()
}

// NewSeed returns a short seed that can be read out.
func NewSeed(random *rand.Rand) string {
	const signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	var b strings.Builder
	for range 4 {
		b.WriteByte(signs[random.IntN(len(signs))])
	}
	return b.String()
}

// load reads the cards of the scope that may be asked.
func (s *asker) load() error {
	today := s.today()
	return s.store.Cards(s.config.Scope, func(c *storage.Card) bool {
		if !c.Draft && !c.Suspended && !desk.IsBuried(c, today) {
			s.cards = append(s.cards, c)
		}
		return true
	})
}

func (s *asker) today() srs.Day { return s.config.Schedulers.Calendar().Day(s.config.Now()) }

// begin shows the question that comes next, if there is one and time for it.
func (s *Sitting) begin() {
	s.guess, s.last = false, nil
	s.state, s.shown, s.present = Asking, s.config.Now(), nil
	if len(s.queue) == 0 || s.config.Time > 0 && s.shown.Sub(s.begun) >= s.config.Time {
		s.state = Finished
		return
	}
	if s.present = s.queue[0]; s.present.Notes != "" && !s.present.read {
		s.state = Reading
	}
}

// Read says that the notes behind the present question were read: it is asked.
func (s *Sitting) Read() {
	if s.state == Reading {
		s.present.read = true
		s.state, s.shown = Asking, s.config.Now()
	}
}

// Kind returns what the sitting is for.
func (s *Sitting) Kind() Kind { return s.config.Kind }

// State returns what the sitting waits for.
func (s *Sitting) State() State { return s.state }

// Question returns the one that is asked or, as it was then, was just answered; nil at the end.
func (s *Sitting) Question() *Question {
	if s.state == Answered {
		return s.asked
	}
	return s.present
}

// Result returns what the present answer was worth, nil before it was given.
func (s *Sitting) Result() *Result { return s.last }

// Total is how many questions there are.
func (s *sheet) Total() int { return len(s.questions) }

// Left is how many are still to be asked, this one and those that come back included.
func (s *Sitting) Left() int { return len(s.queue) }

// Guessing says whether the answer that comes is a guess.
func (s *Sitting) Guessing() bool { return s.guess }

// Guess marks the answer that comes as a guess, or takes that back. A guess that hits is worth its
// points but is no sign that the card is known.
func (s *Sitting) Guess() {
	if s.state == Asking {
		s.guess = !s.guess
	}
}

// Show shows the answer of a question that the person answers in thought; otherwise it does
// nothing.
func (s *Sitting) Show() {
	if s.state == Asking && s.present.Form == srs.Recall {
		s.state = Shown
	}
}

// Choose answers a choice by the places of options, from 0.
func (s *Sitting) Choose(places []int) (Result, error) {
	s.want(Asking, srs.Choice)
	return s.answered(s.present.choose(places))
}

// Type answers a question whose answer is typed.
func (s *Sitting) Type(text string) (Result, error) {
	s.want(Asking, srs.Typed)
	return s.answered(s.typed(text))
}

// Know answers a question whose answer is shown: by how well the person knew it.
func (s *Sitting) Know(how answer.Kind) (Result, error) {
	s.want(Shown, srs.Recall)
	return s.answered(s.present.knew(how))
}

// Skip counts the question as not known.
func (s *Sitting) Skip() (Result, error) {
	if s.state != Asking && s.state != Shown {
		panic("exam: skipped without a question")
	}
	return s.answered(Result{Skipped: true})
}

// want panics if the sitting does not wait for an answer of a form: the front end is wrong.
func (s *Sitting) want(state State, f srs.Form) {
	if s.state != state || s.present.Form != f {
		panic(fmt.Sprintf("exam: an answer of form %d in state %d", f, s.state))
	}
}

// answered writes an answer into the log and goes on from there.
func (s *Sitting) answered(r Result) (Result, error) {
	q := s.present
	r.Guess = s.guess && !r.Skipped
	took := s.config.Now().Sub(s.shown)
	step, err := s.record(q, r)
	if err != nil {
		return Result{}, err
	}
	as, before := *q, slices.Clone(s.queue)
	s.asked = &as
	s.queue = s.queue[1:]
	r.Comes, r.Notes = s.comesBack(q, r), s.noteLine(q)
	s.steps = append(s.steps, given{step: step, queue: before, before: *q, result: r, shown: s.shown})
	q.take(r, took)
	if r.Comes {
		s.putBack(q)
	}
	s.last, s.state = &r, Answered
	return r, nil
}

// Next goes on to the next question.
func (s *Sitting) Next() {
	if s.state == Answered {
		s.begin()
	}
}

// comesBack says whether a question is asked again: in a quiz those that were missed, until they
// were right once, and three times at most.
func (s *Sitting) comesBack(q *Question, r Result) bool {
	const most = 3
	return s.config.Kind == Quiz && !r.isRight() && q.Again < most
}

// putBack puts a question back behind at least three others, if so many are left, one form harder.
func (s *Sitting) putBack(q *Question) {
	const others = 3
	q.harden()
	s.queue = slices.Insert(s.queue, min(others, len(s.queue)), q)
}
