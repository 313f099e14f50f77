package storage

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"

	"cards/storage/beside"
	"cards/storage/journal"
)

// runSize is how many bytes of events are sorted in memory at once.
const runSize = 8 << 20

// ordered are events in the order of the log, those of one id as they came. What memory need not
// hold is in a file beside that of the collection, in runs that are in order each.
type ordered struct {
	run  sortedRun // that is in memory: all of them if there is no file
	file *os.File
	ends []int64 // of the runs in the file
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
	id       journal.ID
	from, to int // among the values
}

// inOrder sorts events, which it encodes unless they come with their values. What it returns is to
// be closed.
func (c *Collection) inOrder(events iter.Seq2[entry, error]) (_ *ordered, err error) {
	o := &ordered{}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.close())
		}
	}()
	var room []byte
	for e, err := range events {
		if err == nil && o.n%eventsPerRead == 0 {
			err = c.attending().Err()
		}
		value := e.value
		if err == nil && value == nil {
			value, err = journal.EncodeInto(room, e.Event)
			room = value
		}
		if err != nil {
			return nil, err
		}
		if len(o.run.values) > 0 && len(o.run.values)+len(value) > runSize {
			if err := o.spill(c.file.Path()); err != nil {
				return nil, err
			}
		}
		o.run.add(e.ID, value)
		o.n++
	}
	if o.file != nil {
		return o, o.spill(c.file.Path())
	}
	o.run.sort()
	return o, nil
}

func (r *sortedRun) add(id journal.ID, value []byte) {
	from := len(r.values)
	r.values = append(r.values, value...)
	r.records = append(r.records, runEntry{id, from, len(r.values)})
}

func (r *sortedRun) sort() {
	slices.SortFunc(r.records,
		func(a, b runEntry) int { return cmp.Or(a.id.Compare(b.id), cmp.Compare(a.from, b.from)) })
}

// spill moves what is in memory to the end of the file, which is made beside a path.
func (o *ordered) spill(path string) (err error) {
	if o.file == nil {
		if o.file, err = beside.Create(path); err != nil {
			return err
		}
	}
	o.run.sort()
	w := bufio.NewWriter(o.file)
	end := int64(0)
	if len(o.ends) > 0 {
		end = o.ends[len(o.ends)-1]
	}
	for _, r := range o.run.records {
		var head [len(r.id) + binary.MaxVarintLen64]byte
		copy(head[:], r.id[:])
		n := len(r.id) + binary.PutUvarint(head[len(r.id):], uint64(r.to-r.from))
		end += int64(n + r.to - r.from)
		_, herr := w.Write(head[:n])
		_, verr := w.Write(o.run.values[r.from:r.to])
		if err := errors.Join(herr, verr); err != nil {
			return err
		}
	}
	o.ends = append(o.ends, end)
	o.run.values, o.run.records = o.run.values[:0], o.run.records[:0]
	return w.Flush()
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
				if !yield(record{r.id, o.run.values[r.from:r.to]}, nil) {
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
		const size = 1 << 17
		m = append(m, &runReader{number: i, r: bufio.NewReaderSize(io.NewSectionReader(o.file, from, end-from), size)})
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
	r      *bufio.Reader
	record
}

// next reads the next record; at the end of the run the error is [io.EOF].
func (r *runReader) next() error {
	if _, err := io.ReadFull(r.r, r.id[:]); err != nil {
		return err
	}
	n, err := binary.ReadUvarint(r.r)
	if err == nil && n > journal.MaxValue {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	r.value = slices.Grow(r.value[:0], int(n))[:n]
	_, err = io.ReadFull(r.r, r.value)
	return err
}

// runHeap are runs by their next records: none comes before the one at half its place.
type runHeap []*runReader

func (m runHeap) isBefore(i, j int) bool {
	return cmp.Or(bytes.Compare(m[i].id[:], m[j].id[:]), cmp.Compare(m[i].number, m[j].number)) < 0
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
		for r, err := range o.records() {
			if err != nil {
				yield(entry{}, err)
				return
			}
			if n++; !wanted(n - 1) {
				continue
			}
			ev, err := journal.Decode(r.id, r.value)
			e := entry{Event: ev, came: added}
			if step.IsZero() {
				e.value = bytes.Clone(r.value)
			} else if err == nil {
				e.Step, e.value = step, journal.WithStep(r.id, r.value, step)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// eachIn yields events without their values.
func eachIn(events iter.Seq2[journal.Event, error]) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		for ev, err := range events {
			if !yield(entry{Event: ev}, err) {
				return
			}
		}
	}
}

// eventsIn returns the events of entries.
func eventsIn(entries []entry) []journal.Event {
	events := make([]journal.Event, len(entries))
	for i := range entries {
		events[i] = entries[i].Event
	}
	return events
}
