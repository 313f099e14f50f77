package exam

import (
	"context"
	"errors"
	"slices"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/storage"
	"cards/storage/journal"
)

// Suspend suspends the card that is shown, as one step of the log, and goes on with the next
// question. It returns the card, nil if none is shown.
func (s *Sitting) Suspend() (*storage.Card, error) {
	q := s.Question()
	if q == nil {
		return nil, nil
	}
	change := desk.Suspend().On([]*storage.Card{q.Card})
	id, err := s.store.Append(s.config.Now(), change.Bodies...)
	if err != nil {
		return q.Card, err
	}
	s.did(id)
	s.leave(q.Card)
	return q.Card, nil
}

// did notes a step that is no answer.
func (s *Sitting) did(step journal.ID) {
	s.steps = append(s.steps, given{step: step, queue: slices.Clone(s.queue), other: true})
}

// leave asks a card no more, and goes on.
func (s *Sitting) leave(c *storage.Card) {
	s.queue = slices.DeleteFunc(s.queue, func(q *Question) bool { return q.Card.ID == c.ID })
	s.begin()
}

// Edit begins to edit the card that is shown; nil if none is. The sitting stays as it is.
func (s *Sitting) Edit() (*session.Editing, error) {
	q := s.Question()
	if q == nil {
		return nil, nil
	}
	return session.BeginEdit(s.store, q.Card)
}

// Edited takes in what a person made of the file, as [session.Session.Edited]: the question is
// asked anew with its new text; if its card is gone, the next one is.
func (s *Sitting) Edited(ctx context.Context, e *session.Editing,
	anyway bool,
) (desk.Edited, error) {
	edited, id, err := session.TakeEdit(ctx, s.store, s.config.Now(), e, anyway)
	if err != nil || id == nil {
		return edited, err
	}
	s.did(*id)
	key := s.present.Card.Key
	if to, ok := edited.Became[key]; ok {
		key = to
	}
	card, err := s.store.Card(key)
	switch {
	case err != nil && !errors.Is(err, storage.ErrNotFound):
		return edited, err
	case err != nil || card.Draft || card.Suspended:
		s.leave(s.present.Card)
		return edited, nil
	}
	return edited, s.renew(card)
}

// renew shows the present question with a new text of its card.
func (s *Sitting) renew(card *storage.Card) error {
	if at := slices.Index(s.cards, s.present.Card); at >= 0 {
		s.cards[at] = card
	}
	s.pool, s.texts = nil, make(map[string]string)
	if s.state == Answered {
		s.asked.Card = card
	}
	s.present.Card = card
	if s.state == Answered || s.present.Again > 0 {
		return nil
	}
	fresh, err := s.newQuestion(card)
	if err == nil {
		s.present.Form, s.present.Options = fresh.Form, fresh.Options
	}
	return err
}
