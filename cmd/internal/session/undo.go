package session

import (
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
	undone, err := s.takeBack()
	if err != nil || s.keepsAsking(undone.Events) {
		return undone, err
	}
	next := s.card
	if undone.Rating != 0 || !undone.Earlier {
		next = undone.Card
	}
	s.card, s.next = nil, next
	return undone, s.load()
}

// Redo brings back what was taken back last. [storage.ErrNothing] if there is nothing, or something
// was done since.
func (s *Session) Redo() (Undone, error) {
	undone, err := s.bringBack()
	if err != nil || s.keepsAsking(undone.Events) {
		return undone, err
	}
	next := s.card
	if next != nil && undone.Card != nil && next.ID == undone.Card.ID && undone.Rating != 0 {
		next = nil // it is answered again
	}
	s.card, s.next = nil, next
	return undone, s.load()
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
