package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"strings"
	"sync"
	"time"

	"cards/deck"
	"cards/storage/wire"
)

// Origin is the place in a source that an imported event comes from. Two imports of the same row
// have equal origins, whoever makes them, on whatever device and from whatever copy of the source.
type Origin struct {
	Format   string    // of the source: "anki"
	Identity string    // of the card, by the source's own means: "GUID:ORD"
	At       time.Time // of the row, whole milliseconds
	Rank     uint16    // among the same card's events of that instant, in the order of the source
}

// SourceKey returns the key that the reviews of an imported card are given for: that of the basic
// id FORMAT:IDENTITY. A colon cannot occur in an author's id.
func (o Origin) SourceKey() deck.Key { return deck.Text{ID: o.Format + ":" + o.Identity}.Key() }

// ImportID returns the id of an imported event: it follows from where the event comes from and, for
// all kinds but a review, from what it says. Instants before 1970, or that no id can have, are an
// error: such rows are left out and reported.
func ImportID(o Origin, b Body) (ID, error) {
	ms := o.At.UnixMilli()
	if ms < 0 || ms > LastMillis {
		return ID{}, fmt.Errorf("%s %s at %s: %w", o.Format, o.Identity, o.At.Format(time.RFC3339),
			wire.ErrRange)
	}
	sum := o.sum(b, ms)
	id := ID{}.at(ms)
	binary.BigEndian.PutUint16(id[6:], o.Rank)
	copy(id[8:], sum[:])
	return id, nil
}

// rooms are for what is hashed: an import hashes millions of events.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// sum hashes where an event comes from and what it says.
func (o Origin) sum(b Body, ms int64) [sha256.Size]byte {
	room := rooms.Get().(*[]byte) //nolint:forcetypeassert // there are no others in it
	defer rooms.Put(room)
	head := wire.EncoderIn(*room)
	head.String(o.Format)
	head.String(o.Identity)
	head.Byte(byte(b.kind()))
	head.Int(ms)
	head.Uint(uint64(o.Rank))
	*room = head.Value()
	if r := rowOfBody(b); r != nil && b.kind() != KindReview {
		*room = r.append(*room, b)
	}
	return sha256.Sum256(*room)
}

// append appends what a body says to other bytes.
func (r *row) append(b []byte, body Body) []byte {
	e := wire.EncoderBehind(b)
	r.encode(e, body, r.version(body))
	return e.Value()
}

// ImportStep works out the step of an import's run: it follows from the name of the source and the
// ids that the run adds. It is the id of no event.
type ImportStep struct{ hash hash.Hash }

// NewImportStep returns the step of a run of a source that has added nothing yet.
func NewImportStep(source string) ImportStep {
	s := ImportStep{sha256.New()}
	s.hash.Write([]byte(source))
	return s
}

// Add takes in an id that the run adds. They come in the order of the log.
func (s ImportStep) Add(id ID) { s.hash.Write(id[:]) }

// ID returns the id of the step.
func (s ImportStep) ID() ID {
	var step ID
	copy(step[:], s.hash.Sum(nil))
	step[0] &= 0x7f // no id has more than 47 bits of milliseconds
	return step
}

// IsSource says whether the text is that of a source key, which stands for a card by the means of
// where it was imported from. That its key follows from its id keeps a text from making the key of
// some other card one.
func (t TextSeen) IsSource() bool {
	return strings.Contains(t.Text.ID, ":") && t.Key == t.Text.Key()
}
