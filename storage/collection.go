package storage

import (
	"context"
	"io"
	"time"

	"cards/srs"
)

// Options are what a collection needs from outside.
type Options struct {
	Random io.Reader     // for the ids of events
	Wait   time.Duration // how long to wait for another process; 0 means 3 s
	Holder string        // what this process does ("review", "import"): told to others who wait for it
	PID    int           // of this process, likewise
}

// Collection is one person's decks and log. Its methods may be called from several processes, but not from several
// goroutines at once.
type Collection struct {
	root    string
	options Options
}

// Folder is the name of the folder in which a collection keeps what it stores, below the collection's own folder.
const Folder = ".cards"

// Create makes a collection in root, which is created if need be, and opens it. If root holds one, it is [ErrExists].
// Nothing but the folder [Folder] is written.
func Create(root string, now time.Time, o Options) (*Collection, error) { return nil, nil }

// Open opens the collection in root: [ErrNoCollection] if there is none, [ErrMissing] if its file is gone or empty,
// a [*NewerError] if a later version wrote it.
func Open(root string, o Options) (*Collection, error) { return nil, nil }

// Root returns the absolute path of the collection's folder.
func (c *Collection) Root() string { return c.root }

// Compile brings what is stored of the deck files up to date: it walks the folders and reads only files that have changed.
// When nothing has changed it writes nothing. Compile is called first by every command that shows or asks cards.
func (c *Collection) Compile(ctx context.Context, now time.Time) (Compilation, error) {
	return Compilation{}, nil
}

// Compilation says what a compile found.
type Compilation struct {
	Files, Changed int // deck files, and those that were read
	Cards          int // live cards, drafts and suspended included
	Errors         int // notes left out and files that could not be read
	Drafts         int
	Linked         int // edited cards that were recognised by this compile
}

// Candidates is what a queue is made of.
type Candidates struct {
	Entries  []srs.Entry
	Answered []srs.NoteID // notes of which a card was answered on the study day of now, for burying siblings
	New      int          // cards answered for the first time on that day, whatever the scope
	Waiting  int          // new cards in the scope beyond those among Entries
}

// Candidates returns what may be asked by the end of the study day of now, for [srs.NewQueue]: cards in the learning
// steps, reviews due by that day, and new cards in the order of decks, files and lines, at most limit of them. Drafts,
// suspended and buried cards are not among them.
func (c *Collection) Candidates(scope Scope, cal srs.Calendar, now time.Time, limit int) (Candidates, error) {
	return Candidates{}, nil
}

// NextDue returns the earliest instant after now at which something in the scope becomes due; zero if nothing will.
func (c *Collection) NextDue(scope Scope, cal srs.Calendar, now time.Time) (time.Time, error) {
	return time.Time{}, nil
}
