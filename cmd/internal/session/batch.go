package session

import (
	"slices"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
)

// Batched is a card of a batch.
type Batched struct {
	Card    *storage.Card
	Preview [4]srs.Review // what each rating would record now; index 0 is again
	From    time.Time     // when its step is over; zero if it may be asked at once
}

// Batch returns up to most cards in the order in which a review asks them, then those whose step is
// over later on this study day, for a front end that asks them by itself and answers by
// [storage.Collection.AnswerAs].
func (s *Session) Batch(most int) ([]Batched, error) {
	now := s.config.Now()
	steps := s.plan.Queue.Steps()
	slices.SortFunc(steps, func(a, b srs.Entry) int { return a.Due.At.Compare(b.Due.At) })
	var batch []Batched
	entries := append(s.plan.Queue.Order(now, most), steps...)
	for _, e := range entries[:min(len(entries), most)] {
		card, err := s.store.Card(deck.Key(e.Card))
		if err != nil {
			return nil, err
		}
		b, err := Ahead(s.store, s.config.Schedulers, card, now)
		if err != nil {
			return nil, err
		}
		batch = append(batch, b)
	}
	return batch, nil
}

// Ahead returns a card as it is in a batch.
func Ahead(
	store *storage.Collection, schedulers *desk.Schedulers, card *storage.Card, now time.Time,
) (Batched, error) {
	by, err := schedulers.Of(card.Scheduled)
	if err != nil {
		return Batched{}, err
	}
	by = schedulers.Balanced(by, store, card.Scheduled)
	b := Batched{Card: card, Preview: by.Preview(srs.CardID(card.Key), card.Schedule, now)}
	if at := card.Schedule.Due.At; at.After(now) {
		b.From = at
	}
	return b, nil
}
