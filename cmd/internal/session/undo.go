package session

import (
	"errors"
	"fmt"
	"strings"

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
	Events  []journal.Event
}

// Undo takes back the newest answer of the session, or, when none is left, the newest step in the log that a person gave.
// [storage.ErrNothing] if there is none.
func (s *Session) Undo() (Undone, error) {
	u, earlier, err := s.takeBack()
	if err != nil {
		return Undone{}, err
	}
	undone := Undone{Earlier: earlier, Events: u.Events}
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

// Imported returns what an import says of itself, if a step is that of one.
func Imported(events []journal.Event) (journal.Imported, bool) {
	for _, e := range events {
		if b, ok := e.Body.(journal.Imported); ok {
			return b, true
		}
	}
	return journal.Imported{}, false
}

// about returns the key that a step is about, if it is about one card, and the rating if it is an answer.
func about(events []journal.Event) (key deck.Key, rating srs.Rating, ok bool) {
	if _, ok := Imported(events); ok {
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

// Describe says in a few words what a step did: "good", "suspended", "new parameters and 3 due dates".
func Describe(events []journal.Event) string {
	if b, ok := Imported(events); ok {
		return fmt.Sprintf("the import of %s, %s and %s", b.Source, counted(b.Cards, "card"), counted(b.Reviews, "review"))
	}
	var parts []string
	due, resets, starts, links, partings := 0, 0, 0, 0, 0
	sets, set := 0, journal.PropertySet{} // all of a step set the same
	for _, e := range events {
		switch b := e.Body.(type) {
		case journal.Reviewed:
			return b.Rating.String()
		case journal.PropertySet:
			sets, set = sets+1, b
		case journal.Linked:
			links++
		case journal.Unlinked:
			partings++
		case journal.ParamsSet:
			parts = append(parts, "new parameters")
		case journal.DueSet:
			due++
		case journal.Reset:
			resets++
		case journal.Started:
			starts++
		}
	}
	if sets > 0 {
		parts = append(parts, describeSets(sets, set))
	}
	if links > 0 {
		parts = append(parts, few(links, "a link of two texts", "links of texts"))
	}
	if partings > 0 {
		parts = append(parts, few(partings, "a parting of two texts", "partings of texts"))
	}
	if starts > 0 {
		parts = append(parts, counted(starts, "schedule"))
	}
	if resets > 0 {
		parts = append(parts, counted(resets, "new start"))
	}
	if due > 0 {
		parts = append(parts, counted(due, "due date"))
	}
	return strings.Join(parts, " and ")
}

// few says one thing by a phrase, several by their number.
func few(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// counted returns a number with its word, which takes an s unless there is one.
func counted(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// describeSets says what was set, and on how many cards if on more than one.
func describeSets(n int, p journal.PropertySet) string {
	if n == 1 {
		return describeProperty(p)
	}
	return fmt.Sprintf("%s (%d cards)", describeProperty(p), n)
}

func describeProperty(p journal.PropertySet) string {
	switch {
	case p.Property == journal.Suspended && p.Value != 0:
		return "suspended"
	case p.Property == journal.Suspended:
		return "resumed"
	case p.Property == journal.BuriedUntil && p.Value != 0:
		return "buried"
	case p.Property == journal.BuriedUntil:
		return "unburied"
	case p.Value == 0:
		return "flag taken off"
	default:
		return fmt.Sprintf("flag %d", p.Value)
	}
}
