// Package boltfile owns the locked file in which a collection keeps what it stores: opening and
// locking it, telling others who holds it, transactions, putting a new file in its place, and
// turning damage into errors. It is the only package that knows bbolt; what is in the buckets is
// the business of its callers.
//
// Nothing is held open between calls: every call opens the file, does one transaction and closes
// it.
package boltfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

const (
	fileMode    = 0o600
	defaultWait = 3 * time.Second
)

// Options are what a file needs from outside.
type Options struct {
	Wait   time.Duration // how long to wait for another process; 0 means 3 s
	Holder string        // what this process does ("review", "import"): told to others who wait for it
	PID    int           // of this process, likewise

	// Commit ends a write transaction by calling save; nil: it does just that. Tests let it fail.
	Commit func(save func() error) error
	// InPlace says that a file cannot be replaced while it is open, as on Windows.
	InPlace bool
}

// File is a database at a path. Its methods may be called from several processes, but not from
// several goroutines at once.
type File struct {
	path    string
	options Options
}

// New returns the file at a path, which need not exist.
func New(path string, o Options) *File {
	o.InPlace = o.InPlace || runtime.GOOS == "windows"
	return &File{path: path, options: o}
}

// Path returns where the file is.
func (f *File) Path() string { return f.path }

// InPlace says whether large writes must go into the file itself.
func (f *File) InPlace() bool { return f.options.InPlace }

// handle is the file, opened and locked.
type handle struct {
	*bbolt.DB
	opened *os.File
	holder string // path of the note that says who holds the lock; empty if there is none
}

// open opens and locks the file, which must exist. Another process may have put a new file in its
// place while this one waited for the lock of the old. Room is how many bytes it may grow to:
// mapping them at once spares bbolt from copying what it holds whenever it must map more.
func (f *File) open(readOnly bool, room int) (*handle, error) {
	for {
		h, current, err := f.openOnce(readOnly, room)
		if err != nil {
			return nil, err
		}
		if current {
			// Whoever left a note held the lock that is ours now, so it is over.
			if err := removeIfThere(f.path + holderSuffix); err != nil && !readOnly {
				return nil, errors.Join(err, h.Close())
			}
			return h, nil
		}
		if err := h.Close(); err != nil {
			return nil, err
		}
	}
}

// openOnce opens the file and says whether it is still the one at its path.
func (f *File) openOnce(readOnly bool, room int) (h *handle, current bool, err error) {
	var opened *os.File
	old := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			err = errors.Join(f.damage(p), unlock(opened), opened.Close())
		}
	}()
	options := bbolt.Options{
		Timeout: f.wait(), ReadOnly: readOnly, NoStatistics: true, InitialMmapSize: room,
		OpenFile: func(name string, flag int, mode fs.FileMode) (file *os.File, err error) {
			opened, err = openExisting(name, flag, mode)
			return opened, err
		},
	}
	db, err := bbolt.Open(f.path, fileMode, &options)
	if err != nil {
		return nil, false, f.openError(err)
	}
	return &handle{DB: db, opened: opened}, isAt(opened, f.path), nil
}

// isAt says whether an open file is the one at path.
func isAt(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(open, there)
}

// openExisting opens a file without making it, which bbolt would do: a log that is gone must not
// look like a new start. What is no file is not opened at all: a pipe would wait for someone to
// write into it, for ever.
func openExisting(name string, flag int, mode fs.FileMode) (*os.File, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &DamagedError{Path: name, Err: errors.New("it is no regular file")}
	}
	f, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return nil, errors.Join(ErrMissing, err, f.Close())
	}
	return f, nil
}

func (f *File) wait() time.Duration {
	if f.options.Wait == 0 {
		return defaultWait
	}
	return f.options.Wait
}

func (f *File) openError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.Join(ErrMissing, err)
	case errors.Is(err, bolterrors.ErrTimeout):
		return f.busy()
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum),
		errors.Is(err, bolterrors.ErrVersionMismatch):
		return &DamagedError{Path: f.path, Err: err}
	}
	return err
}

// damage returns what a recovered panic means: bbolt panics over a damaged file, and so does
// reading memory that the file no longer backs.
func (f *File) damage(recovered any) error {
	return &DamagedError{Path: f.path, Err: fmt.Errorf("%v", recovered)}
}

// guard turns faults and panics of the code that runs until its result is called into an error.
func (f *File) guard(err *error) (end func()) {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			*err = f.damage(p)
		}
	}
}

// View runs do in a read transaction. The error is [ErrMissing] if there is no file or an empty
// one, a [*DamagedError] if it cannot be read, a [*BusyError] if another process writes for too
// long.
func (f *File) View(do func(*Tx) error) (err error) {
	h, err := f.open(true, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	defer f.guard(&err)()
	tx, err := h.Begin(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	if err := h.check(tx); err != nil {
		return err
	}
	return do(&Tx{tx: tx, file: f, handle: h})
}

// Update runs do in a write transaction and commits it. Room is how many bytes the file may grow
// to, if that is known. An error of the commit does not say that nothing was saved. Other errors
// are as those of [File.View].
func (f *File) Update(room int, do func(*Tx) error) (err error) {
	h, err := f.open(false, room)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.release()) }()
	defer f.guard(&err)()
	tx, err := h.Begin(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rollback(tx)) }()
	if err := h.check(tx); err != nil {
		return err
	}
	if err := do(&Tx{tx: tx, file: f, handle: h}); err != nil {
		return err
	}
	if err := f.commit(tx.Commit); err != nil {
		return fmt.Errorf("save: %w", err)
	}
	return nil
}

func (f *File) commit(save func() error) error {
	if f.options.Commit == nil {
		return save()
	}
	return f.options.Commit(save)
}

// rollback gives up what a transaction wrote, unless it has been committed.
func rollback(tx *bbolt.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, bolterrors.ErrTxClosed) {
		return err
	}
	return nil
}

// check refuses a file that has lost its end.
func (h *handle) check(tx *bbolt.Tx) error {
	info, err := h.opened.Stat()
	if err != nil {
		return err
	}
	if info.Size() < tx.Size() {
		return &DamagedError{
			Path: h.opened.Name(),
			Err:  fmt.Errorf("its end is missing: %d bytes of %d are there", info.Size(), tx.Size()),
		}
	}
	return nil
}

// release closes the file.
func (h *handle) release() error {
	var err error
	if h.holder != "" {
		err = removeIfThere(h.holder) // who opened a file that has replaced this one may have removed the note
	}
	return errors.Join(err, h.Close())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// SyncFolder makes the names in a folder durable. Windows has no such call and needs none.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (f *File) folder() string { return filepath.Dir(f.path) }
