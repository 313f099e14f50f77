package journal

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"
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
	e := encoders.Get().(*wire.Encoder) //nolint:forcetypeassert // there are no others in it
	defer encoders.Put(e)
	id, _, err := o.identify(e, b.kind(), func(e *wire.Encoder) {
		if r := rowOfBody(b); r != nil {
			r.encode(e, b, r.version(b))
		}
	})
	return id, err
}

// AppendImported appends an imported event, as a step of its own, as [AppendEvent] does. It returns
// its id, which is that of [ImportID].
func AppendImported(dst []byte, o Origin, b Body) ([]byte, ID, error) {
	r := rowOfBody(b)
	if r == nil {
		return dst, ID{}, fmt.Errorf("%s: no source can say it", b.kind())
	}
	v := r.version(b)
	encode := func(e *wire.Encoder) { r.encode(e, b, v) }
	return o.append(dst, b.kind(), v, r.check(b), encode)
}

// AppendImportedReview is [AppendImported] of an answer as it is: as a [Body] each lies on the
// heap.
func AppendImportedReview(dst []byte, o Origin, r *Reviewed) ([]byte, ID, error) {
	v := reviews.version(*r)
	encode := func(e *wire.Encoder) { reviews.encode(e, *r, v) }
	return o.append(dst, KindReview, v, reviews.check(*r), encode)
}

// append is [AppendImported] of a body of a version that encode writes, unless it is wrong.
func (o Origin) append(
	dst []byte, k Kind, v byte, wrong error, encode func(*wire.Encoder),
) ([]byte, ID, error) {
	e := encoders.Get().(*wire.Encoder) //nolint:forcetypeassert // there are no others in it
	defer encoders.Put(e)
	id, said, err := o.identify(e, k, encode)
	if err := cmp.Or(err, id.check(), wrong); err != nil {
		return dst, id, err
	}
	size := valueHeader + len(said) + wire.SealSize
	if size > MaxValue {
		return dst, id, tooLong(k, size)
	}
	dst = slices.Grow(dst, len(id)+binary.MaxVarintLen64+size)
	dst = binary.AppendUvarint(append(dst, id[:]...), uint64(size))
	from := len(dst)
	dst = append(append(dst, v, byte(k), 0), said...)
	return dst[:from+len(wire.Seal(id[:], dst[from:]))], id, nil
}

// encoders are for what is hashed: an import hashes millions of events.
var encoders = sync.Pool{New: func() any { return new(wire.Encoder) }}

// identify returns the id of an imported event, and what it says, which encode writes, in the room
// of the encoder.
func (o Origin) identify(
	e *wire.Encoder, k Kind, encode func(*wire.Encoder),
) (id ID, said []byte, err error) {
	ms := o.At.UnixMilli()
	if ms < 0 || ms > LastMillis {
		return id, nil, fmt.Errorf("%s %s at %s: %w", o.Format, o.Identity,
			o.At.Format(time.RFC3339),
			wire.ErrRange)
	}
	e.Reset()
	e.String(o.Format)
	e.String(o.Identity)
	e.Byte(byte(k))
	e.Int(ms)
	e.Uint(uint64(o.Rank))
	from := e.Len()
	encode(e)
	hashed := e.Value()
	said = hashed[from:]
	if k == KindReview {
		hashed = hashed[:from]
	}
	sum := sha256.Sum256(hashed)
	id = ID{}.at(ms)
	binary.BigEndian.PutUint16(id[6:], o.Rank)
	copy(id[8:], sum[:])
	return id, said, nil
}

// ImportStep works out the step of an import's run: it follows from the name of the source and the
// ids that the run adds. It is the id of no event.
type ImportStep struct {
	hash hash.Hash
	last ID // what is hashed goes to the heap: once, here
}

// NewImportStep returns the step of a run of a source that has added nothing yet.
func NewImportStep(source string) *ImportStep {
	s := &ImportStep{hash: sha256.New()}
	s.hash.Write([]byte(source))
	return s
}

// Add takes in an id that the run adds. They come in the order of the log.
func (s *ImportStep) Add(id ID) {
	s.last = id
	s.hash.Write(s.last[:])
}

// ID returns the id of the step.
func (s *ImportStep) ID() ID {
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
