package ankifile

import (
	"strconv"
	"strings"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/importer/source"
)

// turner turns notes of Anki into items, with what it finds out about them.
type turner struct {
	*pack
	in      source.Input
	keeping *keptNotes // of those that are turned
	found
}

// identityOf returns what a note is named by, and counts it if that is not its guid.
func (t *turner) identityOf(n *anki.Note) string {
	switch {
	case strings.TrimSpace(n.GUID) == "":
		t.counts.noID++
	case t.doubled[n.GUID]:
		t.counts.doubled++
	}
	return t.named(n)
}

// items makes items of a note: one, or one for each of its cards. As says what became of it.
func (t *turner) items(
	row anki.Note, cards []anki.Card, number int,
) ([]source.Item, string, source.As) {
	n := &ankiNote{
		Note: row, cards: cards, number: number, identity: t.identityOf(&row),
		typ: t.typeOf(row.Type),
	}
	if n.typ == nil {
		reason := n.title() + ": the package does not have its type of note"
		return []source.Item{t.kept(n, nil)}, reason, source.Refused
	}
	t.nameFields(n)
	if t.in.Wanted.IsPart() {
		for _, field := range n.Fields {
			t.needs(field, t.media)
		}
	}
	if len(cards) == 0 {
		return []source.Item{t.kept(n, nil)}, n.title() + ": it has no cards", source.Left
	}
	if len(n.deckIDs(t.pack)) > 1 {
		t.counts.scattered++
	}
	if anki.IsOwn(n.typ.ID) {
		if own := t.ownItems(n); own != nil {
			return own, "", source.Taken
		}
	}
	var items []source.Item
	var reasons []string
	if n.typ.IsCloze() {
		items, reasons = t.clozeItems(n)
	} else {
		items, reasons = t.basicItems(n)
	}
	for i := range items {
		items[i].Note.Origin = nil
	}
	if len(items) > 0 {
		items[0].Note.Origin = t.sourcedAgain(n)
	}
	if len(reasons) > 0 {
		return items, n.title() + ": " + strings.Join(reasons, "; "), source.Left
	}
	return items, "", source.Taken
}

// title returns words by which a person knows a note.
func (n *ankiNote) title() string {
	text := ""
	if len(n.Fields) > 0 {
		text = strings.Join(strings.Fields(ankinote.Plain(n.Fields[0])), " ")
	}
	const most = 40
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return strconv.Quote(text)
}

// typeOf returns the type of a note, and notes that there is one; nil if the package lacks it.
func (t *turner) typeOf(id int64) *noteType {
	typ := t.types[id]
	if typ != nil {
		t.typed[id] = true
	}
	return typ
}

// nameFields gives the fields of a note their names, with the files in them as they are called
// here.
func (t *turner) nameFields(n *ankiNote) {
	n.tags = source.TagsOf(Tags(n.Tags))
	n.fields = make(map[string]string, len(n.typ.Fields))
	for i := range n.Fields {
		n.Fields[i] = t.media.renamed(n.Fields[i])
	}
	for i, f := range n.typ.Fields {
		if i < len(n.Fields) {
			n.fields[f.Name] = n.Fields[i]
		} else {
			n.fields[f.Name] = ""
		}
	}
}

// deckOf returns the name of the deck that a card goes to.
func (t *turner) deckOf(c *anki.Card) string {
	id := t.home(c)
	t.used[id] = true
	if c.HomeDeck != 0 {
		t.counts.filtered++
	}
	if t.in.Wanted.Named {
		return ""
	}
	return t.deckName(id)
}
