package storage

import (
	"bytes"
	"errors"
	"maps"
	"slices"

	"cards/deck"
	"cards/storage/journal"
)

// deriveAll computes everything derived anew, from the log and the compiled text.
func (t *txn) deriveAll() error {
	if err := t.clearDerived(); err != nil {
		return err
	}
	g := &gathered{logTx: t.logTx, history: make(map[deck.Key][]journal.ID), steps: make(map[journal.ID]bool)}
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
	if err := t.settleAll(slices.SortedFunc(maps.Keys(keys), deck.Key.Compare)); err != nil {
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

// settleAll settles the cards of all keys.
func (t *cardTx) settleAll(keys []deck.Key) error {
	settled := make(map[deck.Key]bool) // with the families of earlier keys
	for _, k := range keys {
		if settled[k] {
			continue
		}
		cards := [][]deck.Key{{k}}
		if len(t.linksOf(k)) > 0 {
			f := t.familyOf([]deck.Key{k})
			for _, other := range f.keys {
				settled[other] = true
			}
			cards, _ = f.components(t.isLive)
		}
		for _, card := range cards {
			if err := t.settle(card); err != nil {
				return err
			}
		}
	}
	return t.flush()
}
