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

// maxWaiting is how many bytes of segments are fetched before their events are taken in.
const maxWaiting = 64 << 20

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
