package sync_test

import (
	"context"
	"iter"
	"runtime"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
	"cards/storage/sync"
	"cards/storage/sync/store"
	"cards/storage/sync/store/storetest"
)

// blind is a store that shows nothing of what is in it.
type blind struct{ store.Store }

func (blind) List(context.Context, string) ([]store.Object, error) { return nil, nil }

// halfway looks at how much memory is in use when half of the events have arrived.
type halfway struct {
	*memory
	all           int
	before, after uint64 // bytes
	unordered     int
}

func (h *halfway) Receive(_ []storage.Segment, events iter.Seq2[journal.Event, error], _ time.Time) (int, error) {
	h.before = inUse()
	n, last := 0, journal.ID{}
	for ev, err := range events {
		if err != nil {
			return n, err
		}
		if ev.ID.Compare(last) <= 0 {
			h.unordered++
		}
		last = ev.ID
		if n++; n == h.all/2 {
			h.after = inUse()
		}
	}
	return n, nil
}

// inUse returns how many bytes are in use that nothing can free.
func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestOverlappingSegmentsTakeLittleRoom puts events into segments that all last from about the
// first event to about the last, as a device's do that imports, and wants a first sync to need not
// much more room than the bytes of the events: decoded they take four times as much.
func TestOverlappingSegmentsTakeLittleRoom(t *testing.T) {
	const segments, each = 20, 2000
	s := &sync.Syncer{
		Store: storetest.NewMem(), ID: simulated, Sealer: bare{}, Place: sync.NewPlace(simulated),
		Device: "many",
		Now:    storagetest.Start,
	}
	travel := 0
	for i := range segments {
		one := newMemory()
		for n := range each {
			ev := answerAt(storagetest.Start().Add(time.Duration(n*segments+i) * time.Second))
			data, err := journal.AppendEvent(nil, ev)
			if err != nil {
				t.Fatal(err)
			}
			travel += len(data)
			one.give(ev)
		}
		from := *s
		from.Log, from.Store = one, blind{s.Store}
		if _, err := from.Run(t.Context(), false); err != nil {
			t.Fatal(err)
		}
	}
	h := &halfway{memory: newMemory(), all: segments * each}
	s.Log = h
	result, err := s.Run(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	if got := result.Received.Answers; got != segments*each || h.unordered > 0 {
		t.Errorf("%d answers arrived, want %d; %d out of order", got, segments*each, h.unordered)
	}
	if used := int(h.after) - int(h.before); used > 2*travel {
		t.Errorf("with half of the events taken in %d kB more are in use; they travel as %d kB",
			used>>10, travel>>10)
	}
}

// answerAt is the event of an answer given at an instant.
func answerAt(at time.Time) journal.Event {
	key := deck.Key{byte(at.Unix() >> 8), byte(at.Unix())}
	id := journal.FirstAt(at)
	return journal.Event{ID: id, Step: id, Body: journal.Reviewed{Review: srs.Review{
		Card: srs.CardID(key), Rating: srs.Good, Shown: at.Add(-time.Second), Answered: at,
		After: srs.InReview,
		Due:   srs.Due{Day: 21000},
	}}}
}
