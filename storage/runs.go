package storage

import (
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"slices"

	"cards/storage/journal"
)

// record is an event as the log keeps it.
type record struct {
	id    journal.ID
	value []byte
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

func (r *sortedRun) add(id journal.ID, value []byte) {
	from := len(r.values)
	if need := from + len(value); need > cap(r.values) {
		r.values = slices.Grow(r.values, max(need, 2*cap(r.values))-from) // not by a quarter at a time
	}
	r.values = append(r.values, value...)
	r.records = append(r.records, runEntry{orderOf(id), uint32(from), uint32(len(r.values))})
}

func (r *sortedRun) sort() {
	slices.SortFunc(r.records, func(a, b runEntry) int {
		if c := a.compare(b.order); c != 0 {
			return c
		}
		return cmp.Compare(a.from, b.from)
	})
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

// fill reads more behind what is left of what was read, which is at least doubled where it is
// large: a long value would be copied again and again.
func (r *runReader) fill() error {
	kept := len(r.rest)
	if size := max(2*kept, runRoom); len(r.room) < size {
		r.room = make([]byte, size)
	}
	copy(r.room, r.rest)
	n, err := r.from.Read(r.room[kept:])
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
