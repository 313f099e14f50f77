package storage

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"

	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/journal"
)

// BySaving is the order of a sitting for which there is too little time: first what saves most for
// the time that it takes, see [srs.Schedule.Saving]. No configuration can set it.
const BySaving settings.ReviewOrder = "saving"

// rankReviews ranks the cards in review phase that were found, unless they are asked as they are
// due.
func (t *queryTx) rankReviews(
	found *finding, chosen *choice, today srs.Day, order settings.ReviewOrder,
) error {
	order = cmp.Or(order, *found.limits.config.All().ReviewOrder)
	if order == settings.ByDue {
		return nil
	}
	reviews := make([]*srs.Entry, 0, len(found.Entries))
	for i := range found.Entries {
		if found.Entries[i].Phase == srs.InReview {
			reviews = append(reviews, &found.Entries[i])
		}
	}
	if order == settings.Shuffled {
		for _, e := range reviews {
			e.Rank = shuffled(e.Card, today)
		}
		return nil
	}
	models, sets, err := t.modelsOf(chosen)
	if err != nil {
		return err
	}
	states, err := t.statesOf(reviews, sets)
	if err != nil {
		return err
	}
	rank := found.ranker(order, states, today)
	for i, s := range states {
		reviews[i].Rank = rank(s, reviews[i].Place, models[reviews[i].Place])
	}
	return nil
}

// shuffled returns the rank of a card in the order of chance of a day.
func shuffled(card srs.CardID, today srs.Day) float64 {
	a, b := binary.BigEndian.Uint64(card[:8]), binary.BigEndian.Uint64(card[8:])
	return float64(rand.NewPCG(a, b^uint64(today)).Uint64() >> 11)
}

// ranker returns what ranks one of some cards in review phase by an order, when its memory is up to
// date, by the place of its file and the model that it follows.
func (f *finding) ranker(
	order settings.ReviewOrder, states []*state, today srs.Day,
) func(*state, int32, model.Kernel) float64 {
	elapsed := func(s *state) float64 { return float64(s.Schedule.Elapsed(today)) }
	switch order {
	case BySaving: // by what a second spent on it saves
		var all srs.Pace
		for _, s := range states {
			all = all.Plus(s.pace())
		}
		return func(s *state, _ int32, m model.Kernel) float64 {
			return -s.Schedule.Saving(m, today, s.pace(), all)
		}
	case settings.ByEase:
		return func(s *state, _ int32, _ model.Kernel) float64 { return s.Schedule.Memory.Difficulty }
	case settings.ByOverdue: // the rule of Anki: how long it has waited for the interval that retention asks for
		retention := f.limits.retentions(f.chosen.files)
		return func(s *state, place int32, m model.Kernel) float64 {
			return -elapsed(s) / model.Wait(m, s.Schedule.Memory, retention[place])
		}
	}
	return func(s *state, _ int32, m model.Kernel) float64 {
		return m.Recall(s.Schedule.Memory, elapsed(s))
	}
}

// modelsOf returns the models that the cards of the files of a scope follow, by the place of the
// file, and the events that set their parameters.
func (t *stateTx) modelsOf(chosen *choice) (models []model.Kernel, sets []journal.ID, err error) {
	models, sets = make([]model.Kernel, len(chosen.files)), make([]journal.ID, len(chosen.files))
	for i, f := range chosen.files {
		if sets[i], err = t.paramsOfFile(f.id); err != nil {
			return nil, nil, err
		}
		if models[i], err = t.modelOf(sets[i]); err != nil {
			return nil, nil, err
		}
	}
	return models, sets, nil
}

// statesOf returns the states of many cards, which it sorts by name, with their memory up to date
// with the parameters that were set, by place of their file: one walk along the states costs half
// as much as finding each from the root of its bucket.
func (t *stateTx) statesOf(cards []*srs.Entry, sets []journal.ID) (states []*state, err error) {
	slices.SortFunc(cards, func(a, b *srs.Entry) int { return bytes.Compare(a.Card[:], b.Card[:]) })
	states = make([]*state, len(cards))
	c := t.Bucket(bucketCards).Cursor()
	key, value := c.First()
	for i, e := range cards {
		for range near {
			if key == nil || bytes.Compare(key, e.Card[:]) >= 0 {
				break
			}
			key, value = c.Next()
		}
		if !bytes.Equal(key, e.Card[:]) {
			key, value = c.Seek(e.Card[:])
		}
		if !bytes.Equal(key, e.Card[:]) {
			value = nil
		}
		if states[i], err = stateOf(deck.Key(e.Card), value); err != nil {
			return nil, err
		}
		if states[i].params != sets[e.Place] {
			if err := t.remember(states[i]); err != nil {
				return nil, err
			}
		}
	}
	return states, nil
}

// near is how many entries are passed one by one before the next card is sought from the root.
const near = 8
