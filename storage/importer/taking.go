package importer

import (
	"errors"
	"slices"

	"cards/deck"
	"cards/storage"
	"cards/storage/importer/source"
)

// parts are what all files of an import are taken by.
type parts struct {
	options    Options
	collection *storage.Collection
	origin     *origin
	plan       *plan
	past       *past
	seen       map[deck.Key]bool // texts of the notes before
	copies     *copies           // of media
	gathered   gathering         // decks of several files
}

// taking is the content of one file on its way into the collection.
type taking struct {
	*parts
	report  *Report
	name    string // of the file
	content *source.Content
	entries []*entry
	kept    []*entry // that are not written
	gone    []*entry // that came before and are not in the decks now
	again   bool     // an earlier run of the source has brought some of them
}

var (
	errGone   = errors.New("it was imported before and is gone from the decks: --again brings it back")
	errEdited = errors.New("it has changed in the source, but was edited here: it stays as it is")
)

// addBeside plans what the source holds beside its notes.
func (t *taking) addBeside() {
	t.plan.media = append(t.plan.media, t.content.Media...)
	for _, m := range t.content.Media {
		t.report.Media = append(t.report.Media, m.Path)
	}
	for _, s := range t.content.Sourced {
		t.plan.beside = append(t.plan.beside, saying(s.Origin, s.Body))
	}
	t.report.Remarks = t.content.Remarks
}

// unwritten returns the notes that are not written, of which the source may know more than the log.
func (t *taking) unwritten() []*entry {
	list := slices.Concat(t.kept, t.gone)
	for _, e := range t.entries {
		if e.Note != nil && !e.written {
			list = append(list, e)
		}
	}
	return slices.DeleteFunc(list, func(e *entry) bool {
		return !slices.ContainsFunc(e.Note.Cards,
			func(h source.CardHistory) bool { return len(h.Sources) > 0 })
	})
}

// reserve makes room in the report for the cards of all notes, in their order.
func (t *taking) reserve() {
	n := 0
	for _, e := range t.entries {
		e.told = int32(n)
		n += len(e.cards)
	}
	t.report.Cards = make([]Card, n)
}

// tell reports the cards of a note, unless that was done, and lets go of it if it is written: there
// may be many.
func (t *taking) tell(e *entry) {
	if e.Note == nil {
		return
	}
	t.report.Notes++
	for i, c := range e.cards {
		t.report.Cards[int(e.told)+i] = newCard(e.Note, c, e.status)
	}
	if e.arrived {
		e.Note, e.cards = nil, nil
	}
}
