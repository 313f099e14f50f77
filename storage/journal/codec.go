package journal

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"cards/deck"
	"cards/storage/wire"
)

// bucket is what the log is called in errors.
const bucket = "log"

// MaxValue is how many bytes the value of an event has at most: the text of one card may be a whole
// deck file, of 64 MiB. More is refused everywhere.
const MaxValue = 65 << 20

// Encode returns the value that the log keeps under the event's id. Of one event there is one: it
// is in the least version that can say it.
func Encode(ev Event) ([]byte, error) { return EncodeInto(make([]byte, 0, 64), ev) }

// EncodeInto is [Encode] into the room of a value that is needed no more.
func EncodeInto(room []byte, ev Event) ([]byte, error) {
	if err := cmp.Or(ev.ID.check(), checkBody(ev.Body)); err != nil {
		return nil, err
	}
	e := wire.EncoderIn(room)
	r := rowOfBody(ev.Body)
	v, data := byte(1), []byte(nil)
	if r != nil {
		v = r.version(ev.Body)
	} else if u, ok := ev.Body.(Unknown); ok {
		v, data = max(u.Version, 1), u.Data
	}
	e.Byte(v)
	e.Byte(byte(ev.Body.kind()))
	e.Bool(ev.Step != ev.ID)
	if ev.Step != ev.ID {
		e.Bytes(ev.Step[:])
	}
	if r != nil {
		r.encode(e, ev.Body, v)
	}
	e.Bytes(data)
	value := e.Sealed(ev.ID[:])
	if len(value) > MaxValue {
		return nil, tooLong(ev.Body.kind(), len(value))
	}
	return value, nil
}

func tooLong(k Kind, size int) error {
	return fmt.Errorf("%s event of %d bytes: more than %d", k, size, MaxValue)
}

// checkBody refuses what this version gives no meaning to: within a version, fields and the values
// they can have are closed.
func checkBody(body Body) error {
	if r := rowOfBody(body); r != nil {
		return r.check(body)
	}
	if u, ok := body.(Unknown); ok {
		if r := rowOf(Kind(u.Kind)); r != nil && u.Version <= r.latest {
			return fmt.Errorf("kind %d is known in version %d", u.Kind, r.latest)
		}
	}
	return nil
}

// Decode reads the value that the log keeps under an id. Kinds and versions that are not known come
// back as [Unknown]. What a value begins with, its version, its kind and its step, is the same in
// every version: taking a step back must find all of it. The error is a [*wire.CorruptError].
func Decode(id ID, value []byte) (Event, error) {
	d := decoders.Get().(*wire.Decoder) //nolint:forcetypeassert // there are no others in it
	defer decoders.Put(d)
	step, k, v := decodeHead(d, id, value)
	ev := Event{ID: id, Step: step, Body: decodeBody(d, k, v)}
	if err := d.End(); err != nil {
		return ev, corrupt(id, err)
	}
	return ev, nil
}

// DecodeReview is [Decode] for a review, which it returns as it is: as a [Body] each lies on the
// heap. It is false for a value of any other kind, or of a version that is not known.
func DecodeReview(id ID, value []byte) (r Reviewed, step ID, ok bool, err error) {
	if KindIn(value) != KindReview || value[0] > reviews.latest {
		return r, step, false, nil
	}
	d := decoders.Get().(*wire.Decoder) //nolint:forcetypeassert // there are no others in it
	defer decoders.Put(d)
	step, _, v := decodeHead(d, id, value)
	r = reviews.read(d, v)
	if err := d.End(); err != nil {
		return r, step, true, corrupt(id, err)
	}
	return r, step, true, nil
}

// decodeHead reads what the value of every event begins with.
func decodeHead(d *wire.Decoder, id ID, value []byte) (step ID, k Kind, v byte) {
	d.Open(id[:], value)
	if err := id.check(); err != nil {
		d.Fail(err)
	}
	if len(value) > MaxValue {
		d.Fail(wire.ErrRange)
	}
	step, v, k = id, d.Byte(), Kind(d.Byte())
	if d.Bool() {
		if step = d.ID(); step == id {
			d.Fail(errors.New("the event's own id as that of its step"))
		}
	}
	if v == 0 {
		d.Fail(errors.New("no version"))
	}
	return step, k, v
}

// decoders are for what is read: a replay reads millions of events.
var decoders = sync.Pool{New: func() any { return new(wire.Decoder) }}

// corrupt returns the error of a value. It has a copy of the id: that of each value that is read
// would lie on the heap else.
func corrupt(id ID, err error) error {
	return &wire.CorruptError{Bucket: bucket, Key: bytes.Clone(id[:]), Err: err}
}

// StepOf returns the step that the value of an event says it is of, without a look at anything else
// of it: where all events of a step are sought, few values are worth [Decode].
func StepOf(id ID, value []byte) ID {
	if len(value) < valueHeader+len(id) || value[valueHeader-1] == 0 {
		return id
	}
	return ID(value[valueHeader : valueHeader+len(id)])
}

// valueHeader is how many bytes a value has before its step, if one follows: its version, its kind,
// and whether one does.
const valueHeader = 3

// KeysIn returns the keys that the value of an event says it is about, likewise, and how many they
// are: those of [Event.Keys] of what [Decode] returns.
func KeysIn(value []byte) (keys [2]deck.Key, n int) {
	k := KindIn(value)
	r := rowOf(k)
	if r == nil || value[0] > r.latest || len(value) < 3 {
		return keys, 0
	}
	rest := value[3:]
	if value[2] != 0 {
		rest = rest[min(len(ID{}), len(rest)):]
	}
	for n < r.heads && len(rest) >= len(keys[n]) {
		keys[n] = deck.Key(rest)
		rest = rest[len(keys[n]):]
		if k == KindSource && keys[n] == (deck.Key{}) {
			break
		}
		n++
	}
	return keys, n
}

// SeenIn returns what the value of a text says, its key and path alone. It is false for the text of
// a card of a source, and for whatever is no sound text of a version that is known: [Decode] is to
// read these.
func SeenIn(id ID, value []byte) (k deck.Key, path []byte, ok bool) {
	const header = 2 // version and kind
	if len(value) < header || Kind(value[1]) != KindText || value[0] != rows[KindText].latest {
		return k, nil, false
	}
	d := wire.Open(id[:], value)
	d.Take(header)
	if d.Bool() {
		d.ID() // of its step
	}
	k = d.ID()
	d.Byte() // kind
	for range 3 {
		d.Skip() // prompt, answer, text of a cloze
	}
	named := d.Take(d.Count())
	d.Bool()   // back
	d.Number() // earlier
	path = d.Take(d.Count())
	return k, path, d.End() == nil && bytes.IndexByte(named, ':') < 0
}

// PairIn returns the pair that the value of a link or an unlink is about, and which of them it is.
// It is false for every other value, and for what is not sound or of no version that is known.
func PairIn(id ID, value []byte) (p Pair, linked, ok bool) {
	k := KindIn(value)
	if k != KindLink && k != KindUnlink {
		return p, false, false
	}
	keys, n := KeysIn(value)
	if n < len(keys) || !isSound(id, value) {
		return p, false, false
	}
	return NewPair(keys[0], keys[1]), k == KindLink, true
}

// Keeps says whether a value is that of an event which keeps what a source had: nothing follows from
// it but which card it is about. It is false for what is not sound.
func Keeps(id ID, value []byte) bool {
	return KindIn(value) == KindSource && value[0] <= rows[KindSource].latest && isSound(id, value)
}

func isSound(id ID, value []byte) bool {
	_, err := wire.Unseal(id[:], value)
	return err == nil
}

// Moves says whether the event of a value may change the state of the card that it is about.
func Moves(value []byte) bool {
	r := rowOf(KindIn(value))
	return r != nil && r.moves
}

// WithStep returns a copy of the value of an event that is its own step, as of an event of another
// step, in the room of a value that is needed no more.
func WithStep(room []byte, id ID, value []byte, step ID) []byte {
	const header = 2 // version and kind
	e := wire.EncoderIn(room)
	e.Bytes(value[:header])
	e.Bool(true)
	e.Bytes(step[:])
	e.Bytes(value[header+1 : len(value)-wire.SealSize])
	return e.Sealed(id[:])
}

// KindIn returns the kind that a value says its event is of, likewise; 0 if it is too short.
func KindIn(value []byte) Kind {
	if len(value) < 2 {
		return 0
	}
	return Kind(value[1])
}

func decodeBody(d *wire.Decoder, k Kind, v byte) Body {
	r := rowOf(k)
	if r == nil || v > r.latest {
		u := Unknown{Kind: uint8(k), Data: bytes.Clone(d.Rest())}
		if v != 1 {
			u.Version = v
		}
		return u
	}
	return r.decode(d, v)
}

// AppendEvent appends an event as it travels between devices and lies in backups: its id, the
// length of its value, and the value as the log keeps it. Unknown kinds travel unchanged.
func AppendEvent(dst []byte, ev Event) ([]byte, error) {
	value, err := Encode(ev)
	if err != nil {
		return dst, err
	}
	return AppendValue(dst, ev.ID, value), nil
}

// AppendValue is [AppendEvent] for a value that the log keeps.
func AppendValue(dst []byte, id ID, value []byte) []byte {
	dst = append(dst, id[:]...)
	dst = binary.AppendUvarint(dst, uint64(len(value)))
	return append(dst, value...)
}

// ReadEvent reads what [AppendEvent] appended, and returns what follows it. Nothing in it is taken
// on trust: the error is a [*wire.CorruptError] for whatever no program of this version would
// write.
func ReadEvent(src []byte) (ev Event, rest []byte, err error) {
	id, value, rest, err := CutValue(src)
	if err != nil {
		return ev, nil, err
	}
	ev, err = Decode(id, value)
	return ev, rest, err
}

// CutValue is [ReadEvent] without a look at what the value says.
func CutValue(src []byte) (id ID, value, rest []byte, err error) {
	d := wire.NewDecoder(src)
	id = ID(d.ID())
	value = d.Take(d.Count())
	if d.Err() != nil {
		return id, nil, nil, corrupt(id, d.Err())
	}
	return id, value, d.Rest(), nil
}
