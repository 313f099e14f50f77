package storage

import (
	"cards/deck"
	"cards/storage/wire"
)

// cardsPerRead is how many cards are read before the file is released: who takes them may be slow.
const cardsPerRead = 5000

// Cards calls yield for every live card in the scope, drafts and suspended included, in the order
// of decks, files and lines, until it returns false.
func (c *Collection) Cards(scope Scope, yield func(*Card) bool) error {
	var next noteAddress
	for done := false; !done; {
		var cards []*Card
		start := next
		err := c.view(func(t *txn) error {
			cards, next = nil, start
			chosen, err := t.choose(scope)
			if err != nil {
				return err
			}
			for next.file < len(chosen.files) && len(cards) < cardsPerRead {
				if cards, err = t.appendCards(cards, chosen, &next); err != nil {
					return err
				}
			}
			if done = next.file >= len(chosen.files); !done {
				return nil
			}
			for _, name := range chosen.orphans {
				card, err := t.orphanCard(name)
				if err != nil {
					return err
				}
				cards = append(cards, card)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, card := range cards {
			if !yield(card) {
				return nil
			}
		}
	}
	return nil
}

// noteAddress is where reading all cards goes on: a note of a file, by their places in the order.
type noteAddress struct{ file, note int }

// appendCards appends the cards that are asked from the notes of a file from a place on, until they
// are enough for one read, and moves the place behind the last.
func (t *queryTx) appendCards(cards []*Card, ch *choice, at *noteAddress) ([]*Card, error) {
	f := ch.files[at.file]
	text, err := t.compiledText(f.id)
	if err != nil {
		return nil, err
	}
	for ; at.note < text.n && len(cards) < cardsPerRead; at.note++ {
		n, err := text.note(at.note)
		if err != nil {
			return nil, &wire.CorruptError{Bucket: bucketNotes, Key: f.id.bytes(), Err: err}
		}
		if cards, err = t.appendCardsOf(cards, ch, n, spot{file: f.id, note: uint32(at.note)}, f); err != nil {
			return nil, err
		}
	}
	if at.note >= text.n {
		*at = noteAddress{file: at.file + 1}
	}
	return cards, nil
}

// appendCardsOf appends the cards that are asked from a note.
func (t *queryTx) appendCardsOf(
	cards []*Card, ch *choice, n *deck.Note, at spot, f *deckFile,
) ([]*Card, error) {
	for j := range n.Cards {
		at.card = uint32(j)
		if !t.isFirst(n.Cards[j].Key, at) {
			continue // the places of a key with many are read once
		}
		places, err := t.places(n.Cards[j].Key)
		if err != nil {
			return nil, err
		}
		if places[0].held {
			continue
		}
		name := t.name(n.Cards[j].Key)
		if !ch.hasCard(f.id, name) {
			continue
		}
		s, err := t.state(name)
		if err != nil {
			return nil, err
		}
		card, err := t.newCard(s, places, n, f)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}
