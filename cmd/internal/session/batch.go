package session

import (
	"slices"
	"time"

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

// Batch returns up to most cards in the order in which a review asks them, then those whose step is over
// later on this study day, for a front end that asks them by itself and answers by
// [storage.Collection.AnswerAs]. The session is of no other use after it.
func (s *Session) Batch(most int) ([]Batched, error) {
	now := s.config.Now()
	chosen := make(map[srs.CardID]bool)
	for _, e := range s.plan.Queue.Chosen(now) {
		chosen[e.Card] = true
	}
	steps := s.plan.Queue.Steps()
	slices.SortFunc(steps, func(a, b srs.Entry) int { return a.Due.At.Compare(b.Due.At) })
	var batch []Batched
	for len(batch) < most {
		e, ok := s.queue.Next(now)
		if !ok {
			break
		}
		s.queue.Remove(e)
		if !chosen[e.Card] {
			continue // its sibling, which comes first, was taken out
		}
		var err error
		if batch, err = s.batched(batch, e, now); err != nil {
			return nil, err
		}
	}
	for _, e := range steps[:min(len(steps), most-len(batch))] {
		var err error
		if batch, err = s.batched(batch, e, now); err != nil {
			return nil, err
		}
	}
	return batch, nil
}

// batched adds the card of an entry to a batch, unless it is not asked any more.
func (s *Session) batched(batch []Batched, e srs.Entry, now time.Time) ([]Batched, error) {
	card, err := s.store.Card(deck.Key(e.Card))
	if err != nil || !s.mayAsk(card) {
		return batch, err
	}
	b, err := s.Ahead(card)
	if e.Due.At.After(now) {
		b.From = e.Due.At
	}
	return append(batch, b), err
}

// Ahead returns a card as it is in a batch.
func (s *Session) Ahead(card *storage.Card) (Batched, error) {
	by, err := s.config.Schedulers.Of(card.Scheduled)
	if err != nil {
		return Batched{}, err
	}
	by = s.config.Schedulers.Balanced(by, s.store, card.Scheduled)
	preview := by.Preview(srs.CardID(card.Key), card.Schedule, s.config.Now())
	return Batched{Card: card, Preview: preview}, nil
}
