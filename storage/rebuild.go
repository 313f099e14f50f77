package storage

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"cards/storage/journal"
)

// builder fills a new file for the collection. Nothing of it is on disk for sure before it is whole.
type builder struct {
	collection *Collection
	db         *bbolt.DB
}

// batch is how many entries are written in one transaction, so that a long log need not fit into memory.
const batch = 100_000

// newFile makes a file for the collection under a name of its own, fills it and returns its path. It is on disk then.
// Room is how many bytes it may grow to.
func (c *Collection) newFile(room int, fill func(*builder) error) (path string, err error) {
	f, err := os.CreateTemp(c.inFolder(""), fileName+".*.new")
	if err != nil {
		return "", err
	}
	path = f.Name()
	defer func() {
		if err != nil {
			err = errors.Join(err, removeIfThere(path))
		}
	}()
	if err := f.Close(); err != nil {
		return path, err
	}
	options := bbolt.Options{Timeout: c.wait(), NoStatistics: true, NoSync: true, InitialMmapSize: room}
	db, err := bbolt.Open(path, fileMode, &options)
	if err != nil {
		return path, err
	}
	b := &builder{collection: c, db: db}
	err = b.update(func(t *txn) error {
		for _, name := range primaryBuckets() {
			if _, err := t.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = fill(b)
	}
	return path, errors.Join(err, db.Sync(), db.Close())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// update runs do in a write transaction on the new file.
func (b *builder) update(do func(*txn) error) error {
	return b.db.Update(func(tx *bbolt.Tx) error {
		t := newTxn(b.collection, tx)
		if err := do(t); err != nil {
			return err
		}
		return t.flush()
	})
}

// copyBucket copies a bucket of another file in batches; change returns the value to store.
func (b *builder) copyBucket(from *txn, name string, change func(key, value []byte) ([]byte, error)) error {
	source := from.bucket(name)
	c := source.Cursor()
	key, value := c.First()
	for more := true; more; more = key != nil {
		err := b.update(func(t *txn) error {
			to := t.bucket(name)
			to.FillPercent = fullPages
			for n := 0; key != nil && n < batch; n++ {
				changed, err := change(key, value)
				if err != nil {
					return err
				}
				if err := to.Put(key, changed); err != nil {
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

func unchanged(_, value []byte) ([]byte, error) { return value, nil }

// copyPrimary copies what cannot be derived.
func (b *builder) copyPrimary(from *txn) error {
	for _, name := range primaryBuckets() {
		if err := b.copyBucket(from, name, unchanged); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a new file in the place of the collection's own, which stays locked meanwhile.
func (c *Collection) replace(now time.Time, fill func(b *builder, old *txn) error) (err error) {
	f, err := c.open(false, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.release()) }()
	defer c.guard(&err)()
	if err := errors.Join(c.removeUnfinished(), c.announce(f, now)); err != nil {
		return err
	}
	var path string
	err = f.View(func(tx *bbolt.Tx) error {
		old := newTxn(c, tx)
		if err := old.checkFile(f.opened); err != nil {
			return err
		}
		path, err = c.newFile(int(tx.Size()), func(b *builder) error { return fill(b, old) })
		return err
	})
	if err != nil {
		return err
	}
	if err := os.Rename(path, c.inFolder(fileName)); err != nil {
		return errors.Join(err, removeIfThere(path))
	}
	return syncFolder(c.inFolder(""))
}

// removeUnfinished removes new files that were never finished. The lock must be held: nobody makes one then.
func (c *Collection) removeUnfinished() error {
	entries, err := os.ReadDir(c.inFolder(""))
	for _, e := range entries {
		if ok, _ := path.Match(fileName+".*.new", e.Name()); ok { // the pattern is well formed
			err = errors.Join(err, removeIfThere(c.inFolder(e.Name())))
		}
	}
	return err
}

// Rebuild computes everything derived anew, from the log and the deck files, into a new file that takes the place of the
// old. The deck files are read by the next [Collection.Compile].
func (c *Collection) Rebuild(now time.Time) error {
	if c.inPlace {
		return c.update((*txn).rebuild)
	}
	return c.replace(now, func(b *builder, old *txn) error {
		for _, name := range primaryBuckets() {
			change := unchanged
			if name == bucketFiles {
				change = readAgain
			}
			if err := b.copyBucket(old, name, change); err != nil {
				return err
			}
		}
		return b.update((*txn).deriveAll)
	})
}

// rebuild is [Collection.Rebuild] within the file.
func (t *txn) rebuild() error {
	files, err := t.deckFiles()
	if err != nil {
		return err
	}
	for id, f := range files {
		f.parser = 0
		if err := t.put(bucketFiles, id.bytes(), encodeDeckFile(f)); err != nil {
			return err
		}
	}
	return t.deriveAll()
}

// readAgain makes the record of a deck file such that a compile reads it again.
func readAgain(key, value []byte) ([]byte, error) {
	f, err := decodeDeckFile(fileIDOf(key), value)
	if err != nil {
		return nil, err
	}
	f.parser = 0
	return encodeDeckFile(f), nil
}

// fewEvents is up to how many events are merged into the file itself.
const fewEvents = 1000

// Merge unites the log with events that were written elsewhere: an import, or another device. Those that are there
// already are kept; of two different events with one id the one with the lesser bytes stays, whatever is merged into
// what. Merging the same events again changes nothing.
func (c *Collection) Merge(events []journal.Event, now time.Time) error {
	if len(events) <= fewEvents {
		return c.update(func(t *txn) error { return t.write(events) })
	}
	sorted := slices.SortedFunc(slices.Values(events), func(a, b journal.Event) int { return a.ID.Compare(b.ID) })
	if c.inPlace {
		return c.update(func(t *txn) error {
			if err := t.insertValues(sorted); err != nil {
				return err
			}
			return t.deriveAll()
		})
	}
	return c.replace(now, func(b *builder, old *txn) error {
		if err := b.copyPrimary(old); err != nil {
			return err
		}
		for some := range slices.Chunk(sorted, batch) {
			err := b.update(func(t *txn) error { return t.insertValues(some) })
			if err != nil {
				return err
			}
		}
		return b.update((*txn).deriveAll)
	})
}

func (t *txn) insertValues(events []journal.Event) error {
	for _, ev := range events {
		value, err := journal.Encode(ev)
		if err != nil {
			return err
		}
		if _, err := t.insertValue(ev.ID, value); err != nil {
			return err
		}
	}
	return nil
}

// Backup writes a copy of the collection's file, as it is at one instant, to path. A copy made by other means while the
// program runs may be corrupt.
func (c *Collection) Backup(path string) error {
	return c.view(func(t *txn) error {
		f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.new")
		if err != nil {
			return err
		}
		_, err = t.WriteTo(f)
		if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
			return errors.Join(err, removeIfThere(f.Name()))
		}
		if err := os.Rename(f.Name(), path); err != nil {
			return errors.Join(err, removeIfThere(f.Name()))
		}
		return syncFolder(filepath.Dir(path))
	})
}
