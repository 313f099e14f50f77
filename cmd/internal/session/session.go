// Package session is a sitting of review as a state machine: which card is asked, what each rating would do, what was
// answered, undone and is still to come. It knows no terminal and no HTTP; every front end drives it by the same calls and
// shows what [Session.Screen] says. An answer is in the log when [Session.Rate] returns.
package session

import (
	"time"

	"cards/srs"
	"cards/storage"
)

// State is what a session waits for.
type State uint8

// The states of a session.
const (
	Asking   State = iota // the question is shown: Reveal comes next
	Revealed              // the answer is shown too: Rate comes next
	Waiting               // cards are left, but their learning step is not over: time or Early comes next
	Finished              // nothing is left
)

// Screen is what a front end shows.
type Screen struct {
	State   State
	Card    *storage.Card // asked; nil while waiting and at the end
	Preview [4]srs.Review // what each rating would record, when revealed; index 0 is again
	Left    srs.Counts    // cards still to be asked today, this one included
	Done    int           // answers given in this session and in force
	Total   int           // Done and what is left: "3 of 32" is card Done+1 of Total
	Until   time.Time     // while waiting: when the first card's step is over
	Waiting int           // how many cards wait for their step
}

// Rated is what an answer did.
type Rated struct {
	Card   *storage.Card
	Review srs.Review
}

// Undone is what [Session.Undo] took back.
type Undone struct {
	Card    *storage.Card // shown again next; nil when what was taken back was no answer, or its card is gone
	Rating  srs.Rating    // of the answer, zero if it was none
	Earlier bool          // it was given before this session
	What    string        // for people: "good for \"Which team …\"", "suspended …"
}

// Summary is what a session came to.
type Summary struct {
	Ratings  [4]int // answers in force: again, hard, good, easy
	Time     time.Duration
	Minutes  []int // answers in force, by minute since the session began
	Left     srs.Counts
	Waiting  int
	Tomorrow int       // reviews due on the next study day
	Week     int       // reviews due on the next seven study days
	HeldBack int       // new cards that wait behind the limit of the day
	Next     time.Time // when something is due next; zero if nothing will be
}

// Config is what a session is about.
type Config struct {
	Scope     storage.Scope
	New       int // new cards that may be asked in this session
	Now       func() time.Time
	Scheduler *srs.Scheduler
}

// Session is a sitting. It is not safe for concurrent use.
type Session struct {
	store  *storage.Collection
	config Config
}

// New begins a session on the cards that are due now.
func New(store *storage.Collection, c Config) (*Session, error) { return nil, nil }

// Screen returns what is to be shown now. It looks at the clock: a wait may have ended.
func (s *Session) Screen() Screen { return Screen{} }

// Reveal shows the answer of the card that is asked; otherwise it does nothing.
func (s *Session) Reveal() {}

// Rate answers the card whose answer is shown. When it returns without an error the answer is in the log and the next card
// is asked. With [storage.ErrAnswered] another process has answered the card: nothing was written and the session goes on
// with the next one. With another error the card is still asked.
func (s *Session) Rate(r srs.Rating) (Rated, error) { return Rated{}, nil }

// Early asks a card whose learning step is not over yet, while waiting.
func (s *Session) Early() {}

// Undo takes back the newest answer of the session, then older steps of the log.
func (s *Session) Undo() (Undone, error) { return Undone{}, nil }

// Summary returns what the session came to until now.
func (s *Session) Summary() (Summary, error) { return Summary{}, nil }
