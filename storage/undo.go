package storage

import (
	"slices"
	"time"

	"cards/storage/journal"
)

// Undone is what [Collection.Undo] took back or [Collection.Redo] brought back.
type Undone struct {
	Step   journal.ID
	Events []journal.Event // of that step
}

// Undo takes back the newest step in force that a person gave, or the given step if it is not zero
// and still in force. [ErrNothing] if there is none.
func (c *Collection) Undo(step journal.ID, now time.Time) (Undone, error) {
	var undone Undone
	_, err := c.append(now, func(t *txn) ([]journal.Body, error) {
		target := step
		if target.IsZero() {
			var err error
			if target, err = t.newestStep(); err != nil {
				return nil, err
			}
		}
		events, err := t.stepEvents(target)
		if err == nil && (!t.inForce(target) || !slices.ContainsFunc(events, isUndoable)) {
			err = ErrNothing
		}
		undone = Undone{Step: target, Events: events}
		return []journal.Body{journal.Cancelled{Target: target}}, err
	})
	if err != nil {
		return Undone{}, err
	}
	return undone, nil
}

// Redo brings back the step that was taken back last; [ErrNothing] if there is none or a newer step
// exists.
func (c *Collection) Redo(now time.Time) (Undone, error) {
	var undone Undone
	_, err := c.append(now, func(t *txn) ([]journal.Body, error) {
		target, err := t.lastCancelled()
		if err != nil {
			return nil, err
		}
		events, err := t.stepEvents(target)
		undone = Undone{Step: target, Events: events}
		return []journal.Body{journal.Restored{Target: target}}, err
	})
	if err != nil {
		return Undone{}, err
	}
	return undone, nil
}

// newestStep returns the newest step in force that a person gave.
func (t *logTx) newestStep() (journal.ID, error) {
	return t.findBack(func(ev journal.Event) (step journal.ID, found, stop bool) {
		return ev.Step, isGiven(ev.Body) && t.inForce(ev.Step), false
	})
}

// lastCancelled returns the step that was taken back last, if no step was given since.
func (t *logTx) lastCancelled() (journal.ID, error) {
	return t.findBack(func(ev journal.Event) (step journal.ID, found, stop bool) {
		target, k, ok := journal.Target(ev.Body)
		decides := ok && k == journal.KindCancel && string(t.Get(bucketCancels, target[:])) == string(append(ev.ID[:], byte(k)))
		return target, decides, isGiven(ev.Body)
	})
}

// findBack looks at the events from the newest on until one is found.
func (t *logTx) findBack(look func(journal.Event) (step journal.ID, found, stop bool)) (journal.ID, error) {
	c := t.Bucket(bucketLog).Cursor()
	for key, value := c.Last(); key != nil; key, value = c.Prev() {
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return journal.ID{}, err
		}
		step, found, stop := look(ev)
		if found {
			return step, nil
		}
		if stop {
			break
		}
	}
	return journal.ID{}, ErrNothing
}

// isUndoable says whether an event is of a step that can be taken back: not one that takes back or
// brings back itself.
func isUndoable(ev journal.Event) bool {
	_, _, decides := journal.Target(ev.Body)
	return !decides
}

// isGiven says whether an event shows that a person gave its step: not one that takes back or
// brings back, not a link that recognising an edit made, and not a text, which comes with either.
func isGiven(b journal.Body) bool {
	switch b := b.(type) {
	case journal.Cancelled, journal.Restored, journal.Unknown, journal.TextSeen:
		return false
	case journal.Linked:
		return b.Manual
	}
	return true
}
