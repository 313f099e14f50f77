package storage

import (
	"bytes"
	"errors"
	"maps"
	"slices"

	"cards/deck"
	"cards/srs/stats"
	"cards/storage/journal"
)

// deriveAll computes everything derived anew, from the log and the compiled text.
func (t *txn) deriveAll() error {
	if err := t.clearDerived(); err != nil {
		return err
	}
	g := newGathered(t.logTx)
	pairs := make(map[journal.Pair]bool)
	err := t.scan(func(ev journal.Event) error {
		if p, ok := journal.PairOf(ev.Body); ok {
			pairs[p] = true
		}
		return enter(g, ev)
	})
	if err != nil {
		return err
	}
	if err := errors.Join(g.write(), t.decideAll(pairs), t.decideParams()); err != nil {
		return err
	}
	places, err := t.placeStored()
	if err != nil {
		return err
	}
	keys := make(map[deck.Key]bool, len(places)+len(g.history))
	for k := range places {
		keys[k] = true
	}
	for k := range g.history {
		keys[k] = true
	}
	g.history = nil // it may be large
	cards, err := t.gatherCards(slices.SortedFunc(maps.Keys(keys), deck.Key.Compare))
	if err != nil {
		return err
	}
	if err := errors.Join(t.replayAll(cards, g.isUndone), t.settleAll(cards)); err != nil {
		return err
	}
	return t.putMeta(metaRules, rules)
}

// clearDerived empties the derived buckets, or makes them.
func (t *txn) clearDerived() error {
	t.forget()
	clear(t.models)
	for _, name := range []string{metaParams, metaRemembered} {
		if err := t.Delete(bucketMeta, []byte(name)); err != nil {
			return err
		}
	}
	for _, name := range derivedBuckets() {
		if err := t.Empty(name); err != nil {
			return err
		}
		t.Append(name) // most entries come in order
	}
	return nil
}

// write puts what was gathered into the buckets.
func (g *gathered) write() error {
	for _, key := range slices.SortedFunc(slices.Values(g.origins), bytes.Compare) {
		if err := g.Put(bucketOrigins, key, []byte{}); err != nil {
			return err
		}
	}
	for _, step := range slices.SortedFunc(maps.Keys(g.steps), journal.ID.Compare) {
		if err := g.logTx.addScattered(step); err != nil {
			return err
		}
	}
	for _, step := range slices.SortedFunc(maps.Keys(g.decided), journal.ID.Compare) {
		d := g.decided[step]
		if err := g.logTx.decideStep(step, d.by, d.kind); err != nil {
			return err
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(g.history), deck.Key.Compare) {
		if err := g.Put(bucketHistory, k[:], encodeHistory(g.history[k])); err != nil {
			return err
		}
	}
	return nil
}

// decideAll finds what decides of pairs.
func (t *linkTx) decideAll(pairs map[journal.Pair]bool) error {
	for _, p := range slices.SortedFunc(maps.Keys(pairs), journal.Pair.Compare) {
		if err := t.decidePair(p); err != nil {
			return err
		}
	}
	return nil
}

// placeStored finds the places of all keys in the stored text and stores them.
func (t *txn) placeStored() (map[deck.Key][]place, error) {
	files, err := t.deckFiles()
	if err != nil {
		return nil, err
	}
	p := newPlacing(t, files)
	for _, id := range slices.Sorted(maps.Keys(files)) {
		c, err := t.content(id)
		if err != nil {
			return nil, err
		}
		p.enterFile(id, c)
	}
	if err := p.placeIDs(); err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(files)) {
		p.placeFile(id)
	}
	for _, k := range slices.SortedFunc(maps.Keys(p.next), deck.Key.Compare) {
		sortPlaces(p.next[k], p.path)
		if err := t.putPlaces(k, p.next[k]); err != nil {
			return nil, err
		}
	}
	return p.next, nil
}

// gatherCards returns the cards that links make of all keys, without what their events say. The
// keys are sorted.
func (t *cardTx) gatherCards(keys []deck.Key) ([]*state, error) {
	_, set, err := t.model()
	if err != nil {
		return nil, err
	}
	var all []*state
	seen := make(map[deck.Key]bool) // with the families of earlier keys
	add := func(card []deck.Key) {
		s := &state{keys: card, params: set}
		if t.stamp != nil {
			s.params = t.stamp(card[0])
		}
		all = append(all, s)
	}
	for _, k := range keys {
		switch {
		case seen[k]:
		case len(t.linksOf(k)) == 0:
			add([]deck.Key{k})
		default:
			f := t.familyOf([]deck.Key{k})
			for _, other := range f.keys {
				seen[other] = true
			}
			cards, _ := f.components(t.isLive)
			for _, card := range cards {
				add(card)
			}
		}
	}
	return all, nil
}

// replayAll applies all events in force to the cards that they are about, in one pass over the log,
// and adds them to the totals of their days.
func (t *cardTx) replayAll(cards []*state, isUndone func(step journal.ID) bool) error {
	of := make(map[deck.Key]*state, len(cards))
	for _, s := range cards {
		for _, k := range s.keys {
			of[k] = s
		}
	}
	return t.scan(func(ev journal.Event) error {
		if isUndone(ev.Step) {
			return nil
		}
		var last *state
		for _, k := range ev.Keys() {
			s := of[k]
			if s == last {
				continue // it is about two texts of one card
			}
			last = s
			memory, err := t.modelOf(s.params)
			if err != nil {
				return err
			}
			if r, ok := ev.Body.(journal.Reviewed); ok && r.Counts() {
				t.days[r.Day] = t.days[r.Day].Add(stats.Of(s.Schedule, r.Review))
				s.today.add(ev, r.Review)
			}
			s.Apply(ev, memory)
		}
		return nil
	})
}

// settleAll settles cards whose events have been replayed.
func (t *cardTx) settleAll(cards []*state) error {
	for _, s := range cards {
		if err := t.settleAs(s); err != nil {
			return err
		}
	}
	return t.flush()
}
