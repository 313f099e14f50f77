package sync_test

import (
	"iter"
	"maps"
	"slices"
	"time"

	"cards/storage"
	"cards/storage/journal"
	"cards/storage/sync"
)

// bare is a sealer that spares the simulator the compression.
type bare struct{ sync.Plain }

func (bare) Seal(plain []byte) ([]byte, error) { return plain, nil }

func (bare) Open(sealed []byte, most int) ([]byte, error) {
	if len(sealed) > most {
		return nil, errKilled
	}
	return sealed, nil
}

// memory is the log of a simulated device: the sets of the protocol, and transactions that a kill
// leaves done or not done.
type memory struct {
	events   map[journal.ID]journal.Event
	unsent   map[journal.ID]bool
	segments map[string]storage.Segment
	own      map[string]bool // segments that were put from here
}

func newMemory() *memory {
	return &memory{
		events: map[journal.ID]journal.Event{}, unsent: map[journal.ID]bool{},
		segments: map[string]storage.Segment{}, own: map[string]bool{},
	}
}

func (m *memory) clone() *memory {
	return &memory{
		maps.Clone(m.events), maps.Clone(m.unsent), maps.Clone(m.segments),
		maps.Clone(m.own),
	}
}

func (m *memory) give(ev journal.Event) {
	m.events[ev.ID], m.unsent[ev.ID] = ev, true
}

func (m *memory) newest() journal.ID {
	var newest journal.ID
	for id := range m.events {
		if id.Compare(newest) > 0 {
			newest = id
		}
	}
	return newest
}

func (m *memory) Held() (int, journal.ID, error) { return len(m.events), journal.ID{}, nil }

func (m *memory) Knows(ids []journal.ID) ([]bool, error) {
	knows := make([]bool, len(ids))
	for i, id := range ids {
		_, knows[i] = m.events[id]
	}
	return knows, nil
}

func (m *memory) Segments(storage.StoreID) ([]storage.Segment, error) {
	return slices.Collect(maps.Values(m.segments)), nil
}

func (m *memory) Receive(s []storage.Segment, events iter.Seq2[journal.Event, error], _ time.Time) (int, error) {
	for ev, err := range events {
		if err != nil {
			return 0, err
		}
		m.events[ev.ID] = ev
		delete(m.unsent, ev.ID)
	}
	for _, one := range s {
		m.segments[one.Name] = one
	}
	return 0, nil
}

func (m *memory) Lost(s storage.Segment) error {
	for id := range m.events {
		if id.Compare(s.First) >= 0 && id.Compare(s.Last) <= 0 {
			m.unsent[id] = true
		}
	}
	delete(m.segments, s.Name)
	return nil
}

func (m *memory) Unsent(storage.StoreID) iter.Seq2[journal.Event, error] {
	ids := slices.SortedFunc(maps.Keys(m.unsent), journal.ID.Compare)
	return func(yield func(journal.Event, error) bool) {
		for _, id := range ids {
			if !yield(m.events[id], nil) {
				return
			}
		}
	}
}

func (m *memory) Sent(s storage.Segment, events []journal.ID) error {
	for _, id := range events {
		delete(m.unsent, id)
	}
	if len(events) > 0 {
		m.own[s.Name] = true
	}
	m.segments[s.Name] = s
	return nil
}
