package storage

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"time"

	"cards/deck"
	"cards/srs"
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
	e := &encoder{buf: make([]byte, 0, 64)}
	version := byte(eventVersion)
	if u, ok := ev.Body.(Unknown); ok && u.Version != 0 {
		version = u.Version
	}
	e.byte(version)
	e.byte(byte(ev.Body.kind()))
	e.bool(ev.Step != ev.ID)
	if ev.Step != ev.ID {
		e.bytes(ev.Step[:])
	}
	encodeBody(e, ev.Body)
	return seal(ev.ID[:], e.buf), nil
}

func encodeBody(e *encoder, body Body) {
	switch b := body.(type) {
	case Reviewed:
		encodeReview(e, b.Review)
	case TextSeen:
		encodeText(e, b)
	case Linked:
		encodePair(e, b.A, b.B)
		e.bool(b.Manual)
		e.string(b.Reason)
	case Unlinked:
		encodePair(e, b.A, b.B)
	case PropertySet:
		e.bytes(b.Key[:])
		e.byte(byte(b.Property))
		e.int(b.Value)
	case DueSet:
		e.bytes(b.Key[:])
		encodeDue(e, b.Due)
	case Reset:
		e.bytes(b.Key[:])
	case ParamsSet:
		for _, p := range b.Parameters {
			e.fixed64(math.Float64bits(p))
		}
	case Cancelled:
		e.bytes(b.Target[:])
	case Restored:
		e.bytes(b.Target[:])
	case Unknown:
		e.bytes(b.Data)
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
		if !isNumber(b.Text.Earlier) {
			return fmt.Errorf("text: earlier %d: %w", b.Text.Earlier, errRange)
		}
	case PropertySet:
		if b.Property < Suspended || b.Property > BuriedUntil {
			return fmt.Errorf("set: no property %d", b.Property)
		}
		if b.Value != int64(int32(b.Value)) {
			return fmt.Errorf("set: value %d: %w", b.Value, errRange)
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

func encodeReview(e *encoder, r srs.Review) {
	e.bytes(r.Card[:])
	e.byte(byte(r.Rating))
	e.byte(byte(r.Before))
	e.byte(byte(r.After))
	e.bool(r.Counts)
	e.int(r.Answered.UnixMilli())
	e.int(r.Answered.UnixMilli() - r.Shown.UnixMilli())
	e.int(int64(r.Offset))
	e.int(int64(r.Day))
	e.uint(uint64(r.Count))
	e.uint(uint64(r.Steps))
	encodeDue(e, r.Due)
}

// checkReview refuses what no scheduler records and no replay could use.
func checkReview(r srs.Review) error {
	switch {
	case r.Rating < srs.Again || r.Rating > srs.Easy:
		return fmt.Errorf("review: rating %d is none of 1 to 4", r.Rating)
	case r.Before > srs.Relearning || r.After > srs.Relearning:
		return fmt.Errorf("review: no phase %d", max(r.Before, r.After))
	case !isNumber(r.Count) || !isNumber(r.Steps):
		return fmt.Errorf("review: count %d, steps %d: %w", r.Count, r.Steps, errRange)
	case int64(r.Offset) != int64(int32(r.Offset)):
		return fmt.Errorf("review: offset %d: %w", r.Offset, errRange)
	}
	return nil
}

// isNumber says whether [decoder.number] could have read n.
func isNumber(n int) bool { return n >= 0 && n <= math.MaxInt32 }

func encodeText(e *encoder, t TextSeen) {
	e.bytes(t.Key[:])
	e.byte(byte(t.Kind))
	encodeIdentity(e, t.Text)
	e.string(t.Path)
}

func encodeIdentity(e *encoder, t deck.Text) {
	e.string(t.Prompt)
	e.string(t.Answer)
	e.string(t.Cloze)
	e.string(t.ID)
	e.bool(t.Back)
	e.uint(uint64(t.Earlier))
}

func encodePair(e *encoder, a, b deck.Key) {
	p := newPair(a, b)
	e.bytes(p.a[:])
	e.bytes(p.b[:])
}

// noInstant are the milliseconds of the zero [time.Time], which is no instant at which anything is due.
const noInstant = -62135596800000

// encodeDue writes 1 and milliseconds, or 0 and a study day.
func encodeDue(e *encoder, d srs.Due) {
	ms := d.At.UnixMilli()
	e.bool(ms != noInstant)
	if ms == noInstant {
		e.int(int64(d.Day))
	} else {
		e.int(ms)
	}
}

// decodeEvent reads a value of the log. Kinds and versions that are not known come back as [Unknown]. What a value begins
// with, its version, its kind and its step, is the same in every version: taking a step back must find all of it.
func decodeEvent(id EventID, value []byte) (Event, error) {
	ev := Event{ID: id, Step: id}
	payload, err := unseal(id[:], value)
	if err == nil && id.IsZero() {
		err = errNoID
	}
	if err != nil {
		return ev, &CorruptError{Bucket: bucketLog, Key: id[:], Err: err}
	}
	d := &decoder{buf: payload}
	version, k := d.byte(), kind(d.byte())
	if d.bool() {
		if ev.Step = d.id(); ev.Step == id {
			d.fail(errors.New("the event's own id as that of its step"))
		}
	}
	switch {
	case version == 0:
		d.fail(errors.New("no version"))
	case version != eventVersion:
		ev.Body = Unknown{Version: version, Kind: uint8(k), Data: bytes.Clone(d.take(len(d.buf)))}
	default:
		ev.Body = decodeBody(d, k)
		if err := checkBody(ev.Body); d.err == nil && err != nil {
			d.fail(err)
		}
	}
	if err := d.end(); err != nil {
		return ev, &CorruptError{Bucket: bucketLog, Key: id[:], Err: err}
	}
	return ev, nil
}

//nolint:funlen // one case per kind
func decodeBody(d *decoder, k kind) Body {
	switch k {
	case kindReview:
		return Reviewed{decodeReview(d)}
	case kindText:
		t := TextSeen{Key: d.id(), Kind: deck.Kind(d.byte())}
		t.Text = decodeIdentity(d)
		t.Path = d.string()
		return t
	case kindLink:
		p := decodePair(d)
		return Linked{A: p.a, B: p.b, Manual: d.bool(), Reason: d.string()}
	case kindUnlink:
		p := decodePair(d)
		return Unlinked{A: p.a, B: p.b}
	case kindSet:
		return PropertySet{Key: d.id(), Property: Property(d.byte()), Value: d.int()}
	case kindDue:
		return DueSet{Key: d.id(), Due: decodeDue(d)}
	case kindReset:
		return Reset{Key: d.id()}
	case kindParams:
		return decodeParams(d)
	case kindCancel:
		return Cancelled{Target: d.id()}
	case kindRestore:
		return Restored{Target: d.id()}
	}
	return Unknown{Kind: uint8(k), Data: bytes.Clone(d.take(len(d.buf)))}
}

func decodePair(d *decoder) pair {
	p := pair{d.id(), d.id()}
	if p != newPair(p.a, p.b) {
		d.fail(errors.New("keys of the pair are not in order"))
	}
	return p
}

func decodeReview(d *decoder) srs.Review {
	r := srs.Review{
		Card: d.id(), Rating: srs.Rating(d.byte()),
		Before: srs.Phase(d.byte()), After: srs.Phase(d.byte()), Counts: d.bool(),
	}
	answered := d.int()
	r.Answered = time.UnixMilli(answered).UTC()
	r.Shown = time.UnixMilli(answered - d.int()).UTC()
	r.Offset = int(d.signed())
	r.Day = d.day()
	r.Count = d.number()
	r.Steps = d.number()
	r.Due = decodeDue(d)
	return r
}

func decodeIdentity(d *decoder) deck.Text {
	return deck.Text{
		Prompt: d.string(), Answer: d.string(), Cloze: d.string(),
		ID: d.string(), Back: d.bool(), Earlier: d.number(),
	}
}

func decodeDue(d *decoder) srs.Due {
	if !d.bool() {
		return srs.Due{Day: d.day()}
	}
	ms := d.int()
	if ms == noInstant {
		d.fail(errors.New("due at no instant"))
	}
	return srs.Due{At: time.UnixMilli(ms).UTC()}
}

func decodeParams(d *decoder) ParamsSet {
	var p ParamsSet
	for i := range p.Parameters {
		p.Parameters[i] = math.Float64frombits(d.fixed64())
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
