package importer

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"cards/storage/importer/ankifile"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// errMoved says that a note was moved here and in the source.
var errMoved = errors.New("it was moved to another deck here too and stays where it is: " +
	"--update=theirs moves it to the source's")

// movedAway plans to take notes that were moved to another deck in the source, and nowhere here,
// out of their files, and returns them with their texts.
func (r *revision) movedAway(same []standing) (moved []*entry, err error) {
	if !r.content.Rooted || r.options.Deck != "" {
		return nil, nil
	}
	for _, e := range same {
		if e.file == e.Deck+".md" {
			continue
		}
		w, err := r.rewritten(e.file)
		if err != nil {
			return nil, err
		}
		at, ok := w.places[e.cards[0].Key]
		if !ok {
			continue
		}
		switch away, err := r.isMoved(e); {
		case errors.Is(err, errMoved):
			r.report.leave(e.Note.Line, err)
		case err != nil:
			return nil, err
		case away:
			if e.text, ok = w.texts[at]; !ok {
				e.text = w.source(w.notes[at])
			}
			w.texts[at], e.read = "", nil
			r.where.came.leave(e.Deck, e.file, len(e.cards))
			moved = append(moved, e.entry)
		}
	}
	if n := len(moved); n > 0 {
		r.content.Remarks = append(r.content.Remarks,
			"moved to the deck of the source: "+source.Counted(n, "note"))
	}
	return moved, nil
}

// isMoved says whether a note was moved in the source since an import brought it, to a deck that it
// was in at no import, and not here.
func (r *revision) isMoved(e standing) (bool, error) {
	from := &e.Note.Cards[0].Sources[0]
	past, err := r.collection.Past(from.Origin(e.format).SourceKey())
	if err != nil {
		return false, err
	}
	var decks, files []string // of all imports: what the log has of them is in no order of time
	for _, ev := range past {
		switch b := ev.Body.(type) {
		case journal.Sourced:
			decks = append(decks, deckBefore(&b, from.Identity))
		case journal.TextSeen:
			files = append(files, b.Path)
		}
	}
	switch {
	case len(decks) == 0 || slices.Contains(decks, "") || slices.Contains(decks, e.Deck):
		return false, nil
	case !slices.Contains(files, e.file) && !r.options.Theirs:
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
	return ankifile.DeckIn(strings.Split(ankifile.Kept(b, ankifile.SourceDecks), "\n"), ord)
}
