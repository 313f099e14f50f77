package storage

import (
	"bytes"
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
	l := &logIndex{
		txn: t, history: make(map[deck.Key][]journal.ID), pairs: make(map[journal.Pair]bool), scattered: make(map[journal.ID]bool),
	}
	if err := t.scan(l.add); err != nil {
		return err
	}
	if err := l.store(); err != nil {
		return err
	}
	places, err := t.placeStored()
	if err != nil {
		return err
	}
	keys := make(map[deck.Key]bool, len(places)+len(l.history))
	for k := range places {
		keys[k] = true
	}
	for k := range l.history {
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
	t.memory = nil
	if err := t.Delete(bucketMeta, []byte(metaParams)); err != nil {
		return err
	}
	for _, name := range derivedBuckets() {
		if err := t.Empty(name); err != nil {
			return err
		}
		t.Append(name) // most entries come in order
	}
	return nil
}

// logIndex gathers what a pass over the log finds.
type logIndex struct {
	*txn
	history   map[deck.Key][]journal.ID
	pairs     map[journal.Pair]bool
	scattered map[journal.ID]bool // steps
	origins   [][]byte
	params    []journal.Event
}

func (l *logIndex) add(ev journal.Event) error {
	for _, k := range ev.Keys() {
		l.history[k] = append(l.history[k], ev.ID)
	}
	if p, ok := journal.PairOf(ev.Body); ok {
		l.pairs[p] = true
	}
	if seen, ok := ev.Body.(journal.TextSeen); ok {
		l.origins = append(l.origins, originKey(seen.Path, seen.Key))
	}
	if !ev.ID.IsClose(ev.Step) {
		l.scattered[ev.Step] = true
	}
	if _, ok := ev.Body.(journal.ParamsSet); ok {
		l.params = append(l.params, ev)
	}
	if target, k, ok := journal.Target(ev.Body); ok {
		return l.decideStep(target, ev.ID, k)
	}
	return nil
}

func (l *logIndex) store() error {
	for _, key := range slices.SortedFunc(slices.Values(l.origins), bytes.Compare) {
		if err := l.Put(bucketOrigins, key, []byte{}); err != nil {
			return err
		}
	}
	for _, step := range slices.SortedFunc(maps.Keys(l.scattered), journal.ID.Compare) {
		if err := l.Put(bucketScattered, step[:], []byte{}); err != nil {
			return err
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(l.history), deck.Key.Compare) {
		if err := l.Put(bucketHistory, k[:], encodeHistory(slices.Compact(l.history[k]))); err != nil {
			return err
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(l.pairs), journal.Pair.Compare) {
		if err := l.decidePair(p); err != nil {
			return err
		}
	}
	for _, ev := range slices.Backward(l.params) {
		if l.inForce(ev.Step) {
			return l.Put(bucketMeta, []byte(metaParams), ev.ID[:])
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
