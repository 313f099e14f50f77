package storage

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"cards/storage/backup"
	"cards/storage/boltfile"
	"cards/storage/journal"
)

// Restored is what [Collection.Restore] did.
type Restored struct {
	Before  backup.Info // of the log that was there; zero if there was none that could be read
	Kept    string      // path of the file that was there and could not be read; empty if there was none
	Lacking int         // answers of the log that was there which the backup has not
}

// kept is a log that was put aside, with what was given then.
type kept struct {
	events iter.Seq2[journal.Event, error]
	count  int // of these
	given  []backup.Entry
	old    bool // of a file that was kept as it was: what was given follows from its log
}

// keptAt returns the log at a path, which is whole: a backup, or a file like that of the
// collection.
func keptAt(path string) (k kept, err error) {
	format, err := LogOf(path)
	if err != nil {
		return k, err
	}
	if format != LogDatabase {
		k.events = backup.Events(path)
		if k.given, err = backup.Given(path); err != nil {
			return k, err
		}
	} else {
		k.events, k.old = EventsOf(path, format), true
	}
	for _, err := range k.events {
		if err != nil {
			return k, err
		}
		k.count++
	}
	return k, nil
}

// Restore makes the log what it is in a backup, by its path. The log that is there is backed up
// first; a file that is damaged is kept under another name. What follows from the log is derived
// anew.
func (c *backupOwner) Restore(ctx context.Context, path string,
	now time.Time,
) (done Restored, err error) {
	from, err := keptAt(path)
	if err != nil {
		return done, err
	}
	for n := 1; ; n++ {
		done, err = c.restoreOnce(ctx, from, now)
		if !errors.Is(err, errChanged) || n == rewriteTries {
			return done, err
		}
	}
}

// restoreOnce is [Collection.Restore] of a backup that is whole; [errChanged] if the log was
// written after it was backed up.
func (c *backupOwner) restoreOnce(ctx context.Context, from kept,
	now time.Time,
) (done Restored, err error) {
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
	if err == nil {
		done.Before, err = backup.MarkReplaced(c.BackupFolder(), done.Before)
	}
	switch {
	case isDamage(err) || errors.Is(err, ErrMissing):
		done.Before = backup.Info{}
		done.Kept, err = c.renew(now, from)
		return done, err
	case err != nil:
		return done, err
	}
	done.Lacking, err = lacking(backup.Events(filepath.Join(c.BackupFolder(), done.Before.Name)),
		from.events)
	if err != nil {
		return done, err
	}
	return done, c.replaceLog(now, from, since)
}

// replaceLog puts the log of a backup, and the list of what was given here, in the place of those
// that are there, if the file is still what it was. What is known of the deck files stays.
func (c *backupOwner) replaceLog(now time.Time, from kept, since boltfile.State) error {
	if c.file.InPlace() {
		return c.update(func(t *txn) error {
			err := errors.Join(t.emptyLog(), t.takeGiven(from.given), t.insertAll(from.events))
			if err == nil {
				err = t.deriveAll()
			}
			if err == nil && from.old {
				err = t.giveOfLog()
			}
			return err
		})
	}
	return c.rewrite(now, rewriting{since: &since, fill: func(r *rewriter) error {
		r.total = from.count
		if err := errors.Join(r.copyBucket(bucketMeta), r.copyText(asItIs)); err != nil {
			return err
		}
		if err := r.update(func(t *txn) error { return t.emptyLog() }); err != nil {
			return err
		}
		return r.takeKept(from)
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
func (t *stepTx) takeGiven(list []backup.Entry) error {
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

// renew makes a new file for the collection with a log and what was given here, and returns where
// the old one is kept, if there is one.
func (c *backupOwner) renew(now time.Time, from kept) (aside string, err error) {
	return c.file.Renew(c.aside(now), c.filling(func(b *builder) error {
		if err := b.update(func(t *txn) error { return t.begin(now) }); err != nil {
			return err
		}
		return b.takeKept(from)
	}))
}

// takeKept fills an empty log, and the list of what was given here.
func (b *builder) takeKept(from kept) error {
	if err := b.update(func(t *txn) error { return t.takeGiven(from.given) }); err != nil {
		return err
	}
	if err := b.fillLog(from.events); err != nil || !from.old {
		return err
	}
	return b.update(func(t *txn) error { return t.giveOfLog() })
}

// aside returns a path for a damaged file that no other has.
func (c *backupOwner) aside(now time.Time) string {
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
		err := b.update(func(t *txn) error { return t.insertValues(some) })
		if err == nil && b.pass != nil {
			err = b.pass(len(some))
		}
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
		if err := t.insertValues([]journal.Event{ev}); err != nil {
			return err
		}
	}
	return nil
}

// lacking counts the answers of one log that another has not. Both are in log order.
func lacking(full, other iter.Seq2[journal.Event, error]) (n int, err error) {
	next, stop := iter.Pull2(other)
	defer stop()
	theirs, err, more := next()
	for ev, fullErr := range full {
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
