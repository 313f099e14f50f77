package storage

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

// eventVersion is the first byte of every value in the log.
const eventVersion = 1

// errNoID says that an event has the id that names none: the one that follows the last.
var errNoID = errors.New("event without an id")

// encodeEvent returns the value that the log keeps under the event's id.
func encodeEvent(ev Event) ([]byte, error) {
	if ev.ID.IsZero() {
		return nil, errNoID
	}
	if err := checkBody(ev.Body); err != nil {
		return nil, err
	}
	e := wire.NewEncoder(64)
	version := byte(eventVersion)
	if u, ok := ev.Body.(Unknown); ok && u.Version != 0 {
		version = u.Version
	}
	e.Byte(version)
	e.Byte(byte(ev.Body.kind()))
	e.Bool(ev.Step != ev.ID)
	if ev.Step != ev.ID {
		e.Bytes(ev.Step[:])
	}
	encodeBody(e, ev.Body)
	return e.Sealed(ev.ID[:]), nil
}

func encodeBody(e *wire.Encoder, body Body) {
	switch b := body.(type) {
	case Reviewed:
		encodeReview(e, b.Review)
	case TextSeen:
		encodeText(e, b)
	case Linked:
		encodePair(e, b.A, b.B)
		e.Bool(b.Manual)
		e.String(b.Reason)
	case Unlinked:
		encodePair(e, b.A, b.B)
	case PropertySet:
		e.Bytes(b.Key[:])
		e.Byte(byte(b.Property))
		e.Int(b.Value)
	case DueSet:
		e.Bytes(b.Key[:])
		encodeDue(e, b.Due)
	case Reset:
		e.Bytes(b.Key[:])
	case ParamsSet:
		for _, p := range b.Parameters {
			e.Fixed64(math.Float64bits(p))
		}
	case Cancelled:
		e.Bytes(b.Target[:])
	case Restored:
		e.Bytes(b.Target[:])
	case Unknown:
		e.Bytes(b.Data)
	}
}

// checkBody refuses what this version gives no meaning to: within a version, fields and the values they can have are
// closed.
func checkBody(body Body) error {
	switch b := body.(type) {
	case Reviewed:
		return checkReview(b.Review)
	case TextSeen:
		if b.Kind > deck.KindBasic {
			return fmt.Errorf("text: no kind of card %d", b.Kind)
		}
		if !wire.IsNumber(b.Text.Earlier) {
			return fmt.Errorf("text: earlier %d: %w", b.Text.Earlier, wire.ErrRange)
		}
	case PropertySet:
		if b.Property < Suspended || b.Property > BuriedUntil {
			return fmt.Errorf("set: no property %d", b.Property)
		}
		if b.Value != int64(int32(b.Value)) {
			return fmt.Errorf("set: value %d: %w", b.Value, wire.ErrRange)
		}
	case ParamsSet:
		return b.Parameters.Validate()
	case Unknown:
		if b.Version <= eventVersion && b.Kind >= uint8(kindReview) && b.Kind <= uint8(kindRestore) {
			return fmt.Errorf("kind %d is known in version %d", b.Kind, eventVersion)
		}
	}
	return nil
}

func encodeReview(e *wire.Encoder, r srs.Review) {
	e.Bytes(r.Card[:])
	e.Byte(byte(r.Rating))
	e.Byte(byte(r.Before))
	e.Byte(byte(r.After))
	e.Bool(r.Counts)
	e.Int(r.Answered.UnixMilli())
	e.Int(r.Answered.UnixMilli() - r.Shown.UnixMilli())
	e.Int(int64(r.Offset))
	e.Int(int64(r.Day))
	e.Uint(uint64(r.Count))
	e.Uint(uint64(r.Steps))
	encodeDue(e, r.Due)
}

// checkReview refuses what no scheduler records and no replay could use.
func checkReview(r srs.Review) error {
	switch {
	case r.Rating < srs.Again || r.Rating > srs.Easy:
		return fmt.Errorf("review: rating %d is none of 1 to 4", r.Rating)
	case r.Before > srs.Relearning || r.After > srs.Relearning:
		return fmt.Errorf("review: no phase %d", max(r.Before, r.After))
	case !wire.IsNumber(r.Count) || !wire.IsNumber(r.Steps):
		return fmt.Errorf("review: count %d, steps %d: %w", r.Count, r.Steps, wire.ErrRange)
	case int64(r.Offset) != int64(int32(r.Offset)):
		return fmt.Errorf("review: offset %d: %w", r.Offset, wire.ErrRange)
	}
	return nil
}

func encodeText(e *wire.Encoder, t TextSeen) {
	e.Bytes(t.Key[:])
	e.Byte(byte(t.Kind))
	encodeIdentity(e, t.Text)
	e.String(t.Path)
}

func encodeIdentity(e *wire.Encoder, t deck.Text) {
	e.String(t.Prompt)
	e.String(t.Answer)
	e.String(t.Cloze)
	e.String(t.ID)
	e.Bool(t.Back)
	e.Uint(uint64(t.Earlier))
}

func encodePair(e *wire.Encoder, a, b deck.Key) {
	p := newPair(a, b)
	e.Bytes(p.a[:])
	e.Bytes(p.b[:])
}

// noInstant are the milliseconds of the zero [time.Time], which is no instant at which anything is due.
const noInstant = -62135596800000

// encodeDue writes 1 and milliseconds, or 0 and a study day.
func encodeDue(e *wire.Encoder, d srs.Due) {
	ms := d.At.UnixMilli()
	e.Bool(ms != noInstant)
	if ms == noInstant {
		e.Int(int64(d.Day))
	} else {
		e.Int(ms)
	}
}

// decodeEvent reads a value of the log. Kinds and versions that are not known come back as [Unknown]. What a value begins
// with, its version, its kind and its step, is the same in every version: taking a step back must find all of it.
func decodeEvent(id EventID, value []byte) (Event, error) {
	ev := Event{ID: id, Step: id}
	payload, err := wire.Unseal(id[:], value)
	if err == nil && id.IsZero() {
		err = errNoID
	}
	if err != nil {
		return ev, &wire.CorruptError{Bucket: bucketLog, Key: id[:], Err: err}
	}
	d := wire.NewDecoder(payload)
	version, k := d.Byte(), kind(d.Byte())
	if d.Bool() {
		if ev.Step = d.ID(); ev.Step == id {
			d.Fail(errors.New("the event's own id as that of its step"))
		}
	}
	switch {
	case version == 0:
		d.Fail(errors.New("no version"))
	case version != eventVersion:
		ev.Body = Unknown{Version: version, Kind: uint8(k), Data: bytes.Clone(d.Rest())}
	default:
		ev.Body = decodeBody(d, k)
		if err := checkBody(ev.Body); d.Err() == nil && err != nil {
			d.Fail(err)
		}
	}
	if err := d.End(); err != nil {
		return ev, &wire.CorruptError{Bucket: bucketLog, Key: id[:], Err: err}
	}
	return ev, nil
}

//nolint:funlen // one case per kind
func decodeBody(d *wire.Decoder, k kind) Body {
	switch k {
	case kindReview:
		return Reviewed{decodeReview(d)}
	case kindText:
		t := TextSeen{Key: d.ID(), Kind: deck.Kind(d.Byte())}
		t.Text = decodeIdentity(d)
		t.Path = d.String()
		return t
	case kindLink:
		p := decodePair(d)
		return Linked{A: p.a, B: p.b, Manual: d.Bool(), Reason: d.String()}
	case kindUnlink:
		p := decodePair(d)
		return Unlinked{A: p.a, B: p.b}
	case kindSet:
		return PropertySet{Key: d.ID(), Property: Property(d.Byte()), Value: d.Int()}
	case kindDue:
		return DueSet{Key: d.ID(), Due: decodeDue(d)}
	case kindReset:
		return Reset{Key: d.ID()}
	case kindParams:
		return decodeParams(d)
	case kindCancel:
		return Cancelled{Target: d.ID()}
	case kindRestore:
		return Restored{Target: d.ID()}
	}
	return Unknown{Kind: uint8(k), Data: bytes.Clone(d.Rest())}
}

func decodePair(d *wire.Decoder) pair {
	p := pair{d.ID(), d.ID()}
	if p != newPair(p.a, p.b) {
		d.Fail(errors.New("keys of the pair are not in order"))
	}
	return p
}

func decodeReview(d *wire.Decoder) srs.Review {
	r := srs.Review{
		Card: d.ID(), Rating: srs.Rating(d.Byte()),
		Before: srs.Phase(d.Byte()), After: srs.Phase(d.Byte()), Counts: d.Bool(),
	}
	answered := d.Int()
	r.Answered = time.UnixMilli(answered).UTC()
	r.Shown = time.UnixMilli(answered - d.Int()).UTC()
	r.Offset = int(d.Signed())
	r.Day = srs.Day(d.Signed())
	r.Count = d.Number()
	r.Steps = d.Number()
	r.Due = decodeDue(d)
	return r
}

func decodeIdentity(d *wire.Decoder) deck.Text {
	return deck.Text{
		Prompt: d.String(), Answer: d.String(), Cloze: d.String(),
		ID: d.String(), Back: d.Bool(), Earlier: d.Number(),
	}
}

func decodeDue(d *wire.Decoder) srs.Due {
	if !d.Bool() {
		return srs.Due{Day: srs.Day(d.Signed())}
	}
	ms := d.Int()
	if ms == noInstant {
		d.Fail(errors.New("due at no instant"))
	}
	return srs.Due{At: time.UnixMilli(ms).UTC()}
}

func decodeParams(d *wire.Decoder) ParamsSet {
	var p ParamsSet
	for i := range p.Parameters {
		p.Parameters[i] = math.Float64frombits(d.Fixed64())
	}
	return p
}

// keysOf returns the keys that an event is about.
func keysOf(b Body) []deck.Key {
	switch b := b.(type) {
	case Reviewed:
		return []deck.Key{deck.Key(b.Card)}
	case TextSeen:
		return []deck.Key{b.Key}
	case Linked:
		return []deck.Key{b.A, b.B}
	case Unlinked:
		return []deck.Key{b.A, b.B}
	case PropertySet:
		return []deck.Key{b.Key}
	case DueSet:
		return []deck.Key{b.Key}
	case Reset:
		return []deck.Key{b.Key}
	}
	return nil
}
