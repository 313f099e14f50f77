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

	// stamp returns the event that set the parameters which the memory of a card is to follow; nil:
	// those in force.
	stamp func(name deck.Key) journal.ID
	// turned are steps that an event is about to take back or to bring back.
	turned map[journal.ID]journal.Kind
}

func newDerivation() *derivation {
	return &derivation{gathered: newGathered(), days: make(map[srs.Day]stats.Totals)}
}

// deriveAll computes everything derived anew in one transaction.
func (t *txn) deriveAll() error {
	d := newDerivation()
	if err := t.scan(d.add); err != nil {
		return err
	}
	if err := t.runAll(d.before()); err != nil {
		return err
	}
	if err := t.scan(func(ev journal.Event) error { return d.apply(t.logTx, ev) }); err != nil {
		return err
	}
	return t.runAll(d.after())
}

// runAll runs stages in this transaction.
func (t *txn) runAll(stages []stage) error {
	for _, s := range stages {
		put := func(key, value []byte) error { return t.Put(s.bucket, key, value) }
		if err := s.do(t, put); err != nil {
			return err
		}
	}
	return nil
}

// stage is a part of a derivation. One with a bucket fills it by put, in the order of its keys and
// each once, and writes nothing else.
type stage struct {
	bucket string
	do     func(t *txn, put putter) error
}

// putter puts an entry into a bucket.
type putter = func(key, value []byte) error

// writing is a stage that writes by itself.
func writing(do func(*txn) error) stage {
	return stage{do: func(t *txn, _ putter) error { return do(t) }}
}

// before are the stages between the two passes over the log: of the first, [gathered.add] takes the
// events, of the second, [derivation.apply].
func (d *derivation) before() []stage {
	return []stage{
		writing((*txn).clearDerived),
		writing(d.prepare),
		{bucketOrigins, d.writeOrigins},
		{bucketSources, d.writeSources},
		writing(d.writeSteps),
		{bucketHistory, d.writeHistory},
		{bucketLinks, d.link},
		{bucketPlaces, d.writePlaces},
		writing(d.join),
	}
}

// after are the stages behind the second pass over the log.
func (d *derivation) after() []stage {
	stages := []stage{{bucketNames, d.name}, {bucketCards, d.writeCards}, writing(d.settle)}
	for _, name := range indexBuckets() {
		stages = append(stages, stage{name, d.writeIndex(name)})
	}
	return append(stages, writing(d.end))
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
	return nil
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
	if err := t.decideParams(); err != nil {
		return err
	}
	keys := united(d.sorted(), d.placed)
	d.gatherCards(keys, func(k deck.Key) bool { return len(d.places[k]) > 0 })
	d.links, d.places, d.placed, d.order = nil, nil, nil, nil
	return d.follow(t)
}

// sortedKeys returns the keys of a map in their order.
func sortedKeys[V any](m map[deck.Key]V) []deck.Key {
	keys := slices.AppendSeq(make([]deck.Key, 0, len(m)), maps.Keys(m))
	slices.SortFunc(keys, deck.Key.Compare)
	return keys
}

// united returns the keys of two lists that are in order, each once.
func united(a, b []deck.Key) []deck.Key {
	all := make([]deck.Key, 0, max(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		switch c := a[0].Compare(b[0]); {
		case c < 0:
			all, a = append(all, a[0]), a[1:]
		case c > 0:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, a[0]), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// link finds what decides of the pairs. They are written in the order of their keys: bbolt takes
// time for each that comes before others which grows with their number.
func (d *derivation) link(t *txn, put putter) error {
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
	for i := range d.links {
		l := &d.links[i]
		value := link{id: l.id, linked: l.linked}.value()
		if err := put(linkKey(l.key, l.other), value); err != nil {
			return err
		}
	}
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
	return nil
}

// paramsOf returns the event that set the parameters which the memory of a card is to follow.
func (d *derivation) paramsOf(t *txn, card []deck.Key) (journal.ID, error) {
	if d.stamp != nil {
		return d.stamp(card[0]), nil
	}
	return t.paramsOf(card)
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
		memory, err := t.modelOf(s.params)
		if err != nil {
			return err
		}
		if p, ok := s.take(ev, memory, t.cap); ok {
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
	d.of, d.refs, d.ids = nil, nil, nil
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
