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

// ranker ranks cards in review phase by one order on a study day.
type ranker struct {
	order     settings.ReviewOrder
	today     srs.Day
	models    []model.Kernel // by place of the file
	retention []float64      // likewise
}

// BySaving is the order of a sitting for which there is too little time: first what saves most for
// the time that it takes, see [srs.Schedule.Saving]. No configuration can set it.
const BySaving settings.ReviewOrder = "saving"

// rankReviews ranks the cards in review phase that were found, unless they are asked as they are due.
func (t *queryTx) rankReviews(
	found *finding, chosen *choice, today srs.Day, order settings.ReviewOrder,
) error {
	r := ranker{order: cmp.Or(order, *found.limits.config.All().ReviewOrder), today: today}
	switch r.order {
	case settings.ByDue:
		return nil
	case BySaving:
		return t.rankBySaving(found, chosen, today)
	}
	var err error
	if r.models, _, err = t.modelsOf(chosen); err != nil {
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
	s, err := t.remembered(deck.Key(e.Card))
	if err != nil {
		return 0, err
	}
	m := r.models[e.Place]
	memory, elapsed := s.Schedule.Memory, float64(s.Schedule.Elapsed(r.today))
	switch r.order {
	case settings.ByEase:
		return memory.Difficulty, nil
	case settings.ByOverdue: // the rule of Anki: how long it has waited for the interval that retention asks for
		return -elapsed / model.Wait(m, memory, r.retention[e.Place]), nil
	default:
		return m.Recall(memory, elapsed), nil
	}
}

// rankBySaving ranks the cards in review phase by what a second spent on them saves.
func (t *queryTx) rankBySaving(found *finding, chosen *choice, today srs.Day) error {
	models, sets, err := t.modelsOf(chosen)
	if err != nil {
		return err
	}
	reviews := make([]*srs.Entry, 0, len(found.Entries))
	for i := range found.Entries {
		if found.Entries[i].Phase == srs.InReview {
			reviews = append(reviews, &found.Entries[i])
		}
	}
	states, err := t.statesOf(reviews, sets)
	if err != nil {
		return err
	}
	var all srs.Pace
	for _, s := range states {
		all = all.Plus(s.pace())
	}
	for i, s := range states {
		reviews[i].Rank = -s.Schedule.Saving(models[reviews[i].Place], today, s.pace(), all)
	}
	return nil
}

// modelsOf returns the models that the cards of the files of a scope follow, by the place of the
// file, and the events that set their parameters.
func (t *cardTx) modelsOf(chosen *choice) (models []model.Kernel, sets []journal.ID, err error) {
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
func (t *cardTx) statesOf(cards []*srs.Entry, sets []journal.ID) (states []*state, err error) {
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

// remembered returns the state of a card with its memory up to date.
func (t *cardTx) remembered(name deck.Key) (*state, error) {
	s, err := t.state(name)
	if err != nil {
		return nil, err
	}
	return s, t.remember(s)
}
