package storage

import (
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/stats"
)

// Answer writes a review into the log: it is on disk when Answer returns nil. Seen is [Card.Newest] of when the card was
// shown; if the card was answered meanwhile, the error is [ErrAnswered] and nothing is written. The review's Card is the
// key of the text that was shown. Answer returns the step, for undo.
func (c *Collection) Answer(r srs.Review, seen EventID, now time.Time) (EventID, error) {
	return EventID{}, nil
}

// Append writes events as one step and returns its id. It is for what a person sets: properties, due dates, resets,
// links, parameters.
func (c *Collection) Append(now time.Time, bodies ...Body) (EventID, error) { return EventID{}, nil }

// Undone is what [Collection.Undo] took back or [Collection.Redo] brought back.
type Undone struct {
	Step   EventID
	Events []Event // of that step
}

// Undo takes back the newest step in force that a person gave, or the given step if it is not zero and still in force.
// [ErrNothing] if there is none.
func (c *Collection) Undo(step EventID, now time.Time) (Undone, error) { return Undone{}, nil }

// Redo brings back the step that was taken back last; [ErrNothing] if there is none or a newer step exists.
func (c *Collection) Redo(now time.Time) (Undone, error) { return Undone{}, nil }

// Events calls yield for every event in log order; undone says that its step is taken back, name is the present name of
// the card that the event is about, zero if it is about none.
func (c *Collection) Events(yield func(e Event, undone bool, name deck.Key) bool) error { return nil }

// DayTotals are the totals of one study day.
type DayTotals struct {
	Day srs.Day
	stats.Totals
}

// Totals returns the totals of the study days with reviews from first to last, both included, in order.
func (c *Collection) Totals(first, last srs.Day) ([]DayTotals, error) { return nil, nil }

// Schedules are counts over the live cards of a scope.
type Schedules struct {
	Total, New, Learning, Young, Mature, Suspended, Drafts int   // learning includes relearning; mature: interval of 21 days and more
	Due                                                    []int // reviews due on today, tomorrow, …; overdue ones count today
	Overdue                                                int   // of those of today, due before it
}

// Schedules counts the live cards of a scope, with the reviews due on the first so many days from today.
func (c *Collection) Schedules(scope Scope, today srs.Day, days int) (Schedules, error) {
	return Schedules{}, nil
}

// Check verifies every invariant of FORMAT.md and returns what is violated, nil if nothing is.
func (c *Collection) Check() []error { return nil }

// Rebuild computes everything derived anew, from the log and the deck files.
func (c *Collection) Rebuild(now time.Time) error { return nil }
