package srs

// DefaultNew is how many new cards are asked on a study day unless a person says otherwise.
const DefaultNew = 20

// Unlimited is an allowance that is never used up.
const Unlimited = 1<<31 - 1

// Allowance is how many cards may still be asked on a study day: new ones, and those in review
// phase.
type Allowance struct{ New, Reviews int }

// Plus returns the sum of two.
func (a Allowance) Plus(b Allowance) Allowance {
	return Allowance{a.New + b.New, a.Reviews + b.Reviews}
}

// Bury names the kinds of cards that are put off once another card of their note was answered on
// the study day or is asked before them. A card in a step of today never is.
type Bury struct {
	New, Review bool
	Interday    bool // in the (re)learning steps and due on a study day
}

// Mix says where new cards come among those in review phase.
type Mix uint8

// The places of new cards.
const (
	NewAfter  Mix = iota // after all reviews
	NewBefore            // before all reviews
	NewMixed             // evenly among them
)

// Answered is a card that was answered on the study day, which puts off the others of its note. It
// may be due once more on that day: nothing but a person who set that can have brought it about.
type Answered struct {
	Card CardID
	Note NoteID
}

// Limits say what a queue leaves for another day, and how it mixes what it asks.
type Limits struct {
	All      Allowance   // of the whole collection
	Groups   []Allowance // of parts of it; [Entry.Group] is the place of the one that an entry is in too, from 1
	Answered []Answered  // cards that were answered today
	Bury     Bury
	Mix      Mix
	Ahead    Day // cards due on so many study days after today are asked too
}
