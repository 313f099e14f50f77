package importer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/journal"
)

// sources returns the cards of Anki that a card of ours is.
func (r *ankiReader) sources(n *ankiNote, cards ...*anki.Card) CardHistory {
	var h CardHistory
	rows, history := r.rows, r.history
	for _, c := range cards {
		source := SourceCard{
			Identity: fmt.Sprintf("%s:%d", n.identity, c.Ord), First: time.UnixMilli(max(min(n.ID, c.ID), 0)).UTC(),
			Events: func(key deck.Key) ([]Dated, error) {
				list, err := rows.of(c.ID)
				return history.eventsOf(key, c, list), err
			},
		}
		if n.ID > 0 {
			source.First = time.UnixMilli(n.ID).UTC()
		}
		if first, ok := r.rows.first(c.ID); ok {
			source.First = first
		}
		if source.First.After(r.history.latest) {
			source.First = time.UnixMilli(0).UTC()
		}
		if r.in.Options.NoHistory {
			source.Events = func(deck.Key) ([]Dated, error) { return nil, nil }
		}
		h.Sources = append(h.Sources, source)
	}
	return h
}

// kept returns the item of a note, or of some of its cards, that no deck can hold: its history is
// kept.
func (r *ankiReader) kept(n *ankiNote, cards []*anki.Card) Item {
	if cards == nil {
		for i := range n.cards {
			cards = append(cards, &n.cards[i])
		}
	}
	note := &Note{Line: n.number, End: n.number, Label: deck.Question, Kept: true, Identity: n.identity}
	if len(n.Fields) > 0 {
		note.Prompt = strings.TrimSpace(ankinote.Plain(n.Fields[0]))
	}
	for _, c := range cards {
		note.Cards = append(note.Cards, r.sources(n, c))
	}
	if n.typ != nil {
		note.Origin = r.sourcedAgain(n)
	}
	return Item{Note: note}
}

// sourcedAgain returns what tells what an export needs to give a note back. It reads the note once
// more: of many, the fields are too much to hold.
func (s *ankiSource) sourcedAgain(n *ankiNote) func() (journal.Sourced, error) {
	id, cards := n.ID, n.cards
	return func() (journal.Sourced, error) {
		row, err := s.NoteAt(id)
		if err != nil {
			return journal.Sourced{}, err
		}
		again := &ankiNote{Note: row, cards: cards, typ: s.types[row.Type]}
		for i := range again.Fields {
			again.Fields[i] = s.media.renamed(again.Fields[i])
		}
		return again.sourced(), nil
	}
}

// sourced returns what an export needs to give a note back.
func (n *ankiNote) sourced() journal.Sourced {
	s := journal.Sourced{Type: n.typ.Name, Tags: n.Tags}
	for i, value := range n.Fields {
		name := ""
		if i < len(n.typ.Fields) {
			name = n.typ.Fields[i].Name
		}
		s.Fields = append(s.Fields, journal.Field{Name: name, Value: value})
	}
	var cards []string
	for i := range n.cards {
		cards = append(cards, fmt.Sprintf("%d=%d", n.cards[i].Ord, n.cards[i].ID))
	}
	s.Fields = append(s.Fields,
		journal.Field{Name: sourceNote, Value: strconv.FormatInt(n.ID, 10)},
		journal.Field{Name: sourceType, Value: strconv.FormatInt(n.Type, 10)},
		journal.Field{Name: sourceChanged, Value: strconv.FormatInt(n.Mod, 10)},
		journal.Field{Name: sourceGUID, Value: n.GUID},
		journal.Field{Name: sourceCards, Value: strings.Join(cards, " ")})
	return s
}

// The names under which a source event keeps what is no field: no field of Anki has a colon in its
// name.
const (
	sourceNote    = ":note"
	sourceType    = ":type"
	sourceChanged = ":changed"
	sourceGUID    = ":guid"
	sourceCards   = ":cards"
	sourceJSON    = ":json"
)
