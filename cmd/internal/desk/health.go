package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"cards/deck"
	"cards/storage"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Health is what is wrong with what a collection stores.
type Health struct {
	Damage  []string       // of the file or the log, in words: what salvage mends
	Derived map[string]int // entries that do not follow from the log, by bucket: what rebuilding mends
	Ahead   []Ahead        // events in force from later than now, in log order
	Clashes []journal.ID   // of which another event with the same id is lost
	Err     error          // why nothing could be said, such as a file that another process holds
}

// Ahead is an event that was given by a clock that was ahead. Those after it in the log are not, if
// only their ids go on from its own.
type Ahead struct {
	ID     journal.ID
	Card   deck.Key // that it is about; zero if it is about none, or about a pair
	At     time.Time
	Answer bool // it is one
}

// Sound says that nothing is wrong with the log and what follows from it.
func (h Health) Sound() bool { return len(h.Damage) == 0 && len(h.Derived) == 0 && h.Err == nil }

const (
	// clocksDiffer is by how much clocks that are set right may differ.
	clocksDiffer = 5 * time.Minute
	// longAway is for how long a person may have been away before the clock is more likely to be
	// wrong.
	longAway = 400 * 24 * time.Hour
)

// IsDoubtful says whether the clock is likely to be wrong, by the latest answer; zero says that
// there is none.
func IsDoubtful(latest, now time.Time) bool {
	return !latest.IsZero() && (latest.Sub(now) > clocksDiffer || now.Sub(latest) > longAway)
}

// Examine verifies every invariant of what a collection stores.
func Examine(c *storage.Collection, now time.Time) Health {
	h := Health{Derived: make(map[string]int)}
	for _, err := range c.Check() {
		h.file(err)
	}
	if !h.Sound() {
		return h // what is read next could stumble over it
	}
	if err := h.findAhead(c, now); err != nil {
		h.file(err)
	}
	var err error
	if h.Clashes, err = c.Clashes(); err != nil {
		h.file(err)
	}
	return h
}

// findAhead finds the events that were given by a clock that was ahead. An answer tells the instant
// at which it was given. Others have their id alone, and that is one millisecond after the newest
// one's, or in the same, where only the log was ahead.
func (h *Health) findAhead(c *storage.Collection, now time.Time) error {
	latest := now.Add(clocksDiffer)
	var before time.Time
	return c.Events(func(ev journal.Event, undone bool, name deck.Key) bool {
		at := ev.ID.Time()
		pushed := at.Sub(before) <= time.Millisecond
		before = at
		answer, isAnswer := ev.Body.(journal.Reviewed)
		if isAnswer {
			at, pushed = answer.Answered, false
		}
		_, _, decides := journal.Target(ev.Body)
		if at.After(latest) && !pushed && !undone && !decides {
			h.Ahead = append(h.Ahead, Ahead{ID: ev.ID, Card: name, At: at, Answer: isAnswer})
		}
		return true
	})
}

// file sorts an error by what mends it.
func (h *Health) file(err error) {
	corrupt, isCorrupt := errors.AsType[*wire.CorruptError](err)
	_, isBusy := errors.AsType[*boltfile.BusyError](err)
	damaged, isDamaged := errors.AsType[*boltfile.DamagedError](err)
	page, isPage := errors.AsType[*boltfile.PageError](err)
	_, isScratch := errors.AsType[*boltfile.ScratchError](err)
	_, isNewer := errors.AsType[*storage.NewerError](err)
	switch {
	case isBusy, isScratch, isNewer, errors.Is(err, storage.ErrMissing),
		errors.Is(err, storage.ErrNoCollection), errors.Is(err, storage.ErrNoFolder),
		errors.Is(err, fs.ErrPermission):
		h.Err = err
	case isCorrupt && corrupt.Bucket == "log":
		h.Damage = append(h.Damage,
			fmt.Sprintf("event %s of the log: %v", eventName(corrupt.Key), corrupt.Err))
	case isCorrupt && !storage.IsDerived(corrupt.Bucket):
		h.Damage = append(h.Damage, fmt.Sprintf("an entry of %q: %v", corrupt.Bucket, corrupt.Err))
	case isCorrupt:
		h.Derived[corrupt.Bucket]++
	case isPage && storage.IsDerived(page.Bucket):
		h.Derived[page.Bucket]++
	case isDamaged:
		h.Damage = append(h.Damage, damaged.Err.Error())
	default:
		h.Damage = append(h.Damage, err.Error())
	}
}

func eventName(key []byte) string {
	if len(key) != len(journal.ID{}) {
		return fmt.Sprintf("%x", key)
	}
	id := journal.ID(key)
	return fmt.Sprintf("%s of %s", id, id.Time().Format("2006-01-02 15:04"))
}

// Buckets returns the names of the buckets that are not what they should be, in order.
func (h Health) Buckets() []string { return slices.Sorted(maps.Keys(h.Derived)) }
