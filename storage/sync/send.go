package sync

import (
	"context"
	"time"

	"cards/storage"
	"cards/storage/journal"
)

// batch is what is to become one segment.
type batch struct {
	events []byte // as they travel
	ids    []journal.ID
	count  Count
}

// send puts the events that no segment holds into the store.
func (r *round) send(ctx context.Context) error {
	var b batch
	for ev, err := range r.Log.Unsent(r.ID) {
		if err != nil {
			return err
		}
		more, err := journal.AppendEvent(nil, ev)
		if err != nil {
			return err
		}
		if len(more) > maxEvent {
			r.result.TooLarge++
			continue
		}
		if len(b.ids) == maxEvents || len(b.events)+len(more) > maxPlain && len(b.ids) > 0 {
			if err := r.sendBatch(ctx, b); err != nil {
				return err
			}
			b = batch{}
		}
		b.events, b.ids = append(b.events, more...), append(b.ids, ev.ID)
		b.count.Add(ev)
	}
	if len(b.ids) == 0 {
		return nil
	}
	return r.sendBatch(ctx, b)
}

// sendBatch puts one segment there, unless it is there and right.
func (r *round) sendBatch(ctx context.Context, b batch) error {
	first, last := b.ids[0], b.ids[len(b.ids)-1]
	s := storage.Segment{
		Store: r.ID, Name: r.Sealer.Name(b.events), First: first, Last: last,
		Number: len(b.ids),
	}
	if there, ok := r.seen[s.Name]; ok && r.listed[s.Name].Size == there.Size {
		return r.Log.Sent(there, b.ids)
	}
	header, err := r.header()
	if err != nil {
		return err
	}
	sealed, err := r.seal(s.Name, b.events, header)
	if err != nil {
		return err
	}
	if err := r.Store.Put(ctx, pathOf(s.Name, first), sealed); err != nil {
		return err
	}
	s.Size = int64(len(sealed))
	if _, ok := r.listed[s.Name]; !ok {
		r.result.Segments++
		r.result.Bytes += s.Size
	}
	r.seen[s.Name] = s
	r.result.Sent.Answers += b.count.Answers
	r.result.Sent.Changes += b.count.Changes
	return r.Log.Sent(s, b.ids)
}

// header says what this device knows.
func (r *round) header() (Header, error) {
	n, ids, err := r.Log.Held()
	made := r.Now().UTC().Truncate(time.Second)
	return Header{Device: r.Device, Made: made, Knew: Knew{n, hexOf(ids)}, Config: r.Config}, err
}
