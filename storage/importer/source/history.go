package source

import (
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// CardHistory is what a source knows of how a card was learned.
type CardHistory struct {
	Answers   []Answer // the log, in order
	Start     *Start   // the schedule where there is no log
	Suspended bool
	Flag      int

	Sources []Card // the cards of the source that it is, where that names cards itself
}

// IsEmpty says that nothing is known.
func (h CardHistory) IsEmpty() bool {
	return len(h.Answers) == 0 && h.Start == nil && !h.Suspended && h.Flag == 0
}

// Card is a card of a source that names it, whose history is a function of the source's rows.
type Card struct {
	Identity string // by the source's own means
	History
}

// Origin returns where the texts of a card of a source come from.
func (s *Card) Origin(format string) journal.Origin {
	return journal.Origin{Format: format, Identity: s.Identity, At: s.First()}
}

// History is what a source has of how a card was learned. Several may ask at once.
type History interface {
	// First returns the instant of the card's first row, or else when it was made.
	First() time.Time
	// Events appends what the log is to hold of the card beside its texts, for the key of the
	// source.
	Events(to []Dated, key deck.Key) ([]Dated, error)
}

// Answer is one answer of a log.
type Answer struct {
	At     time.Time
	Took   time.Duration
	Rating srs.Rating
}

// Start is a schedule without a log.
type Start struct {
	Stability  float64 // days
	Difficulty float64 // 1…10
	Last       srs.Day // study day of the last answer
	Due        srs.Day
	Phase      srs.Phase
	Reviews    int // at least 1
	Lapses     int
}

// Dated is an event that a source tells of, and the place in the log that it has by that.
type Dated struct {
	At   time.Time
	Rank uint16 // among those of the same card and instant
	Said
}

// Said is what an event says. Most are answers: one is there as it is, and the body nil, as each
// would lie on the heap.
type Said struct {
	Body   journal.Body
	Answer journal.Reviewed
}

// Whole returns what it says as a body.
func (s *Said) Whole() journal.Body {
	if s.Body == nil {
		return s.Answer
	}
	return s.Body
}

// The ranks of events of one card and instant, after that of a row itself: no row has one of these,
// by which an export knows what was none.
const (
	RankStart = iota + 1
	RankDue
	RankSet
)
