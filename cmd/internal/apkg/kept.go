package apkg

import (
	"fmt"
	"slices"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/storage"
	"cards/storage/journal"
)

// writeKept writes notes that came from Anki and that no deck could hold. Those whose text was
// taken out of a deck here are gone.
func (e *exporter) writeKept() error {
	for _, guid := range e.sources.identities() {
		source := e.sources.notes[guid]
		if t := e.sources.typeOf(source); e.notes[guid] != nil || t == nil {
			continue
		}
		past, err := e.c.Past(source.holder)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(past,
			func(ev journal.Event) bool { _, ok := ev.Body.(journal.Linked); return ok }) {
			continue
		}
		n, err := e.addNote(guid, nil)
		if err != nil {
			return err
		}
		if err := e.keptCards(n); err != nil {
			return err
		}
	}
	return nil
}

func (e *exporter) keptCards(n *note) error {
	ords := make([]int, 0, len(n.source.cards))
	for _, o := range n.source.cards {
		ords = append(ords, o.ord)
	}
	slices.Sort(ords)
	for _, ord := range ords {
		key := deck.Text{ID: fmt.Sprintf("%s%s:%d", ankiPrefix, n.guid, ord)}.Key()
		past, err := e.c.Past(key)
		if err != nil {
			return err
		}
		l := e.learned(&storage.Card{ID: key, Keys: []deck.Key{key}, Deck: keptDeck})
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

// keptDeck is the deck of notes that are in no deck here.
const keptDeck = "Default"
