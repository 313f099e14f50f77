package importer

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"cards/storage/journal"
)

// errMoved says that a note was moved here and in the source.
var errMoved = errors.New("it was moved to another deck here too and stays where it is: " +
	"--update=theirs moves it to the source's")

// movedAway plans to take notes that were moved to another deck in the source, and nowhere here,
// out of their files, and returns them with their texts.
func (t *taking) movedAway(
	files map[string]*rewritten, same []standing,
) (moved []*entry, err error) {
	if !t.content.Rooted || t.options.Deck != "" {
		return nil, nil
	}
	for _, e := range same {
		if e.file == e.Deck+".md" {
			continue
		}
		w, err := t.rewritten(files, e.file)
		if err != nil {
			return nil, err
		}
		at, ok := w.places[e.cards[0].Key]
		if !ok {
			continue
		}
		switch away, err := t.isMoved(e); {
		case errors.Is(err, errMoved):
			t.report.leave(e.Note.Line, err)
		case err != nil:
			return nil, err
		case away:
			if e.text, ok = w.texts[at]; !ok {
				e.text = w.source(w.notes[at])
			}
			w.texts[at], e.read = "", nil
			t.leaves(e)
			moved = append(moved, e.entry)
		}
	}
	if n := len(moved); n > 0 {
		t.content.Remarks = append(t.content.Remarks,
			"moved to the deck of the source: "+counted(n, "note"))
	}
	return moved, nil
}

// leaves notes that a note does not stand in its file any more: where the others of its deck stand
// is where it goes.
func (t *taking) leaves(e standing) {
	stand := t.stand[e.Deck]
	if left := stand[e.file] - len(e.cards); left > 0 {
		stand[e.file] = left
	} else {
		delete(stand, e.file)
	}
}

// isMoved says whether a note was moved in the source since an import brought it, to a deck that it
// was in at no import, and not here.
func (t *taking) isMoved(e standing) (bool, error) {
	source := &e.Note.Cards[0].Sources[0]
	past, err := t.collection.Past(source.origin(e.format).SourceKey())
	if err != nil {
		return false, err
	}
	var decks, files []string // of all imports: what the log has of them is in no order of time
	for _, ev := range past {
		switch b := ev.Body.(type) {
		case journal.Sourced:
			decks = append(decks, deckBefore(&b, source.Identity))
		case journal.TextSeen:
			files = append(files, b.Path)
		}
	}
	switch {
	case len(decks) == 0 || slices.Contains(decks, "") || slices.Contains(decks, e.Deck):
		return false, nil
	case !slices.Contains(files, e.file) && !t.options.Theirs:
		return false, errMoved
	}
	return true, nil
}

// deckBefore returns the deck of a card of the source as an import named it; "" if the log does not
// say.
func deckBefore(b *journal.Sourced, identity string) string {
	ord, err := strconv.Atoi(identity[strings.LastIndexByte(identity, ':')+1:])
	if err != nil {
		return ""
	}
	return deckIn(strings.Split(keptIn(b, sourceDecks), "\n"), ord)
}

// settle plans to write notes that were moved into the files of their decks.
func (t *taking) settle(moved []*entry) error {
	byDeck := make(map[string][]*entry)
	var names []string
	for _, e := range moved {
		if byDeck[e.Deck] == nil {
			names = append(names, e.Deck)
		}
		byDeck[e.Deck] = append(byDeck[e.Deck], e)
	}
	for _, name := range names {
		file, err := t.fileOf(name)
		if err != nil {
			return err
		}
		if err := t.fillAll(name, file, byDeck[name]); err != nil {
			return err
		}
	}
	return nil
}
