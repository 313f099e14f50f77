package storage

import (
	"errors"
	"fmt"

	"cards/deck"
)

// Errors that callers tell apart.
var (
	ErrNoCollection = errors.New("no collection here")
	ErrNoFolder     = errors.New("there is a file where the collection's folder belongs")
	ErrExists       = errors.New("there is a collection already")
	ErrMissing      = errors.New("the collection's file is missing or empty")
	ErrNotFound     = errors.New("no such card")
	ErrAnswered     = errors.New("the card was answered elsewhere in the meantime")
	ErrNothing      = errors.New("nothing to take back")
	ErrNoEvent      = errors.New("there is no such event in the log")
	ErrElsewhere    = errors.New("nothing was done here that could be taken back")
	ErrOneCard      = errors.New("they are already one card")
	ErrTwoCards     = errors.New("they are already two cards")
	ErrBothLive     = errors.New("both texts are in the decks")
)

// NewerError says that a later version of the program wrote the collection.
type NewerError struct{ Format, Known int }

// ChangedError says that a step cannot be taken back or brought back, since deck files that it
// changed were changed again.
type ChangedError struct {
	Paths   []string // as in [Card.Path]
	Dropped bool     // of some of them the text is not kept any more
}

// LostError is [ErrMissing] with what is known of it.
type LostError struct {
	Path  string // where the collection's file belongs
	Empty bool   // there is a file, without anything in it

	// Backup is the name of the newest backup, empty if there is none: of the one with the most
	// events, as a log only grows, and a clock that was ahead may have named an older one.
	Backup string
}

// OutsideError says that a path is in none of the collection's folders.
type OutsideError struct{ Path string }

// UnknownDeckError says that an argument is neither a path nor a deck; Near are decks with similar
// names.
type UnknownDeckError struct {
	Name string
	Near []string
}

// AmbiguousError says that the first digits of an id are those of several keys.
type AmbiguousError struct {
	ID   string
	Keys []deck.Key
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("format %d is newer than %d, the newest this version knows", e.Format,
		e.Known)
}

func (e *ChangedError) Error() string {
	if e.Dropped {
		return fmt.Sprintf("the old text of %q is no longer stored", e.Paths)
	}
	return fmt.Sprintf("%q has changed since", e.Paths)
}

func (e *LostError) Error() string {
	if e.Empty {
		return fmt.Sprintf("open %q: the file is empty", e.Path)
	}
	return fmt.Sprintf("open %q: this collection's log is not here", e.Path)
}

// Is says that it is [ErrMissing].
func (e *LostError) Is(target error) bool { return target == ErrMissing }

func (e *OutsideError) Error() string {
	return fmt.Sprintf("%q is not in a folder of the collection", e.Path)
}

func (e *UnknownDeckError) Error() string {
	return fmt.Sprintf("%q is not a file, folder or deck", e.Name)
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q begins the ids of %d cards", e.ID, len(e.Keys))
}
