package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

// NoteSource is the note of a card as it stands in its deck file.
type NoteSource struct {
	File string // as in [storage.Card.Path]
	Line int    // of its label, from 1
	Text string // its lines, without the last line feed

	last int // its last line
}

// SourceOf returns the note of a card from its deck file as it is now.
func SourceOf(store *storage.Collection, card *storage.Card) (NoteSource, error) {
	text, err := ReadDeck(folders.Abs(store.Root(), card.Path))
	if err != nil {
		return NoteSource{}, err
	}
	for _, n := range deck.Parse(card.Path, text).Notes {
		for _, c := range n.Cards {
			if c.Key == card.Key {
				lines := strings.Split(string(text), "\n")[n.Pos.Line-1 : n.End]
				return NoteSource{card.Path, n.Pos.Line, strings.Join(lines, "\n"), n.End}, nil
			}
		}
	}
	return NoteSource{}, fmt.Errorf("card %s in %q: %w", card.ID, card.Path, storage.ErrNotFound)
}

// ErrWrongText is returned if a text has errors, which [Edited.Wrong] lists. Nothing was written.
var ErrWrongText = errors.New("something is wrong with the text; nothing was written")

// EditNote puts a text in the place of a card's note, which must read as it did when the person saw
// it, else the error is [ErrChanged]. Cards keep their progress by place, as in [KeepEdit].
func EditNote(
	ctx context.Context, store *storage.Collection, now time.Time, card *storage.Card,
	seen, text string,
) (Edited, error) {
	was, err := SourceOf(store, card)
	if err != nil {
		return Edited{}, err
	}
	if was.Text != seen {
		return Edited{}, fmt.Errorf("write %q: %w", was.File, ErrChanged)
	}
	path := folders.Abs(store.Root(), was.File)
	before, err := ReadDeck(path)
	if err != nil {
		return Edited{}, err
	}
	after := was.replacedIn(string(before), strings.TrimRight(text, "\n"))
	e := CompareEdit(was.File, before, after)
	if len(e.Wrong) > 0 {
		return e, ErrWrongText
	}
	if err := folders.WriteDeck(path, after); err != nil {
		return e, err
	}
	_, err = KeepEdit(ctx, store, now,
		storage.FileChange{Path: was.File, Before: before, After: after}, e)
	return e, err
}

// replacedIn returns the text of the file with another note in the place of this one.
func (n NoteSource) replacedIn(file, note string) []byte {
	lines := strings.Split(file, "\n")
	kept := append([]string{}, lines[:n.Line-1]...)
	if note != "" {
		kept = append(kept, note)
	}
	return []byte(strings.Join(append(kept, lines[n.last:]...), "\n"))
}
