package boltfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"go.etcd.io/bbolt"

	"cards/storage/beside"
)

// Builder fills a new file. Nothing of it is on disk for sure before it is whole.
type Builder struct {
	file *File
	path string
	db   *bbolt.DB

	opened *os.File
	mapped int // bytes of the file, or of what it may become, that bbolt has mapped at least

	release func() // the folder
}

// batch is how many entries are written in one transaction, so that a long log need not fit into
// memory.
const batch = 100_000

// Scratch fills a file that is only there meanwhile, in the system's folder for temporary files:
// what is worked out of this one needs no leave to write beside it. Room is how many bytes it may
// grow to. What the system refuses there, such as for lack of room, is a [*ScratchError].
func (f *File) Scratch(room int, fill func(*Builder) error) error {
	path, err := f.build(os.TempDir(), room, fill)
	if err == nil {
		err = os.Remove(path)
	}
	_, isSystem := errors.AsType[syscall.Errno](err)
	if _, isDamaged := errors.AsType[*DamagedError](err); isSystem && !isDamaged {
		return &ScratchError{Err: err}
	}
	return err
}

// build makes a file under a name of its own in a folder, fills it and returns its path. It is on
// disk then.
func (f *File) build(folder string, room int, fill func(*Builder) error) (path string, err error) {
	b, err := f.begin(folder, room)
	if err != nil {
		return "", err
	}
	path = b.path
	whole := false
	defer func() {
		if !whole { // also when fill panics over what it reads
			err = errors.Join(err, b.abandon())
		}
	}()
	if err = fill(b); err == nil {
		err = b.end()
		whole = err == nil
	}
	return path, err
}

// begin makes an empty file under a name of its own in a folder. Its lock says that somebody is at
// it.
func (f *File) begin(folder string, room int) (b *Builder, err error) {
	release := beside.Hold(folder)
	defer func() {
		if b == nil {
			release()
		}
	}()
	temporary, err := beside.Create(filepath.Join(folder, filepath.Base(f.path)))
	if err != nil {
		return nil, err
	}
	path := temporary.Name()
	if err := temporary.Close(); err != nil {
		return nil, errors.Join(err, removeIfThere(path))
	}
	var opened *os.File
	options := bbolt.Options{
		Timeout: f.wait(), NoStatistics: true, NoSync: true, InitialMmapSize: room,
		OpenFile: func(name string, flag int, mode fs.FileMode) (file *os.File, err error) {
			opened, err = os.OpenFile(name, flag, mode)
			return opened, err
		},
	}
	db, err := bbolt.Open(path, fileMode, &options)
	if err != nil {
		return nil, errors.Join(err, removeIfThere(path))
	}
	return &Builder{
		file: f, path: path, db: db, opened: opened, mapped: room, release: release,
	}, nil
}

// end closes the file, which is on disk then.
func (b *Builder) end() error {
	defer b.release()
	return errors.Join(b.db.Sync(), b.db.Close())
}

// abandon removes the file.
func (b *Builder) abandon() error {
	defer b.release()
	return errors.Join(b.db.Close(), removeIfThere(b.path))
}

// Update runs do in a write transaction on the new file.
func (b *Builder) Update(do func(*Tx) error) error {
	return b.db.Update(func(tx *bbolt.Tx) error { return do(&Tx{tx: tx, file: b.file}) })
}

// View runs do in a read transaction on the new file.
func (b *Builder) View(do func(*Tx) error) error {
	return b.db.View(func(tx *bbolt.Tx) error { return do(&Tx{tx: tx, file: b.file}) })
}

// Copy copies a bucket of another file, if it has it, in batches; change, unless it is nil, returns
// the value to store.
func (b *Builder) Copy(from *Tx, name string,
	change func(key, value []byte) ([]byte, error),
) error {
	source := from.Bucket(name)
	if source == nil {
		return b.Update(func(t *Tx) error { return t.Make(name) })
	}
	c := source.Cursor()
	key, value := c.First()
	for more := true; more; more = key != nil {
		err := b.Update(func(t *Tx) error {
			if err := t.Make(name); err != nil {
				return err
			}
			to := t.Append(name)
			for n := 0; key != nil && n < batch; n++ {
				if change != nil {
					var err error
					if value, err = change(key, value); err != nil {
						return err
					}
				}
				if err := to.Put(key, value); err != nil {
					return err
				}
				key, value = c.Next()
			}
			return to.SetSequence(source.Sequence())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Create makes the file beside its place and then gives it its name, so that whatever stops the
// program, there is a whole file of that name or none. The error is [fs.ErrExist] if there is one
// already.
func (f *File) Create(fill func(*Builder) error) (err error) {
	path, err := f.build(f.folder(), 0, fill)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeIfThere(path)) }()
	// A link, unlike renaming, leaves alone what another process has created meanwhile. Not all
	// file systems have it.
	if err = os.Link(path, f.path); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err = os.Lstat(f.path); err == nil {
		return fmt.Errorf("create %q: %w", f.path, fs.ErrExist)
	}
	return os.Rename(path, f.path)
}

// Renew puts a new file in the place of one that cannot be read, which is kept at the path aside,
// and returns that path; empty if there was no file. Whatever stops the program, there is a whole
// new file at the path of this one, or still the old.
func (f *File) Renew(aside string, fill func(*Builder) error) (kept string, err error) {
	path, err := f.build(f.folder(), 0, fill)
	if err != nil {
		return "", err
	}
	switch err := os.Link(f.path, aside); {
	case err == nil:
		kept = aside
	case errors.Is(err, fs.ErrNotExist):
	default: // not all file systems have links
		if err := os.Rename(f.path, aside); err != nil {
			return "", errors.Join(err, removeIfThere(path))
		}
		kept = aside
	}
	if err := os.Rename(path, f.path); err != nil {
		return kept, errors.Join(err, removeIfThere(path))
	}
	return kept, SyncFolder(f.folder())
}

// Rewrite puts a new file in the place of this one. While fill fills it, others may read and write
// this one; they are kept from it only for end, which brings the new file up to what this one is by
// then. Room is how many bytes the new file may grow to. Whatever stops the program, and whatever
// fails, there is a whole new file or still the old.
func (f *File) Rewrite(
	now time.Time, room int, fill func(*Builder) error, end func(b *Builder, old *Tx) error,
) (err error) {
	b, err := f.begin(f.folder(), room)
	if err != nil {
		return err
	}
	placed := false
	defer func() {
		if !placed {
			err = errors.Join(err, b.abandon())
		}
	}()
	if err := fill(b); err != nil {
		return err
	}
	if err := b.db.Sync(); err != nil { // what can be is written before anybody waits
		return err
	}
	h, err := f.open(false, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.release()) }()
	if err := errors.Join(f.removeUnfinished(), f.announce(h, now)); err != nil {
		return err
	}
	err = f.guarded(h, func() error {
		return h.View(func(tx *bbolt.Tx) error {
			if err := f.check(h); err != nil {
				return err
			}
			return end(b, &Tx{tx: tx, file: f, handle: h})
		})
	})
	if err == nil {
		err = b.end()
	}
	if err == nil {
		err = os.Rename(b.path, f.path)
	}
	if placed = err == nil; !placed {
		return err
	}
	return SyncFolder(f.folder())
}

// removeUnfinished removes new files that were never finished: those that nobody has locked.
func (f *File) removeUnfinished() error {
	entries, err := os.ReadDir(f.folder())
	for _, e := range entries {
		if beside.IsOf(filepath.Base(f.path), e.Name()) {
			err = errors.Join(err, removeAbandoned(filepath.Join(f.folder(), e.Name())))
		}
	}
	return err
}

// removeAbandoned removes a file unless somebody has locked it.
func removeAbandoned(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := lock(file); err != nil {
		return file.Close() // somebody is at it
	}
	return errors.Join(removeIfThere(path), file.Close())
}

// CopyTo writes a copy of the file, as it is at one instant, to path. A copy made by other means
// while others write may be corrupt.
func (t *Tx) CopyTo(path string) error {
	defer beside.Hold(filepath.Dir(path))()
	f, err := beside.Create(path)
	if err != nil {
		return err
	}
	_, err = t.tx.WriteTo(f)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, removeIfThere(f.Name()))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return errors.Join(err, removeIfThere(f.Name()))
	}
	return SyncFolder(filepath.Dir(path))
}
