package session

import (
	"context"
	"errors"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// record is what a session has written into the log, and what it took back of that.
type record struct {
	store *storage.Collection
	now   func() time.Time

	steps, undone []step   // in force, and taken back last
	answered      int      // how many of steps are answers
	pace          srs.Pace // with these
}

// step is what the session wrote into the log as one.
type step struct {
	id     journal.ID
	entry  srs.Entry   // that was answered
	review *srs.Review // nil if it was no answer
}

// answers returns the answers of the session that are in force, in order.
func (r *record) answers() []srs.Review {
	var list []srs.Review
	for _, st := range r.steps {
		if st.review != nil {
			list = append(list, *st.review)
		}
	}
	return list
}

// wrote notes a step of the session.
func (r *record) wrote(st step) {
	r.steps, r.undone = append(r.steps, st), nil
	r.count(st, 1)
}

// count adds a step to what the session has answered, or takes it off with -1.
func (r *record) count(st step, n int) {
	if st.review != nil {
		r.answered += n
		spent := time.Duration(n) * st.review.Spent(r.store.AnswerCap())
		r.pace = r.pace.Plus(srs.Pace{Answers: n, Time: spent})
	}
}

// takeBack undoes one step: the newest of the session, or else of the log. The files that it has
// changed are read again.
func (r *record) takeBack() (Undone, error) {
	u, earlier, err := r.undo()
	if err != nil {
		return Undone{}, err
	}
	return r.told(u, earlier)
}

// undo undoes one step; earlier says that it was not given in this session.
func (r *record) undo() (u storage.Undone, earlier bool, err error) {
	for n := len(r.steps); n > 0; n-- {
		last := r.steps[n-1]
		u, err = r.store.Undo(last.id, r.now())
		if err != nil && !errors.Is(err, storage.ErrNothing) {
			return u, false, err
		}
		r.steps = r.steps[:n-1]
		r.count(last, -1)
		if err == nil {
			r.undone = append(r.undone, last)
			return u, false, r.readBack(u)
		}
		// another process took it back
	}
	if u, err = r.store.Undo(journal.ID{}, r.now()); err == nil {
		err = r.readBack(u)
	}
	return u, true, err
}

// bringBack brings back what was taken back last. The files that it has changed are read again.
func (r *record) bringBack() (Undone, error) {
	u, err := r.store.Redo(r.now())
	if err == nil {
		err = r.readBack(u)
	}
	if err != nil {
		return Undone{}, err
	}
	last := len(r.undone) - 1
	earlier := last < 0 || r.undone[last].id != u.Step
	if !earlier {
		left := r.undone[:last]
		r.wrote(r.undone[last])
		r.undone = left
	}
	return r.told(u, earlier)
}

// readBack reads the deck files that a step has changed.
func (r *record) readBack(u storage.Undone) error {
	if len(u.Files) == 0 {
		return nil
	}
	_, err := r.store.Compile(context.Background(), r.now())
	return err
}

// told says what was taken or brought back.
func (r *record) told(u storage.Undone, earlier bool) (Undone, error) {
	undone := Undone{Earlier: earlier, Undone: u}
	key, rating, ok := about(u.Events)
	if !ok {
		return undone, nil
	}
	undone.Rating = rating
	card, err := r.store.Card(key)
	if errors.Is(err, storage.ErrNotFound) {
		return undone, nil
	}
	undone.Card = card
	return undone, err
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
