package srs

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// CardID names a card. What it stands for is the caller's business.
type CardID [16]byte

// Rating is a person's answer to a card. Its numbers are those of the review log and of the keys 1
// to 4.
type Rating uint8

// The ratings.
const (
	Again Rating = iota + 1
	Hard
	Good
	Easy
)

// String returns the rating's name: again, hard, good or easy.
func (r Rating) String() string {
	names := [...]string{Again: "again", Hard: "hard", Good: "good", Easy: "easy"}
	if r < Again || r > Easy {
		return fmt.Sprintf("Rating(%d)", uint8(r))
	}
	return names[r]
}

// ParseRating reads the name of a rating, whatever its case, or its number.
func ParseRating(text string) (Rating, error) {
	for r := Again; r <= Easy; r++ {
		if text == strconv.Itoa(int(r)) || strings.EqualFold(text, r.String()) {
			return r, nil
		}
	}
	return 0, fmt.Errorf("%q is not a rating: again, hard, good or easy, or 1 to 4", text)
}

// Phase is where a card stands in learning. Its numbers are those of the review log.
type Phase uint8

// The phases.
const (
	New        Phase = iota // never answered
	Learning                // in the learning steps
	InReview                // learned: due on a study day
	Relearning              // forgotten, in the relearning steps
)

// String returns the phase's name: new, learning, review or relearning.
func (p Phase) String() string {
	names := [...]string{
		New: "new", Learning: "learning", InReview: "review",
		Relearning: "relearning",
	}
	if p > Relearning {
		return fmt.Sprintf("Phase(%d)", uint8(p))
	}
	return names[p]
}

// Due is when a card is to be asked again: in the (re)learning steps at an instant, or on a study
// day for a step that ends on a later one; in review phase on a study day. A new card has the zero
// Due.
type Due struct {
	At  time.Time // UTC, whole milliseconds; zero where Day is meant
	Day Day       // only without At
}

// Review is one answer to one card: facts that are recorded once and never computed again.
type Review struct {
	Card     CardID
	Rating   Rating
	Shown    time.Time // UTC, whole milliseconds
	Answered time.Time // UTC, whole milliseconds
	Offset   int       // of the person's zone when it was answered, in seconds east of UTC
	Day      Day       // study day of the answer, by the zone and rollover of then
	Count    int       // how many reviews that count the card had before
	Before   Phase
	After    Phase
	Steps    int // (re)learning steps left after it
	Due      Due // what it produced

	Purpose Purpose // what it was given in
	Form    Form    // how it was given
	Options int     // of a choice: how many there were, 2 or more; else 0
	Guess   bool    // the person said that it was one
}

// Counts says whether the answer moves the schedule. One that was given for practice moves nothing.
func (r Review) Counts() bool { return r.Purpose <= Ahead }

// Purpose is what an answer was given in. The numbers are frozen: they are those of the review log.
type Purpose uint8

// The purposes. Answers given for the first two count.
const (
	Sitting Purpose = iota // a review of what was due
	Ahead                  // a review before it was due
	Cram                   // practice
	Quiz                   // questions for fun
	Test                   // questions to measure by
)

// String returns the purpose's name: review, ahead, cram, quiz or test.
func (p Purpose) String() string {
	names := [...]string{Sitting: "review", Ahead: "ahead", Cram: "cram", Quiz: "quiz", Test: "test"}
	if p > Test {
		return fmt.Sprintf("Purpose(%d)", uint8(p))
	}
	return names[p]
}

// Form is how an answer was given. The numbers are frozen: they are those of the review log.
type Form uint8

// The forms.
const (
	Recall Form = iota // thought of, and rated by the person
	Typed              // typed
	Choice             // chosen among options
)

// String returns the form's name: recall, typed or choice.
func (f Form) String() string {
	names := [...]string{Recall: "recall", Typed: "typed", Choice: "choice"}
	if f > Choice {
		return fmt.Sprintf("Form(%d)", uint8(f))
	}
	return names[f]
}

// Duration is how long the answer took, also if the person left the table meanwhile.
func (r Review) Duration() time.Duration { return max(r.Answered.Sub(r.Shown), 0) }

// Spent is how long the answer took at most, where the time of several is summed: a pause is no
// time of study.
func (r Review) Spent(most time.Duration) time.Duration { return min(r.Duration(), most) }

// AnswerCap is the most that an answer counts where time is summed, unless a person says otherwise.
const AnswerCap = time.Minute

// Interval returns how long the answer puts the card off: whole days if it is due on a study day
// then, else the time until its step is over.
func (r Review) Interval() (days int, step time.Duration) {
	if r.Due.At.IsZero() {
		return int(r.Due.Day) - int(r.Day), 0
	}
	return 0, r.Due.At.Sub(r.Answered)
}
