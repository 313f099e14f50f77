package storage

import (
	"cards/deck"
	"cards/storage/wire"
)

// cardsPerRead is how many cards are read before the file is released: who takes them may be slow.
// The first read is of fewer, for who wants no more.
const (
	cardsPerRead      = 5000
	cardsPerFirstRead = 100
)

// Cards calls yield for every live card in the scope, drafts and suspended included, in the order
// of decks, files and lines, until it returns false.
func (c *cardOwner) Cards(scope Scope, yield func(*Card) bool) error {
	r := reading{scope: scope, most: cardsPerFirstRead}
	for !r.done {
		next := r.next
		err := c.view(func(t *txn) error {
			r.next = next // it may have been read before
			return r.read(t)
		})
		if err != nil {
			return err
		}
		for _, card := range r.cards {
			if !yield(card) {
				return nil
			}
		}
		r.most = cardsPerRead
	}
	return nil
}

// reading is how far the cards of a scope have been read.
type reading struct {
	scope Scope
	most  int     // cards that are read at once
	cards []*Card // that were read last
	next  noteAddress
	done  bool

	chosen  *choice
	version uint64   // of the collection that it was chosen from
	copied  snapshot // of what is read of each card; none where few are
}

// read reads the next cards.
func (r *reading) read(t *txn) (err error) {
	if r.chosen == nil || r.version != t.Version() {
		if r.chosen, err = t.choose(r.scope); err != nil {
			return err
		}
		r.version, r.copied = t.Version(), snapshot{}
	}
	if r.copied.cards == nil && r.most == cardsPerRead && r.chosen.isMost() {
		r.copied = t.snapshot()
	}
	r.cards = nil
	for r.next.file < len(r.chosen.files) && len(r.cards) < r.most {
		if err := t.readCards(r); err != nil {
			return err
		}
	}
	if r.done = r.next.file >= len(r.chosen.files); !r.done {
		return nil
	}
	for _, name := range r.chosen.orphans {
		card, err := t.orphanCard(name)
		if err != nil {
			return err
		}
		r.cards = append(r.cards, card)
	}
	return nil
}

// noteAddress is where reading all cards goes on: a note of a file, by their places in the order.
type noteAddress struct{ file, note int }

// readCards reads the cards that are asked from the notes of a file from a place on, until they are
// enough for one read, and moves the place behind the last.
func (t *queryTx) readCards(r *reading) error {
	f := r.chosen.files[r.next.file]
	text, err := t.compiledText(f.id)
	if err != nil {
		return err
	}
	for ; r.next.note < text.n && len(r.cards) < r.most; r.next.note++ {
		if !r.chosen.mayHaveCards(f.id, r.next.note) {
			continue
		}
		n, err := text.note(r.next.note)
		if err != nil {
			return &wire.CorruptError{Bucket: bucketNotes, Key: f.id.bytes(), Err: err}
		}
		if err := t.readNote(r, n, spot{file: f.id, note: uint32(r.next.note)}, f); err != nil {
			return err
		}
	}
	if r.next.note >= text.n {
		r.next = noteAddress{file: r.next.file + 1}
	}
	return nil
}

// readNote reads the cards that are asked from a note.
func (t *queryTx) readNote(r *reading, n *deck.Note, at spot, f *deckFile) error {
	for j := range n.Cards {
		at.card = uint32(j)
		key := n.Cards[j].Key
		stored := t.valueIn(bucketPlaces, r.copied.places, key)
		if !isFirst(stored, at) {
			continue // the places of a key with many are read once
		}
		name := nameIn(key, t.valueIn(bucketNames, r.copied.names, key))
		if !r.chosen.hasCard(f.id, name) {
			continue
		}
		places, err := placesOf(key, stored)
		if err != nil {
			return err
		}
		if places[0].held {
			continue
		}
		s, err := t.stateIn(name, t.valueIn(bucketCards, r.copied.cards, name))
		if err != nil {
			return err
		}
		card, err := t.newCard(s, places, n, f)
		if err != nil {
			return err
		}
		r.cards = append(r.cards, card)
	}
	return nil
}
