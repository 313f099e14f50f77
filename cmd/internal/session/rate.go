package session

import (
	"errors"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
)

// Reveal shows the answer of the card that is asked; otherwise it does nothing.
func (s *Session) Reveal() {
	if s.card == nil || s.state != Asking {
		return
	}
	s.state = Revealed
	if s.config.Kind != Review {
		return
	}
	s.by = s.config.Schedulers.Balanced(s.by, s.store, s.card.Scheduled)
	s.preview = s.by.Preview(srs.CardID(s.card.Key), s.card.Schedule, s.config.Now())
}

// Rated is what an answer did.
type Rated struct {
	Card    *storage.Card // as it was before
	Review  srs.Review
	Missing int        // how many more times the card must be known, in practice
	Leech   desk.Leech // what came of it if the card sticks badly; zero if nothing did
}

// Rate answers the card whose answer is shown. When it returns without an error the answer is in
// the log. With [storage.ErrAnswered] another process has answered the card: nothing was written
// and the session goes on with the next card. With another error the card is still asked. Without a
// card whose answer is shown it panics.
func (s *Session) Rate(r srs.Rating) (Rated, error) {
	if s.card == nil || s.state != Revealed || s.config.Kind == Look {
		panic("session: rated a card whose answer is not shown, or nothing is rated")
	}
	now, card := s.config.Now(), s.card
	review := s.review(card, r, now)
	review.Form, review.Options = FormOf(card)
	leech := s.config.Leeches.After(card, review)
	id, err := s.store.Answer(card, review, now, leech.Bodies()...)
	if errors.Is(err, storage.ErrAnswered) {
		s.card = nil
		return Rated{}, errors.Join(err, s.load())
	} else if err != nil {
		return Rated{}, err
	}
	s.card = nil
	s.wrote(step{id, s.entry, &review})
	s.queue.Answer(s.entry, review)
	rated := Rated{Card: card, Review: review, Leech: leech}
	if s.round != nil {
		rated.Missing = s.round.Missing(s.entry.Card)
	}
	if leech.Suspended { // its step would never be over
		err = s.load()
	}
	return rated, err
}

// FormOf returns how a card is answered.
func FormOf(c *storage.Card) (f srs.Form, options int) {
	switch n := len(c.Options); {
	case c.Kind == deck.KindTyped:
		return srs.Typed, 0
	case c.Kind == deck.KindChoice && n > 1:
		return srs.Choice, n
	}
	return srs.Recall, 0
}

// Early asks a card whose learning step is not over yet; unless the session waits it does nothing.
func (s *Session) Early() {
	s.early = s.state == Waiting
}
