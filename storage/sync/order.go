package sync

import (
	"container/heap"
	"iter"

	"cards/storage/journal"
)

// coming is an event, with the device that put it into the store.
type coming struct {
	journal.Event
	device string
}

// inOrder yields the events of segments in the order of the log; one that is in several comes
// several times. Segments are unpacked when the first of their events comes, and their events
// decoded one by one: those of a device that imports may overlap all others.
func (s *Syncer) inOrder(segments []opened) iter.Seq2[coming, error] {
	return func(yield func(coming, error) bool) {
		open := make(reading, len(segments))
		for i, o := range segments {
			open[i] = &reader{opened: o}
			open[i].ID = o.First
		}
		heap.Init(&open)
		for len(open) > 0 {
			r := open[0]
			if r.rest == nil {
				if err := r.unpack(s); err != nil {
					yield(coming{}, err)
					return
				}
			}
			if !yield(coming{r.Event, r.header.Device}, nil) {
				return
			}
			if len(r.rest) == 0 {
				heap.Pop(&open)
				continue
			}
			if err := r.read(); err != nil {
				yield(coming{}, err)
				return
			}
			heap.Fix(&open, 0)
		}
	}
}

// reader reads a segment event by event. Before it is unpacked, only the id of its event is known.
type reader struct {
	opened
	journal.Event
	rest []byte // after the event; nil before anything is read
}

func (r *reader) unpack(s *Syncer) (err error) {
	if _, r.rest, err = s.unpack(r.sealed); err != nil {
		return err
	}
	return r.read()
}

func (r *reader) read() (err error) {
	r.Event, r.rest, err = journal.ReadEvent(r.rest)
	return err
}

// reading is a heap of readers by the events that they are at.
type reading []*reader

func (r reading) Len() int           { return len(r) }
func (r reading) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r reading) Less(i, j int) bool { return r[i].ID.Compare(r[j].ID) < 0 }
func (r *reading) Push(x any)        { *r = append(*r, x.(*reader)) }
func (r *reading) Pop() any {
	last := len(*r) - 1
	x := (*r)[last]
	(*r)[last], *r = nil, (*r)[:last]
	return x
}

// bare yields the events alone.
func bare(events iter.Seq2[coming, error]) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for ev, err := range events {
			if !yield(ev.Event, err) {
				return
			}
		}
	}
}
