package storage

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"cards/storage/journal"
)

// Undone is what [Collection.Undo] took back or [Collection.Redo] brought back.
type Undone struct {
	Step   journal.ID           // the first of its steps; zero if it only changed deck files
	Events []journal.Event      // of its steps, at most [ShownEvents] and the first of each kind
	Kinds  map[journal.Kind]int // how many events of each kind its steps have
	Files  []string             // deck files that were put back, as in [Card.Path]
	Left   []string             // deck files of an import that were changed since, and left as they are
}

// ShownEvents is how many events of a step are told at most: an import may have a million.
const ShownEvents = 1000

// Undo takes back the newest step in force that was given here, by when it was given, whatever the
// instants that it tells of; or the given step, if it is not zero and still in force, from wherever
// it came. Deck files that the step changed get the text that they had before, if they are as the
// step left them; else the error is a [*ChangedError] and nothing is taken back, but for an import,
// which leaves such files. [ErrNothing] if there is nothing to take back, [ErrElsewhere] if all
// that there is was given elsewhere.
func (c *wholeLog) Undo(step journal.ID, now time.Time) (Undone, error) {
	return c.takeBack(now, func(t *txn) (*given, error) {
		if step.IsZero() {
			g, err := t.newestGiven()
			if errors.Is(err, ErrNothing) {
				if _, err := t.newestAnywhere(); err == nil {
					return nil, ErrElsewhere
				}
			}
			return g, err
		}
		return t.givenAs(step)
	})
}

// UndoText takes back, as [Collection.Undo], the newest step in force given here that left a deck
// file with a text of this SHA-256. [ErrNothing] if there is none.
func (c *wholeLog) UndoText(path string, sum [sha256.Size]byte, now time.Time) (Undone, error) {
	left := fileEntry{path: path, after: fileHash(sum[:len(fileHash{})])}
	return c.takeBack(now, func(t *txn) (*given, error) {
		g, err := t.findGiven(func(g *given) bool {
			return t.isInForce(g) && slices.ContainsFunc(g.files, func(f fileEntry) bool {
				return f.path == left.path && f.after == left.after
			})
		})
		if err == nil && g == nil {
			err = ErrNothing
		}
		return g, err
	})
}

// UndoAny takes back the newest step in force of the log that a person gave, here or elsewhere, but
// for parameters that were not set here: [Collection.UndoParameters] takes those back.
// [ErrNothing] if there is none.
func (c *wholeLog) UndoAny(now time.Time) (Undone, error) {
	return c.takeBack(now, func(t *txn) (*given, error) {
		step, err := t.newestAnywhere()
		if err != nil {
			return nil, err
		}
		return t.givenAs(step)
	})
}

// StepOf returns the step of an event, for [Collection.Undo]; [ErrNoEvent] if the log has none of
// that id.
func (c *logOwner) StepOf(id journal.ID) (step journal.ID, err error) {
	err = c.view(func(t *txn) error {
		if t.Get(bucketLog, id[:]) == nil {
			return fmt.Errorf("event %s: %w", id, ErrNoEvent)
		}
		ev, err := t.event(id)
		step = ev.Step
		return err
	})
	return step, err
}

// takeBack takes back what find returns.
func (c *wholeLog) takeBack(now time.Time, find func(*txn) (*given, error)) (Undone, error) {
	say := func(step journal.ID) journal.Body { return journal.Cancelled{Target: step} }
	return c.turn(&turning{now: now, back: true, find: find, say: say})
}

// Redo brings back the step that was taken back last here, with the deck files that it changed.
// [ErrNothing] if there is none or a newer step was given here; otherwise as [Collection.Undo].
func (c *wholeLog) Redo(now time.Time) (Undone, error) {
	say := func(step journal.ID) journal.Body { return journal.Restored{Target: step} }
	return c.turn(&turning{
		now:  now,
		find: func(t *txn) (*given, error) { return t.lastTakenBack() }, say: say,
	})
}

// number returns how many events the steps have.
func (u Undone) number() (n int) {
	for _, of := range u.Kinds {
		n += of
	}
	return n
}

// told returns what a step did.
func (t *eventTx) told(g *given) (Undone, error) {
	u := Undone{Kinds: make(map[journal.Kind]int)}
	for i, step := range g.steps {
		if i == 0 {
			u.Step = step
		}
		err := t.eachOfStep(step, func(id journal.ID, value []byte) (bool, error) {
			kind := journal.KindIn(value)
			u.Kinds[kind]++
			if len(u.Events) >= ShownEvents && u.Kinds[kind] > 1 {
				return true, nil
			}
			ev, err := journal.Decode(id, value)
			u.Events = append(u.Events, ev)
			return true, err
		})
		if err != nil {
			return u, err
		}
	}
	return u, nil
}

// givenAs returns the entry of a step in force, or what one would be if it was given elsewhere, or
// so long ago that it is not known.
func (t *stepTx) givenAs(step journal.ID) (*given, error) {
	g, err := t.findGiven(func(g *given) bool { return slices.Contains(g.steps, step) })
	if err != nil || g != nil && t.isInForce(g) {
		return g, err
	}
	undoable := false
	if t.inForce(step) {
		err = t.eachOfStep(step, func(id journal.ID, value []byte) (bool, error) {
			ev, err := journal.Decode(id, value)
			undoable = err == nil && isUndoable(ev)
			return !undoable, err
		})
	}
	if err == nil && !undoable {
		err = ErrNothing
	}
	return &given{kind: givenStep, steps: []journal.ID{step}}, err
}

// newestAnywhere returns the newest step in force of the log that a person gave.
func (t *stepTx) newestAnywhere() (journal.ID, error) {
	c := t.Bucket(bucketLog).Cursor()
	for key, value := c.Last(); key != nil; key, value = c.Prev() {
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return journal.ID{}, err
		}
		if !isGiven(ev.Body) || !t.inForce(ev.Step) {
			continue
		}
		if ours, err := t.isOurs(ev); err != nil || ours {
			return ev.Step, err
		}
	}
	return journal.ID{}, ErrNothing
}

// isOurs says whether undo may take an event back without naming it. Nothing tells parameters that
// somebody has set elsewhere from those of a fit that no one asked for, which must not be taken
// back by surprise: of parameters only those that were set here are.
func (t *stepTx) isOurs(ev journal.Event) (bool, error) {
	if _, ok := ev.Body.(journal.ParamsSet); !ok {
		return true, nil
	}
	g, err := t.findGiven(func(g *given) bool { return slices.Contains(g.steps, ev.Step) })
	return g != nil, err
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
	case journal.Cancelled, journal.Restored, journal.Unknown, journal.TextSeen, journal.Sourced:
		return false
	case journal.Linked:
		return b.Manual
	}
	return true
}
