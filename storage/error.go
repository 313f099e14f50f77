package storage

import (
	"errors"
	"fmt"
	"time"

	"cards/deck"
)

// Errors that callers tell apart.
var (
	ErrNoCollection = errors.New("no collection here")
	ErrNoFolder     = errors.New("there is a file where the collection's folder belongs")
	ErrExists       = errors.New("there is a collection already")
	ErrMissing      = errors.New("the collection's file is missing or empty")
	ErrNotFound     = errors.New("no such card")
	ErrAnswered     = errors.New("the card was answered elsewhere meanwhile")
	ErrNothing      = errors.New("nothing to take back")
	ErrOneCard      = errors.New("they are one card already")
	ErrTwoCards     = errors.New("they are two cards already")
	ErrBothLive     = errors.New("both stand in the decks")
)

// NewerError says that a later version of the program wrote the collection.
type NewerError struct{ Format, Known int }

// BusyError says that another process holds the collection's file.
type BusyError struct {
	Path   string
	Waited time.Duration
	Holder string    // what it does, if it said so
	PID    int       // zero if it did not say
	Since  time.Time // zero if it did not say
}

// OutsideError says that a path is in none of the collection's folders.
type OutsideError struct{ Path string }

// UnknownDeckError says that an argument is neither a path nor a deck; Near are decks with similar names.
type UnknownDeckError struct {
	Name string
	Near []string
}

// AmbiguousError says that the first digits of an id are those of several keys.
type AmbiguousError struct {
	ID   string
	Keys []deck.Key
}

// DamagedError says that the collection's file cannot be read: it is not one, or what is in it is broken.
type DamagedError struct {
	Path string
	Err  error
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("format %d is newer than %d, the newest this version knows", e.Format, e.Known)
}

func (e *BusyError) Error() string {
	by := ""
	if e.PID != 0 {
		by = fmt.Sprintf(" (%s, pid %d, since %s)", e.Holder, e.PID, e.Since.Format("15:04"))
	}
	return fmt.Sprintf("open %q: another cards process has held it for %s%s", e.Path, e.Waited.Round(time.Second), by)
}

func (e *OutsideError) Error() string {
	return fmt.Sprintf("%q is not in a folder of the collection", e.Path)
}

func (e *UnknownDeckError) Error() string {
	return fmt.Sprintf("%q is no file, folder or deck", e.Name)
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q are the first digits of %d cards", e.ID, len(e.Keys))
}

func (e *DamagedError) Error() string { return fmt.Sprintf("%q is damaged: %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Err }
