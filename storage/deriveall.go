package storage

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"slices"
	"sync"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"
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
	of     []*state                 // cards by the numbers of keys
	at     int                      // how many references of events have been applied
	index  map[string][]indexChange // entries of indexes, by bucket
	days   map[srs.Day]stats.Totals
	set    journal.ID   // the parameters of the card that an event was applied to last
	memory model.Kernel // that they make; nil at first

	// stamp returns the event that set the parameters which the memory of a card is to follow; nil:
	// those in force.
	stamp func(name deck.Key) journal.ID
	// turned are steps that an event is about to take back or to bring back.
	turned map[journal.ID]journal.Kind
}

func newDerivation() *derivation {
	return &derivation{gathered: newGathered(), days: make(map[srs.Day]stats.Totals)}
}

// clearDerived empties the derived buckets, or makes them.
func (t *txn) clearDerived() error {
	t.forget()
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
		slices.SortFunc(d.origins, func(a, b origin) int { return bytes.Compare(a[:], b[:]) })
	})
	defer sorting.Wait()
	if err := d.placeStored(t); err != nil {
		return err
	}
	d.placed = sortedKeys(d.places)
	return nil
}

// writeOrigins writes the files in which texts were first seen.
func (d *derivation) writeOrigins(_ *txn, put putter) error {
	for _, o := range slices.Compact(d.origins) {
		if err := put(o[:], []byte{}); err != nil {
			return err
		}
	}
	d.origins = nil
	return nil
}

// writeSources writes the keys of imported cards.
func (d *derivation) writeSources(_ *txn, put putter) error {
	for _, k := range slices.SortedFunc(maps.Keys(d.sources), deck.Key.Compare) {
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

func (d *derivation) writeHistory(_ *txn, put putter) error {
	var value []byte // is one room for all: what is sealed is copied
	return d.eachHistory(func(k deck.Key, ids []journal.ID) error {
		value = appendHistory(value[:0], ids)
		return put(k[:], value)
	})
}

// join finds which keys there are and which of them are one card.
func (d *derivation) join(t *txn) error {
	keys := united(d.sorted(), d.placed)
	d.order = nil
	d.gatherCards(keys, func(k deck.Key) bool { return len(d.places[k]) > 0 })
	return d.follow(t)
}

// link finds what decides of the pairs.
func (d *derivation) link(t *txn) error {
	d.links = make([]sided, 0, 2*len(d.pairs))
	for _, p := range slices.SortedFunc(maps.Keys(d.pairs), journal.Pair.Compare) {
		switch l, ok, err := d.decidedOf(t, p); {
		case err != nil:
			return err
		case ok:
			d.links = append(d.links, sided{p.A, p.B, l.id, l.linked})
			if p.A != p.B { // else it says nothing, but may come from elsewhere
				d.links = append(d.links, sided{p.B, p.A, l.id, l.linked})
			}
		}
	}
	d.pairs = nil
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

// decidedOf is [linkTx.decided], without a look at the log where one event alone can decide.
func (d *derivation) decidedOf(t *txn, p journal.Pair) (link, bool, error) {
	if s := d.pairs[p]; !s.more {
		return link{p, s.id, s.linked}, !d.isUndone(s.step), nil
	}
	return t.decided(p)
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
	for _, k := range d.placed {
		if err := put(k[:], encodePlaces(d.places[k])); err != nil {
			return err
		}
	}
	d.places, d.placed = nil, nil
	return nil
}

// paramsOf returns the event that set the parameters which the memory of a card is to follow.
func (d *derivation) paramsOf(t *txn, card []deck.Key) (journal.ID, error) {
	if d.stamp != nil {
		return d.stamp(card[0]), nil
	}
	return t.paramsIn(card, func(card []deck.Key) (fileID, bool) {
		for _, k := range card {
			if places := d.places[k]; len(places) > 0 {
				return places[0].file, true
			}
		}
		return 0, false
	})
}

// apply applies the next event of the log to the cards that it is about, if it is in force, and
// adds it to the totals of its day.
func (d *derivation) apply(t *logTx, ev journal.Event) error {
	about := d.about(ev.ID, &d.at)
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
		if p, ok := s.take(ev, d.memory, t.cap); ok {
			d.days[p.day] = d.days[p.day].Add(p.totals)
		}
	}
	return nil
}

// writeCards writes the cards, to which all events have been applied.
func (d *derivation) writeCards(_ *txn, put putter) error {
	d.of, d.refs, d.ids = nil, nil, nil
	for _, s := range d.cards {
		if name := s.keys[0]; s.logged || len(s.keys) > 1 {
			if err := put(name[:], encodeState(name, s)); err != nil {
				return err
			}
		}
	}
	return nil
}

// settle finds what follows from the cards, and writes it but for the entries of indexes, of which
// each card has one or more.
func (d *derivation) settle(t *txn) error {
	read := placeReader{t: t.textTx, cursor: t.Bucket(bucketPlaces).Cursor()}
	for i, s := range d.cards {
		if err := t.listBy(s, read.of, 1); err != nil {
			return err
		}
		d.cards[i] = nil
	}
	for day, totals := range d.days {
		t.days[day] = t.days[day].Add(totals)
	}
	d.index, t.index = t.index, nil
	return t.flush()
}

// writeIndex returns what writes the entries of an index.
func (d *derivation) writeIndex(bucket string) func(*txn, putter) error {
	return func(_ *txn, put putter) error {
		entries := d.index[bucket]
		delete(d.index, bucket)
		sortChanges(entries)
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
	return errors.Join(t.putMeta(metaRules, rules), t.putMeta(metaCap, uint64(t.cap.Milliseconds())))
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
