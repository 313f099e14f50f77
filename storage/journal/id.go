package journal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/oklog/ulid/v2"
)

// ID names one event and gives its place in the log: 48 bits of milliseconds, then 80 more. The
// order of its bytes is the order of the log, and the only one in which events are replayed.
type ID [16]byte

const maxMillis = 1<<48 - 1

// errLast says that an event has the last of all ids, which no clock gives.
var errLast = errors.New("event id: none is left after the newest")

// NewID returns an id after newest: the milliseconds of now, or one more than those of newest if
// that is later, and 80 random bits.
func NewID(newest ID, now time.Time, random io.Reader) (ID, error) {
	ms := max(now.UnixMilli(), 0)
	if !newest.IsZero() {
		ms = max(ms, newest.millis()+1)
	}
	if ms > maxMillis {
		id := newest.Next()
		if id.IsZero() {
			return id, errLast
		}
		return id, nil
	}
	var id ID
	binary.BigEndian.PutUint64(id[:8], uint64(ms)<<16)
	if random == nil {
		return id, errors.New("event id: no source of random numbers")
	}
	if _, err := io.ReadFull(random, id[6:]); err != nil {
		return id, fmt.Errorf("event id: %w", err)
	}
	return id, nil
}

// String returns the id as ULID text: 26 letters and digits that sort as the bytes do.
func (id ID) String() string { return ulid.ULID(id).String() }

// IsZero says that the id names no event.
func (id ID) IsZero() bool { return id == ID{} }

// Compare orders ids as the log does.
func (id ID) Compare(other ID) int { return bytes.Compare(id[:], other[:]) }

// Time returns the instant that the id begins with: about when the event was written.
func (id ID) Time() time.Time { return time.UnixMilli(id.millis()).UTC() }

// millis returns the first 48 bits of the id.
func (id ID) millis() int64 { return int64(binary.BigEndian.Uint64(id[:8]) >> 16) }

// Next returns the id that follows as a 128-bit number; zero after the last.
func (id ID) Next() ID {
	for i := len(id) - 1; i >= 0; i-- {
		id[i]++
		if id[i] != 0 {
			break
		}
	}
	return id
}

// IsClose says whether an event is where those of a step are that were given as one: right behind
// its id. Those that an import brings are scattered.
func (id ID) IsClose(step ID) bool {
	return id.Compare(step) >= 0 && id.millis() <= step.millis()+1 // the random bits may have carried once
}
