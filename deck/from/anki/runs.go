package anki

import (
	"cmp"
	"slices"
	"sync"
)

// runs are rows of a review log, each run of which is sorted while the next ones come.
type runs struct {
	list [][]Row
	n    int // rows
	work sync.WaitGroup
}

const rowsPerRun = 1 << 15

// rowOrder is an order of rows.
type rowOrder func(a, b Row) int

func byTime(a, b Row) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Card, b.Card)) }

func byCard(a, b Row) int { return cmp.Or(cmp.Compare(a.Card, b.Card), cmp.Compare(a.ID, b.ID)) }

// add adds rows.
func (l *runs) add(rows []Row) {
	l.n += len(rows)
	for len(rows) > 0 {
		last := len(l.list) - 1
		if last < 0 || len(l.list[last]) == rowsPerRun {
			l.list = append(l.list, make([]Row, 0, rowsPerRun))
			last++
		}
		some := min(len(rows), rowsPerRun-len(l.list[last]))
		l.list[last], rows = append(l.list[last], rows[:some]...), rows[some:]
		if len(l.list[last]) == rowsPerRun {
			l.sortRun(last, byTime)
		}
	}
}

// end begins to sort the last run.
func (l *runs) end() {
	if last := len(l.list) - 1; last >= 0 && len(l.list[last]) < rowsPerRun {
		l.sortRun(last, byTime)
	}
}

// sort begins to sort all runs anew.
func (l *runs) sort(order rowOrder) {
	for i := range l.list {
		l.sortRun(i, order)
	}
}

func (l *runs) sortRun(i int, order rowOrder) {
	run := l.list[i] // the list grows meanwhile
	l.work.Go(func() { slices.SortFunc(run, order) })
}

// each calls yield for all rows in the order that the runs are sorted by, once they are.
func (l *runs) each(order rowOrder, yield func(*Row) error) error {
	l.work.Wait()
	h := heads{order: order, runs: slices.Clone(l.list)}
	for i := len(h.runs) - 1; i >= 0; i-- {
		h.sink(i)
	}
	for len(h.runs) > 0 {
		if err := yield(&h.runs[0][0]); err != nil {
			return err
		}
		h.next()
	}
	return nil
}

// heads are runs of which the first begins with the least row: a heap.
type heads struct {
	order rowOrder
	runs  [][]Row
}

// next goes behind the least row.
func (h *heads) next() {
	h.runs[0] = h.runs[0][1:]
	if len(h.runs[0]) == 0 {
		last := len(h.runs) - 1
		h.runs[0], h.runs = h.runs[last], h.runs[:last]
	}
	h.sink(0)
}

// sink moves a run behind those that begin with lesser rows.
func (h *heads) sink(i int) {
	for {
		least := i
		for _, below := range [...]int{2*i + 1, 2*i + 2} {
			if below < len(h.runs) && h.order(h.runs[below][0], h.runs[least][0]) < 0 {
				least = below
			}
		}
		if least == i {
			return
		}
		h.runs[i], h.runs[least] = h.runs[least], h.runs[i]
		i = least
	}
}
