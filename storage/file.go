package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"cards/storage/boltfile"
	"cards/storage/folders"
)

// Folder is the name of the folder in which a collection keeps what it stores, below the
// collection's own folder.
const Folder = folders.Folder

// Names in [Folder].
const (
	fileName   = "collection.db"
	backupName = "backups"
	configName = "config.toml"
	ignoreName = ".gitignore"
)

const (
	folderMode = 0o700
	fileMode   = 0o600
	ignoreText = "*\n!.gitignore\n!config.toml\n"
)

func (c *room) inFolder(name string) string { return filepath.Join(c.root, Folder, name) }

// opening makes of the error of a transaction one that says what became of the collection.
func (c *room) opening(err error) error {
	if err == nil {
		return nil
	}
	if err := c.checkFolder(); err != nil {
		return fmt.Errorf("open %q: %w", c.inFolder(""), err)
	}
	if !errors.Is(err, boltfile.ErrMissing) {
		return err
	}
	if _, err := os.Stat(c.inFolder("")); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open %q: %w", c.root, ErrNoCollection)
	}
	return c.lost()
}

// lost says that the collection's file is not there, or empty, and which backup there is.
func (c *room) lost() error {
	e := &LostError{Path: c.file.Path()}
	if info, err := os.Stat(e.Path); err == nil {
		e.Empty = info.Size() == 0
	}
	list, err := c.Backups()
	most := 0
	for _, b := range list {
		if b.Err == nil && b.Events >= most {
			e.Backup, most = b.Name, b.Events
		}
	}
	return errors.Join(e, err)
}

// checkFolder returns [ErrNoFolder] if something else is where the collection's folder belongs.
func (c *room) checkFolder() error {
	if info, err := os.Stat(c.inFolder("")); err == nil && !info.IsDir() {
		return ErrNoFolder
	}
	return nil
}

// view runs do in a read transaction, in a second one if the first met damage that could be mended:
// so do begins anew. It writes nothing: what was derived by other rules than those of this version
// is derived in a scratch file for do alone. The next compile derives it for all.
func (c *room) view(do func(*txn) error) error {
	return c.mending(func() error { return c.viewOnce(do) })
}

// viewOnce is [Collection.view] that mends nothing.
func (c *room) viewOnce(do func(*txn) error) error {
	return c.lookOnce(func(t *txn) error {
		if t.current() {
			return do(t)
		}
		return c.file.Scratch(t.Size(), c.filling(func(b *builder) error {
			if err := errors.Join(b.copyPrimary(t), b.deriveAll()); err != nil {
				return err
			}
			return b.View(func(tx *boltfile.Tx) error {
				fresh := newTxn(c, tx)
				fresh.old = t.old
				return do(fresh)
			})
		}))
	})
}

// look runs do in a read transaction in which what is derived may have been derived by other rules.
func (c *room) look(do func(*txn) error) error {
	return c.mending(func() error { return c.lookOnce(do) })
}

// lookOnce is [Collection.look] that mends nothing.
func (c *room) lookOnce(do func(*txn) error) error {
	return c.opening(c.file.View(func(tx *boltfile.Tx) error {
		t := newTxn(c, tx)
		t.kept = &c.kept
		if err := t.check(); err != nil {
			return err
		}
		if err := t.entriesSound(); err != nil {
			return err
		}
		return do(t)
	}))
}

// update runs do in a write transaction and commits it. An error of the commit does not say that
// nothing was saved.
func (c *room) update(do func(*txn) error) error { return c.updateInRoom(0, do) }

// updateInRoom is [Collection.update] of a file that may grow to room bytes.
func (c *room) updateInRoom(room int, do func(*txn) error) error {
	return c.mending(func() error {
		err := c.updateOnce(room, do)
		if errors.Is(err, errOld) {
			if err = c.migrate(); err == nil {
				err = c.updateOnce(room, do)
			}
		}
		return err
	})
}

func (c *room) updateOnce(room int, do func(*txn) error) error {
	return c.opening(c.file.Update(room, func(tx *boltfile.Tx) error {
		t := newTxn(c, tx)
		if err := t.prepare(); err != nil {
			return err
		}
		if err := do(t); err != nil {
			return err
		}
		return t.flush()
	}))
}

// prepare refuses a file as [txn.check] does and brings what is derived up to this version's rules.
// A file of an earlier format is [errOld]: it is migrated first.
func (t *txn) prepare() error {
	if err := t.check(); err != nil {
		return err
	}
	if t.old {
		return errOld
	}
	if t.current() {
		return nil
	}
	return t.deriveAll()
}
