package session

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Editing is a card whose file a person edits: a front end opens it and then calls
// [Session.Edited].
type Editing struct {
	File string // absolute
	Line int    // of the card's label

	card   *storage.Card
	before []byte
}

// Edit begins to edit the card that is asked; nil if none is. The session stays as it is.
func (s *Session) Edit() (*Editing, error) {
	if s.card == nil {
		return nil, nil
	}
	return BeginEdit(s.store, s.card)
}

// BeginEdit begins to edit a card, which need not be one of a session.
func BeginEdit(store *storage.Collection, card *storage.Card) (*Editing, error) {
	e := &Editing{File: folders.Abs(store.Root(), card.Path), Line: card.Line, card: card}
	var err error
	e.before, err = desk.ReadDeck(e.File)
	return e, err
}

// Edited takes in what a person made of the file: one step that [Session.Undo] takes back. The card
// keeps its progress by place and is asked anew, with its new text; if it is gone, the next one is.
// If the text has errors that it did not have, nothing is done unless anyway is set: the person may
// want to mend it first.
func (s *Session) Edited(ctx context.Context, e *Editing, anyway bool) (desk.Edited, error) {
	edited, id, err := TakeEdit(ctx, s.store, s.config.Now(), e, anyway)
	if err != nil || id == nil {
		return edited, err
	}
	s.wrote(step{id: *id})
	return edited, s.askAnew(edited, e.card.Key)
}

// TakeEdit is [Session.Edited] without a session. It returns the step, nil if nothing was done.
func TakeEdit(
	ctx context.Context, store *storage.Collection, now time.Time, e *Editing, anyway bool,
) (desk.Edited, *journal.ID, error) {
	after, err := desk.ReadDeck(e.File)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return desk.Edited{}, nil, err
	}
	change := storage.FileChange{Path: e.card.Path, Before: e.before, After: after}
	edited := desk.CompareEdit(change.Path, change.Before, change.After)
	if bytes.Equal(e.before, after) || len(edited.Wrong) > 0 && !anyway {
		return edited, nil, nil
	}
	id, err := desk.KeepEdit(ctx, store, now, change, edited)
	return edited, &id, err
}

// askAnew asks the card again that had a key before an edit.
func (s *Session) askAnew(e desk.Edited, key deck.Key) error {
	if to, ok := e.Became[key]; ok {
		key = to
	}
	card, err := s.store.Card(key)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	s.card, s.next = nil, nil
	if err == nil && !card.Draft && !card.Suspended {
		s.next = card
	}
	return s.load()
}
