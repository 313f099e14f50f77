// Package sync brings a collection and a store to the same log: each device puts the events that no
// segment in the store holds there as segments, and takes in the segments that it has not seen. A
// segment is named by its content, so that whatever is put twice is one object and whatever was
// spoilt is known; what a store has lost, any device that had it puts there again. Nothing here
// knows a network.
//
//	sync.go      a round, and what came of it
//	receive.go   what is taken
//	heal.go      what is wrong or gone, and put there again
//	send.go      what is put
//	segment.go   the bytes of a segment
//	order.go     the events of many segments in the order of the log
//	place.go     what a store says of itself
//	plain.go     the sealer of a store that is not encrypted
//	address.go   where a store is
//	contents.go  how much is in one
//	state.go     what a device knows of its store and of other devices
package sync

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"cards/storage"
	"cards/storage/journal"
	"cards/storage/sync/store"
)

// Log is what a collection offers for a round; [storage.Collection] is one.
type Log interface {
	Held() (events int, ids journal.ID, err error)
	Knows(ids []journal.ID) ([]bool, error)
	Segments(id storage.StoreID) ([]storage.Segment, error)
	Receive(s []storage.Segment, events iter.Seq2[journal.Event, error], now time.Time) (int, error)
	Lost(s storage.Segment) error
	Unsent(id storage.StoreID) iter.Seq2[journal.Event, error]
	Sent(s storage.Segment, events []journal.ID) error
}

// Syncer is one device with its log and its store.
type Syncer struct {
	Log    Log
	Store  store.Store
	ID     storage.StoreID
	Sealer Sealer
	Place  Place
	Device string
	Config string // hash of the configuration here
	Now    func() time.Time

	// Named, if there is one, gives the device its name once the headers of all others were read,
	// and before anything is sent.
	Named func(heard map[string]Header) (string, error)
}

// Result is what came of a round.
type Result struct {
	Received, Sent Count
	From           []string          // devices that what is new came from, in the order of their names
	Heard          map[string]Header // of each device the newest header that was read
	Newer          int               // segments that only a later version can read
	TooLarge       int               // events that are too large to travel
	Wrong          int               // segments that are not what was put there, and were complained of
	Segments       int               // in the store, and their bytes
	Bytes          int64
}

// Count counts what a person gave: answers, and other changes. Events that only say more of these
// are not counted.
type Count struct{ Answers, Changes int }

// All returns how many there are.
func (c Count) All() int { return c.Answers + c.Changes }

// Add counts an event.
func (c *Count) Add(ev journal.Event) {
	switch body := ev.Body.(type) {
	case journal.Reviewed:
		c.Answers++
	case journal.Linked:
		if body.Manual {
			c.Changes++
		}
	case journal.TextSeen, journal.Sourced:
	default:
		c.Changes++
	}
}

// missedRounds is after how many rounds running a segment that is not listed counts as lost: a
// listing may be behind.
const missedRounds = 2

// round is a round at work.
type round struct {
	*Syncer
	result Result

	listed     map[string]store.Object // segments by name
	complained map[string]string       // paths of complaints, by segment
	seen       map[string]storage.Segment
	wrong      map[string]bool // found wrong in this round; true if it was whole here
	waiting    []opened
	checked    bool // the store is the one that is meant
	from       map[string]bool
}

// Run does a round: it receives, then sends. What was received stays, whatever goes wrong after it;
// running it again is all that there is to mend. Verify reads all segments again, and removes those
// that nobody can read: who had one puts its events there again.
func (s *Syncer) Run(ctx context.Context, verify bool) (Result, error) {
	r := &round{
		Syncer: s, listed: make(map[string]store.Object), complained: make(map[string]string),
		seen: make(map[string]storage.Segment), wrong: make(map[string]bool),
		from: make(map[string]bool),
	}
	r.result.Heard = make(map[string]Header)
	err := r.run(ctx, verify)
	r.result.From = slices.Sorted(maps.Keys(r.from))
	return r.result, err
}

func (r *round) run(ctx context.Context, verify bool) error {
	known, err := r.Log.Segments(r.ID)
	if err != nil {
		return err
	}
	for _, s := range known {
		r.seen[s.Name] = s
	}
	if err := r.list(ctx); err != nil {
		return err
	}
	if err := r.fetch(ctx, verify); err != nil {
		return err
	}
	if r.Named != nil {
		if r.Device, err = r.Named(r.result.Heard); err != nil {
			return err
		}
	}
	if err := r.heal(); err != nil {
		return err
	}
	if err := r.send(ctx); err != nil {
		return err
	}
	return r.clear(ctx, verify)
}

// list reads what is in the store, and gives a store that was emptied back what it says of itself.
func (r *round) list(ctx context.Context) error {
	objects, err := r.Store.List(ctx, root)
	if err != nil {
		return err
	}
	described := false
	for _, o := range objects {
		switch {
		case o.Name == placeName:
			described = true
		case !isSegment(o.Name):
		case strings.HasSuffix(o.Name, lostSuffix):
			r.complained[nameOf(o.Name)] = o.Name
		default:
			r.listed[nameOf(o.Name)] = o
			r.result.Segments++
			r.result.Bytes += o.Size
		}
	}
	if !described {
		return r.Place.put(ctx, r.Store)
	}
	return nil
}
