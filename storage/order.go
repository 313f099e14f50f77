package storage

import (
	"encoding/binary"
	"math/rand/v2"

	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
)

// ranker ranks cards in review phase by one order on a study day.
type ranker struct {
	order     settings.ReviewOrder
	today     srs.Day
	model     model.Kernel
	retention []float64 // by place of the file
}

// rankReviews ranks the cards in review phase that were found, unless they are asked as they are due.
func (t *queryTx) rankReviews(found *finding, chosen *choice, today srs.Day) error {
	all := found.limits.config.All()
	r := ranker{order: *all.ReviewOrder, today: today}
	if r.order == settings.ByDue {
		return nil
	}
	var err error
	if r.model, _, err = t.model(); err != nil {
		return err
	}
	for _, f := range chosen.files {
		r.retention = append(r.retention, *found.limits.config.Of(f.scheduled()).Retention)
	}
	for i := range found.Entries {
		if e := &found.Entries[i]; e.Phase == srs.InReview {
			if e.Rank, err = t.rankOf(e, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// rankOf returns the rank of a card.
func (t *queryTx) rankOf(e *srs.Entry, r ranker) (float64, error) {
	if r.order == settings.Shuffled {
		a, b := binary.BigEndian.Uint64(e.Card[:8]), binary.BigEndian.Uint64(e.Card[8:])
		return float64(rand.NewPCG(a, b^uint64(r.today)).Uint64() >> 11), nil
	}
	s, err := t.state(deck.Key(e.Card))
	if err == nil {
		err = t.remember(s)
	}
	if err != nil {
		return 0, err
	}
	memory, elapsed := s.Schedule.Memory, float64(s.Schedule.Elapsed(r.today))
	switch r.order {
	case settings.ByEase:
		return memory.Difficulty, nil
	case settings.ByOverdue: // the rule of Anki: how long it has waited for the interval that retention asks for
		return -elapsed / model.Wait(r.model, memory, r.retention[e.Place]), nil
	default:
		return r.model.Recall(memory, elapsed), nil
	}
}
