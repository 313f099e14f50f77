package storage

import (
	"maps"
	"slices"

	"cards/deck"
	"cards/storage/journal"
)

// sided is a link as it is kept under one of its keys.
type sided struct {
	key, other deck.Key
	id         journal.ID
	linked     bool
}

// gatherCards finds the cards that links make of all keys, without what their events say. The keys
// are sorted.
func (d *derivation) gatherCards(keys []deck.Key, isLive func(deck.Key) bool) {
	seen := make(map[deck.Key]bool) // with the families of earlier keys
	isSource := func(k deck.Key) bool { return d.sources[k] }
	rest := d.links // of the keys from here on
	for i, k := range keys {
		var links []sided
		links, rest = sidesAt(rest, k)
		switch {
		case len(links) == 0:
			d.cards = append(d.cards, &state{keys: keys[i : i+1 : i+1]})
			continue
		case seen[k]:
			continue
		}
		if pair := d.pairOf(k, links, isLive); pair != nil {
			seen[links[0].other] = true
			d.cards = append(d.cards, &state{keys: pair})
			continue
		}
		f := familyBy([]deck.Key{k}, d.linksOf, isSource)
		for _, other := range f.keys {
			seen[other] = true
		}
		cards, _ := f.components(isLive)
		for _, card := range cards {
			d.cards = append(d.cards, &state{keys: card})
		}
	}
}

// pairOf returns the keys of a card that one link makes of two keys, of which neither has another
// link; nil if it is none. Most imported cards are such: of their text and of that of their source.
func (d *derivation) pairOf(
	k deck.Key, links []sided, isLive func(deck.Key) bool,
) []deck.Key {
	other := links[0].other
	if len(links) > 1 || !links[0].linked || other == k || len(d.sidesOf(other)) > 1 ||
		isLive(k) && isLive(other) {
		return nil
	}
	f := family{keys: []deck.Key{k, other}, sources: d.sources}
	slices.SortFunc(f.keys, f.compare)
	return f.keys
}

// sidesOf returns what is decided of the pairs with a key.
func (d *derivation) sidesOf(k deck.Key) []sided {
	byKey := func(l sided, k deck.Key) int { return l.key.Compare(k) }
	from, _ := slices.BinarySearchFunc(d.links, k, byKey)
	of, _ := sidesAt(d.links[from:], k)
	return of
}

// sidesAt returns those of some links, in order, that are under a key, and what is behind them.
func sidesAt(links []sided, k deck.Key) (of, rest []sided) {
	for len(links) > 0 && links[0].key.Compare(k) < 0 {
		links = links[1:]
	}
	n := 0
	for n < len(links) && links[n].key == k {
		n++
	}
	return links[:n], links[n:]
}

// linksOf is [linkTx.linksOf] of what was decided.
func (d *derivation) linksOf(k deck.Key) []link {
	sides := d.sidesOf(k)
	links := make([]link, len(sides))
	for i, s := range sides {
		links[i] = link{Pair: journal.NewPair(s.key, s.other), id: s.id, linked: s.linked}
	}
	return links
}

// follow finds which parameters the cards follow, and which card each key is of.
func (d *derivation) follow(t *txn) error {
	d.of = make([]*state, len(d.keys))
	for _, s := range d.cards {
		for _, k := range s.keys {
			if number, ok := d.keys[k]; ok {
				d.of[number], s.logged = s, true
			}
			if places := d.places[k]; len(places) > 0 {
				s.places = places
			}
		}
		var err error
		if s.params, err = d.paramsOf(t, s); err != nil {
			return err
		}
	}
	d.keys = nil // it may be large
	return nil
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
