package session

import (
	"context"
	"errors"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Undone is what [Session.Undo] took back or [Session.Redo] brought back.
type Undone struct {
	Card    *storage.Card // the one that it was about; nil if it was about several or its text is gone
	Rating  srs.Rating    // of the answer, zero if it was none
	Earlier bool          // it was given before this session, or elsewhere
	storage.Undone
}

// Undo takes back the newest step of the session, or, when none is left, the newest one in the log
// that a person gave here. The card of an answer or of a step of the session is asked next.
// [storage.ErrNothing] if there is nothing to take back.
func (s *Session) Undo() (Undone, error) {
	if s.config.Kind == Look && len(s.steps) == 0 {
		return Undone{}, storage.ErrNothing
	}
	u, earlier, err := s.takeBack()
	if err == nil {
		err = s.readBack(u)
	}
	if err != nil {
		return Undone{}, err
	}
	undone, err := s.told(u, earlier)
	if err != nil || s.keepsAsking(u.Events) {
		return undone, err
	}
	next := s.card
	if undone.Rating != 0 || !earlier {
		next = undone.Card
	}
	s.card, s.next = nil, next
	return undone, s.load()
}

// Redo brings back what was taken back last. [storage.ErrNothing] if there is nothing, or something
// was done since.
func (s *Session) Redo() (Undone, error) {
	u, err := s.store.Redo(s.config.Now())
	if err == nil {
		err = s.readBack(u)
	}
	if err != nil {
		return Undone{}, err
	}
	last := len(s.undone) - 1
	earlier := last < 0 || s.undone[last].id != u.Step
	if !earlier {
		left := s.undone[:last]
		s.wrote(s.undone[last])
		s.undone = left
	}
	undone, err := s.told(u, earlier)
	if err != nil || s.keepsAsking(u.Events) {
		return undone, err
	}
	next := s.card
	if next != nil && undone.Card != nil && next.ID == undone.Card.ID && undone.Rating != 0 {
		next = nil // it is answered again
	}
	s.card, s.next = nil, next
	return undone, s.load()
}

// readBack reads the deck files that a step has changed.
func (s *Session) readBack(u storage.Undone) error {
	if len(u.Files) == 0 {
		return nil
	}
	_, err := s.store.Compile(context.Background(), s.config.Now())
	return err
}

// told says what was taken or brought back.
func (s *Session) told(u storage.Undone, earlier bool) (Undone, error) {
	undone := Undone{Earlier: earlier, Undone: u}
	key, rating, ok := about(u.Events)
	if !ok {
		return undone, nil
	}
	undone.Rating = rating
	card, err := s.store.Card(key)
	if errors.Is(err, storage.ErrNotFound) {
		return undone, nil
	}
	undone.Card = card
	return undone, err
}

// keepsAsking says whether a step has only flagged cards, so that what is asked stays, with its new
// flag if that was it.
func (s *Session) keepsAsking(events []journal.Event) bool {
	for _, e := range events {
		if b, ok := e.Body.(journal.PropertySet); !ok || b.Property != journal.Flag {
			return false
		}
	}
	if s.card != nil {
		if card, err := s.store.Card(s.card.Key); err == nil {
			s.card = card
		}
	}
	return len(events) > 0
}

// takeBack undoes one step; earlier says that it was not given in this session.
func (s *Session) takeBack() (u storage.Undone, earlier bool, err error) {
	for n := len(s.steps); n > 0; n-- {
		last := s.steps[n-1]
		u, err = s.store.Undo(last.id, s.config.Now())
		if err != nil && !errors.Is(err, storage.ErrNothing) {
			return u, false, err
		}
		s.steps = s.steps[:n-1]
		s.count(last, -1)
		if err == nil {
			s.undone = append(s.undone, last)
			return u, false, nil
		}
		// another process took it back
	}
	u, err = s.store.Undo(journal.ID{}, s.config.Now())
	return u, true, err
}

// about returns the key that a step is about, if it is about one card, and the rating if it is an
// answer.
func about(events []journal.Event) (key deck.Key, rating srs.Rating, ok bool) {
	if _, ok := desk.Imported(events); ok {
		return deck.Key{}, 0, false
	}
	for _, e := range events {
		if b, ok := e.Body.(journal.Reviewed); ok {
			return deck.Key(b.Card), b.Rating, true
		}
	}
	if len(events) != 1 {
		return deck.Key{}, 0, false
	}
	switch b := events[0].Body.(type) {
	case journal.PropertySet:
		return b.Key, 0, true
	case journal.DueSet:
		return b.Key, 0, true
	case journal.Reset:
		return b.Key, 0, true
	}
	return deck.Key{}, 0, false
}
