package storage

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
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

// isReview says whether the event is an answer: what a value begins with is the same in every
// version.
func (r record) isReview() bool { return journal.KindIn(r.value) == journal.KindReview }

// sortedRun is some records in memory.
type sortedRun struct {
	values  []byte // one behind the other
	records []runEntry
}

type runEntry struct {
	id       journal.ID
	from, to int // among the values
}

// inOrder sorts events. What it returns is to be closed.
func (c *Collection) inOrder(events iter.Seq2[journal.Event, error]) (_ *ordered, err error) {
	o := &ordered{}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.close())
		}
	}()
	for ev, err := range events {
		if err == nil && o.n%eventsPerRead == 0 {
			err = c.attending().Err()
		}
		if err != nil {
			return nil, err
		}
		value, err := journal.Encode(ev)
		if err != nil {
			return nil, err
		}
		if len(o.run.values) > 0 && len(o.run.values)+len(value) > runSize {
			if err := o.spill(c.file.Path()); err != nil {
				return nil, err
			}
		}
		o.run.add(ev.ID, value)
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

// records yields the events as they are kept.
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
		const size = 1 << 15
		m = append(m, &runReader{number: i, r: bufio.NewReaderSize(io.NewSectionReader(o.file, from, end-from), size)})
		from = end
		if err := m[i].next(); err != nil {
			yield(record{}, err)
			return
		}
	}
	heap.Init(&m)
	for len(m) > 0 {
		first := m[0]
		if !yield(first.record, nil) {
			return
		}
		switch err := first.next(); {
		case errors.Is(err, io.EOF):
			heap.Pop(&m)
		case err != nil:
			yield(record{}, err)
			return
		default:
			heap.Fix(&m, 0)
		}
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
	r.value = make([]byte, n)
	_, err = io.ReadFull(r.r, r.value)
	return err
}

// runHeap are runs by their next records, the least first.
type runHeap []*runReader

func (m runHeap) Len() int { return len(m) }

func (m runHeap) Less(i, j int) bool {
	return cmp.Or(bytes.Compare(m[i].id[:], m[j].id[:]), cmp.Compare(m[i].number, m[j].number)) < 0
}

func (m runHeap) Swap(i, j int) { m[i], m[j] = m[j], m[i] }

// Push is for [heap.Interface]: runs never come back.
func (m *runHeap) Push(r any) { *m = append(*m, r.(*runReader)) }

// Pop takes the last run away.
func (m *runHeap) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}

// events yields the events, those that wanted says yes to by their numbers from 0.
func (o *ordered) events(wanted func(int) bool) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		n := 0
		for r, err := range o.records() {
			if err != nil {
				yield(journal.Event{}, err)
				return
			}
			if n++; !wanted(n - 1) {
				continue
			}
			if ev, err := journal.Decode(r.id, r.value); !yield(ev, err) || err != nil {
				return
			}
		}
	}
}
