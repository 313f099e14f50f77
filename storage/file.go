package storage

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

	"cards/storage/folders"
)

// Folder is the name of the folder in which a collection keeps what it stores, below the collection's own folder.
const Folder = folders.Folder

// Names in [Folder].
const (
	fileName   = "collection.db"
	holderName = "collection.db.holder"
	backupName = "backups"
)

const (
	folderMode  = 0o700
	fileMode    = 0o600
	defaultWait = 3 * time.Second
	ignoreText  = "*\n!.gitignore\n!config.toml\n"
)

func (c *Collection) inFolder(name string) string { return filepath.Join(c.root, Folder, name) }

// file is the collection's file, opened and locked.
type file struct {
	*bbolt.DB
	opened *os.File
	holder string // path of the note that says who holds the lock; empty if there is none
}

// open opens and locks the collection's file, which must exist. Another process may have put a new file in its place
// while this one waited for the lock of the old. Room is how many bytes it may grow to: mapping them at once spares bbolt
// from copying what it holds whenever it must map more.
func (c *Collection) open(readOnly bool, room int) (*file, error) {
	for {
		f, current, err := c.openOnce(readOnly, room)
		if err != nil {
			return nil, err
		}
		if current {
			// Whoever left a note held the lock that is ours now, so it is over.
			if err := os.Remove(c.inFolder(holderName)); err != nil && !errors.Is(err, fs.ErrNotExist) && !readOnly {
				return nil, errors.Join(err, f.Close())
			}
			return f, nil
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
}

// openOnce opens the file and says whether it is still the one at its path.
func (c *Collection) openOnce(readOnly bool, room int) (f *file, current bool, err error) {
	path := c.inFolder(fileName)
	var opened *os.File
	defer func() {
		if p := recover(); p != nil {
			err = errors.Join(c.damage(p), opened.Close())
		}
	}()
	options := bbolt.Options{
		Timeout: c.wait(), ReadOnly: readOnly, NoStatistics: true, InitialMmapSize: room,
		OpenFile: func(name string, flag int, mode fs.FileMode) (file *os.File, err error) {
			opened, err = openExisting(name, flag, mode)
			return opened, err
		},
	}
	db, err := bbolt.Open(path, fileMode, &options)
	if err != nil {
		return nil, false, c.openError(err)
	}
	return &file{DB: db, opened: opened}, isAt(opened, path), nil
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

// openExisting opens a file without making it, which bbolt would do: a log that is gone must not look like a new start.
// What is no file is not opened at all: a pipe would wait for someone to write into it, for ever.
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

func (c *Collection) wait() time.Duration {
	if c.options.Wait == 0 {
		return defaultWait
	}
	return c.options.Wait
}

func (c *Collection) openError(err error) error {
	path := c.inFolder(fileName)
	if err := c.checkFolder(); err != nil {
		return fmt.Errorf("open %q: %w", filepath.Dir(path), err)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, ErrMissing):
		if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("open %q: %w", c.root, ErrNoCollection)
		}
		return fmt.Errorf("open %q: %w", path, ErrMissing)
	case errors.Is(err, bolterrors.ErrTimeout):
		return c.busy()
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum),
		errors.Is(err, bolterrors.ErrVersionMismatch):
		return &DamagedError{Path: path, Err: err}
	}
	return err
}

// checkFolder returns [ErrNoFolder] if something else is where the collection's folder belongs.
func (c *Collection) checkFolder() error {
	if info, err := os.Stat(c.inFolder("")); err == nil && !info.IsDir() {
		return ErrNoFolder
	}
	return nil
}

// damage returns what a recovered panic means: bbolt panics over a damaged file, and so does reading memory that the file
// no longer backs.
func (c *Collection) damage(recovered any) error {
	return &DamagedError{Path: c.inFolder(fileName), Err: fmt.Errorf("%v", recovered)}
}

// view runs do in a read transaction.
func (c *Collection) view(do func(*txn) error) error {
	stale, err := c.viewOnce(do)
	if err == nil && stale {
		if err = c.update(func(*txn) error { return nil }); err == nil {
			_, err = c.viewOnce(do)
		}
	}
	return err
}

// viewOnce does nothing and returns true if what is derived was derived by other rules than those of this version.
func (c *Collection) viewOnce(do func(*txn) error) (stale bool, err error) {
	f, err := c.open(true, 0)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	defer c.guard(&err)()
	tx, err := f.Begin(false)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	t := newTxn(c, tx)
	if err := t.checkFile(f.opened); err != nil {
		return false, err
	}
	if !t.current() {
		return true, nil
	}
	return false, do(t)
}

// guard turns faults and panics of the code that runs until its result is called into an error.
func (c *Collection) guard(err *error) (end func()) {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			*err = c.damage(p)
		}
	}
}

// update runs do in a write transaction and commits it. An error of the commit does not say that nothing was saved.
func (c *Collection) update(do func(*txn) error) error { return c.updateInRoom(0, do) }

// updateInRoom is [Collection.update] of a file that may grow to room bytes.
func (c *Collection) updateInRoom(room int, do func(*txn) error) (err error) {
	f, err := c.open(false, room)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.release()) }()
	defer c.guard(&err)()
	tx, err := f.Begin(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rollback(tx)) }()
	t := newTxn(c, tx)
	t.file = f
	if err := t.prepare(); err != nil {
		return err
	}
	if err := do(t); err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	if err := c.commit(tx); err != nil {
		return fmt.Errorf("save: %w", err)
	}
	return nil
}

// rollback gives up what a transaction wrote, unless it has been committed.
func rollback(tx *bbolt.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, bolterrors.ErrTxClosed) {
		return err
	}
	return nil
}

// checkFile refuses a file that has lost its end, is not a collection's or is of a newer format.
func (t *txn) checkFile(opened *os.File) error {
	info, err := opened.Stat()
	if err != nil {
		return err
	}
	if info.Size() < t.Size() {
		return &DamagedError{
			Path: opened.Name(), Err: fmt.Errorf("its end is missing: %d bytes of %d are there", info.Size(), t.Size()),
		}
	}
	return t.checkFormat()
}

// prepare refuses a file as [txn.checkFile] does and brings what is derived up to this version's rules.
func (t *txn) prepare() error {
	if err := t.checkFile(t.file.opened); err != nil || t.current() {
		return err
	}
	return t.deriveAll()
}

// release closes the file.
func (f *file) release() error {
	var err error
	if f.holder != "" {
		err = removeIfThere(f.holder) // who opened a file that has replaced this one may have removed the note
	}
	return errors.Join(err, f.Close())
}

// syncFolder makes the names in a folder durable. Windows has no such call and needs none.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
