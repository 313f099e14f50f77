package storage

import (
	"math"
	"time"

	"cards/deck/settings"
	"cards/storage/folders"
	"cards/storage/wire"
)

// scheduled is what decides of how the cards of the file are scheduled.
func (f *deckFile) scheduled() folders.Deck {
	return folders.Deck{Name: f.deck, File: f.path, Preset: f.preset, Settings: f.settings}
}

// encodeSettings writes what front matter may say of how cards are scheduled.
func encodeSettings(e *wire.Encoder, s settings.Set) {
	whole := func(n int) { e.Uint(uint64(n)) }
	steps := func(list []time.Duration) {
		e.Uint(uint64(len(list)))
		for _, d := range list {
			e.Uint(uint64(d / time.Second))
		}
	}
	encodeOptional(e, s.NewPerDay, whole)
	encodeOptional(e, s.ReviewsPerDay, whole)
	encodeOptional(e, s.Retention, func(r float64) { e.Fixed64(math.Float64bits(r)) })
	encodeOptional(e, s.Steps, steps)
	encodeOptional(e, s.RelearningSteps, steps)
	encodeOptional(e, s.MaxInterval, whole)
	encodeOptional(e, s.NewOrder, func(o settings.Order) { e.String(string(o)) })
}

func decodeSettings(d *wire.Decoder) settings.Set {
	whole := func() int { return int(d.Uint()) }
	steps := func() []time.Duration {
		list := make([]time.Duration, d.Count())
		for i := range list {
			list[i] = time.Duration(d.Uint()) * time.Second
		}
		return list
	}
	return settings.Set{
		NewPerDay:       decodeOptional(d, whole),
		ReviewsPerDay:   decodeOptional(d, whole),
		Retention:       decodeOptional(d, func() float64 { return math.Float64frombits(d.Fixed64()) }),
		Steps:           decodeOptional(d, steps),
		RelearningSteps: decodeOptional(d, steps),
		MaxInterval:     decodeOptional(d, whole),
		NewOrder:        decodeOptional(d, func() settings.Order { return settings.Order(d.String()) }),
	}
}

func encodeOptional[T any](e *wire.Encoder, value *T, encode func(T)) {
	e.Bool(value != nil)
	if value != nil {
		encode(*value)
	}
}

func decodeOptional[T any](d *wire.Decoder, decode func() T) *T {
	if !d.Bool() {
		return nil
	}
	value := decode()
	return &value
}

// Scheduled returns what decides of how the cards of each file in a scope are scheduled, in the
// order of decks and paths.
func (c *cardOwner) Scheduled(scope Scope) (decks []folders.Deck, err error) {
	err = c.view(func(t *txn) error {
		decks = nil
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		for _, f := range chosen.files {
			decks = append(decks, f.scheduled())
		}
		return nil
	})
	return decks, err
}
