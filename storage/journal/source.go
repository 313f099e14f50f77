package journal

import (
	"errors"
	"fmt"
	"math"

	"cards/srs"
	"cards/srs/model"
	"cards/storage/wire"
)

func encodeStart(e *wire.Encoder, b Started, _ byte) {
	e.Bytes(b.Key[:])
	e.Fixed64(math.Float64bits(b.Stability))
	e.Fixed64(math.Float64bits(b.Difficulty))
	e.Int(int64(b.Day))
	e.Byte(byte(b.Phase))
	EncodeDue(e, b.Due)
	e.Uint(uint64(b.Reviews))
	e.Uint(uint64(b.Lapses))
}

func decodeStart(d *wire.Decoder, _ byte) Started {
	return Started{
		Key: d.ID(), Stability: math.Float64frombits(d.Fixed64()),
		Difficulty: math.Float64frombits(d.Fixed64()),
		Day:        srs.Day(d.Signed()), Phase: srs.Phase(d.Byte()), Due: DecodeDue(d),
		Reviews: d.Number(), Lapses: d.Number(),
	}
}

// checkStart refuses what no schedule can go on from. A card that was never answered is new: it has
// no start.
func checkStart(b Started) error {
	within := func(x, least, most float64) bool { return x >= least && x <= most }
	switch {
	case !within(b.Stability, model.MinStability, model.MaxStability):
		return fmt.Errorf("start: stability %v: %w", b.Stability, wire.ErrRange)
	case !within(b.Difficulty, model.MinDifficulty, model.MaxDifficulty):
		return fmt.Errorf("start: difficulty %v: %w", b.Difficulty, wire.ErrRange)
	case b.Phase == srs.New || b.Phase > srs.Relearning:
		return fmt.Errorf("start: in phase %d", b.Phase)
	case b.Phase == srs.InReview && !b.Due.At.IsZero():
		return errors.New("start: in review and due at an instant")
	case b.Reviews < 1 || !wire.IsNumber(b.Reviews):
		return fmt.Errorf("start: %d reviews: %w", b.Reviews, wire.ErrRange)
	case b.Lapses < 0 || b.Lapses > b.Reviews:
		return fmt.Errorf("start: %d lapses in %d reviews: %w", b.Lapses, b.Reviews, wire.ErrRange)
	}
	return nil
}

func encodeImported(e *wire.Encoder, b Imported, _ byte) {
	e.String(b.Format)
	e.String(b.Source)
	for _, n := range b.counts() {
		e.Uint(uint64(n))
	}
}

func decodeImported(d *wire.Decoder, _ byte) Imported {
	return Imported{
		Format: d.String(), Source: d.String(),
		Notes: d.Number(), Cards: d.Number(), Reviews: d.Number(), LeftOut: d.Number(),
	}
}

func (b Imported) counts() []int { return []int{b.Notes, b.Cards, b.Reviews, b.LeftOut} }

func checkImported(b Imported) error {
	for _, n := range b.counts() {
		if !wire.IsNumber(n) {
			return fmt.Errorf("imported: %d: %w", n, wire.ErrRange)
		}
	}
	return nil
}

func encodeSource(e *wire.Encoder, b Sourced, _ byte) {
	e.Bytes(b.Key[:])
	e.String(b.Type)
	e.Uint(uint64(len(b.Fields)))
	for _, f := range b.Fields {
		e.String(f.Name)
		e.String(f.Value)
	}
	e.Strings(b.Tags)
	e.Uint(uint64(len(b.Templates)))
	for _, t := range b.Templates {
		e.String(t.Name)
		e.String(t.Front)
		e.String(t.Back)
	}
	e.String(b.Style)
}

func decodeSource(d *wire.Decoder, _ byte) Sourced {
	b := Sourced{Key: d.ID(), Type: d.String()}
	for n := d.Count(); n > 0 && d.Err() == nil; n-- {
		b.Fields = append(b.Fields, Field{Name: d.String(), Value: d.String()})
	}
	b.Tags = d.Strings()
	for n := d.Count(); n > 0 && d.Err() == nil; n-- {
		b.Templates = append(b.Templates,
			Template{Name: d.String(), Front: d.String(), Back: d.String()})
	}
	b.Style = d.String()
	return b
}
