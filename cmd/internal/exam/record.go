package exam

import (
	"context"
	"errors"
	"slices"
	"time"

	"cards/deck"
	"cards/deck/answer"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// given is an answer or something else that was written, with what was before it.
type given struct {
	other  bool // it is no answer
	step   journal.ID
	queue  []*Question
	before Question // as it was asked
	result Result
	shown  time.Time
}

// record writes an answer into the log.
func (s *Sitting) record(q *Question, r Result) (journal.ID, error) {
	now := s.config.Now()
	by, err := s.config.Schedulers.Of(q.Card.Scheduled)
	if err != nil {
		return journal.ID{}, err
	}
	review := by.Practice(srs.CardID(q.Card.Key), q.Card.Schedule, r.Rating(), s.shown, now,
		s.purpose())
	review.Form, review.Options, review.Guess = q.Form, len(q.Options), r.Guess
	return s.store.Answer(q.Card, review, now)
}

func (s *asker) purpose() srs.Purpose {
	if s.config.Kind == Test {
		return srs.Test
	}
	return srs.Quiz
}

// Undo takes back what was done last: of an answer the question is asked again.
// [storage.ErrNothing] if nothing is left.
func (s *Sitting) Undo() error {
	if len(s.steps) == 0 {
		return storage.ErrNothing
	}
	last := s.steps[len(s.steps)-1]
	undone, err := s.store.Undo(last.step, s.config.Now())
	if err != nil {
		return err
	}
	if last.other {
		s.steps, s.queue = s.steps[:len(s.steps)-1], last.queue
		return s.readBack(undone)
	}
	s.steps, s.queue = s.steps[:len(s.steps)-1], last.queue
	s.present = s.queue[0]
	*s.present = last.before
	s.state, s.guess, s.last, s.shown = Asking, false, nil, s.config.Now()
	return nil
}

// readBack shows what comes next after something that was no answer was taken back, with the text
// that files have again.
func (s *Sitting) readBack(u storage.Undone) error {
	s.begin()
	if len(u.Files) == 0 || s.present == nil {
		return nil
	}
	if _, err := s.store.Compile(context.Background(), s.config.Now()); err != nil {
		return err
	}
	for _, e := range u.Events { // the link to the text that was edited
		if b, ok := e.Body.(journal.Linked); ok &&
			slices.Contains([]deck.Key{b.A, b.B}, s.present.Card.Key) {
			return s.reread(b.A, b.B)
		}
	}
	return s.reread(s.present.Card.Keys...)
}

// reread shows the present question with the text of the first of some keys that is live.
func (s *Sitting) reread(keys ...deck.Key) error {
	for _, key := range keys {
		card, err := s.store.Card(key)
		switch {
		case err == nil:
			return s.renew(card)
		case !errors.Is(err, storage.ErrNotFound):
			return err
		}
	}
	return nil
}

// Overrule says that the newest answer is right too: it takes the place of the one in the log. It
// says false, and does nothing, if there is none or it was right already.
func (s *Sitting) Overrule() (bool, error) {
	if len(s.steps) == 0 || s.steps[len(s.steps)-1].other ||
		s.steps[len(s.steps)-1].result.Kind == answer.Right {
		return false, nil
	}
	last := s.steps[len(s.steps)-1]
	if err := s.Undo(); err != nil {
		return false, err
	}
	r := last.result
	r.Kind, r.Own, r.Skipped, r.Answers = answer.Right, true, false, ""
	s.guess, s.shown = r.Guess, last.shown
	_, err := s.answered(r)
	return err == nil, err
}

// Missed returns the studied cards whose first answer showed that they are not known and which are
// due on a later day than today.
func (s *sheet) Missed() []*storage.Card {
	var list []*storage.Card
	today := s.today()
	for _, q := range s.questions {
		due := q.Card.Schedule.Due
		if q.first != nil && q.first.Rating() == srs.Again && !q.New && due.At.IsZero() &&
			due.Day > today {
			list = append(list, q.Card)
		}
	}
	return list
}

// BringForward has the missed cards asked in today's review: their memory stays what it is. It is
// one step in the log. How many there were is returned.
func (s *Sitting) BringForward() (int, error) {
	missed := s.Missed()
	var bodies []journal.Body
	for _, c := range missed {
		bodies = append(bodies, journal.DueSet{Key: deck.Key(c.Key), Due: srs.Due{Day: s.today()}})
	}
	if len(bodies) == 0 {
		return 0, nil
	}
	_, err := s.store.Append(s.config.Now(), bodies...)
	return len(missed), err
}
