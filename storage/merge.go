package storage

import (
	"bytes"
	"errors"
	"iter"
	"time"

	"cards/storage/journal"
)

const (
	// inPlaceAtOnce is how many events are written into the file itself, in one transaction. With
	// more of them others would wait for too long.
	inPlaceAtOnce = 1000
	// batch is how many events are written in one transaction of a new file.
	batch = 100_000
)

// Merge unites the log with events that were written elsewhere, and returns how many were new.
// Those that are there already are kept; of two different events with one id the one with the
// lesser bytes stays, whatever is merged into what. Merging the same events again changes nothing.
// The events are gone through up to twice. An error among them ends the merge and nothing of it is
// taken.
func (c *wholeLog) Merge(
	events iter.Seq2[journal.Event, error], now time.Time,
) (added int, err error) {
	return c.MergeAfter(events, now, func() error { return nil })
}

// MergeAfter is [Collection.Merge] that calls before once it is known that the log, which is not
// empty, has something to take. An error of before ends the merge.
func (c *wholeLog) MergeAfter(
	events iter.Seq2[journal.Event, error], now time.Time, before func() error,
) (added int, err error) {
	return c.merge(events, now, false, before)
}

// merge is [Collection.MergeAfter]; arrived says that the events came from the store.
func (c *wholeLog) merge(
	events iter.Seq2[journal.Event, error], now time.Time, arrived bool, before func() error,
) (int, error) {
	if whole, err := c.takesAll(events); err != nil || whole {
		if err != nil {
			return 0, err
		}
		return c.mergeAll(events, 0, now, arrived)
	}
	news, err := c.missing(events, arrived)
	if err != nil || news.count == 0 {
		return 0, err
	}
	if news.log > 0 {
		err = before()
	}
	if err != nil {
		return 0, err
	}
	if news.count <= inPlaceAtOnce || c.file.InPlace() {
		return news.added, c.mergeInPlace(news.only(events), arrived)
	}
	return c.mergeAll(news.only(events), news.count, now, arrived)
}

// mergeAll unites the log with events into a new file, and returns how many were not there.
func (c *wholeLog) mergeAll(
	events iter.Seq2[journal.Event, error], n int, now time.Time, arrived bool,
) (added int, err error) {
	err = c.rewrite(now, rewriting{more: n, fill: func(r *rewriter) error {
		if err := r.copyAll(); err != nil {
			return err
		}
		added, err = r.unite(entriesOf(events), arrived, nil)
		return err
	}})
	return added, err
}

// takesAll says whether many events go into an empty log: then nobody need look which of them are
// there.
func (c *wholeLog) takesAll(events iter.Seq2[journal.Event, error]) (bool, error) {
	newest, err := c.Newest()
	if err != nil || !newest.IsZero() || c.file.InPlace() {
		return false, err
	}
	n := 0
	for _, err := range events {
		if n++; err != nil || n > inPlaceAtOnce {
			return err == nil, err
		}
	}
	return false, nil
}

// missing is what a log has to take of some events.
type missing struct {
	ids   map[journal.ID]bool // of events that are not there, or differ
	count int                 // of them
	added int                 // of these, those that are not there
	log   int                 // events of the log

	arrived bool // the events came from the store: those that are unsent here are so no more
}

// only yields the events that are to be taken.
func (m *missing) only(events iter.Seq2[journal.Event, error]) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for ev, err := range events {
			if (err != nil || m.ids[ev.ID]) && !yield(ev, err) {
				return
			}
		}
	}
}

// missing looks which events the log has not, in reads of a moment each.
func (c *wholeLog) missing(events iter.Seq2[journal.Event, error], arrived bool) (*missing, error) {
	m := &missing{ids: make(map[journal.ID]bool), arrived: arrived}
	done := 0
	for some, err := range chunks(events, eventsPerRead) {
		if err != nil {
			return nil, err
		}
		err = c.viewOnce(func(t *txn) error {
			held, err := t.tally()
			m.log = int(held.count)
			if err != nil {
				return err
			}
			for _, ev := range some {
				if err := m.look(t.logTx, ev); err != nil {
					return err
				}
			}
			return nil
		})
		if err := errors.Join(err, c.attending().Err()); err != nil {
			return nil, err
		}
		done += len(some)
		c.report(done, 0)
	}
	m.count = len(m.ids)
	return m, nil
}

func (m *missing) look(t *logTx, ev journal.Event) error {
	value, err := journal.Encode(ev)
	if err != nil {
		return err
	}
	there := t.Get(bucketLog, ev.ID[:])
	unsent := m.arrived && t.Get(bucketUnsent, ev.ID[:]) != nil
	if bytes.Equal(there, value) && !unsent {
		return nil
	}
	if there == nil && !m.ids[ev.ID] {
		m.added++
	}
	m.ids[ev.ID] = true
	return nil
}

// chunks yields what comes one by one in pieces.
func chunks[E any](events iter.Seq2[E, error], size int) iter.Seq2[[]E, error] {
	return func(yield func([]E, error) bool) {
		var piece []E
		for ev, err := range events {
			if err != nil {
				yield(nil, err)
				return
			}
			if piece = append(piece, ev); len(piece) == size {
				if !yield(piece, nil) {
					return
				}
				piece = make([]E, 0, size)
			}
		}
		if len(piece) > 0 {
			yield(piece, nil)
		}
	}
}

// mergeInPlace writes events into the file itself.
func (c *wholeLog) mergeInPlace(events iter.Seq2[journal.Event, error], arrived bool) error {
	for some, err := range chunks(events, inPlaceAtOnce) {
		if err != nil {
			return err
		}
		err = c.update(func(t *txn) error {
			t.arrived = arrived
			return t.write(some)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
