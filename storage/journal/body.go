package journal

import (
	"errors"
	"fmt"
	"math"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

func encodeReview(e *wire.Encoder, r Reviewed) {
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
	EncodeDue(e, r.Due)
}

func decodeReview(d *wire.Decoder) Reviewed {
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
	r.Due = DecodeDue(d)
	return Reviewed{r}
}

// checkReview refuses what no scheduler records and no replay could use.
func checkReview(r Reviewed) error {
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
	e.String(t.Text.Prompt)
	e.String(t.Text.Answer)
	e.String(t.Text.Cloze)
	e.String(t.Text.ID)
	e.Bool(t.Text.Back)
	e.Uint(uint64(t.Text.Earlier))
	e.String(t.Path)
}

func decodeText(d *wire.Decoder) TextSeen {
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

func encodeLink(e *wire.Encoder, b Linked) {
	encodePair(e, b.A, b.B)
	e.Bool(b.Manual)
	e.String(b.Reason)
}

func decodeLink(d *wire.Decoder) Linked {
	p := decodePair(d)
	return Linked{A: p.A, B: p.B, Manual: d.Bool(), Reason: d.String()}
}

func encodeUnlink(e *wire.Encoder, b Unlinked) { encodePair(e, b.A, b.B) }

func decodeUnlink(d *wire.Decoder) Unlinked { return Unlinked(decodePair(d)) }

func encodeSet(e *wire.Encoder, b PropertySet) {
	e.Bytes(b.Key[:])
	e.Byte(byte(b.Property))
	e.Int(b.Value)
}

func decodeSet(d *wire.Decoder) PropertySet {
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

func encodeDueSet(e *wire.Encoder, b DueSet) {
	e.Bytes(b.Key[:])
	EncodeDue(e, b.Due)
}

func decodeDueSet(d *wire.Decoder) DueSet { return DueSet{Key: d.ID(), Due: DecodeDue(d)} }

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

func encodeParams(e *wire.Encoder, b ParamsSet) {
	for _, p := range b.Parameters {
		e.Fixed64(math.Float64bits(p))
	}
}

func decodeParams(d *wire.Decoder) ParamsSet {
	var p ParamsSet
	for i := range p.Parameters {
		p.Parameters[i] = math.Float64frombits(d.Fixed64())
	}
	return p
}
