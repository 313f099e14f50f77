package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"time"

	"cards/srs"
	"cards/storage/backup"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/wire"
)

// BackupFolder returns the path of the folder with the backups, which need not exist.
func (c *Collection) BackupFolder() string { return c.inFolder(backupName) }

// Backup writes the log into a new file in [Collection.BackupFolder]. The log is read in pieces: no
// other process waits for more than one of them, and what others write meanwhile makes it begin
// again. A log that is damaged is not backed up; the error says where it is.
func (c *Collection) Backup(ctx context.Context, now time.Time) (backup.Info, error) {
	const tries = 4 // the last of them lets nobody else write
	for n := 1; ; n++ {
		info, err := backup.Create(c.BackupFolder(), now, func(w *backup.Writer) error {
			if n == tries {
				return c.lookOnce(func(t *txn) error { return t.backUp(ctx, w) })
			}
			return c.backUpInPieces(ctx, w)
		})
		if !errors.Is(err, errChanged) {
			return info, err
		}
	}
}

// errChanged says that the log was written while it was read.
var errChanged = errors.New("the log was changed in the meantime")

// backUpInPieces reads the log in several transactions, all of which must see the same file.
func (c *Collection) backUpInPieces(ctx context.Context, w *backup.Writer) error {
	var first boltfile.State
	for next, more := (journal.ID{}), true; more; {
		err := c.lookOnce(func(t *txn) error {
			state, err := t.State()
			if err != nil {
				return err
			}
			if next.IsZero() {
				first = state
				err = t.sound()
			} else if !state.Same(first) {
				err = errChanged
			}
			if err != nil {
				return err
			}
			next, err = t.backUpFrom(w, next, eventsPerRead)
			if more = !next.IsZero(); !more {
				err = errors.Join(err, t.backUpGiven(w))
			}
			return err
		})
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// backUp reads the whole log in one transaction.
func (t *txn) backUp(ctx context.Context, w *backup.Writer) error {
	err := t.sound()
	next, more := journal.ID{}, true
	for err == nil && more {
		next, err = t.backUpFrom(w, next, eventsPerRead)
		err = errors.Join(err, ctx.Err())
		more = !next.IsZero()
	}
	return errors.Join(err, t.backUpGiven(w))
}

// backUpGiven adds the list of what was given here, without the text of deck files.
func (t *logTx) backUpGiven(w *backup.Writer) error {
	b := t.Bucket(bucketGiven)
	if b == nil {
		return nil // the file is of the first format
	}
	return b.ForEach(func(key, value []byte) error {
		if _, err := decodeGiven(key, value); err != nil {
			return err
		}
		w.Give(key, value)
		return nil
	})
}

// backUpFrom adds up to n events to a backup, from an id on, and returns the id to go on from: zero at
// the end of the log.
func (t *logTx) backUpFrom(w *backup.Writer, from journal.ID, n int) (journal.ID, error) {
	cursor := t.Bucket(bucketLog).Cursor()
	for key, value := cursor.Seek(from[:]); key != nil; key, value = cursor.Next() {
		if n == 0 {
			return journal.ID(key), nil
		}
		n--
		if len(key) != len(from) {
			return journal.ID{}, t.Damaged(fmt.Errorf("an id has %d bytes", len(key)))
		}
		if err := w.Add(journal.ID(key), value); err != nil {
			return journal.ID{}, err
		}
	}
	return journal.ID{}, nil
}

// Sound returns what is wrong with the log that shows without reading all of it: pages that hide
// entries, or do not fit together. It takes some milliseconds where the log is long.
func (c *Collection) Sound() error { return c.lookOnce((*txn).sound) }

// sound is [Collection.Sound]. How many events there should be is stored since the second format.
func (t *txn) sound() error {
	n, err := t.Count(bucketLog)
	if err != nil || t.old {
		return err
	}
	held, err := t.tally()
	if err == nil && uint64(n) != held.count {
		err = t.damaged(fmt.Errorf("the log has %d events of %d", n, held.count))
	}
	return err
}

// Restored is what [Collection.Restore] did.
type Restored struct {
	Before  backup.Info // of the log that was there; zero if there was none that could be read
	Kept    string      // path of the file that was there and could not be read; empty if there was none
	Lacking int         // answers of the log that was there which the backup has not
}

// Restore makes the log what it is in a backup, by its path. The log that is there is backed up
// first; a file that is damaged is kept under another name. What follows from the log is derived
// anew.
func (c *Collection) Restore(ctx context.Context, path string, now time.Time) (done Restored, err error) {
	if err := backup.Verify(path); err != nil {
		return done, err
	}
	for n := 1; ; n++ {
		done, err = c.restoreOnce(ctx, path, now)
		if !errors.Is(err, errChanged) || n == rewriteTries {
			return done, err
		}
	}
}

// restoreOnce is [Collection.Restore] of a backup that is whole; [errChanged] if the log was written
// after it was backed up.
func (c *Collection) restoreOnce(ctx context.Context, path string, now time.Time) (done Restored, err error) {
	var since boltfile.State
	err = c.Sound()
	if err == nil {
		err = c.beCurrent()
	}
	if err == nil {
		since, err = c.state()
	}
	if err == nil {
		done.Before, err = c.Backup(ctx, now)
	}
	switch {
	case isDamage(err) || errors.Is(err, ErrMissing):
		done.Before = backup.Info{}
		given, err := backup.Given(path)
		if err == nil {
			done.Kept, err = c.renew(now, backup.Events(path), given)
		}
		return done, err
	case err != nil:
		return done, err
	}
	done.Lacking, err = lacking(filepath.Join(c.BackupFolder(), done.Before.Name), path)
	if err != nil {
		return done, err
	}
	return done, c.replaceLog(now, path, since)
}

// replaceLog puts the log of a backup, and the list of what was given here, in the place of those
// that are there, if the file is still what it was. What is known of the deck files stays.
func (c *Collection) replaceLog(now time.Time, path string, since boltfile.State) error {
	given, err := backup.Given(path)
	if err != nil {
		return err
	}
	if c.file.InPlace() {
		return c.update(func(t *txn) error {
			err := errors.Join(t.emptyLog(), t.takeGiven(given), t.insertAll(backup.Events(path)))
			if err == nil {
				err = t.deriveAll()
			}
			return err
		})
	}
	return c.rewrite(now, rewriting{since: &since, fill: func(r *rewriter) error {
		if err := errors.Join(r.copyBucket(bucketMeta), r.copyText(asItIs)); err != nil {
			return err
		}
		err := r.update(func(t *txn) error { return errors.Join(t.emptyLog(), t.takeGiven(given)) })
		if err != nil {
			return err
		}
		return r.fillLog(backup.Events(path))
	}})
}

// emptyLog takes away all events with what is known of them.
func (t *logTx) emptyLog() error {
	for _, name := range []string{bucketLog, bucketGiven, bucketTexts, bucketUnsent, bucketSegments} {
		if err := t.Empty(name); err != nil {
			return err
		}
	}
	t.held, t.wrote = &tally{}, true
	return t.Delete(bucketMeta, []byte(metaClashes))
}

// takeGiven takes the list of what was given here from a backup, into a bucket that is empty.
func (t *logTx) takeGiven(list []backup.Entry) error {
	last := uint64(0)
	for _, e := range list {
		g, err := decodeGiven(e.Key, e.Value)
		if err != nil {
			return err
		}
		last = max(last, g.number, g.mark)
		if err := t.Put(bucketGiven, e.Key, e.Value); err != nil {
			return err
		}
	}
	return t.Bucket(bucketGiven).SetSequence(last)
}

// renew makes a new file for the collection with a log and what was given here, and returns where the
// old one is kept, if there is one.
func (c *Collection) renew(
	now time.Time, events iter.Seq2[journal.Event, error], given []backup.Entry,
) (kept string, err error) {
	return c.file.Renew(c.aside(now), c.filling(func(b *builder) error {
		if err := b.update(func(t *txn) error { return errors.Join(t.begin(now), t.takeGiven(given)) }); err != nil {
			return err
		}
		return b.fillLog(events)
	}))
}

// aside returns a path for a damaged file that no other has.
func (c *Collection) aside(now time.Time) string {
	name := c.file.Path() + ".damaged-" + now.UTC().Format("2006-01-02T15-04-05Z")
	path := name
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = fmt.Sprintf("%s-%d", name, n)
	}
}

// fillLog fills an empty log and derives everything from it.
func (b *builder) fillLog(events iter.Seq2[journal.Event, error]) error {
	var some []journal.Event
	flush := func() error {
		err := b.update(func(t *txn) error { _, err := t.insertValues(some); return err })
		some = some[:0]
		return err
	}
	for ev, err := range events {
		if err != nil {
			return err
		}
		if some = append(some, ev); len(some) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return b.deriveAll()
}

// insertAll puts events into the log.
func (t *logTx) insertAll(events iter.Seq2[journal.Event, error]) error {
	for ev, err := range events {
		if err != nil {
			return err
		}
		if _, err := t.insertValues([]journal.Event{ev}); err != nil {
			return err
		}
	}
	return nil
}

// lacking counts the answers of one backup that another has not. Both are in log order.
func lacking(full, other string) (n int, err error) {
	next, stop := iter.Pull2(backup.Events(other))
	defer stop()
	theirs, err, more := next()
	for ev, fullErr := range backup.Events(full) {
		if err := errors.Join(fullErr, err); err != nil {
			return n, err
		}
		for more && theirs.ID.Compare(ev.ID) < 0 {
			if theirs, err, more = next(); err != nil {
				return n, err
			}
		}
		if journal.KindOf(ev.Body) == journal.KindReview && (!more || theirs.ID != ev.ID) {
			n++
		}
	}
	return n, nil
}

// isDamage says whether an error is of what is stored, not of the system or of another process.
func isDamage(err error) bool {
	_, damaged := errors.AsType[*boltfile.DamagedError](err)
	_, corrupt := errors.AsType[*wire.CorruptError](err)
	return damaged || corrupt
}

// BackupOfDay says whether there is a backup that was made on the study day of now.
func (c *Collection) BackupOfDay(day func(time.Time) srs.Day, now time.Time) (bool, error) {
	list, err := backup.List(c.BackupFolder())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return slices.ContainsFunc(list, func(b backup.Info) bool {
		return b.Err == nil && day(b.Made) == day(now)
	}), err
}
