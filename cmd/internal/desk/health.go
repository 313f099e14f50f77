package desk

import (
	"errors"
	"fmt"
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
	Ahead   []Ahead        // answers from later than now, the newest last
	Err     error          // why nothing could be said, such as a file that another process holds
}

// Ahead is an answer that was given by a clock that was ahead.
type Ahead struct {
	Step journal.ID
	Card deck.Key
	At   time.Time
}

// Sound says that nothing is wrong with the log and what follows from it.
func (h Health) Sound() bool { return len(h.Damage) == 0 && len(h.Derived) == 0 && h.Err == nil }

// clocksDiffer is by how much clocks that are set right may differ.
const clocksDiffer = 5 * time.Minute

// Examine verifies every invariant of what a collection stores.
func Examine(c *storage.Collection, now time.Time) Health {
	h := Health{Derived: make(map[string]int)}
	for _, err := range c.Check() {
		h.file(err)
	}
	if h.Err != nil || len(h.Damage) > 0 {
		return h
	}
	err := c.Events(func(ev journal.Event, undone bool, name deck.Key) bool {
		r, ok := ev.Body.(journal.Reviewed)
		if ok && !undone && r.Answered.After(now.Add(clocksDiffer)) {
			h.Ahead = append(h.Ahead, Ahead{Step: ev.Step, Card: name, At: r.Answered})
		}
		return true
	})
	if err != nil {
		h.file(err)
	}
	return h
}

// file sorts an error by what mends it.
func (h *Health) file(err error) {
	corrupt, isCorrupt := errors.AsType[*wire.CorruptError](err)
	_, isBusy := errors.AsType[*boltfile.BusyError](err)
	damaged, isDamaged := errors.AsType[*boltfile.DamagedError](err)
	_, isNewer := errors.AsType[*storage.NewerError](err)
	switch {
	case isBusy, isNewer, errors.Is(err, storage.ErrMissing), errors.Is(err, storage.ErrNoCollection),
		errors.Is(err, storage.ErrNoFolder):
		h.Err = err
	case isCorrupt && corrupt.Bucket == "log":
		h.Damage = append(h.Damage, fmt.Sprintf("event %s of the log: %v", eventName(corrupt.Key), corrupt.Err))
	case isCorrupt && (corrupt.Bucket == "meta" || corrupt.Bucket == "files" || corrupt.Bucket == "notes"):
		h.Damage = append(h.Damage, fmt.Sprintf("an entry of %q: %v", corrupt.Bucket, corrupt.Err))
	case isCorrupt:
		h.Derived[corrupt.Bucket]++
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
