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

func byTime(a, b Row) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Card, b.Card)) }

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
			l.sortRun(last)
		}
	}
}

// end begins to sort the last run.
func (l *runs) end() {
	if last := len(l.list) - 1; last >= 0 && len(l.list[last]) < rowsPerRun {
		l.sortRun(last)
	}
}

func (l *runs) sortRun(i int) {
	run := l.list[i] // the list grows meanwhile
	l.work.Go(func() { slices.SortFunc(run, byTime) })
}

// each calls yield for all rows by time, once the runs are sorted. They are let go.
func (l *runs) each(yield func(*Row) error) error {
	l.work.Wait()
	h := heads(l.list)
	l.list = nil
	for i := len(h) - 1; i >= 0; i-- {
		h.sink(i)
	}
	for len(h) > 0 {
		if err := yield(&h[0][0]); err != nil {
			return err
		}
		h.next()
	}
	return nil
}

// heads are runs of which the first begins with the least row: a heap.
type heads [][]Row

// next goes behind the least row.
func (h *heads) next() {
	runs := *h
	if runs[0] = runs[0][1:]; len(runs[0]) == 0 {
		last := len(runs) - 1
		runs[0], runs[last] = runs[last], nil
		*h = runs[:last]
	}
	h.sink(0)
}

// sink moves a run behind those that begin with lesser rows.
func (h heads) sink(i int) {
	for {
		least := i
		for _, below := range [...]int{2*i + 1, 2*i + 2} {
			if below < len(h) && byTime(h[below][0], h[least][0]) < 0 {
				least = below
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
