package storage

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"time"

	"cards/deck"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Presets returns the names of the presets that answered cards are in, by the cards' names. Cards
// without a text, and those in no preset, are missing.
func (c *modelOwner) Presets() (map[deck.Key]string, error) {
	in := make(map[deck.Key]string)
	err := c.view(func(t *txn) error {
		clear(in)
		files, err := t.deckFiles()
		if err != nil {
			return err
		}
		names := make(map[fileID]string)
		for id, f := range files {
			if name := c.presetOf(f.scheduled()); name != "" {
				names[id] = name
			}
		}
		if len(names) == 0 {
			return nil
		}
		cursor := t.Bucket(bucketCards).Cursor()
		for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
			s, err := t.state(deck.Key(key))
			if err != nil {
				return err
			}
			if file, ok := t.fileOf(s.keys); ok && names[file] != "" {
				in[deck.Key(key)] = names[file]
			}
		}
		return nil
	})
	return in, err
}

// SetParameters writes parameters of several presets, and what else is to change with them, as one
// thing that a person gave: undo takes all of it back, [Collection.UndoParameters] those of one
// preset.
func (c *modelOwner) SetParameters(now time.Time, sets []journal.ParamsSet,
	also ...journal.Body,
) error {
	var first journal.ID
	err := c.retry(&first, func(t *txn) error {
		if err := t.chooseStep(&first, now); err != nil {
			return err
		}
		events, steps := stepsOf(first, sets)
		if len(also) > 0 {
			step := first
			if len(events) > 0 {
				step = events[len(events)-1].ID.Next()
			}
			events, steps = append(events, newStep(step, also)...), append(steps, step)
		}
		if len(events) == 0 {
			return nil
		}
		return errors.Join(t.write(events), t.give(&given{kind: givenStep, steps: steps}))
	})
	c.wrote = c.wrote || err == nil
	return err
}

// stepsOf returns events that set parameters, each of a step of its own, from an id on.
func stepsOf(id journal.ID, sets []journal.ParamsSet) (events []journal.Event, steps []journal.ID) {
	for _, set := range sets {
		events, steps = append(events, journal.Event{ID: id, Step: id, Body: set}),
			append(steps, id)
		id = id.Next()
	}
	return events, steps
}

// chooseStep gives a step its id, once.
func (t *txn) chooseStep(step *journal.ID, now time.Time) (err error) {
	if step.IsZero() {
		*step, err = journal.NewID(t.newest(), now, t.collection.options.Random)
	}
	return err
}

// UndoParameters takes back the parameters in force of a preset, of the collection if it is "",
// whoever or whatever gave them: those before are in force again. [ErrNothing] if none are.
func (c *modelOwner) UndoParameters(preset string, now time.Time) (Undone, error) {
	return c.takeBack(now, func(t *txn) (*given, error) {
		sets, err := t.paramsInForce()
		if err != nil {
			return nil, err
		}
		set := sets.all
		if preset != "" {
			set = sets.presets[preset]
		}
		if set.IsZero() {
			return nil, ErrNothing
		}
		ev, err := t.event(set)
		if err != nil {
			return nil, err
		}
		g, err := t.findGiven(func(g *given) bool { return slices.Equal(g.steps, []journal.ID{ev.Step}) })
		if err != nil || g != nil {
			return g, err
		}
		return &given{kind: givenStep, steps: []journal.ID{ev.Step}}, nil
	})
}

// Fits is a note of this device on fits that the program made by itself.
type Fits struct {
	Next  int            // how many reviews there are before another fit may be due
	Tried map[string]int // of how many reviews the last fit was, by name of the preset
}

// Fits returns the note; zero if nothing was tried.
func (c *modelOwner) Fits() (f Fits, err error) {
	err = c.view(func(t *txn) error {
		f.Tried = make(map[string]int)
		value := t.Get(bucketMeta, []byte(metaFits))
		if value == nil {
			return nil
		}
		d := wire.NewDecoder(value)
		f.Next = d.Number()
		for range d.Count() {
			name := d.String()
			f.Tried[name] = d.Number()
		}
		if d.End() != nil { // which loses nothing that a person said
			f = Fits{Tried: make(map[string]int)}
		}
		return nil
	})
	return f, err
}

func encodeFits(f Fits) []byte {
	e := &wire.Encoder{}
	e.Uint(uint64(f.Next))
	e.Uint(uint64(len(f.Tried)))
	for _, name := range slices.Sorted(maps.Keys(f.Tried)) {
		e.String(name)
		e.Uint(uint64(f.Tried[name]))
	}
	return bytes.Clone(e.Value())
}

// Refit writes parameters that the program fitted by itself, each as a step of its own that nobody
// gave, and its note. If others than those in before are in force by now, nothing is written: they
// were not compared with these.
func (c *modelOwner) Refit(now time.Time, before Models, sets []journal.ParamsSet,
	note Fits,
) (done bool, err error) {
	var first journal.ID
	err = c.retry(&first, func(t *txn) error {
		if err := t.Put(bucketMeta, []byte(metaFits), encodeFits(note)); err != nil {
			return err
		}
		inForce, err := t.paramsInForce()
		if err != nil || len(sets) == 0 || !inForce.are(before) {
			return err
		}
		if err := t.chooseStep(&first, now); err != nil {
			return err
		}
		events, _ := stepsOf(first, sets)
		done = true
		return t.write(events)
	})
	return done && err == nil, err
}

// are says whether the parameters in force are those of some models.
func (s *paramsSets) are(m Models) bool {
	if s.all != m.All.Set || len(s.presets) != len(m.Presets) {
		return false
	}
	for name, p := range m.Presets {
		if s.presets[name] != p.Set {
			return false
		}
	}
	return true
}
