package storage

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"go.etcd.io/bbolt"
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
	commit  func(*bbolt.Tx) error // ends a write transaction; tests let it fail
	inPlace bool                  // the system does not let a file be replaced that is open
}

func newCollection(root string, o Options) (*Collection, error) {
	abs, err := filepath.Abs(root)
	return &Collection{root: abs, options: o, commit: (*bbolt.Tx).Commit, inPlace: runtime.GOOS == "windows"}, err
}

// Root returns the absolute path of the collection's folder.
func (c *Collection) Root() string { return c.root }

// Open opens the collection in root: [ErrNoCollection] if there is none, [ErrNoFolder] if a file is in the place of
// [Folder], [ErrMissing] if the collection's file is gone or empty, a [*DamagedError] if it cannot be read, a
// [*NewerError] if a later version wrote it.
func Open(root string, o Options) (*Collection, error) {
	c, err := newCollection(root, o)
	if err != nil {
		return nil, err
	}
	return c, c.view(func(*txn) error { return nil })
}

// Create makes a collection in root, which is created if need be, and opens it. If root holds one, it is [ErrExists]; if
// only backups are left of one, [ErrMissing]; if a file is in the place of [Folder], [ErrNoFolder]. Nothing but the folder [Folder] is written.
func Create(root string, now time.Time, o Options) (*Collection, error) {
	c, err := newCollection(root, o)
	if err != nil {
		return nil, err
	}
	if err := c.refuseToCreate(); err != nil {
		return nil, err
	}
	folder := c.inFolder("")
	if err := os.MkdirAll(c.root, 0o755); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return nil, err
	}
	if err := writeNew(filepath.Join(folder, ".gitignore"), ignoreText); err != nil {
		return nil, err
	}
	if err := c.createFile(now); err != nil {
		return nil, err
	}
	return c, errors.Join(syncFolder(folder), syncFolder(c.root))
}

func (c *Collection) refuseToCreate() error {
	if err := c.checkFolder(); err != nil {
		return fmt.Errorf("create %q: %w", c.inFolder(""), err)
	}
	if _, err := os.Lstat(c.inFolder(fileName)); err == nil {
		return fmt.Errorf("create %q: %w", c.root, ErrExists)
	}
	backups, err := os.ReadDir(c.inFolder(backupName))
	if err == nil && len(backups) > 0 {
		return fmt.Errorf("create %q: %w", c.inFolder(fileName), ErrMissing)
	}
	return nil
}

// writeNew writes a small file unless there is one.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// createFile makes an empty collection's file beside its place and then gives it its name, so that whatever stops the
// program, there is a whole file of that name or none.
func (c *Collection) createFile(now time.Time) (err error) {
	path, err := c.newFile(0, func(b *builder) error {
		return b.update(func(t *txn) error {
			if err := t.putMeta(metaFormat, format); err != nil {
				return err
			}
			if err := t.putMeta(metaCreated, uint64(now.UnixMilli())); err != nil {
				return err
			}
			return t.deriveAll()
		})
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeIfThere(path)) }()
	// A link, unlike renaming, leaves alone what another process has created meanwhile. Not all file systems have it.
	if err = os.Link(path, c.inFolder(fileName)); err == nil {
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("create %q: %w", c.root, ErrExists)
	}
	if err = c.refuseToCreate(); err != nil {
		return err
	}
	return os.Rename(path, c.inFolder(fileName))
}
