package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
func (c *room) BackupFolder() string { return c.inFolder(backupName) }

// Backup writes the log into a new file in [Collection.BackupFolder]. The log is read in pieces: no
// other process waits for more than one of them, and what others write meanwhile makes it begin
// again. A log that is damaged is not backed up; the error says where it is.
func (c *backupOwner) Backup(ctx context.Context, now time.Time) (backup.Info, error) {
	if err := c.lookOnce(nothing); err != nil {
		return backup.Info{}, err // and no folder is made where none belongs
	}
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
func (c *backupOwner) backUpInPieces(ctx context.Context, w *backup.Writer) error {
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
func (t *fileTx) backUp(ctx context.Context, w *backup.Writer) error {
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
func (t *stepTx) backUpGiven(w *backup.Writer) error {
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

// backUpFrom adds up to n events to a backup, from an id on, and returns the id to go on from: zero
// at the end of the log.
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
func (c *backupOwner) Sound() error { return c.lookOnce((*txn).sound) }

// sound is [Collection.Sound]. How many events there should be is stored since the second format.
func (t *fileTx) sound() error {
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

// isDamage says whether an error is of what is stored, not of the system or of another process.
func isDamage(err error) bool {
	_, damaged := errors.AsType[*boltfile.DamagedError](err)
	_, corrupt := errors.AsType[*wire.CorruptError](err)
	return damaged || corrupt
}

// BackupOfDay says whether there is a backup that was made on the study day of now.
func (c *backupOwner) BackupOfDay(day func(time.Time) srs.Day, now time.Time) (bool, error) {
	list, err := backup.List(c.BackupFolder())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return slices.ContainsFunc(list, func(b backup.Info) bool {
		return b.Err == nil && day(b.Made) == day(now)
	}), err
}

// Backups returns the backups of the log, the oldest first, and with them the file that was kept
// when the format changed, if it is still there.
func (c *room) Backups() ([]backup.Info, error) {
	list, err := backup.List(c.BackupFolder())
	if old, ok := glanceAtFormat1(filepath.Join(c.BackupFolder(), backupOfFormat1)); ok {
		list = append(list, old)
		backup.Sort(list)
	}
	return list, err
}

// glanceAtFormat1 reads what a file of format 1 holds, and whether all of it is whole.
func glanceAtFormat1(path string) (info backup.Info, ok bool) {
	stat, err := os.Stat(path)
	if err != nil || !stat.Mode().IsRegular() {
		return info, false
	}
	info = backup.Info{
		Name: filepath.Base(path), Made: stat.ModTime().UTC().Truncate(time.Second),
		Size: stat.Size(),
	}
	for ev, err := range EventsOf(path, LogDatabase) {
		if err != nil {
			info.Err = &backup.BrokenError{Path: path, Err: err}
			break
		}
		info.Events, info.Newest = info.Events+1, ev.ID
		if journal.KindOf(ev.Body) == journal.KindReview {
			info.Reviews++
		}
	}
	return info, true
}

// VerifyBackup reads all of a backup that [Collection.Backups] names: nil if it is what was
// written.
func (c *backupOwner) VerifyBackup(name string) error {
	path := filepath.Join(c.BackupFolder(), name)
	if name != backupOfFormat1 {
		return backup.Verify(path)
	}
	info, _ := glanceAtFormat1(path)
	return info.Err
}
