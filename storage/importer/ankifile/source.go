package ankifile

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// sources returns the cards of Anki that a card of ours is.
func (t *turner) sources(n *ankiNote, cards ...*anki.Card) source.CardHistory {
	h := source.CardHistory{Sources: make([]source.Card, len(cards))}
	for i, c := range cards {
		identity := n.identity + ":" + strconv.Itoa(c.Ord)
		h.Sources[i] = source.Card{Identity: identity, History: &packedCard{t.pack, c}}
	}
	return h
}

// packedCard is a card whose rows may still be read: nothing is asked of it before they are.
type packedCard struct {
	from *pack
	card *anki.Card
}

// First returns when the card was given first, or else when its note was made.
func (c *packedCard) First() time.Time {
	first, ok := c.from.rows.first(c.card.ID)
	if !ok {
		first = time.UnixMilli(max(c.card.Note, 0)).UTC()
	}
	if first.After(c.from.history.latest) {
		return time.UnixMilli(0).UTC()
	}
	return first
}

// Events appends what follows from the rows and the card as it is.
func (c *packedCard) Events(to []source.Dated, key deck.Key) ([]source.Dated, error) {
	if c.from.bare {
		return to, nil
	}
	err := c.from.rows.of(c.card.ID, func(rows []anki.Row) {
		to = c.from.history.eventsOf(to, key, c.card, rows)
	})
	return to, err
}

// kept returns the item of a note, or of some of its cards, that no deck can hold: its history is
// kept.
func (t *turner) kept(n *ankiNote, cards []*anki.Card) source.Item {
	if cards == nil {
		for i := range n.cards {
			cards = append(cards, &n.cards[i])
		}
	}
	note := t.note(n, deck.Question)
	note.Tags, note.Kept = nil, true
	if len(n.Fields) > 0 {
		note.Prompt = strings.TrimSpace(ankinote.Plain(n.Fields[0]))
	}
	for _, c := range cards {
		note.Cards = append(note.Cards, t.sources(n, c))
	}
	if n.typ != nil {
		note.Origin = t.sourcedAgain(n)
	}
	return source.Item{Note: note}
}

// sourcedAgain keeps a note, and returns what tells what an export needs to give it back.
func (t *turner) sourcedAgain(n *ankiNote) func() (journal.Sourced, error) {
	if n.origin != nil {
		return n.origin
	}
	s, among, place := t.pack, t.keeping, t.keeping.add(&n.Note)
	n.origin = func() (journal.Sourced, error) {
		row, err := s.notes.at(among, place)
		if err != nil {
			return journal.Sourced{}, err
		}
		again := &ankiNote{Note: row, cards: s.cardsOf(row.ID), typ: s.types[row.Type]}
		return s.sourced(again), nil
	}
	return n.origin
}

// sourced returns what an export needs to give a note back, and a later import to tell what has
// changed in the source.
func (p *pack) sourced(n *ankiNote) journal.Sourced {
	s := journal.Sourced{Type: n.typ.Name, Tags: n.Tags}
	for i, value := range n.Fields {
		name := ""
		if i < len(n.typ.Fields) {
			name = n.typ.Fields[i].Name
		}
		s.Fields = append(s.Fields, journal.Field{Name: name, Value: value})
	}
	var cards, decks []string
	for i := range n.cards {
		c := &n.cards[i]
		cards = append(cards, fmt.Sprintf("%d=%d", c.Ord, c.ID))
		deck := p.deckName(p.home(c))
		if len(decks) == 0 || deck != DeckIn(decks, c.Ord) {
			decks = append(decks, fmt.Sprintf("%d=%s", c.Ord, deck))
		}
	}
	s.Fields = append(s.Fields,
		journal.Field{Name: sourceNote, Value: strconv.FormatInt(n.ID, 10)},
		journal.Field{Name: sourceType, Value: strconv.FormatInt(n.Type, 10)},
		journal.Field{Name: SourceChanged, Value: strconv.FormatInt(n.Mod, 10)},
		journal.Field{Name: sourceGUID, Value: n.GUID},
		journal.Field{Name: sourceCards, Value: strings.Join(cards, " ")},
		journal.Field{Name: SourceDecks, Value: strings.Join(decks, "\n")})
	return s
}

// DeckIn returns the deck of a card of a note, by its ordinal, of lines such as "0=A/B": one for
// the first card, and one for each that is in another deck than that.
func DeckIn(lines []string, ord int) string {
	name := ""
	for i, line := range lines {
		number, deck, _ := strings.Cut(line, "=")
		if i == 0 || number == strconv.Itoa(ord) {
			name = deck
		}
	}
	return name
}

// The names under which a source event keeps what is no field: no field of Anki has a colon in its
// name.
const (
	sourceNote    = ":note"
	sourceType    = ":type"
	SourceChanged = ":changed"
	sourceGUID    = ":guid"
	sourceCards   = ":cards"
	SourceDecks   = ":decks"
	SourceIgnore  = ":ignore-before" // of a preset
	sourceJSON    = ":json"
)

// Kept returns what a source event keeps under a name; "" if nothing.
func Kept(b *journal.Sourced, name string) string {
	for _, f := range b.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}
