package storage

import (
	"maps"
	"slices"

	"cards/deck"
	"cards/storage/ahead"
)

// moveAll stores the places and lists the cards by them. Cards with links are done at last,
// together: which of them are joined depends on which are live.
func (p *placing) moveAll() error {
	if p.noPlaces && p.noLinks && p.noCards {
		return p.moveNew()
	}
	var linked []deck.Key
	for _, k := range slices.SortedFunc(maps.Keys(p.next), deck.Key.Compare) {
		var now []place
		if !p.noPlaces {
			var err error
			if now, err = p.places(k); err != nil {
				return err
			}
		}
		was := slices.Clone(now)
		kept := slices.DeleteFunc(now, func(at place) bool {
			return p.anew[at.file] || p.again[spot{file: at.file, note: at.note}]
		})
		next := append(kept, p.next[k]...)
		sortPlaces(next, p.path)
		p.next[k] = next
		switch {
		case slices.Equal(was, next):
		case (len(was) == 0) != (len(next) == 0) && !p.noLinks && len(p.linksOf(k)) > 0:
			linked = append(linked, k)
		default:
			if err := p.move(k, was, next); err != nil {
				return err
			}
		}
	}
	if len(linked) == 0 {
		return nil
	}
	return p.moveLinked(linked)
}

// placed is a key with its places as they are stored.
type placed struct {
	key   deck.Key
	value []byte
}

// moveNew is [placing.moveAll] where nothing is known of any key: what follows from the places is
// worked out while they are stored.
func (p *placing) moveNew() error {
	const atOnce = 4096
	keys := slices.SortedFunc(maps.Keys(p.next), deck.Key.Compare)
	list := func(give func([]placed) bool) error {
		for some := range slices.Chunk(keys, atOnce) {
			ready := make([]placed, 0, len(some))
			for i, k := range some {
				sortPlaces(p.next[k], p.path)
				if len(p.next[k]) > 0 {
					p.listAt(&state{keys: some[i : i+1 : i+1]}, p.next[k], 1)
					ready = append(ready, placed{k, encodePlaces(p.next[k])})
					p.next[k] = nil // of many, a copy is enough
				}
			}
			if !give(ready) {
				return nil
			}
		}
		sortChanges(p.index[bucketFresh])
		return nil
	}
	places := p.Append(bucketPlaces)
	return ahead.Each(list, func(some []placed) error {
		for _, at := range some {
			if err := places.Put(at.key[:], at.value); err != nil {
				return err
			}
		}
		return nil
	})
}

// moveLinked moves keys that links join with others, or would.
func (p *placing) moveLinked(keys []deck.Key) error {
	for _, k := range keys {
		was, err := p.places(k)
		if err != nil {
			return err
		}
		if err := p.vanish(k, was, p.next[k]); err != nil {
			return err
		}
	}
	if err := p.relist(keys); err != nil {
		return err
	}
	for _, k := range keys {
		s, err := p.state(p.name(k))
		if err != nil {
			return err
		}
		p.appear(s, nil, p.next[k])
	}
	return nil
}

// relist stores the places of keys, and lists the cards of them and of all that links join with
// them anew. What the log says of a card is gone through only if the places join other keys with
// it.
func (p *placing) relist(keys []deck.Key) error {
	f := p.familyOf(keys)
	were, _ := f.components(p.isLive)
	moves := make(map[deck.Key]bool, len(keys))
	for _, k := range keys {
		moves[k] = true
	}
	cards, _ := f.components(func(k deck.Key) bool {
		if moves[k] {
			return len(p.next[k]) > 0
		}
		return p.isLive(k)
	})
	stays := alike(were, cards)
	for _, card := range were {
		var err error
		if stays[card[0]] {
			err = p.listNamed(card[0], -1)
		} else {
			err = p.lift(card)
		}
		if err != nil {
			return err
		}
	}
	for _, k := range keys {
		if err := p.putPlaces(k, p.next[k]); err != nil {
			return err
		}
	}
	for _, card := range cards {
		var err error
		if stays[card[0]] {
			err = p.listNamed(card[0], 1)
		} else {
			err = p.settle(card)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// listNamed is [cardTx.list] of a card as it is stored under its name.
func (p *placing) listNamed(name deck.Key, sign int) error {
	s, err := p.state(name)
	if err != nil {
		return err
	}
	return p.list(s, sign)
}

// alike returns the names of the cards that have the same keys in both lists.
func alike(before, after [][]deck.Key) map[deck.Key]bool {
	were := make(map[deck.Key][]deck.Key, len(before))
	for _, card := range before {
		were[card[0]] = card
	}
	same := make(map[deck.Key]bool, len(after))
	for _, card := range after {
		if slices.Equal(were[card[0]], card) {
			same[card[0]] = true
		}
	}
	return same
}

// move changes the places of a key where that joins and parts no cards.
func (p *placing) move(k deck.Key, was, next []place) error {
	s := &state{keys: []deck.Key{k}}
	if !p.noCards {
		var err error
		if s, err = p.state(p.name(k)); err != nil {
			return err
		}
	}
	p.listAt(s, was, -1)
	p.listAt(s, next, 1)
	switch {
	case len(next) == 0:
		p.listOrphan(s, 1)
	case len(was) == 0:
		p.listOrphan(s, -1)
	}
	p.appear(s, was, next)
	if err := p.vanish(k, was, next); err != nil {
		return err
	}
	return p.putPlaces(k, next)
}
