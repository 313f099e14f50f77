package apkg

import (
	"fmt"
	"slices"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/storage"
	"cards/storage/journal"
)

// writeKept writes what came from Anki and no deck could hold: cards of notes that are written and,
// of the whole collection, notes. Those whose text was taken out of a deck here are gone.
func (e *exporter) writeKept() error {
	for _, guid := range e.sources.identities() {
		n, source := e.notes[guid], e.sources.notes[guid]
		if n == nil && e.c.Whole && e.sources.typeOf(source) != nil {
			past, err := e.c.Past(source.holder)
			if err == nil && !isInDeck(past) {
				n, err = e.addNote(guid, nil)
			}
			if err != nil {
				return err
			}
		}
		if n != nil && n.source != nil && len(n.cards) < len(n.source.cards) {
			if err := e.keptCards(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// isInDeck says whether a card of Anki, whose history is given, is or was one of a deck here.
func isInDeck(past []journal.Event) bool {
	return slices.ContainsFunc(past, func(ev journal.Event) bool {
		_, ok := ev.Body.(journal.Linked)
		return ok
	})
}

// keptCards writes the cards of a note that are in no deck, beside the others if there are some.
func (e *exporter) keptCards(n *note) error {
	ords := make([]int, 0, len(n.source.cards))
	for _, o := range n.source.cards {
		if !slices.Contains(n.cards, o.ord) {
			ords = append(ords, o.ord)
		}
	}
	slices.Sort(ords)
	for _, ord := range ords {
		key := deck.Text{ID: fmt.Sprintf("%s%s:%d", ankiPrefix, n.guid, ord)}.Key()
		past, err := e.c.Past(key)
		if err != nil {
			return err
		}
		if len(past) == 0 || isInDeck(past) {
			continue
		}
		card := &storage.Card{ID: key, Keys: []deck.Key{key}, Deck: keptDeck}
		if n.deck != nil {
			card.Deck, card.Scheduled = n.deck.name, n.deck.by
		}
		l := e.learned(card)
		l.replay(e.c.Calendar, past)
		l.Suspended, l.Buried = l.state.Suspended, l.state.Buried
		var rows []anki.Row
		if s := l.source(key); s != nil {
			rows = s.rows
		}
		if err := e.addCard(n, ord, l, rows); err != nil {
			return err
		}
	}
	return nil
}

// keptDeck is the deck of notes none of whose cards is in a deck here.
const keptDeck = "Default"
