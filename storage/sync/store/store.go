// Package store is where events travel through between devices: anything that lists, gives, takes
// and removes small named objects. What is stored there is none of its business.
package store

import (
	"context"
	"errors"
	"fmt"
)

// Object is what a listing says of an object.
type Object struct {
	Name string // with slashes, of the letters a–z, digits, dots and slashes
	Size int64  // bytes
}

// Store holds objects by name. An object that is put takes the place of one with its name, whole. A
// listing may be behind what was put. Its errors are [ErrNone], a [*TooLargeError], or what says
// that the store cannot be used: an [*UnreachableError] if trying later may help.
type Store interface {
	// List returns the objects whose names begin with prefix.
	List(ctx context.Context, prefix string) ([]Object, error)
	// Get returns an object of at most so many bytes.
	Get(ctx context.Context, name string, most int64) ([]byte, error)
	// Put stores an object: when it returns without an error, the store has promised to keep it.
	Put(ctx context.Context, name string, data []byte) error
	// Delete removes an object; that there is none is no error.
	Delete(ctx context.Context, name string) error
}

// Traffic counts what went between here and a store.
type Traffic struct {
	Requests int
	Bytes    int64 // of objects and listings, both ways
}

// Errors that callers tell apart.
var (
	ErrNone   = errors.New("no such object")
	ErrDenied = errors.New("the keys do not allow that")
)

// TooLargeError says that an object has more bytes than it may have.
type TooLargeError struct {
	Name string
	Most int64
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%q has more than %d bytes", e.Name, e.Most)
}

// UnreachableError says that a store does not answer, or cannot do now what it was asked for.
type UnreachableError struct {
	Err    error
	Closed bool // it answers, but takes nothing: it is full, or may not be written to
}

func (e *UnreachableError) Error() string {
	if e.Closed {
		return "the store accepts nothing: " + e.Err.Error()
	}
	return "the store cannot be reached: " + e.Err.Error()
}

func (e *UnreachableError) Unwrap() error { return e.Err }
