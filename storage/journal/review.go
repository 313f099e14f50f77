package journal

import (
	"fmt"
	"time"

	"cards/srs"
	"cards/storage/wire"
)

// reviewVersion returns 1 for what the first version could say: recalled and no guess, in a sitting
// or for practice.
func reviewVersion(r Reviewed) byte {
	plain := r.Form == srs.Recall && !r.Guess
	if plain && (r.Purpose == srs.Sitting || r.Purpose == srs.Cram) {
		return 1
	}
	return 2
}

func encodeReview(e *wire.Encoder, r Reviewed, version byte) {
	e.Bytes(r.Card[:])
	e.Byte(byte(r.Rating))
	e.Byte(byte(r.Before))
	e.Byte(byte(r.After))
	if version == 1 {
		e.Bool(r.Counts())
	} else {
		e.Byte(byte(r.Purpose))
		e.Byte(byte(r.Form))
		e.Uint(uint64(r.Options))
		e.Bool(r.Guess)
	}
	e.Int(r.Answered.UnixMilli())
	e.Int(r.Answered.UnixMilli() - r.Shown.UnixMilli())
	e.Int(int64(r.Offset))
	e.Int(int64(r.Day))
	e.Uint(uint64(r.Count))
	e.Uint(uint64(r.Steps))
	EncodeDue(e, r.Due)
}

func decodeReview(d *wire.Decoder, version byte) Reviewed {
	r := srs.Review{
		Card: d.ID(), Rating: srs.Rating(d.Byte()),
		Before: srs.Phase(d.Byte()), After: srs.Phase(d.Byte()),
	}
	switch {
	case version > 1:
		r.Purpose, r.Form = srs.Purpose(d.Byte()), srs.Form(d.Byte())
		r.Options, r.Guess = d.Number(), d.Bool()
	case !d.Bool():
		r.Purpose = srs.Cram
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
		return fmt.Errorf("review: rating %d is not from 1 to 4", r.Rating)
	case r.Before > srs.Relearning || r.After > srs.Relearning:
		return fmt.Errorf("review: no phase %d", max(r.Before, r.After))
	case r.Purpose > srs.Test:
		return fmt.Errorf("review: no purpose %d", r.Purpose)
	case r.Form > srs.Choice:
		return fmt.Errorf("review: no form %d", r.Form)
	case (r.Form == srs.Choice) != (r.Options > 1):
		return fmt.Errorf("review: %s of %d options", r.Form, r.Options)
	case !wire.IsNumber(r.Count) || !wire.IsNumber(r.Steps) || !wire.IsNumber(r.Options):
		return fmt.Errorf("review: count %d, steps %d: %w", r.Count, r.Steps, wire.ErrRange)
	case int64(r.Offset) != int64(int32(r.Offset)):
		return fmt.Errorf("review: offset %d: %w", r.Offset, wire.ErrRange)
	}
	return nil
}
