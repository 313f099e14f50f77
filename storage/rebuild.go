package storage

import (
	"errors"
	"sync"
	"time"

	"cards/srs/model"
	"cards/storage/ahead"
	"cards/storage/boltfile"
	"cards/storage/journal"
)

// builder fills a new file for the collection.
type builder struct {
	*boltfile.Builder
	collection *room
	pass       func(events int) error // is told how many events were gone through; nil: nobody is
}

// filling returns how a new file is filled, for [boltfile.File.Create] and the like.
func (c *room) filling(fill func(*builder) error) func(*boltfile.Builder) error {
	return func(b *boltfile.Builder) error { return fill(&builder{Builder: b, collection: c}) }
}

// update runs do in a write transaction on the new file.
func (b *builder) update(do func(*txn) error) error {
	return b.Update(func(tx *boltfile.Tx) error {
		t := newTxn(b.collection, tx)
		for _, name := range tx.Names() {
			t.Append(name) // most entries come in order
		}
		if err := do(t); err != nil {
			return err
		}
		return t.flush()
	})
}

// view runs do in a read transaction on the new file.
func (b *builder) view(do func(*txn) error) error {
	return b.View(func(tx *boltfile.Tx) error { return do(newTxn(b.collection, tx)) })
}

// deriveAll computes everything derived anew.
func (b *builder) deriveAll() error { return b.deriveAs(newDerivation()) }

// deriveAs is [builder.deriveAll] by a derivation that has not begun.
func (b *builder) deriveAs(d *derivation) error {
	all := func([]byte) bool { return true }
	add := func(_ *logTx, ev *numbered) error { return d.add(ev.whole()) }
	if err := b.scan(all, func() {}, add); err != nil {
		return err
	}
	return b.derive(d)
}

// derive is [builder.deriveAs] for one that has gathered all events.
func (b *builder) derive(d *derivation) error {
	if err := b.runAll(d.before()); err != nil {
		return err
	}
	if err := b.runBeside(d.gatheredFills(), d.joining()); err != nil {
		return err
	}
	if err := b.apply(d); err != nil {
		return err
	}
	if err := b.runBeside(d.appliedFills(), d.listing()); err != nil {
		return err
	}
	return b.runAll(d.after())
}

// runBeside runs stages that only read, while others fill buckets.
func (b *builder) runBeside(filling, reading []stage) error {
	fill := b.fillAhead(filling)
	defer fill.End() // also when others panic
	return errors.Join(b.runAll(reading), fill.Wait())
}

// apply is the second pass over the log. Buckets are filled meanwhile, which may have to wait for
// the end of all that read: those begin before, and wait for none of it.
func (b *builder) apply(d *derivation) error {
	var filling *ahead.Task
	defer func() {
		if filling != nil {
			filling.End()
		}
	}()
	fill := func() { filling = b.fillAhead(d.joinedFills()) }
	if err := b.scan(journal.Moves, fill, d.apply); err != nil {
		return err
	}
	return filling.Wait()
}

// fillAhead runs stages that fill buckets, while others read.
func (b *builder) fillAhead(stages []stage) *ahead.Task {
	return ahead.Do(func() error { return b.runAll(stages) })
}

// runAll runs stages, each in a transaction of its own.
func (b *builder) runAll(stages []stage) error {
	for _, s := range stages {
		err := error(nil)
		switch alone := func(t *txn) error { return s.do(t, nil) }; {
		case s.reads:
			err = b.view(alone)
		case s.bucket == "":
			err = b.update(alone)
		default:
			err = b.Fill(s.bucket, func(put putter) error {
				return b.view(func(t *txn) error { return s.do(t, put) })
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scan calls do for the events in log order whose values are wanted, with their numbers in the log,
// while the next are read. It calls begun once nothing that is written can keep it from reading.
func (b *builder) scan(
	wanted func(value []byte) bool, begun func(), do func(*logTx, *numbered) error,
) error {
	return b.view(func(t *txn) error {
		return b.view(func(from *txn) error {
			begun()
			var rooms sync.Pool // of those that are done with
			produce := func(give func(*passed) bool) error { return from.readAhead(wanted, &rooms, give) }
			return ahead.Each(produce, func(some *passed) error {
				defer rooms.Put(some)
				for i := range some.events {
					if err := do(t.logTx, &some.events[i]); err != nil {
						return err
					}
				}
				if b.pass == nil {
					return nil
				}
				return b.pass(some.n)
			})
		})
	})
}

// passed are n events of the log that were gone through, and those that were wanted of them.
type passed struct {
	n      int
	events []numbered
}

// numbered is an event with its number in the log. Most are answers: what these say is not in the
// body, which is nil, as each would lie on the heap.
type numbered struct {
	number uint32
	answer journal.Reviewed
	journal.Event
}

// numberedOf returns the event that a value holds.
func numberedOf(number uint32, id journal.ID, value []byte) (ev numbered, err error) {
	ev.number, ev.ID = number, id
	var ok bool
	if ev.answer, ev.Step, ok, err = journal.DecodeReview(id, value); !ok {
		ev.Event, err = journal.Decode(id, value)
	}
	return ev, err
}

// whole returns the event with its body.
func (ev *numbered) whole() journal.Event {
	whole := ev.Event
	if whole.Body == nil {
		whole.Body = ev.answer
	}
	return whole
}

// moves is [state.take] of the event.
func (ev *numbered) moves(
	s *state, m model.Kernel, most time.Duration,
) (part dayPart, counts bool) {
	if ev.Body == nil {
		return s.takeAnswer(ev.ID, ev.Step, &ev.answer, m, most)
	}
	return s.take(ev.Event, m, most)
}

// eventsAhead is how many events are gone through at once while others are worked on.
const eventsAhead = 2048

// readAhead hands over the events of the log in pieces, in rooms of pieces that are done with.
func (t *eventTx) readAhead(
	wanted func(value []byte) bool, rooms *sync.Pool, give func(*passed) bool,
) error {
	some := new(passed)
	number := uint32(0)
	err := t.Bucket(bucketLog).ForEach(func(key, value []byte) error {
		if wanted(value) {
			ev, err := numberedOf(number, journal.ID(key), value)
			if err != nil {
				return err
			}
			some.events = append(some.events, ev)
		}
		number++
		if some.n++; some.n < eventsAhead {
			return nil
		}
		if !give(some) {
			return ahead.ErrEnough
		}
		var ok bool
		if some, ok = rooms.Get().(*passed); !ok {
			some = new(passed)
		}
		some.n, some.events = 0, some.events[:0]
		return nil
	})
	if err == nil {
		give(some)
	}
	return err
}

// copyPrimary copies what cannot be derived.
func (b *builder) copyPrimary(from *txn) error {
	for _, name := range primaryBuckets() {
		if err := b.Copy(from.Tx, name, nil); err != nil {
			return err
		}
	}
	return nil
}

// Rebuild computes everything derived anew, from the log and the deck files, into a new file that
// takes the place of the old. The deck files are read by the next [Collection.Compile].
func (c *backupOwner) Rebuild(now time.Time) error {
	err := c.rebuildOnce(now)
	if !isDamage(err) {
		return err
	}
	if _, mendErr := c.mend(); mendErr != nil { // pages of what is derived could not be read around
		return err
	}
	return c.rebuildOnce(now)
}

func (c *backupOwner) rebuildOnce(now time.Time) error {
	if c.file.InPlace() {
		return c.update((*txn).rebuild)
	}
	return c.rewrite(now, rewriting{fill: func(r *rewriter) error {
		if err := errors.Join(r.copyOwn(), r.copyText(readAgain)); err != nil {
			return err
		}
		_, err := r.unite(nothingNew, false, nil)
		return err
	}})
}

// rebuild is [Collection.Rebuild] within the file.
func (t *txn) rebuild() error {
	files, err := t.deckFiles()
	if err != nil {
		return err
	}
	for id, f := range files {
		f.parser = 0
		if err := t.Put(bucketFiles, id.bytes(), encodeDeckFile(f)); err != nil {
			return err
		}
	}
	return t.deriveAll()
}

// readAgain makes the record of a deck file such that a compile reads it again.
func readAgain(key, value []byte) ([]byte, error) {
	f, err := decodeDeckFile(fileIDOf(key), value)
	if err != nil {
		return nil, err
	}
	f.parser = 0
	return encodeDeckFile(f), nil
}
