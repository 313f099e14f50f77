package storage

import (
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"

	"cards/storage/beside"
	"cards/storage/journal"
	"cards/storage/wire"
)

// runSize is how many bytes of events are sorted in memory at once.
const runSize = 8 << 20

// ordered are events in the order of the log, those of one id as they came. What memory need not
// hold is in a file beside that of the collection, in runs that are in order each.
type ordered struct {
	collection *Collection

	run  sortedRun // that is in memory: all of them if there is no file
	file *os.File
	room []byte  // what comes to the file next
	end  int64   // of what is in the file
	ends []int64 // of the runs in it
	n    int     // events
}

// record is an event as it is kept while it is sorted.
type record struct {
	id    journal.ID
	value []byte // as the log keeps it
}

// head is what tells of an event whether it is new: what a value begins with is the same in every
// version.
type head struct {
	id   journal.ID
	kind journal.Kind
}

// sortedRun is some records in memory.
type sortedRun struct {
	values  []byte // one behind the other
	records []runEntry
}

type runEntry struct {
	order
	from, to uint32 // among the values
}

// order is an id as two numbers, which are compared faster.
type order struct{ high, low uint64 }

func orderOf(id journal.ID) order {
	return order{binary.BigEndian.Uint64(id[:8]), binary.BigEndian.Uint64(id[8:])}
}

func (o order) id() (id journal.ID) {
	binary.BigEndian.PutUint64(id[:8], o.high)
	binary.BigEndian.PutUint64(id[8:], o.low)
	return id
}

func (o order) compare(other order) int {
	if o.high != other.high {
		return cmp.Compare(o.high, other.high)
	}
	return cmp.Compare(o.low, other.low)
}

// inOrder sorts entries. What it returns is to be closed.
func (c *Collection) inOrder(entries iter.Seq2[entry, error]) (*ordered, error) {
	return c.ordering(func(o *ordered) error {
		for e, err := range entries {
			if err == nil {
				err = o.add(e.id, e.value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// orderedAtOnce is how many events are handed over at once to be sorted: their texts may be long.
const orderedAtOnce = 64

// eventsInOrder is [Collection.inOrder] of events, which are made while others are sorted.
func (c *Collection) eventsInOrder(events iter.Seq2[journal.Event, error]) (*ordered, error) {
	produce := func(give func([]journal.Event) bool) error {
		for some, err := range chunks(events, orderedAtOnce) {
			if err != nil || !give(some) {
				return err
			}
		}
		return nil
	}
	return c.ordering(func(o *ordered) error {
		var room []byte
		return ahead(produce, func(some []journal.Event) (err error) {
			for _, ev := range some {
				if room, err = journal.EncodeInto(room, ev); err == nil {
					err = o.add(ev.ID, room)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// ordering sorts what fill adds.
func (c *Collection) ordering(fill func(*ordered) error) (_ *ordered, err error) {
	o := &ordered{collection: c}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.close())
		}
	}()
	if err := fill(o); err != nil {
		return nil, err
	}
	if o.file != nil {
		return o, o.spill()
	}
	o.run.sort()
	return o, nil
}

// add takes in an event, whose value need not stay.
func (o *ordered) add(id journal.ID, value []byte) (err error) {
	if o.n%eventsPerRead == 0 {
		err = o.collection.attending().Err()
	}
	if err == nil && len(o.run.values) > 0 && len(o.run.values)+len(value) > runSize {
		err = o.spill()
	}
	if err != nil {
		return err
	}
	o.run.add(id, value)
	o.n++
	return nil
}

func (r *sortedRun) add(id journal.ID, value []byte) {
	from := len(r.values)
	r.values = append(r.values, value...)
	r.records = append(r.records, runEntry{orderOf(id), uint32(from), uint32(len(r.values))})
}

func (r *sortedRun) sort() {
	slices.SortFunc(r.records,
		func(a, b runEntry) int { return cmp.Or(a.compare(b.order), cmp.Compare(a.from, b.from)) })
}

// spill moves what is in memory to the end of the file.
func (o *ordered) spill() (err error) {
	if o.file == nil {
		if o.file, err = beside.Create(o.collection.file.Path()); err != nil {
			return err
		}
	}
	o.run.sort()
	for _, r := range o.run.records {
		o.room = journal.AppendValue(o.room, r.id(), o.run.values[r.from:r.to])
		if len(o.room) >= runRoom {
			if err := o.flush(); err != nil {
				return err
			}
		}
	}
	o.run.values, o.run.records = o.run.values[:0], o.run.records[:0]
	err = o.flush()
	o.ends = append(o.ends, o.end)
	return err
}

// runRoom is how many bytes are written to the file, or read from a run in it, at once.
const runRoom = 1 << 17

func (o *ordered) flush() error {
	n, err := o.file.WriteAt(o.room, o.end)
	o.end, o.room = o.end+int64(n), o.room[:0]
	return err
}

// close removes the file.
func (o *ordered) close() error {
	if o.file == nil {
		return nil
	}
	return errors.Join(o.file.Close(), beside.Remove(o.file.Name()))
}

// records yields the events as they are kept, each until the next.
func (o *ordered) records() iter.Seq2[record, error] {
	if o.file == nil {
		return func(yield func(record, error) bool) {
			for _, r := range o.run.records {
				if !yield(record{r.id(), o.run.values[r.from:r.to]}, nil) {
					return
				}
			}
		}
	}
	return o.merged
}

// merged is [ordered.records] of the runs in the file.
func (o *ordered) merged(yield func(record, error) bool) {
	var m runHeap
	from := int64(0)
	for i, end := range o.ends {
		m = append(m, &runReader{number: i, from: io.NewSectionReader(o.file, from, end-from)})
		from = end
		if err := m[i].next(); err != nil {
			yield(record{}, err)
			return
		}
	}
	for i := len(m)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	for len(m) > 0 {
		first := m[0]
		if !yield(first.record, nil) {
			return
		}
		switch err := first.next(); {
		case errors.Is(err, io.EOF):
			m[0] = m[len(m)-1]
			m = m[:len(m)-1]
		case err != nil:
			yield(record{}, err)
			return
		}
		m.sink(0)
	}
}

// runReader reads a run in the file.
type runReader struct {
	number int
	from   io.Reader
	room   []byte // what was read last
	rest   []byte // of it, what comes next
	order  order  // of the record
	record
}

// next reads the next record; at the end of the run the error is [io.EOF].
func (r *runReader) next() error {
	for {
		id, value, rest, err := journal.CutValue(r.rest)
		if err == nil {
			r.id, r.value, r.rest, r.order = id, value, rest, orderOf(id)
			return nil
		}
		if len(r.rest) > journal.MaxValue+runRoom {
			return err
		}
		if err := r.fill(); err != nil {
			return err
		}
	}
}

// fill reads more behind what is left of what was read.
func (r *runReader) fill() error {
	kept := len(r.rest)
	if cap(r.room) < kept+runRoom {
		r.room = slices.Grow([]byte(nil), kept+runRoom)
	}
	copy(r.room[:kept], r.rest)
	n, err := r.from.Read(r.room[kept : kept+runRoom])
	r.rest = r.room[:kept+n]
	switch {
	case n > 0:
		return nil
	case kept > 0 && errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	}
	return err
}

// runHeap are runs by their next records: none comes before the one at half its place.
type runHeap []*runReader

func (m runHeap) isBefore(i, j int) bool {
	if c := m[i].order.compare(m[j].order); c != 0 {
		return c < 0
	}
	return m[i].number < m[j].number
}

// sink moves a run behind those that come before it.
func (m runHeap) sink(i int) {
	for {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(m); child++ {
			if m.isBefore(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		m[i], m[least] = m[least], m[i]
		i = least
	}
}

// heads yields what the events begin with.
func (o *ordered) heads() iter.Seq2[head, error] {
	return func(yield func(head, error) bool) {
		for r, err := range o.records() {
			if !yield(head{r.id, journal.KindIn(r.value)}, err) {
				return
			}
		}
	}
}

// entries yields the events, those that wanted says yes to by their numbers from 0, as events of a
// step, or if that is zero as they are.
func (o *ordered) entries(wanted func(int) bool, step journal.ID) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		n := 0
		var values wire.Slab
		for r, err := range o.records() {
			if err != nil {
				yield(entry{}, err)
				return
			}
			if n++; !wanted(n - 1) {
				continue
			}
			e := entry{id: r.id, came: added}
			if step.IsZero() {
				e.value = append(values.Take(len(r.value)), r.value...)
			} else {
				room := values.Take(len(r.value) + len(step))
				e.value = journal.WithStep(room, r.id, r.value, step)
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// eventsIn returns the events of entries.
func eventsIn(entries []entry) ([]journal.Event, error) {
	events := make([]journal.Event, len(entries))
	for i, e := range entries {
		var err error
		if events[i], err = journal.Decode(e.id, e.value); err != nil {
			return nil, err
		}
	}
	return events, nil
}
