package storage

import (
	"time"

	"cards/deck"
	"cards/srs"
)

// Card is all that is known of one card: its text as the deck files have it, its place, and its schedule.
type Card struct {
	ID   deck.Key   // the card's name: the least of Keys
	Keys []deck.Key // all texts it ever had that are joined by links, sorted
	Note srs.NoteID

	deck.Card               // the live text; Card.Key is the key that answers are given for
	More      string        // the explanation
	Options   []deck.Option // of a choice
	Deck      string        // name of its deck
	Section   []string      // headings above it, the outermost first
	Path      string        // of its file: relative to the collection with slashes, absolute outside
	Line      int           // of the label, from 1
	Tags      []string      // of the note and its file, sorted
	Draft     bool
	Suspended bool
	Flag      int
	Buried    srs.Day // may be asked again on this study day; zero if not buried

	Schedule srs.Schedule
	Newest   EventID // the newest event in force that moved the schedule; zero if none did
}

// Scope limits what a command looks at. The zero Scope is the whole collection.
type Scope struct {
	Decks []string // names; each stands for the deck and all below it
	Paths []string // absolute paths of files and folders
}

// Scope turns arguments of a command into a scope. An argument is a file or folder, relative to dir, if there is one of
// that name, else the name of a deck. A path that is in none of the collection's folders is an [*OutsideError], a name
// that is neither an [*UnknownDeckError].
func (c *Collection) Scope(args []string, dir string) (Scope, error) { return Scope{}, nil }

// Card returns a card by its name or by any of its keys, [ErrNotFound] if there is no such live card.
func (c *Collection) Card(id deck.Key) (*Card, error) { return nil, nil }

// Cards calls yield for every live card in the scope, drafts and suspended included, in the order of decks, files and
// lines, until it returns false.
func (c *Collection) Cards(scope Scope, yield func(*Card) bool) error { return nil }

// DeckInfo is what a listing of decks shows.
type DeckInfo struct {
	Name        string
	Description string
	Path        string // as in [Card.Path]
	Cards       int    // live, drafts and suspended included
	New         int    // not answered yet, drafts and suspended left out
	Learning    int    // in the learning or relearning steps
	Due         int    // reviews due by the study day of now
	Drafts      int
	Suspended   int
}

// Decks returns the decks in the scope that have cards, sorted by name.
func (c *Collection) Decks(scope Scope, cal srs.Calendar, now time.Time) ([]DeckInfo, error) {
	return nil, nil
}

// Diagnostics returns what is wrong with the deck files in the scope, as of the last compile, ordered by path and place:
// also what concerns several files, such as a key that occurs in two. Paths are as in [Card.Path].
func (c *Collection) Diagnostics(scope Scope) ([]deck.Diagnostic, error) { return nil, nil }
