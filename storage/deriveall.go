package storage

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"slices"
	"sync"

	"cards/deck"
	"cards/srs/model"
	"cards/storage/journal"
)

// derivation computes everything derived anew, from the log and the compiled text. What it knows
// between its stages is in memory, what it writes need not fit there: each stage may have a
// transaction of its own.
type derivation struct {
	*gathered
	links  []sided // what decides of the pairs, by their keys
	places map[deck.Key][]place
	placed []deck.Key // of places, in order
	cards  []*state
	of     []*state // cards by the numbers of keys
	at     int      // how many references of events have been applied
	lists
	unmatched bool         // some orphan is to be matched with the live cards
	set       journal.ID   // the parameters of the card that an event was applied to last
	memory    model.Kernel // that they make; nil at first

	// stamp returns the event that set the parameters which the memory of a card is to follow; nil:
	// those in force.
	stamp func(name deck.Key) journal.ID
	// turned are steps that an event is about to take back or to bring back.
	turned map[journal.ID]journal.Kind
}

func newDerivation() *derivation {
	return &derivation{gathered: newGathered(), lists: newLists()}
}

// clearDerived empties the derived buckets, or makes them.
func (t *txn) clearDerived() error {
	t.lists = newLists()
	clear(t.models)
	for _, name := range []string{metaParams, metaPresets, metaRemembered, metaFollowed} {
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

// prepare finds the places of all keys, while what was gathered is put in order.
func (d *derivation) prepare(t *txn) error {
	var sorting sync.WaitGroup
	sorting.Go(func() {
		d.sorted()
		slices.SortFunc(d.origins, origin.compare)
	})
	defer sorting.Wait()
	if err := d.placeStored(t); err != nil {
		return err
	}
	d.placed = sortedKeys(d.places)
	return nil
}

// writeOrigins writes the files in which texts were first seen.
func (g *gathered) writeOrigins(_ *txn, put putter) error {
	for _, o := range slices.Compact(g.origins) {
		if err := put(o[:], []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// writeSources writes the keys of imported cards.
func (g *gathered) writeSources(_ *txn, put putter) error {
	for _, k := range slices.SortedFunc(maps.Keys(g.sources), deck.Key.Compare) {
		if err := put(k[:], []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// writeSteps writes what else follows from events by themselves, but for histories.
func (d *derivation) writeSteps(t *txn) error {
	for _, id := range d.params {
		if err := t.addParams(id); err != nil {
			return err
		}
	}
	for _, step := range slices.SortedFunc(maps.Keys(d.steps), journal.ID.Compare) {
		if err := t.addScattered(step); err != nil {
			return err
		}
	}
	for step, k := range d.turned {
		d.decided[step] = decision{kind: k}
	}
	for _, step := range slices.SortedFunc(maps.Keys(d.decided), journal.ID.Compare) {
		if err := t.decideStep(step, d.decided[step].by, d.decided[step].kind); err != nil {
			return err
		}
	}
	return t.decideParams()
}

func (g *gathered) writeHistory(_ *txn, put putter) error {
	var value []byte // is one room for all: what is sealed is copied
	return g.eachHistory(func(k deck.Key, ids []journal.ID) error {
		value = appendHistory(value[:0], ids)
		return put(k[:], value)
	})
}

// join finds which keys there are and which of them are one card.
func (d *derivation) join(t *txn) error {
	keys := united(d.sorted(), d.placed)
	d.order, d.origins = nil, nil
	d.gatherCards(keys, func(k deck.Key) bool { return len(d.places[k]) > 0 })
	return d.follow(t)
}

// link finds what decides of the pairs.
func (d *derivation) link(_ *txn) error {
	d.links = make([]sided, 0, 2*len(d.pairs))
	for p := range d.pairs {
		if s, ok := d.decisive(p); ok {
			d.links = append(d.links, sided{p.A, p.B, s.id, s.linked})
			if p.A != p.B { // else it says nothing, but may come from elsewhere
				d.links = append(d.links, sided{p.B, p.A, s.id, s.linked})
			}
		}
	}
	d.pairs, d.earlier = nil, nil
	slices.SortFunc(d.links, func(a, b sided) int {
		return cmp.Or(a.key.Compare(b.key), a.other.Compare(b.other))
	})
	return nil
}

// writeLinks writes it. It comes in the order of the keys: bbolt takes time for each entry that
// comes before others which grows with their number.
func (d *derivation) writeLinks(_ *txn, put putter) error {
	for i := range d.links {
		l := &d.links[i]
		value := link{id: l.id, linked: l.linked}.value()
		if err := put(linkKey(l.key, l.other), value); err != nil {
			return err
		}
	}
	d.links = nil
	return nil
}

// placeStored finds the places of all keys in the stored text.
func (d *derivation) placeStored(t *txn) error {
	files, err := t.deckFiles()
	if err != nil {
		return err
	}
	p := newPlacing(t, files)
	for _, id := range slices.Sorted(maps.Keys(files)) {
		o, err := t.outline(id)
		if err != nil {
			return err
		}
		p.enterFile(id, o)
	}
	if err := p.placeIDs(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(files)) {
		p.placeFile(id)
	}
	for _, places := range p.next {
		sortPlaces(places, p.path)
	}
	d.places = p.next
	return nil
}

func (d *derivation) writePlaces(_ *txn, put putter) error {
	var value []byte // as that of a history
	for _, k := range d.placed {
		value = appendPlaces(value[:0], d.places[k])
		if err := put(k[:], value); err != nil {
			return err
		}
	}
	d.places, d.placed = nil, nil
	return nil
}

// paramsOf returns the event that set the parameters which the memory of a card is to follow.
func (d *derivation) paramsOf(t *txn, s *state) (journal.ID, error) {
	if d.stamp != nil {
		return d.stamp(s.keys[0]), nil
	}
	return t.paramsIn(s.keys, func([]deck.Key) (fileID, bool) {
		if len(s.places) > 0 {
			return s.places[0].file, true
		}
		return 0, false
	})
}

// apply applies an event, by its number in the log, to the cards that it is about, if it is in
// force, and adds it to the totals of its day.
func (d *derivation) apply(t *logTx, ev *numbered) error {
	about := d.about(ev.number, &d.at)
	if d.isUndone(ev.Step) {
		return nil
	}
	var last *state
	for _, r := range about {
		s := d.of[r.key]
		if s == last {
			continue // it is about two texts of one card
		}
		last = s
		if d.memory == nil || s.params != d.set {
			var err error
			if d.memory, err = t.modelOf(s.params); err != nil {
				return err
			}
			d.set = s.params
		}
		if p, ok := ev.moves(s, d.memory, t.cap); ok {
			d.days[p.day] = d.days[p.day].Add(p.totals)
		}
	}
	return nil
}

// writeCards writes the cards, to which all events have been applied.
func (d *derivation) writeCards(_ *txn, put putter) error {
	for _, s := range d.cards {
		if name := s.keys[0]; s.logged || len(s.keys) > 1 {
			if err := put(name[:], encodeState(name, s)); err != nil {
				return err
			}
		}
	}
	return nil
}

// list finds what the indexes and counts hold of the cards.
func (d *derivation) list(t *txn) error {
	for _, s := range d.cards {
		t.listAt(s, s.places, 1)
	}
	for _, entries := range t.index {
		sortChanges(entries)
	}
	t.days, d.unmatched = d.days, t.unmatched
	d.lists, t.lists = t.lists, newLists()
	return nil
}

// settle writes it, but for the entries of indexes, of which each card has one or more.
func (d *derivation) settle(t *txn) error {
	d.cards = nil
	t.lists, t.unmatched = d.lists, t.unmatched || d.unmatched
	t.index = nil
	return t.flush()
}

// writeIndex returns what writes the entries of an index.
func (d *derivation) writeIndex(bucket string) func(*txn, putter) error {
	return func(_ *txn, put putter) error {
		entries := d.index[bucket]
		delete(d.index, bucket)
		for i, e := range entries {
			if i+1 < len(entries) && bytes.Equal(e.key, entries[i+1].key) {
				continue // the last stays
			}
			if err := put(e.key, e.value); err != nil {
				return err
			}
		}
		return nil
	}
}

// end notes by which rules everything was derived.
func (d *derivation) end(t *txn) error {
	return errors.Join(t.putMeta(metaRules, rules),
		t.putMeta(metaCap, uint64(t.cap.Milliseconds())))
}

// name writes the names of joined cards, and orders the cards by their own.
func (d *derivation) name(_ *txn, put putter) error {
	slices.SortFunc(d.cards, func(a, b *state) int { return a.keys[0].Compare(b.keys[0]) })
	type named struct{ key, name deck.Key }
	var list []named
	for _, s := range d.cards {
		if len(s.keys) == 1 {
			continue
		}
		for _, k := range s.keys {
			list = append(list, named{k, s.keys[0]})
		}
	}
	slices.SortFunc(list, func(a, b named) int { return a.key.Compare(b.key) })
	for i := range list {
		if err := put(list[i].key[:], list[i].name[:]); err != nil {
			return err
		}
	}
	return nil
}
