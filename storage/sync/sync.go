// Package sync brings a collection and a store to the same log: each device puts the events that no
// segment in the store holds there as segments, and takes in the segments that it has not seen. A
// segment is named by its content, so that whatever is put twice is one object and whatever was
// spoilt is known; what a store has lost, any device that had it puts there again. Nothing here knows
// a network.
//
//	sync.go      a round: what is taken, what is healed, what is put
//	segment.go   the bytes of a segment
//	order.go     the events of many segments in the order of the log
//	place.go     what a store says of itself
//	plain.go     the sealer of a store that is not encrypted
//	state.go     what a device knows of its store and of other devices
package sync

import (
	"context"
	"errors"
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

// Count counts what a person gave: answers, and other changes. Events that only say more of these are
// not counted.
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

// missedRounds is after how many rounds running a segment that is not listed counts as lost: a listing
// may be behind.
const missedRounds = 2

// maxWaiting is how many bytes of segments are fetched before their events are taken in.
const maxWaiting = 64 << 20

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
		seen: make(map[string]storage.Segment), wrong: make(map[string]bool), from: make(map[string]bool),
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

// fetch takes in the segments that are new here, that somebody has found wrong, or that are not what
// they were.
func (r *round) fetch(ctx context.Context, verify bool) error {
	size := int64(0)
	for _, name := range slices.Sorted(maps.Keys(r.listed)) {
		s, isSeen := r.seen[name]
		if isSeen && !verify && r.complained[name] == "" && s.Size == r.listed[name].Size {
			continue
		}
		n, err := r.get(ctx, name)
		if err != nil {
			return errors.Join(err, r.receive(ctx)) // what is here is here
		}
		if size += n; size > maxWaiting {
			size = 0
			if err := r.receive(ctx); err != nil {
				return err
			}
		}
	}
	return r.receive(ctx)
}

// get reads one segment.
func (r *round) get(ctx context.Context, name string) (int64, error) {
	o := r.listed[name]
	data, err := r.Store.Get(ctx, o.Name, maxSealed)
	if _, large := errors.AsType[*store.TooLargeError](err); large {
		return 0, r.complain(ctx, name)
	}
	if errors.Is(err, store.ErrNone) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	got, err := r.open(o.Name, data)
	switch {
	case errors.Is(err, errNewer):
		r.result.Newer++
		return 0, nil
	case err != nil:
		return 0, r.complain(ctx, name)
	}
	r.hear(got.header)
	got.complained = r.complained[name] != ""
	if s, isSeen := r.seen[name]; isSeen && s == got.Segment && !got.complained {
		return 0, nil
	}
	r.waiting = append(r.waiting, got)
	return got.Size, nil
}

func (r *round) hear(h Header) {
	if old, ok := r.result.Heard[h.Device]; !ok || h.Made.After(old.Made) {
		r.result.Heard[h.Device] = h
	}
}

// complain deals with a segment that is not what was put there. Who never had it says so beside it;
// who had it whole puts its events there again.
func (r *round) complain(ctx context.Context, name string) error {
	if err := r.check(ctx); err != nil {
		return err
	}
	s, isSeen := r.seen[name]
	r.wrong[name] = isSeen
	r.result.Wrong++
	if isSeen {
		delete(r.seen, name)
		return r.Log.Lost(s)
	}
	if r.complained[name] != "" {
		return nil
	}
	r.complained[name] = r.listed[name].Name + lostSuffix
	return r.Store.Put(ctx, r.complained[name], nil)
}

// check makes sure that the store has our key before anything in it is called wrong.
func (r *round) check(ctx context.Context) error {
	if r.checked {
		return nil
	}
	place, err := ReadPlace(ctx, r.Store)
	if err == nil && (place.Store != r.Place.Store || place.Check != r.Place.Check) {
		err = ErrOtherKey
	}
	if errors.Is(err, store.ErrNone) || errors.Is(err, errNoPlace) {
		err = r.Place.put(ctx, r.Store) // it is gone, or was spoilt as well
	}
	r.checked = err == nil
	return err
}

// receive takes in the events of the segments that wait, and withdraws complaints about them.
func (r *round) receive(ctx context.Context) error {
	if len(r.waiting) == 0 {
		return nil
	}
	got := r.waiting
	r.waiting = nil
	if err := r.countNew(got); err != nil {
		return err
	}
	segments := make([]storage.Segment, len(got))
	for i, o := range got {
		segments[i] = o.Segment
		r.seen[o.Name] = o.Segment
	}
	if _, err := r.Log.Receive(segments, r.inOrder(got), r.Now()); err != nil {
		return err
	}
	for _, o := range got {
		if o.complained {
			if err := r.remove(ctx, r.complained[o.Name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// countNew counts what will be new here, and whom it is from.
func (r *round) countNew(got []opened) error {
	counted := make(map[journal.ID]bool)
	for _, o := range got {
		events, err := r.events(o.sealed)
		if err != nil {
			return err
		}
		ids := make([]journal.ID, len(events))
		for i, ev := range events {
			ids[i] = ev.ID
		}
		knows, err := r.Log.Knows(ids)
		if err != nil {
			return err
		}
		for i, ev := range events {
			if knows[i] || counted[ev.ID] {
				continue
			}
			counted[ev.ID] = true
			r.result.Received.Add(ev)
			r.from[o.header.Device] = true
		}
	}
	return nil
}

// heal notes which segments are not in the store any more.
func (r *round) heal() error {
	for _, name := range slices.Sorted(maps.Keys(r.seen)) {
		s := r.seen[name]
		_, isListed := r.listed[name]
		var err error
		switch {
		case isListed && s.Missed > 0:
			s.Missed = 0
			err = r.Log.Sent(s, nil)
		case !isListed && s.Missed+1 >= missedRounds:
			delete(r.seen, name)
			err = r.Log.Lost(s)
		case !isListed:
			s.Missed++
			err = r.Log.Sent(s, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// clear removes segments that were found wrong and that nobody needs: their events are in others now,
// or somebody who has them will find the segment gone and puts them there again. A complaint goes with
// its segment, before it, so that none is left over.
func (r *round) clear(ctx context.Context, verify bool) error {
	for _, name := range slices.Sorted(maps.Keys(r.wrong)) {
		_, isPutAgain := r.seen[name]
		if isPutAgain || !r.wrong[name] && !verify {
			continue
		}
		path := r.listed[name].Name
		if err := errors.Join(r.remove(ctx, path+lostSuffix), r.remove(ctx, path)); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.complained)) {
		if _, isListed := r.listed[name]; isListed {
			continue
		}
		if err := r.remove(ctx, r.complained[name]); err != nil {
			return err
		}
	}
	return nil
}

// remove removes an object. Where that is not allowed it stays, and does no harm.
func (r *round) remove(ctx context.Context, name string) error {
	if err := r.Store.Delete(ctx, name); !errors.Is(err, store.ErrDenied) {
		return err
	}
	return nil
}
