package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

const maxMillis = 1<<48 - 1

// errLast says that an event has the last of all ids, which no clock gives.
var errLast = errors.New("event id: none is left after the newest")

// newID returns an id after newest: the milliseconds of now, or one more than those of newest if that is later, and 80
// random bits.
func newID(newest EventID, now time.Time, random io.Reader) (EventID, error) {
	ms := max(now.UnixMilli(), 0)
	if !newest.IsZero() {
		ms = max(ms, newest.millis()+1)
	}
	if ms > maxMillis {
		id := newest.next()
		if id.IsZero() {
			return id, errLast
		}
		return id, nil
	}
	var id EventID
	binary.BigEndian.PutUint64(id[:8], uint64(ms)<<16)
	if random == nil {
		return id, errors.New("event id: no source of random numbers")
	}
	if _, err := io.ReadFull(random, id[6:]); err != nil {
		return id, fmt.Errorf("event id: %w", err)
	}
	return id, nil
}

// millis returns the first 48 bits of the id.
func (id EventID) millis() int64 { return int64(binary.BigEndian.Uint64(id[:8]) >> 16) }

// next returns the id that follows as a 128-bit number; zero after the last.
func (id EventID) next() EventID {
	for i := len(id) - 1; i >= 0; i-- {
		id[i]++
		if id[i] != 0 {
			break
		}
	}
	return id
}
