package ankifile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/ahead"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// noteType is a type of note that is ready to make cards.
type noteType struct {
	*anki.Notetype
	fronts, backs []*ankinote.Template // nil for one that is wrong
	wrong         []error
}

func newNoteType(t *anki.Notetype) *noteType {
	a := &noteType{Notetype: t}
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
	typ      *noteType
	cards    []anki.Card
	number   int // among the notes by their ids, from 1
	identity string
	tags     []string
	fields   map[string]string
	origin   func() (journal.Sourced, error) // once it is kept
}

// readNotes makes items of the notes, in the order in which Anki would ask them first.
func (r *reader) readNotes() error {
	if err := r.findDoubled(); err != nil {
		return err
	}
	r.types = make(map[int64]*noteType, len(r.Types))
	for id, t := range r.Types {
		r.types[id] = newNoteType(t)
	}
	found := newFound()
	var notes []ordered
	err := ahead.Parallel(r.giveNotes, r.turn, func(t turned) error {
		if t.err != nil {
			return t.err
		}
		found.add(&t.found)
		r.content.Parts = append(r.content.Parts, t.parts...)
		notes = append(notes, t.notes...)
		return nil
	})
	found.counts.add(&r.counts)
	r.found = found
	slices.SortStableFunc(notes,
		func(a, b ordered) int { return cmp.Compare(a.position, b.position) })
	items := 0
	for _, n := range notes {
		items += len(n.items)
	}
	r.content.Items = make([]source.Item, 0, items)
	for _, n := range notes {
		r.content.Items = append(r.content.Items, n.items...)
	}
	return err
}

type ordered struct {
	items    []source.Item
	position int64
}

// turned is what comes of some notes.
type turned struct {
	notes []ordered
	parts []source.Part
	found found
	err   error
}

// readNote is a note as the package has it.
type readNote struct {
	anki.Note
	cards    []anki.Card
	number   int // among the notes by their ids, from 1
	position int64
}

// turnedAtOnce is how many notes are handed over at once: their fields may be long.
const turnedAtOnce = 16

// giveNotes hands over the notes that the import chooses, some at once, and counts the others.
func (r *reader) giveNotes(give func([]readNote) bool) error {
	var some []readNote
	position := int64(0)
	r.counts.strayCards = len(r.cards)
	err := r.EachNote(func(n anki.Note) error {
		r.counts.notes++
		cards := r.cardsOf(n.ID)
		r.counts.strayCards -= len(cards)
		position = positionOf(cards, position)
		if !r.chosen(&r.in.Wanted, &n, cards) {
			r.counts.filteredOut++
			if len(cards) > 0 {
				identity := r.named(&n) + ":" + strconv.Itoa(cards[0].Ord)
				r.content.Others = append(r.content.Others, identity)
			}
			return r.ctx.Err()
		}
		some = append(some, readNote{n, cards, r.counts.notes, position})
		if len(some) == turnedAtOnce {
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
func (r *reader) turn(some []readNote) turned {
	turner := &turner{
		pack: r.pack, in: r.in, found: newFound(), keeping: new(keptNotes),
	}
	t := turned{notes: make([]ordered, len(some)), parts: make([]source.Part, len(some))}
	for i, n := range some {
		items, reason, as := turner.items(n.Note, n.cards, n.number)
		t.notes[i] = ordered{items, n.position}
		t.parts[i] = source.Part{Line: n.number, End: n.number, As: as, Reason: reason}
	}
	t.found, t.err = turner.found, r.notes.add(turner.keeping)
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
func (r *reader) findDoubled() error {
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

// named returns what a note is named by.
func (p *pack) named(n *anki.Note) string {
	if strings.TrimSpace(n.GUID) == "" || p.doubled[n.GUID] {
		return fmt.Sprintf("nid=%d", n.ID)
	}
	return n.GUID
}

// Tags returns tags with the levels that a deck divides by slashes.
func Tags(tags []string) []string {
	list := make([]string, len(tags))
	for i, t := range tags {
		list[i] = strings.ReplaceAll(t, "::", "/")
	}
	return list
}

func (n *ankiNote) deckIDs(s *pack) []int64 {
	var ids []int64
	for i := range n.cards {
		if id := s.home(&n.cards[i]); !slices.Contains(ids, id) {
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
		Special: map[string]string{
			"Tags": strings.Join(n.Tags, " "), "Type": n.typ.Name,
			"Deck": "x", "Subdeck": "x", "Card": "x",
		},
	})
}
