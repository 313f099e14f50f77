package session

import (
	"errors"
	"fmt"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Single is one answer to one card, without a sitting: by an editor, a bot or an agent.
type Single struct {
	Card   *storage.Card
	Rating srs.Rating
	Took   time.Duration // that it took; 0 if nobody knows

	// Request names the answer: a second one to the card with the same request writes nothing.
	// Empty if it has no name.
	Request string

	// Seen is the card's last event when it was shown; nil if nobody says. If the card was answered
	// since, nothing is written.
	Seen *journal.ID
}

// Answered is what a single answer came to.
type Answered struct {
	storage.Given
	Leech desk.Leech // what came of it if the card sticks badly; zero if nothing did
}

// Reasons why a card cannot be answered.
var (
	ErrDraft     = errors.New("it is a draft, and drafts are not asked")
	ErrSuspended = errors.New("it is suspended")
)

// Answer writes a single answer into the log. Of what a session is about only the clock, the
// schedulers and what becomes of leeches matter. A card may be answered before it is due. If it was
// answered since it was seen the error is [storage.ErrAnswered], if it is never asked [ErrDraft] or
// [ErrSuspended], if its request gave another rating an
// [*OtherRatingError].
func Answer(store *storage.Collection, c Config, a Single) (Answered, error) {
	if a.Request != "" {
		first, err := store.GivenTo(a.Request, a.Card.Key)
		if err != nil {
			return Answered{}, err
		}
		if first != nil {
			return Answered{Given: *first}, a.differs(*first)
		}
	}
	card := *a.Card
	switch {
	case card.Line == 0:
		return Answered{}, fmt.Errorf("card %s: %w", card.ID, storage.ErrNotFound)
	case card.Draft:
		return Answered{}, fmt.Errorf("card %s: %w", card.ID, ErrDraft)
	case card.Suspended:
		return Answered{}, fmt.Errorf("card %s: %w", card.ID, ErrSuspended)
	case a.Seen != nil:
		card.Newest = *a.Seen
	}
	by, err := c.Schedulers.Of(card.Scheduled)
	if err != nil {
		return Answered{}, err
	}
	now := c.Now()
	by = c.Schedulers.Balanced(by, store, card.Scheduled)
	review := by.Answer(srs.CardID(card.Key), card.Schedule, a.Rating, now.Add(-a.Took), now)
	review.Purpose = purpose(card.Schedule.Due, c.Schedulers.Calendar().Day(now))
	review.Form, review.Options = FormOf(&card)
	leech := c.Leeches.After(&card, review)
	if a.Request == "" {
		step, err := store.Answer(&card, review, now, leech.Bodies()...)
		return Answered{Given: storage.Given{Step: step, Review: review}, Leech: leech}, err
	}
	given, err := store.AnswerOnce(a.Request, &card, review, now, leech.Bodies()...)
	if given.Repeated { // another process was faster
		return Answered{Given: given}, a.differs(given)
	}
	return Answered{Given: given, Leech: leech}, err
}

// OtherRatingError says that the request of an answer has given another rating already.
type OtherRatingError struct {
	Request string
	Card    deck.Key
	Given   srs.Rating
}

// Error says how the request has rated the card.
func (e *OtherRatingError) Error() string {
	return fmt.Sprintf("card %s: the request %q already rated it %s", e.Card, e.Request, e.Given)
}

// differs returns an error if what was given first has another rating.
func (a Single) differs(first storage.Given) error {
	if first.Review.Rating == a.Rating {
		return nil
	}
	return &OtherRatingError{Request: a.Request, Card: a.Card.ID, Given: first.Review.Rating}
}
