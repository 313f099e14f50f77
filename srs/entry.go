package srs

// NoteID names what an author wrote in one place; cards of one note are siblings. It is as opaque
// as [CardID].
type NoteID [16]byte

// Entry is a card that may be asked.
type Entry struct {
	Card  CardID
	Note  NoteID // cards with the same one are siblings
	Phase Phase
	Due   Due     // zero for a new card
	Group int32   // which of [Limits.Groups] it is in, from 1; 0 if in none
	Place int32   // where its text stands; nothing to a queue
	Rank  float64 // among cards of its phase: lower ones come first
}

// Counts are numbers of cards that may be asked. Learning includes relearning.
type Counts struct {
	New, Learning, Review int
}

// Total is the number of cards, whatever their phase.
func (c Counts) Total() int { return c.New + c.Learning + c.Review }
