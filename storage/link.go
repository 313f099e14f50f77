package storage

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"cards/deck"
	"cards/storage/journal"
)

// linkTx is the part that knows which keys are one card.
type linkTx struct {
	*logTx
	unmatched bool // some orphan has not been matched with the live cards
}

// link is a pair with the event that decides of it.
type link struct {
	journal.Pair
	id     journal.ID
	linked bool
}

// decidePair finds what decides of a pair: the newest link or unlink in force.
func (t *linkTx) decidePair(p journal.Pair) error {
	l, ok, err := t.decided(p)
	if err != nil {
		return err
	}
	if ok {
		return errors.Join(t.Put(bucketLinks, linkKey(p.A, p.B), l.value()),
			t.Put(bucketLinks, linkKey(p.B, p.A), l.value()))
	}
	if t.Get(bucketLinks, linkKey(p.A, p.B)) != nil {
		t.unmatched = true // a pair that is no longer parted is one like any other
	}
	return errors.Join(t.Delete(bucketLinks, linkKey(p.A, p.B)),
		t.Delete(bucketLinks, linkKey(p.B, p.A)))
}

// decided returns what decides of a pair; false if nothing does.
func (t *linkTx) decided(p journal.Pair) (link, bool, error) {
	ids := t.history(p.A)
	for _, id := range slices.Backward(ids) {
		ev, err := t.event(id)
		if err != nil {
			return link{}, false, err
		}
		if q, ok := journal.PairOf(ev.Body); ok && p == q && t.inForce(ev.Step) {
			_, linked := ev.Body.(journal.Linked)
			return link{p, id, linked}, true, nil
		}
	}
	return link{}, false, nil
}

func linkKey(a, b deck.Key) []byte { return append(a[:], b[:]...) }

// value is what the bucket keeps of what decides of a pair.
func (l link) value() []byte {
	value := append(l.id[:], 0)
	if l.linked {
		value[len(value)-1] = 1
	}
	return value
}

// linksOf returns what is decided of the pairs with a key.
func (t *linkTx) linksOf(k deck.Key) []link {
	var links []link
	c := t.Bucket(bucketLinks).Cursor()
	for key, value := c.Seek(k[:]); bytes.HasPrefix(key, k[:]); key, value = c.Next() {
		links = append(links, link{
			Pair: journal.NewPair(k, deck.Key(key[len(k):])), id: journal.ID(value),
			linked: value[len(value)-1] == 1,
		})
	}
	return links
}

// family is all keys that links could join with some keys, and those links.
type family struct {
	keys    []deck.Key
	links   []link            // each once, by deciding id
	sources map[deck.Key]bool // the keys of imported cards among them
}

// familyOf returns the family of the given keys.
func (t *linkTx) familyOf(keys []deck.Key) family { return familyBy(keys, t.linksOf, t.isSource) }

// familyBy is [linkTx.familyOf] by what says which links keys have, and which are of imported
// cards.
func familyBy(
	keys []deck.Key, linksOf func(deck.Key) []link, isSource func(deck.Key) bool,
) family {
	var f family
	seen := make(map[deck.Key]bool, len(keys))
	add := func(k deck.Key) {
		if !seen[k] {
			seen[k] = true
			f.keys = append(f.keys, k)
			if isSource(k) {
				if f.sources == nil {
					f.sources = make(map[deck.Key]bool)
				}
				f.sources[k] = true
			}
		}
	}
	for _, k := range keys {
		add(k)
	}
	for i := 0; i < len(f.keys); i++ {
		for _, l := range linksOf(f.keys[i]) {
			if !l.linked {
				continue
			}
			add(l.A)
			add(l.B)
			if l.A == f.keys[i] {
				f.links = append(f.links, l)
			}
		}
	}
	slices.SortFunc(f.links,
		func(a, b link) int { return cmp.Or(a.id.Compare(b.id), a.Pair.Compare(b.Pair)) })
	return f
}

// compare orders keys: those of imported cards come last, since no card is named by one if it has
// another.
func (f family) compare(a, b deck.Key) int {
	switch {
	case f.sources[a] == f.sources[b]:
		return a.Compare(b)
	case f.sources[a]:
		return 1
	}
	return -1
}

// component is keys that links have joined.
type component struct {
	keys []deck.Key
	live bool // one of them is
}

// components joins a family into cards and returns their keys, sorted, with the links that were
// passed over because they would have joined two live keys. Links count in the order of their
// deciding ids.
func (f family) components(isLive func(deck.Key) bool) (cards [][]deck.Key, passed []link) {
	of := make(map[deck.Key]*component, len(f.keys))
	for _, k := range f.keys {
		of[k] = &component{keys: []deck.Key{k}, live: isLive(k)}
	}
	for _, l := range f.links {
		a, b := of[l.A], of[l.B]
		switch {
		case a == b:
		case a.live && b.live:
			passed = append(passed, l)
		default:
			if len(a.keys) < len(b.keys) {
				a, b = b, a
			}
			a.keys, a.live = append(a.keys, b.keys...), a.live || b.live
			for _, k := range b.keys {
				of[k] = a
			}
		}
	}
	for _, k := range f.keys {
		if c := of[k]; c.keys[0] == k {
			cards = append(cards, slices.SortedFunc(slices.Values(c.keys), f.compare))
		}
	}
	return cards, passed
}

// name returns the name of the card that a key belongs to.
func (t *linkTx) name(k deck.Key) deck.Key { return nameIn(k, t.Get(bucketNames, k[:])) }

// nameIn returns the name that is stored for a key: of none, that the key is the name itself.
func nameIn(k deck.Key, stored []byte) deck.Key {
	if len(stored) == len(k) {
		return deck.Key(stored)
	}
	return k
}

// allLinks returns the pairs that are linked, each once.
func (t *linkTx) allLinks() []link {
	var links []link
	c := t.Bucket(bucketLinks).Cursor()
	for key, _ := c.First(); key != nil; {
		a := deck.Key(key)
		for _, l := range t.linksOf(a) {
			if l.linked && l.A == a {
				links = append(links, l)
			}
		}
		next := journal.ID(a).Next()
		if key, _ = c.Seek(next[:]); next.IsZero() {
			break
		}
	}
	return links
}

// insert puts events into the log and what follows from them alone; about are those that they bring
// into force or out of it. It returns whether one has taken the place of another of the same id.
func (t *linkTx) insert(events, about []journal.Event) (replaced bool, err error) {
	for _, ev := range events {
		value, err := journal.Encode(ev)
		if err != nil {
			return false, err
		}
		became, err := t.insertValue(ev.ID, value)
		if err == nil && became == mergeNew {
			err = enter(t.logTx, ev)
		}
		if err != nil {
			return false, err
		}
		replaced = replaced || became == mergeReplaced
	}
	params := false
	for _, ev := range about {
		if p, ok := journal.PairOf(ev.Body); ok {
			if err := t.decidePair(p); err != nil {
				return false, err
			}
		}
		_, sets := ev.Body.(journal.ParamsSet)
		params = params || sets
	}
	if params {
		err = errors.Join(t.decideParams(), t.forgetMemory())
	}
	return replaced, err
}
