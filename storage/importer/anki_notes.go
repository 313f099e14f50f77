package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/ahead"
	"cards/storage/journal"
)

// ankiType is a type of note that is ready to make cards.
type ankiType struct {
	*anki.Notetype
	fronts, backs []*ankinote.Template // nil for one that is wrong
	wrong         []error
}

func newAnkiType(t *anki.Notetype) *ankiType {
	a := &ankiType{Notetype: t}
	for _, m := range t.Templates {
		front, err := ankinote.ParseTemplate(ankinote.WithoutButtons(m.Front))
		back, berr := ankinote.ParseTemplate(ankinote.WithoutButtons(ankinote.AnswerOf(m.Back)))
		a.fronts, a.backs = append(a.fronts, front), append(a.backs, back)
		a.wrong = append(a.wrong, cmp.Or(err, berr))
	}
	return a
}

// ankiNote is a note on its way to be ours.
type ankiNote struct {
	anki.Note
	typ      *ankiType
	cards    []anki.Card
	number   int // among the notes by their ids, from 1
	identity string
	tags     []string
	fields   map[string]string
	origin   func() (journal.Sourced, error) // once it is kept
}

// readNotes makes items of the notes, in the order in which Anki would ask them first.
func (r *ankiReader) readNotes() error {
	if err := r.findDoubled(); err != nil {
		return err
	}
	r.types = make(map[int64]*ankiType, len(r.Types))
	for id, t := range r.Types {
		r.types[id] = newAnkiType(t)
	}
	found := newAnkiFound()
	var notes []ankiOrdered
	err := ahead.Parallel(r.giveNotes, r.turn, func(t ankiTurned) error {
		if t.err != nil {
			return t.err
		}
		found.add(&t.found)
		r.content.Parts = append(r.content.Parts, t.parts...)
		notes = append(notes, t.notes...)
		return nil
	})
	found.counts.add(&r.counts)
	r.ankiFound = found
	slices.SortStableFunc(notes,
		func(a, b ankiOrdered) int { return cmp.Compare(a.position, b.position) })
	items := 0
	for _, n := range notes {
		items += len(n.items)
	}
	r.content.Items = make([]Item, 0, items)
	for _, n := range notes {
		r.content.Items = append(r.content.Items, n.items...)
	}
	return err
}

type ankiOrdered struct {
	items    []Item
	position int64
}

// ankiTurned is what comes of some notes.
type ankiTurned struct {
	notes []ankiOrdered
	parts []Part
	found ankiFound
	err   error
}

// ankiRead is a note as the package has it.
type ankiRead struct {
	anki.Note
	cards    []anki.Card
	number   int // among the notes by their ids, from 1
	position int64
}

// ankiAtOnce is how many notes are handed over at once: their fields may be long.
const ankiAtOnce = 16

// giveNotes hands over the notes that the import chooses, some at once, and counts the others.
func (r *ankiReader) giveNotes(give func([]ankiRead) bool) error {
	var some []ankiRead
	position := int64(0)
	r.counts.strayCards = len(r.cards)
	err := r.EachNote(func(n anki.Note) error {
		r.counts.notes++
		cards := r.cardsOf(n.ID)
		r.counts.strayCards -= len(cards)
		position = positionOf(cards, position)
		if !r.chosen(&n, cards) {
			r.counts.filteredOut++
			if len(cards) > 0 {
				identity := r.named(&n) + ":" + strconv.Itoa(cards[0].Ord)
				r.content.Others = append(r.content.Others, identity)
			}
			return r.ctx.Err()
		}
		if some = append(some, ankiRead{n, cards, r.counts.notes, position}); len(some) == ankiAtOnce {
			if !give(some) {
				return ahead.ErrEnough
			}
			some = nil
		}
		return r.ctx.Err()
	})
	if err == nil && len(some) > 0 {
		give(some)
	}
	return err
}

// turn makes items of some notes. Several are turned at once: what is found out about them is in
// what it returns.
func (r *ankiReader) turn(some []ankiRead) ankiTurned {
	turner := &ankiReader{
		ankiSource: r.ankiSource, in: r.in, doubled: r.doubled, ankiFound: newAnkiFound(),
		keeping: new(keptNotes),
	}
	t := ankiTurned{notes: make([]ankiOrdered, len(some)), parts: make([]Part, len(some))}
	for i, n := range some {
		items, reason, as := turner.items(n.Note, n.cards, n.number)
		t.notes[i] = ankiOrdered{items, n.position}
		t.parts[i] = Part{n.number, n.number, as, reason}
	}
	t.found, t.err = turner.ankiFound, r.notes.add(turner.keeping)
	return t
}

// positionOf returns the place of a note among new ones: the least of its cards', or that of the
// note before if nothing tells it.
func positionOf(cards []anki.Card, before int64) int64 {
	least := int64(-1)
	for i := range cards {
		at := int64(-1)
		if p := cards[i].Known().Position; p != nil {
			at = *p
		} else if cards[i].Type == anki.TypeNew && cards[i].HomeDeck == 0 {
			at = cards[i].Due
		}
		if at >= 0 && (least < 0 || at < least) {
			least = at
		}
	}
	if least < 0 {
		return before
	}
	return least
}

// findDoubled finds the guids that several notes have.
func (r *ankiReader) findDoubled() error {
	seen := make(map[string]bool)
	r.doubled = make(map[string]bool)
	return r.EachGUID(func(guid string) error {
		if seen[guid] {
			r.doubled[guid] = true
		}
		seen[guid] = true
		return nil
	})
}

// identityOf returns what a note is named by, and counts it if that is not its guid.
func (r *ankiReader) identityOf(n *anki.Note) string {
	switch {
	case strings.TrimSpace(n.GUID) == "":
		r.counts.noID++
	case r.doubled[n.GUID]:
		r.counts.doubled++
	}
	return r.named(n)
}

// named returns what a note is named by.
func (r *ankiReader) named(n *anki.Note) string {
	if strings.TrimSpace(n.GUID) == "" || r.doubled[n.GUID] {
		return fmt.Sprintf("nid=%d", n.ID)
	}
	return n.GUID
}

// items makes items of a note: one, or one for each of its cards. As says what became of it.
func (r *ankiReader) items(row anki.Note, cards []anki.Card, number int) ([]Item, string, As) {
	n := &ankiNote{Note: row, cards: cards, number: number, identity: r.identityOf(&row), typ: r.typeOf(row.Type)}
	if n.typ == nil {
		return []Item{r.kept(n, nil)}, fmt.Sprintf("%s: the package does not have its type of note", n.title()), Refused
	}
	r.nameFields(n)
	if r.isPart() {
		for _, field := range n.Fields {
			r.refersTo(field)
		}
	}
	if len(cards) == 0 {
		return []Item{r.kept(n, nil)}, n.title() + ": it has no cards", Left
	}
	if len(n.deckIDs(r)) > 1 {
		r.counts.scattered++
	}
	if anki.IsOwn(n.typ.ID) {
		if own := r.ownItems(n); own != nil {
			return own, "", Taken
		}
	}
	var items []Item
	var reasons []string
	if n.typ.IsCloze() {
		items, reasons = r.clozeItems(n)
	} else {
		items, reasons = r.basicItems(n)
	}
	for i := range items {
		items[i].Note.Origin = nil
	}
	if len(items) > 0 {
		items[0].Note.Origin = r.sourcedAgain(n)
	}
	if len(reasons) > 0 {
		return items, n.title() + ": " + strings.Join(reasons, "; "), Left
	}
	return items, "", Taken
}

// title returns words by which a person knows a note.
func (n *ankiNote) title() string {
	text := strings.Join(strings.Fields(ankinote.Plain(strings.Join(n.Fields[:min(len(n.Fields), 1)], " "))), " ")
	const most = 40
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return strconv.Quote(text)
}

// typeOf returns the type of a note, and notes that there is one; nil if the package lacks it.
func (r *ankiReader) typeOf(id int64) *ankiType {
	t := r.types[id]
	if t != nil {
		r.typed[id] = true
	}
	return t
}

// nameFields gives the fields of a note their names, with the files in them as they are called
// here.
func (r *ankiReader) nameFields(n *ankiNote) {
	n.tags = TagsOf(AnkiTags(n.Tags))
	n.fields = make(map[string]string, len(n.typ.Fields))
	for i := range n.Fields {
		n.Fields[i] = r.media.renamed(n.Fields[i])
	}
	for i, f := range n.typ.Fields {
		if i < len(n.Fields) {
			n.fields[f.Name] = n.Fields[i]
		} else {
			n.fields[f.Name] = ""
		}
	}
}

// AnkiTags returns tags with the levels that a deck divides by slashes.
func AnkiTags(tags []string) []string {
	list := make([]string, len(tags))
	for i, t := range tags {
		list[i] = strings.ReplaceAll(t, "::", "/")
	}
	return list
}

func (n *ankiNote) deckIDs(r *ankiReader) []int64 {
	var ids []int64
	for i := range n.cards {
		if id := r.home(&n.cards[i]); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// fill fills a side of the card of a template.
func (n *ankiNote) fill(t *ankinote.Template, gap func(string) string) ankinote.Side {
	var numbers []int
	if n.typ.IsCloze() {
		for i := range n.cards {
			numbers = append(numbers, n.cards[i].Ord+1)
		}
	}
	return t.Fill(ankinote.Card{
		Fields: n.fields, Numbers: numbers, Gap: gap,
		Special: map[string]string{"Tags": strings.Join(n.Tags, " "), "Type": n.typ.Name, "Deck": "x", "Subdeck": "x", "Card": "x"},
	})
}
