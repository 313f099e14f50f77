package storage

import (
	"bufio"
	"bytes"
	"errors"
	"iter"

	"cards/storage/backup"
	"cards/storage/beside"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/lines"
)

// LogFormat is how a file holds a log.
type LogFormat string

// The formats of logs.
const (
	NoLog       LogFormat = ""           // it holds none
	LogDatabase LogFormat = "collection" // a collection.db, or a copy of one
	LogBackup   LogFormat = "backup"
	LogLines    LogFormat = "jsonl" // what `cards export` writes
)

// LogOf says how a file holds a log, by what it begins with.
func LogOf(path string) (LogFormat, error) {
	f, err := beside.Open(path)
	if errors.Is(err, beside.ErrSpecial) {
		return NoLog, nil
	}
	if err != nil {
		return NoLog, err
	}
	defer f.Close()
	start, _ := bufio.NewReaderSize(f, 1<<12).Peek(1 << 12) // a short file is one too
	switch {
	case backup.Begins(start):
		return LogBackup, nil
	case boltfile.Begins(start):
		return LogDatabase, nil
	case lines.IsLine(start):
		return LogLines, nil
	}
	return NoLog, nil
}

// EventsOf yields the events of a file that holds a log. They can be gone through again.
func EventsOf(path string, format LogFormat) iter.Seq2[journal.Event, error] {
	switch format {
	case LogBackup:
		return backup.Events(path)
	case LogLines:
		return linesOf(path)
	}
	return databaseOf(path)
}

// Logged returns how many events a file that holds a log says it has; 0 if it does not say it.
func Logged(path string, format LogFormat) (n int) {
	switch format {
	case LogBackup:
		return backup.At(path).Events
	case LogDatabase:
		err := boltfile.New(path, boltfile.Options{}).View(func(tx *boltfile.Tx) error {
			held, err := decodeTally(tx.Get(bucketMeta, []byte(metaTally)))
			n = int(held.count)
			return err
		})
		if err != nil { // who reads the events meets it
			return 0
		}
	}
	return n
}

func linesOf(path string) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		f, err := beside.Open(path)
		if err != nil {
			yield(journal.Event{}, err)
			return
		}
		defer f.Close()
		for ev, err := range lines.Events(f) {
			if !yield(ev, err) {
				return
			}
		}
	}
}

// databaseOf yields the events of another collection's file, in reads of a moment each.
func databaseOf(path string) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		file := boltfile.New(path, boltfile.Options{})
		for next, more := (journal.ID{}), true; more; more = !next.IsZero() {
			var some []journal.Event
			err := file.View(func(tx *boltfile.Tx) (err error) {
				some, next, err = eventsFrom(tx, next)
				return err
			})
			if err != nil {
				yield(journal.Event{}, err)
				return
			}
			for _, ev := range some {
				if !yield(ev, nil) {
					return
				}
			}
		}
	}
}

// eventsFrom reads some events of a file, from an id on, and returns the id to go on from: zero at
// the end of the log.
func eventsFrom(tx *boltfile.Tx,
	from journal.ID,
) (some []journal.Event, next journal.ID, err error) {
	log := tx.Bucket(bucketLog)
	if log == nil {
		return nil, next, tx.Damaged(errors.New("it is not a collection's"))
	}
	if from.IsZero() {
		if _, err := tx.Count(bucketLog); err != nil {
			return nil, next, err
		}
	}
	c := log.Cursor()
	for key, value := c.Seek(from[:]); key != nil; key, value = c.Next() {
		if len(key) != len(from) {
			return nil, next, tx.Damaged(errors.New("an id is none"))
		}
		if len(some) == eventsPerRead {
			return some, journal.ID(key), nil
		}
		ev, err := journal.Decode(journal.ID(key), bytes.Clone(value))
		if err != nil {
			return nil, next, err
		}
		some = append(some, ev)
	}
	return some, journal.ID{}, nil
}

// Lacks returns how many of some events the log has not, or has otherwise. [Collection.Merge] would
// take them.
func (c *wholeLog) Lacks(events iter.Seq2[journal.Event, error]) (int, error) {
	m, err := c.missing(events, false)
	if err != nil {
		return 0, err
	}
	return m.count, nil
}
