package boltfile

import (
	"errors"
	"fmt"
	"time"
)

// ErrMissing says that there is no file, or an empty one.
var ErrMissing = errors.New("the file is missing or empty")

// BusyError says that another process holds the file.
type BusyError struct {
	Path   string
	Waited time.Duration
	Holder string    // what it does, if it said so
	PID    int       // zero if it did not say
	Since  time.Time // zero if it did not say
}

// DamagedError says that the file cannot be read: it is not one, or what is in it is broken.
type DamagedError struct {
	Path string
	Err  error
}

// ScratchError says that a temporary file could not be made or written. It tells nothing of the
// file that was read for it.
type ScratchError struct{ Err error }

// PageError says what is wrong with a page of the file.
type PageError struct {
	Bucket string // to which it belongs; empty if it leads to the buckets, or is free
	Page   uint64
	Err    error
}

func (e *PageError) Error() string {
	if e.Bucket == "" {
		return fmt.Sprintf("page %d: %v", e.Page, e.Err)
	}
	return fmt.Sprintf("bucket %q, page %d: %v", e.Bucket, e.Page, e.Err)
}

// Unwrap returns the cause.
func (e *PageError) Unwrap() error { return e.Err }

func (e *BusyError) Error() string {
	by := ""
	if e.PID != 0 {
		by = fmt.Sprintf(" (%s, pid %d, since %s)", e.Holder, e.PID, e.Since.Format("15:04"))
	}
	waited := e.Waited.Round(time.Second)
	return fmt.Sprintf("open %q: another cards process has held it for %s%s", e.Path, waited, by)
}

func (e *ScratchError) Error() string { return fmt.Sprintf("temporary file: %v", e.Err) }

// Unwrap returns the cause.
func (e *ScratchError) Unwrap() error { return e.Err }

func (e *DamagedError) Error() string { return fmt.Sprintf("%q is damaged: %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Err }
