package storage

import (
	"cmp"
	"errors"
	"iter"
	"os"

	"cards/storage/ahead"
	"cards/storage/beside"
	"cards/storage/journal"
	"cards/storage/wire"
)

// runSize is how many bytes of events are sorted at once; as many come in meanwhile.
const runSize = 4 << 20

// ordered are events in the order of the log, those of one id as they came. What memory need not
// hold is in a file beside that of the collection, in runs that are in order each.
type ordered struct {
	collection *room

	run      sortedRun   // that is in memory: all of them if there is no file
	before   sortedRun   // which is on its way into the file, or there
	spilling *ahead.Task // puts it there; nil before the first
	file     *os.File
	room     []byte  // what comes to the file next
	end      int64   // of what is in the file
	ends     []int64 // of the runs in it
	n        int     // events
}

// head is what tells of an event whether it is new: what a value begins with is the same in every
// version.
type head struct {
	id   journal.ID
	kind journal.Kind
}

// inOrder sorts entries. What it returns is to be closed.
func (c *wholeLog) inOrder(entries iter.Seq2[entry, error]) (*ordered, error) {
	return c.ordering(func(o *ordered) error {
		for e, err := range entries {
			if err == nil {
				err = o.add(e.id, e.value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// laidInOrder is [Collection.inOrder] of what [Collection.Import] takes.
func (c *wholeLog) laidInOrder(laid iter.Seq2[[]byte, error]) (*ordered, error) {
	return c.ordering(func(o *ordered) error {
		for some, err := range laid {
			for err == nil && len(some) > 0 {
				var id journal.ID
				var value []byte
				if id, value, some, err = journal.CutValue(some); err == nil {
					err = o.add(id, value)
				}
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// ordering sorts what fill adds.
func (c *wholeLog) ordering(fill func(*ordered) error) (_ *ordered, err error) {
	o := &ordered{collection: c.room}
	sound := false
	defer func() {
		if !sound { // or there was a panic
			err = errors.Join(err, o.close())
		}
	}()
	if err := fill(o); err != nil {
		return nil, err
	}
	if o.file != nil {
		if err := cmp.Or(o.spill(), o.spilled()); err != nil {
			return nil, err
		}
		o.run, o.before, o.room = sortedRun{}, sortedRun{}, nil
	} else {
		o.run.sort()
	}
	sound = true
	return o, nil
}

// add takes in an event, whose value need not stay.
func (o *ordered) add(id journal.ID, value []byte) (err error) {
	if o.n%eventsPerRead == 0 {
		err = o.collection.attending().Err()
	}
	if err == nil && len(o.run.values) > 0 && len(o.run.values)+len(value) > runSize {
		err = o.spill()
	}
	if err != nil {
		return err
	}
	o.run.add(id, value)
	o.n++
	return nil
}

// spill begins to move what is in memory to the end of the file.
func (o *ordered) spill() (err error) {
	if err := o.spilled(); err != nil {
		return err
	}
	if o.file == nil {
		if o.file, err = beside.Create(o.collection.file.Path()); err != nil {
			return err
		}
	}
	run := o.run
	o.run, o.before = sortedRun{o.before.values[:0], o.before.records[:0]}, run
	o.spilling = ahead.Do(func() error { return o.write(run) })
	return nil
}

// spilled waits until the run before is in the file.
func (o *ordered) spilled() error {
	if o.spilling == nil {
		return nil
	}
	return o.spilling.Wait()
}

// write sorts a run, and writes it to the end of the file.
func (o *ordered) write(run sortedRun) error {
	run.sort()
	for _, r := range run.records {
		o.room = journal.AppendValue(o.room, r.id(), run.values[r.from:r.to])
		if len(o.room) >= runRoom {
			if err := o.flush(); err != nil {
				return err
			}
		}
	}
	err := o.flush()
	o.ends = append(o.ends, o.end)
	return err
}

// runRoom is how many bytes are written to the file, or read from a run in it, at once.
const runRoom = 1 << 17

func (o *ordered) flush() error {
	n, err := o.file.WriteAt(o.room, o.end)
	o.end, o.room = o.end+int64(n), o.room[:0]
	return err
}

// close removes the file.
func (o *ordered) close() error {
	if o.file == nil {
		return nil
	}
	if o.spilling != nil {
		o.spilling.End()
	}
	return errors.Join(o.file.Close(), beside.Remove(o.file.Name()))
}

// headsAhead hands over what the events begin with, so many at once as are looked for in one read.
func (o *ordered) headsAhead(give func([]head) bool) error {
	heads := func(yield func(head, error) bool) {
		for r, err := range o.records() {
			if !yield(head{r.id, journal.KindIn(r.value)}, err) {
				return
			}
		}
	}
	for some, err := range chunks(heads, eventsPerRead) {
		if err != nil || !give(some) {
			return err
		}
	}
	return nil
}

// entries yields the events, those that wanted says yes to by their numbers from 0, as events of a
// step, or if that is zero as they are.
func (o *ordered) entries(wanted func(int) bool, step journal.ID) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		n := 0
		var values wire.Slab
		for r, err := range o.records() {
			if err != nil {
				yield(entry{}, err)
				return
			}
			if n++; !wanted(n - 1) {
				continue
			}
			e := entry{id: r.id, came: added}
			if step.IsZero() {
				e.value = append(values.Take(len(r.value)), r.value...)
			} else {
				room := values.Take(len(r.value) + len(step))
				e.value = journal.WithStep(room, r.id, r.value, step)
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// eventsIn returns the events of entries.
func eventsIn(entries []entry) ([]journal.Event, error) {
	events := make([]journal.Event, len(entries))
	for i, e := range entries {
		var err error
		if events[i], err = journal.Decode(e.id, e.value); err != nil {
			return nil, err
		}
	}
	return events, nil
}
