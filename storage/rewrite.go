package storage

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"time"

	"cards/storage/ahead"
	"cards/storage/boltfile"
	"cards/storage/journal"
)

// rewriting says what a new file for the collection is to hold.
type rewriting struct {
	more int // events that come to those of the log, about
	fill func(*rewriter) error
	// end ends the new file by what the old one is by then; nobody else has that meanwhile. Nil: as it
	// is.
	end func(old, fresh *txn) error
	// since is what the old file must still be: nothing is to be taken over. Nil: anything.
	since *boltfile.State
}

// rewriteTries is how often a rewrite begins, if others do the same meanwhile.
const rewriteTries = 5

// rewrite puts a new file in the place of the collection's own. Others use that until the new one
// is nearly ready; what they write meanwhile is taken over.
func (c *wholeLog) rewrite(now time.Time, w rewriting) error {
	if err := c.beCurrent(); err != nil {
		return err
	}
	for n := 1; ; n++ {
		err := c.rewriteOnce(now, w)
		if !errors.Is(err, errChanged) || w.since != nil || n == rewriteTries {
			return err
		}
	}
}

// beCurrent brings the file up to this format and these rules.
func (c *wholeLog) beCurrent() error {
	current := false
	err := c.look(func(t *txn) error {
		current = !t.old && t.current()
		return nil
	})
	if err != nil || current {
		return err
	}
	return c.update(nothing)
}

// state returns what the file is now.
func (c *wholeLog) state() (state boltfile.State, err error) {
	err = c.look(func(t *txn) error {
		state, err = t.State()
		return err
	})
	return state, err
}

func (c *wholeLog) rewriteOnce(now time.Time, w rewriting) error {
	r := &rewriter{rewriting: w, collection: c, ctx: c.attending(), met: &clashes{}}
	err := c.look(func(t *txn) (err error) {
		const each = 1 << 10 // bytes of an event with what is derived from it
		r.room = t.Size() + each*w.more
		if r.began, err = t.State(); err != nil {
			return err
		}
		held, err := t.tally()
		r.total = int(held.count) + w.more
		return errors.Join(err, t.sound())
	})
	if err != nil {
		return err
	}
	fill := func(b *boltfile.Builder) error {
		r.builder = &builder{Builder: b, collection: c.room, pass: r.pass}
		return w.fill(r)
	}
	return c.opening(c.file.Rewrite(now, r.room, fill,
		func(_ *boltfile.Builder, tx *boltfile.Tx) error {
			return r.finish(newTxn(c.room, tx))
		}))
}

// rewriter fills a new file by what the old one holds.
type rewriter struct {
	rewriting
	*builder
	collection *wholeLog
	ctx        context.Context
	began      boltfile.State
	room       int      // bytes that the new file may come to have
	met        *clashes // between the old log and others

	total, done int // events to go through, each twice; 0 if it is not known how many
}

// read runs do in a read transaction on the old file, which others may have written meanwhile, but
// not replaced.
func (r *rewriter) read(do func(*txn) error) error {
	return r.collection.lookOnce(func(t *txn) error {
		state, err := t.State()
		if err == nil && !state.SameFile(r.began) {
			err = errChanged
		}
		return errors.Join(err, r.ctx.Err(), do(t))
	})
}

// pass tells how far the work is, and whether it is to go on.
func (r *rewriter) pass(events int) error {
	r.done += events
	if r.total > 0 {
		r.collection.report(min(r.done/2, r.total), r.total)
	} else {
		r.collection.report(r.done, 0)
	}
	return r.ctx.Err()
}

// copyAll copies what cannot be derived, but for the log.
func (r *rewriter) copyAll() error {
	return errors.Join(r.copyOwn(), r.copyText(asItIs))
}

// asItIs changes nothing of what is copied.
func asItIs(_, value []byte) ([]byte, error) { return value, nil }

// copyOwn copies what is neither in the log nor in the deck files.
func (r *rewriter) copyOwn() error {
	for _, name := range []string{bucketMeta, bucketGiven, bucketTexts, bucketUnsent, bucketSegments} {
		if err := r.copyBucket(name); err != nil {
			return err
		}
	}
	return nil
}

func (r *rewriter) copyBucket(name string) error {
	return r.read(func(t *txn) error { return r.Copy(t.Tx, name, nil) })
}

// copyText copies the deck files and their text, so many at once that nobody waits for long; change
// returns the record of a file that is stored.
func (r *rewriter) copyText(change func(key, value []byte) ([]byte, error)) error {
	const filesAtOnce = 1000
	next := []byte{}
	for next != nil {
		err := r.read(func(t *txn) error {
			return r.update(func(fresh *txn) (err error) {
				next, err = t.copyText(fresh, next, filesAtOnce, change)
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// copyText copies some deck files into another file, and returns the key to go on from; nil at the
// end.
func (t *txn) copyText(
	fresh *txn, from []byte, n int, change func(key, value []byte) ([]byte, error),
) (next []byte, err error) {
	if err := errors.Join(fresh.Make(bucketFiles), fresh.Make(bucketNotes)); err != nil {
		return nil, err
	}
	files, notes := t.Bucket(bucketFiles), t.Bucket(bucketNotes)
	c := files.Cursor()
	key, value := c.Seek(from)
	for ; key != nil && n > 0; key, value = c.Next() {
		n--
		if value, err = change(key, value); err != nil {
			return nil, err
		}
		if err := fresh.Put(bucketFiles, key, value); err != nil {
			return nil, err
		}
		if text := notes.Get(key); text != nil {
			if err := fresh.Put(bucketNotes, key, text); err != nil {
				return nil, err
			}
		}
	}
	return bytes.Clone(key), fresh.Bucket(bucketFiles).SetSequence(files.Sequence())
}

// unite fills the log with that of the old file and other events, and derives everything. Arrived
// says that the others came from the store. It returns how many of them were not there.
func (r *rewriter) unite(
	news iter.Seq2[entry, error], arrived bool, turned map[journal.ID]journal.Kind,
) (added int, err error) {
	d := newDerivation()
	d.expect(r.total)
	added, err = r.uniteInOrder(d, news, arrived)
	if errors.Is(err, errUnordered) {
		d = newDerivation()
		d.expect(r.total)
		added, err = r.uniteSorting(d, news, arrived)
	}
	if err != nil {
		return added, err
	}
	if r.total == 0 {
		r.total = r.done
	}
	d.turned = turned
	return added, r.derive(d)
}

// uniteInOrder is the first pass of [rewriter.unite] for events that come in the order of the log.
func (r *rewriter) uniteInOrder(
	d *derivation, news iter.Seq2[entry, error], arrived bool,
) (n int, err error) {
	l := &newLog{arrived: arrived}
	err = r.view(func(t *txn) error {
		l.marks = t.storeID() != StoreID{}
		return nil
	})
	if err != nil {
		return 0, err
	}
	u := &union{log: oldLog{read: r.read}}
	produce := func(give func([]entry) bool) error {
		u.give = give
		return u.run(news)
	}
	err = r.Fill(bucketLog, func(put putter) error {
		return ahead.Each(putting(put, produce), func(some []entry) error {
			for i := range some {
				if err := d.addValue(some[i].id, some[i].value); err != nil {
					return err
				}
				l.count(&some[i])
			}
			return r.pass(len(some))
		})
	})
	r.met = &u.met
	if err != nil {
		return l.added, err
	}
	return l.added, r.update(l.end)
}

// putting returns what puts the entries that others hand over, and hands them on.
func putting(put putter, produce func(func([]entry) bool) error) func(func([]entry) bool) error {
	return func(give func([]entry) bool) error {
		return ahead.Each(produce, func(some []entry) error {
			for i := range some {
				if err := put(some[i].id[:], some[i].value); err != nil {
					return err
				}
			}
			if !give(some) {
				return ahead.ErrEnough
			}
			return nil
		})
	}
}

// newLog is what is to be noted of a log that is filled.
type newLog struct {
	arrived bool
	tally   tally
	added   int
	marks   bool         // there is a store
	unsent  []journal.ID // events that it does not have
	sent    []journal.ID // events that it has, though they may be marked
}

// count takes in the next entry.
func (l *newLog) count(e *entry) {
	l.tally.add(e.id)
	if e.came == added {
		l.added++
	}
	switch {
	case e.came == held || !l.marks:
	case e.came == stayed || e.came != again && !l.arrived:
		l.unsent = append(l.unsent, e.id)
	case l.arrived:
		l.sent = append(l.sent, e.id)
	}
}

// end notes it.
func (l *newLog) end(t *txn) error {
	t.held, t.wrote = &l.tally, true
	t.arrived = l.arrived
	for _, id := range l.unsent {
		if err := t.markUnsent(id, true); err != nil {
			return err
		}
	}
	for _, id := range l.sent {
		if err := t.markUnsent(id, false); err != nil {
			return err
		}
	}
	return nil
}

// uniteSorting is [rewriter.uniteInOrder] for events that come in any order.
func (r *rewriter) uniteSorting(
	d *derivation, news iter.Seq2[entry, error], arrived bool,
) (n int, err error) {
	came, err := r.collection.inOrder(news)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, came.close()) }()
	return r.uniteInOrder(d, came.entries(func(int) bool { return true }, journal.ID{}), arrived)
}

// nothingNew yields no events.
func nothingNew(func(entry, error) bool) {}
