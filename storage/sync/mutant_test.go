package sync_test

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"testing"

	"cards/storage"
	"cards/storage/journal"
	"cards/storage/sync"
	"cards/storage/sync/store"
)

// mutant is the protocol with one thing wrong: what a device does with its log, its store or its
// sealer.
type mutant struct {
	log   func(*memory) sync.Log
	store func(store.Store, *memory) store.Store
}

// watermark sends only what is newer than all that was sent.
type watermark struct{ *memory }

func (m watermark) Unsent(id storage.StoreID) iter.Seq2[journal.Event, error] {
	var last journal.ID
	for _, s := range m.segments {
		if s.Last.Compare(last) > 0 {
			last = s.Last
		}
	}
	for id := range m.unsent {
		if id.Compare(last) <= 0 {
			delete(m.unsent, id)
		}
	}
	return m.memory.Unsent(id)
}

// unhealing never puts anything there again; or only what it had put there itself.
type unhealing struct {
	*memory
	own bool
}

func (m unhealing) Lost(s storage.Segment) error {
	if m.own && m.memory.own[s.Name] {
		return m.memory.Lost(s)
	}
	delete(m.segments, s.Name)
	return nil
}

// eventsIn returns the events of a bare segment as far as they can be read.
func eventsIn(data []byte) (head, events []byte) {
	at := bytes.IndexByte(data, '\n')
	at += bytes.IndexByte(data[at+1:], '\n') + 2
	rest := data[at:]
	for len(rest) > 0 {
		_, next, err := journal.ReadEvent(rest)
		if err != nil {
			break
		}
		rest = next
	}
	return data[:at], data[at : len(data)-len(rest)]
}

// unhashed does not compare content with names: what can be read of a segment is right.
type unhashed struct {
	bare
	store.Store
	asked string // the name that is to be found right
}

func (u *unhashed) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	u.asked = name[strings.LastIndexByte(name, '/')+1:]
	return u.Store.Get(ctx, name, most)
}

func (u *unhashed) Open(sealed []byte, _ int) ([]byte, error) {
	head, events := eventsIn(sealed)
	return append(bytes.Clone(head), events...), nil
}

func (u *unhashed) Name(events []byte) string {
	if name := u.asked; name != "" {
		u.asked = ""
		return name
	}
	return u.Plain.Name(events)
}

// marking takes a segment that is wrong for one that was seen.
type marking struct {
	store.Store
	memory *memory
}

func (m marking) Get(ctx context.Context, path string, most int64) ([]byte, error) {
	data, err := m.Store.Get(ctx, path, most)
	if err != nil || strings.HasSuffix(path, ".json") {
		return data, err
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	if _, events := eventsIn(data); (sync.Plain{}).Name(events) == name {
		return data, nil
	}
	m.memory.segments[name] = storage.Segment{Name: name, Size: int64(len(data))}
	return nil, store.ErrNone
}

// conditional puts an object only if none has its name, and takes it for success if one has.
type conditional struct{ store.Store }

func (c conditional) Put(ctx context.Context, name string, data []byte) error {
	if _, err := c.Get(ctx, name, 1<<30); err == nil && !strings.HasSuffix(name, ".json") {
		return nil
	}
	return c.Store.Put(ctx, name, data)
}

// uncomplaining never says that a segment is wrong.
type uncomplaining struct{ store.Store }

func (c uncomplaining) Put(ctx context.Context, name string, data []byte) error {
	if strings.HasSuffix(name, ".lost") {
		return nil
	}
	return c.Store.Put(ctx, name, data)
}

// TestSimulatorSeesFaults breaks the protocol in the ways that were thought of, and wants the
// simulator to find each of them in at least a tenth of the seeds.
func TestSimulatorSeesFaults(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]mutant{
		"a watermark": {log: func(m *memory) sync.Log { return watermark{m} }},
		"no hashes": {store: func(s store.Store,
			_ *memory,
		) store.Store {
			return &unhashed{Store: s}
		}},
		"wrong is seen": {store: func(s store.Store,
			m *memory,
		) store.Store {
			return marking{s, m}
		}},
		"no healing":           {log: func(m *memory) sync.Log { return unhealing{m, false} }},
		"healing by the owner": {log: func(m *memory) sync.Log { return unhealing{m, true} }},
		"a conditional put": {store: func(s store.Store,
			_ *memory,
		) store.Store {
			return conditional{s}
		}},
		"no complaints": {store: func(s store.Store,
			_ *memory,
		) store.Store {
			return uncomplaining{s}
		}},
	} {
		const seeds = 100
		if bad, _ := simulate(seeds, 80, m); bad < seeds/10 {
			t.Errorf("%s: %d of %d seeds are bad", name, bad, seeds)
		} else {
			t.Logf("%s: %d of %d seeds are bad", name, bad, seeds)
		}
	}
}
