package journal

import (
	"errors"
	"fmt"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

func encodeText(e *wire.Encoder, t TextSeen, _ byte) {
	e.Bytes(t.Key[:])
	e.Byte(byte(t.Kind))
	e.String(t.Text.Prompt)
	e.String(t.Text.Answer)
	e.String(t.Text.Cloze)
	e.String(t.Text.ID)
	e.Bool(t.Text.Back)
	e.Uint(uint64(t.Text.Earlier))
	e.String(t.Path)
}

func decodeText(d *wire.Decoder, _ byte) TextSeen {
	t := TextSeen{Key: d.ID(), Kind: deck.Kind(d.Byte())}
	t.Text = deck.Text{
		Prompt: d.String(), Answer: d.String(), Cloze: d.String(),
		ID: d.String(), Back: d.Bool(), Earlier: d.Number(),
	}
	t.Path = d.String()
	return t
}

func checkText(t TextSeen) error {
	switch {
	case t.Kind > deck.KindBasic:
		return fmt.Errorf("text: no kind of card %d", t.Kind)
	case !wire.IsNumber(t.Text.Earlier):
		return fmt.Errorf("text: earlier %d: %w", t.Text.Earlier, wire.ErrRange)
	}
	return nil
}

func encodePair(e *wire.Encoder, a, b deck.Key) {
	p := NewPair(a, b)
	e.Bytes(p.A[:])
	e.Bytes(p.B[:])
}

func decodePair(d *wire.Decoder) Pair {
	p := Pair{d.ID(), d.ID()}
	if p != NewPair(p.A, p.B) {
		d.Fail(errors.New("keys of the pair are not in order"))
	}
	return p
}

func encodeLink(e *wire.Encoder, b Linked, _ byte) {
	encodePair(e, b.A, b.B)
	e.Bool(b.Manual)
	e.String(b.Reason)
}

func decodeLink(d *wire.Decoder, _ byte) Linked {
	p := decodePair(d)
	return Linked{A: p.A, B: p.B, Manual: d.Bool(), Reason: d.String()}
}

func encodeUnlink(e *wire.Encoder, b Unlinked, _ byte) { encodePair(e, b.A, b.B) }

func decodeUnlink(d *wire.Decoder, _ byte) Unlinked { return Unlinked(decodePair(d)) }

func encodeSet(e *wire.Encoder, b PropertySet, _ byte) {
	e.Bytes(b.Key[:])
	e.Byte(byte(b.Property))
	e.Int(b.Value)
}

func decodeSet(d *wire.Decoder, _ byte) PropertySet {
	return PropertySet{Key: d.ID(), Property: Property(d.Byte()), Value: d.Int()}
}

func checkSet(b PropertySet) error {
	if b.Property < Suspended || b.Property > BuriedUntil {
		return fmt.Errorf("set: no property %d", b.Property)
	}
	if b.Value != int64(int32(b.Value)) {
		return fmt.Errorf("set: value %d: %w", b.Value, wire.ErrRange)
	}
	return nil
}

func encodeDueSet(e *wire.Encoder, b DueSet, _ byte) {
	e.Bytes(b.Key[:])
	EncodeDue(e, b.Due)
}

func decodeDueSet(d *wire.Decoder, _ byte) DueSet { return DueSet{Key: d.ID(), Due: DecodeDue(d)} }

// noInstant are the milliseconds of the zero [time.Time], which is no instant at which anything is
// due.
const noInstant = -62135596800000

// EncodeDue writes 1 and milliseconds, or 0 and a study day.
func EncodeDue(e *wire.Encoder, d srs.Due) {
	ms := d.At.UnixMilli()
	e.Bool(ms != noInstant)
	if ms == noInstant {
		e.Int(int64(d.Day))
	} else {
		e.Int(ms)
	}
}

// DecodeDue reads what [EncodeDue] wrote.
func DecodeDue(d *wire.Decoder) srs.Due {
	if !d.Bool() {
		return srs.Due{Day: srs.Day(d.Signed())}
	}
	ms := d.Int()
	if ms == noInstant {
		d.Fail(errors.New("due at no instant"))
	}
	return srs.Due{At: time.UnixMilli(ms).UTC()}
}
