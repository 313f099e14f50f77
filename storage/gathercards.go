package storage

import (
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
	for i, k := range keys {
		links := d.sidesOf(k)
		switch {
		case len(links) == 0:
			d.cards = append(d.cards, &state{keys: keys[i : i+1 : i+1]})
			continue
		case seen[k]:
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

// sidesOf returns what is decided of the pairs with a key.
func (d *derivation) sidesOf(k deck.Key) []sided {
	byKey := func(l sided, k deck.Key) int { return l.key.Compare(k) }
	from, found := slices.BinarySearchFunc(d.links, k, byKey)
	if !found {
		return nil
	}
	to := from
	for to < len(d.links) && d.links[to].key == k {
		to++
	}
	return d.links[from:to]
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
		var err error
		if s.params, err = d.paramsOf(t, s.keys); err != nil {
			return err
		}
		for _, k := range s.keys {
			if number, ok := d.keys[k]; ok {
				d.of[number], s.logged = s, true
			}
		}
	}
	d.keys = nil // it may be large
	return nil
}
