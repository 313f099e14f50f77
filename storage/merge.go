package storage

import (
	"bytes"
	"iter"
	"slices"
	"time"

	"cards/storage/journal"
)

const (
	// inPlaceAtOnce is how many events are merged into the file itself in one transaction.
	inPlaceAtOnce = 1000
	// inPlaceShare is the share of the log up to which as many new events are: adding one there
	// costs as much as deriving that many anew.
	inPlaceShare = 20
	// batch is how many events are written in one transaction of a new file.
	batch = 100_000
)

// Merge unites the log with events that were written elsewhere, and returns how many were new.
// Those that are there already are kept; of two different events with one id the one with the
// lesser bytes stays, whatever is merged into what. Merging the same events again changes nothing.
// The events are gone through twice. An error among them ends the merge; what came before it may
// have been taken.
func (c *Collection) Merge(events iter.Seq2[journal.Event, error], now time.Time) (added int, err error) {
	return c.merge(events, now, false)
}

// merge is [Collection.Merge]; arrived says that the events came from the store.
func (c *Collection) merge(events iter.Seq2[journal.Event, error], now time.Time, arrived bool) (int, error) {
	if whole, err := c.takesAll(events); err != nil || whole {
		if err != nil {
			return 0, err
		}
		added := 0
		err = c.replace(now, func(b *builder, old *txn) error {
			return b.mergeAll(old, counted(events, &added), arrived)
		})
		return added, err
	}
	news, err := c.missing(events, arrived)
	if err != nil {
		return 0, err
	}
	if news.count == 0 {
		return 0, nil
	}
	if news.count <= max(inPlaceAtOnce, news.log/inPlaceShare) || c.file.InPlace() {
		return news.added, c.mergeInPlace(news.only(events), arrived)
	}
	return news.added, c.replace(now, func(b *builder, old *txn) error {
		return b.mergeAll(old, news.only(events), arrived)
	})
}

// takesAll says whether many events go into an empty log: then nobody need look which of them are
// there.
func (c *Collection) takesAll(events iter.Seq2[journal.Event, error]) (bool, error) {
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

// counted yields events and counts them.
func counted(events iter.Seq2[journal.Event, error], n *int) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for ev, err := range events {
			*n++
			if !yield(ev, err) {
				return
			}
		}
	}
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
func (c *Collection) missing(events iter.Seq2[journal.Event, error], arrived bool) (*missing, error) {
	m := &missing{ids: make(map[journal.ID]bool), arrived: arrived}
	for some, err := range chunks(events, eventsPerRead) {
		if err != nil {
			return nil, err
		}
		err = c.view(func(t *txn) error {
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
		if err != nil {
			return nil, err
		}
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

// chunks yields events in pieces.
func chunks(events iter.Seq2[journal.Event, error], size int) iter.Seq2[[]journal.Event, error] {
	return func(yield func([]journal.Event, error) bool) {
		var piece []journal.Event
		for ev, err := range events {
			if err != nil {
				yield(nil, err)
				return
			}
			if piece = append(piece, ev); len(piece) == size {
				if !yield(piece, nil) {
					return
				}
				piece = nil
			}
		}
		if len(piece) > 0 {
			yield(piece, nil)
		}
	}
}

func (c *Collection) mergeInPlace(events iter.Seq2[journal.Event, error], arrived bool) error {
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

// mergeAll fills a new file with the log of the old one and other events, and derives everything.
func (b *builder) mergeAll(old *txn, events iter.Seq2[journal.Event, error], arrived bool) error {
	if err := b.copyPrimary(old); err != nil {
		return err
	}
	for some, err := range chunks(events, batch) {
		if err != nil {
			return err
		}
		slices.SortFunc(some, func(a, b journal.Event) int { return a.ID.Compare(b.ID) })
		err = b.update(func(t *txn) error {
			t.arrived = arrived
			return t.insertValues(some)
		})
		if err != nil {
			return err
		}
	}
	return b.deriveAll()
}
