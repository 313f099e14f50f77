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
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"cards/storage/wire"
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
	Sealed []string      // buckets whose values are sealed here; those of others are what their callers store
	Seals  []string      // these and those whose callers seal them in the same way

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
	walked  bool // it was found sound when it was opened first
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
	holder string   // path of the note that says who holds the lock; empty if there is none
	seal   error    // what is wrong with the first entry of a small file that is not what it was
	named  []string // the buckets, in order
	broken bool     // a transaction did not end: closing would wait for it
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
			err = errors.Join(unlock(opened), opened.Close(), f.damage())
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
		return nil, &DamagedError{Path: name, Err: errors.New("it is not a regular file")}
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

// openError tells what the system says of a file from what bbolt says of its content.
func (f *File) openError(err error) error {
	_, ofSystem := errors.AsType[syscall.Errno](err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.Join(ErrMissing, err)
	case errors.Is(err, bolterrors.ErrTimeout):
		return f.busy()
	case ofSystem, errors.Is(err, ErrMissing):
		return err
	}
	if _, ok := errors.AsType[*DamagedError](err); ok {
		return err
	}
	return f.damage()
}

// damage returns what a panic means: bbolt panics over a damaged file, and so does reading memory
// that the file no longer backs. The words of a panic say nothing to a person; the file does.
func (f *File) damage() error {
	if found := f.inspect(); len(found) > 0 {
		return &DamagedError{Path: f.path, Err: found[0]}
	}
	return &DamagedError{Path: f.path, Err: errors.New("a part of it cannot be read")}
}

// meant returns the error that a panic stands for.
func (f *File) meant(p any) error {
	if corrupt, ok := p.(*wire.CorruptError); ok {
		return corrupt
	}
	return f.damage()
}

// inspect returns what is wrong with the pages of the file, as it is at the moment.
func (f *File) inspect() []error {
	file, err := openExisting(f.path, os.O_RDONLY, 0)
	if err != nil {
		return []error{err}
	}
	defer file.Close()
	return inspect(file)
}

// inspect returns what is wrong with the pages of a file.
func inspect(file *os.File) []error {
	w, err := walkerOf(file)
	if err != nil {
		return []error{err}
	}
	return w.walk()
}

func walkerOf(file *os.File) (*walker, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return newWalker(file, info.Size())
}

// guarded runs do with the file open. Faults and panics within it become an error; what it held is
// given up then, as closing it would wait for what panicked.
func (f *File) guarded(h *handle, do func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	h.broken = true
	defer func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			err = f.meant(p)
		}
	}()
	err = do()
	h.broken = false
	return err
}

// View runs do in a read transaction. The error is [ErrMissing] if there is no file or an empty
// one, a [*DamagedError] if it cannot be read, a [*BusyError] if another process writes for too
// long.
func (f *File) View(do func(*Tx) error) (err error) {
	h, err := f.open(true, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.release()) }()
	return f.guarded(h, func() error {
		tx, err := h.Begin(false)
		if err != nil {
			return err
		}
		if err = f.check(h); err == nil {
			err = do(&Tx{tx: tx, file: f, handle: h})
		}
		return errors.Join(err, tx.Rollback())
	})
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
	return f.guarded(h, func() error {
		tx, err := h.Begin(true)
		if err != nil {
			return err
		}
		if err = f.check(h); err == nil {
			err = do(&Tx{tx: tx, file: f, handle: h})
		}
		if err == nil {
			if err = f.commit(tx.Commit); err != nil {
				err = fmt.Errorf("save: %w", err)
			}
		}
		return errors.Join(err, rollback(tx))
	})
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

// check refuses a file that has lost its end, of which nobody can tell what was written last, or
// that bbolt could not be trusted with. A small file is walked as a whole when it is opened first.
func (f *File) check(h *handle) error {
	w, err := walkerOf(h.opened)
	if err == nil {
		walk := w.walkFirst
		if f.walked {
			walk = w.walkOuter
		}
		w.seals = f.options.Seals
		w.whole = h.mapped(int64(w.meta.pages) * w.meta.pageSize)
		if found := walk(); len(found) > 0 {
			err = found[0]
		}
	}
	if err != nil {
		return &DamagedError{Path: h.opened.Name(), Err: err}
	}
	f.walked, h.seal, h.named = true, w.broken, w.named
	return nil
}

// release closes the file.
func (h *handle) release() error {
	var err error
	if h.holder != "" {
		err = removeIfThere(h.holder) // who opened a file that has replaced this one may have removed the note
	}
	if h.broken {
		return errors.Join(err, unlock(h.opened), h.opened.Close())
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
