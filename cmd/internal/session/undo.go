package session

import (
	"errors"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Undone is what [Session.Undo] took back.
type Undone struct {
	Card    *storage.Card // the one that it was about, asked again next if it was an answer; nil if its text is gone
	Rating  srs.Rating    // of the answer, zero if it was none
	Earlier bool          // it was given before this session
	storage.Undone
}

// Undo takes back the newest answer of the session, or, when none is left, the newest step in the log that a person gave.
// [storage.ErrNothing] if there is none.
func (s *Session) Undo() (Undone, error) {
	u, earlier, err := s.takeBack()
	if err != nil {
		return Undone{}, err
	}
	undone := Undone{Earlier: earlier, Undone: u}
	s.card, s.next = nil, nil
	if key, rating, ok := about(u.Events); ok {
		undone.Rating = rating
		undone.Card, err = s.store.Card(key)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return undone, err
		}
		if rating != 0 {
			s.next = undone.Card
		}
	}
	return undone, s.load()
}

// takeBack undoes one step; earlier says that it was not given in this session.
func (s *Session) takeBack() (u storage.Undone, earlier bool, err error) {
	for n := len(s.answers); n > 0; n-- {
		last := s.answers[n-1]
		u, err = s.store.Undo(last.step, s.config.Now())
		if err != nil && !errors.Is(err, storage.ErrNothing) {
			return u, false, err
		}
		s.answers = s.answers[:n-1]
		s.pace.remove(last.review.Duration())
		if err == nil {
			return u, false, nil
		}
		// another process took it back
	}
	u, err = s.store.Undo(journal.ID{}, s.config.Now())
	return u, true, err
}

// about returns the key that a step is about, if it is about one card, and the rating if it is an answer.
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
