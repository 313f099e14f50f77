package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"cards/deck"
)

// ID names one event and gives its place in the log: 48 bits of milliseconds, of which the first is
// 0, then 80 more. The order of its bytes is the order of the log, and the only one in which events
// are replayed.
type ID [16]byte

// LastMillis is the last millisecond that an id can have, in the year 6429. It is the same on every
// device, so that all refuse the same events: one at the end of time would leave no room after it.
const LastMillis = 1<<47 - 1

var (
	errNoID   = errors.New("event without an id")
	errLate   = errors.New("event id: beyond the year 6429")
	errIDText = errors.New("not the 26 letters and digits of an event's id")
	errRandom = errors.New("event id: no source of random numbers")
)

// NewID returns an id after newest: the milliseconds of now, or one more than those of newest if
// that is later, and 80 random bits. Where no later millisecond is left it takes one in the last,
// after newest if there is room: two devices must choose different ids even then.
func NewID(newest ID, now time.Time, random io.Reader) (ID, error) {
	var id ID
	if random == nil {
		return id, errRandom
	}
	if _, err := io.ReadFull(random, id[6:]); err != nil {
		return id, fmt.Errorf("event id: %w", err)
	}
	ms := max(now.UnixMilli(), 0)
	if !newest.IsZero() {
		ms = max(ms, newest.millis()+1)
	}
	id = id.at(min(ms, LastMillis))
	if id.Compare(newest) > 0 {
		return id, nil
	}
	// Half of the random bits more than newest has.
	after := newest
	carry := uint64(1)
	for i := len(after) - 1; i >= 6; i-- {
		add := uint64(0)
		if i >= 11 {
			add = uint64(id[i])
		}
		carry += uint64(after[i]) + add
		after[i] = byte(carry)
		carry >>= 8
	}
	if carry == 0 {
		return after, nil
	}
	return id, nil
}

// AnswerID returns the id of an answer that is asked for by a request key: that of [NewID], with
// bits that follow from the request and the card, by which [ID.IsOf] knows a second request.
func AnswerID(newest ID, now time.Time, random io.Reader, request string,
	card deck.Key,
) (ID, error) {
	id, err := NewID(newest, now, random)
	bits := requestBits(request, card)
	copy(id[6:], bits[:])
	return id, err
}

// IsOf says whether an id is one that [AnswerID] returned for a request and a card.
func (id ID) IsOf(request string, card deck.Key) bool {
	bits := requestBits(request, card)
	return bytes.Equal(id[6:], bits[:])
}

func requestBits(request string, card deck.Key) (bits [10]byte) {
	sum := sha256.Sum256(append(card[:], request...))
	copy(bits[:], sum[:])
	return bits
}

// at returns the id with other milliseconds.
func (id ID) at(ms int64) ID {
	var head [8]byte
	binary.BigEndian.PutUint64(head[:], uint64(ms)<<16)
	copy(id[:6], head[:])
	return id
}

// digits are those of ULID text, five bits each: no letter is taken for another sign.
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// textLen is the length of an id as text; its first digit has three bits.
const textLen = 26

// String returns the id as ULID text: 26 letters and digits that sort as the bytes do.
func (id ID) String() string {
	high, low := binary.BigEndian.Uint64(id[:8]), binary.BigEndian.Uint64(id[8:])
	var text [textLen]byte
	for i := textLen - 1; i >= 0; i-- {
		text[i] = digits[low&31]
		high, low = high>>5, low>>5|high<<59
	}
	return string(text[:])
}

// ParseID reads what [ID.String] writes, in letters of either case. The error does not repeat the
// text.
func ParseID(text string) (ID, error) {
	if len(text) != textLen || text[0] > '7' {
		return ID{}, errIDText
	}
	var high, low uint64
	for _, c := range []byte(text) {
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		value := strings.IndexByte(digits, c)
		if value < 0 {
			return ID{}, errIDText
		}
		high, low = high<<5|low>>59, low<<5|uint64(value)
	}
	var id ID
	binary.BigEndian.PutUint64(id[:8], high)
	binary.BigEndian.PutUint64(id[8:], low)
	return id, nil
}

// check refuses ids that no event may have.
func (id ID) check() error {
	switch {
	case id.IsZero():
		return errNoID
	case id.millis() > LastMillis:
		return errLate
	}
	return nil
}

// IsZero says that the id names no event.
func (id ID) IsZero() bool { return id == ID{} }

// Compare orders ids as the log does.
func (id ID) Compare(other ID) int { return bytes.Compare(id[:], other[:]) }

// FirstAt returns the least id that begins with an instant. One before 1970 counts as 1970, one
// after the last that ids have as that.
func FirstAt(at time.Time) ID { return ID{}.at(min(max(at.UnixMilli(), 0), LastMillis)) }

// Time returns the instant that the id begins with: about when the event was written, or, for one
// that was imported, when what it tells of was; where the source does not say in which zone that
// was, the earliest instant that it can have been.
func (id ID) Time() time.Time { return time.UnixMilli(id.millis()).UTC() }

// millis returns the first 48 bits of the id.
func (id ID) millis() int64 { return int64(binary.BigEndian.Uint64(id[:8]) >> 16) }

// Xor returns the exclusive or of two ids, which is the id of no event.
func (id ID) Xor(other ID) ID {
	for i := range id {
		id[i] ^= other[i]
	}
	return id
}

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
	// The random bits may have carried once.
	return id.Compare(step) >= 0 && id.millis() <= step.millis()+1
}

// Last returns the greatest id that an event can have.
func Last() ID {
	var id ID
	for i := range id {
		id[i] = 0xff
	}
	return id.at(LastMillis)
}
