package sync

import (
	"context"
	"errors"
	"maps"
	"slices"

	"cards/storage"
	"cards/storage/journal"
	"cards/storage/sync/store"
)

// maxWaiting is how many bytes of events are fetched before they are taken in: so many may have to
// be in memory at once, if every segment overlaps all others.
const maxWaiting = 96 << 20

// fetch takes in the segments that are new here, that somebody has found wrong, or that are not
// what they were.
func (r *round) fetch(ctx context.Context, verify bool) error {
	size := 0
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

// get reads one segment, and returns how many bytes of events wait more.
func (r *round) get(ctx context.Context, name string) (int, error) {
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
	return got.plain, nil
}

func (r *round) hear(h Header) {
	if old, ok := r.result.Heard[h.Device]; !ok || h.Made.After(old.Made) {
		r.result.Heard[h.Device] = h
	}
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
	if _, err := r.Log.Receive(segments, bare(r.inOrder(got)), r.Now()); err != nil {
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
	held := 0
	for _, o := range got {
		held += o.Number
	}
	some := make([]coming, 0, min(held, maxEvents))
	for ev, err := range r.inOrder(got) {
		if err != nil {
			return err
		}
		if n := len(some); n > 0 && some[n-1].ID == ev.ID {
			continue
		}
		if len(some) == maxEvents {
			if err := r.countSome(some); err != nil {
				return err
			}
			some = some[:0]
		}
		some = append(some, ev)
	}
	return r.countSome(some)
}

// countSome counts what will be new here of some events, each of which comes once.
func (r *round) countSome(some []coming) error {
	ids := make([]journal.ID, len(some))
	for i, ev := range some {
		ids[i] = ev.ID
	}
	knows, err := r.Log.Knows(ids)
	if err != nil {
		return err
	}
	for i, ev := range some {
		if !knows[i] {
			r.result.Received.Add(ev.Event)
			r.from[ev.device] = true
		}
	}
	return nil
}
