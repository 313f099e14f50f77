package storage

import (
	"bytes"
	"context"
	"math"
	"time"

	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"
	"cards/storage/journal"
)

// edge says up to where in the log a kept course goes. The events before from are those of the
// cards whose mark this is, and of those from there on odd is the exclusive or of the ids of those
// that count on a day that is kept: of answers that were given while a clock was behind.
type edge struct {
	from journal.ID
	mark uint64
	odd  journal.ID
}

// keptCourse is a course up to a day that is over, in a file of its own. It follows from the log,
// so a file that is gone, damaged, or of another log costs time and nothing else.
type keptCourse struct {
	edge
	cap   time.Duration // that an answer counts
	seen  []byte        // [courseSeen] of when it was last found to be right
	first srs.Day
	days  [][]byte // from first on, as they are written
}

// Course returns how the memory of all cards went, those too whose text is gone, on the days of a
// span, which ends with today or with the study day before, and maybe on days before it. What was
// computed is kept: the next call adds the days since. Report is told how far it is if it takes
// long; it may be nil. If the context ends before, the error is that of it.
func (c *courseOwner) Course(
	ctx context.Context, on stats.Span, today srs.Day, report func(done float64),
) (stats.Course, error) {
	kept, ok := c.readCourse()
	if ok && kept.last() < today {
		var more *grown
		err := c.view(func(t *txn) (err error) {
			more, err = t.goOn(&kept, on, today)
			return err
		})
		if err != nil {
			return stats.Course{}, err
		}
		if more != nil {
			if more.news {
				c.keepCourse(&kept, more.Course, today-1)
			}
			return more.Until(on.Last), nil
		}
	}
	w := &courseWork{tracer: stats.NewTracer(math.MinInt32, today), last: today - 1, most: c.cap}
	err := c.view(func(t *txn) (err error) {
		seen, err := t.courseSeen()
		kept.seen = seen.encode()
		return err
	})
	if err == nil {
		err = w.run(ctx, c, report)
	}
	if err != nil {
		return stats.Course{}, err
	}
	kept.edge = w.edge
	whole := w.tracer.Course()
	c.keepCourse(&kept, whole, today-1)
	return whole.Until(on.Last), nil
}

// grown is a course that goes on from what is kept.
type grown struct {
	stats.Course
	news bool // there is something to keep
}

// goOn returns a kept course that goes on until the end of a span, nil if it is not that of this
// log any more, or cannot be read.
func (t *fileTx) goOn(kept *keptCourse, on stats.Span, today srs.Day) (*grown, error) {
	seen, err := t.courseSeen()
	if err != nil {
		return nil, err
	}
	now := seen.encode()
	same := bytes.Equal(now, kept.seen)
	if kept.last() == on.Last {
		if !same {
			if same, err = t.holds(kept, seen); err != nil {
				return nil, err
			}
		}
		if same {
			course, ok := kept.since(on.First)
			if !ok {
				return nil, nil
			}
			return &grown{Course: course}, nil
		}
	}
	w := courseUpdate{
		cardTx: t.cardTx, kept: kept, tracer: stats.NewTracer(kept.last()+1, today),
		last: today - 1,
	}
	fits, err := w.run()
	if err != nil || !fits {
		return nil, err
	}
	course, ok := kept.since(math.MinInt32)
	if !ok {
		return nil, nil
	}
	news := !same || kept.last() < w.last
	kept.seen, kept.edge = now, w.edge
	return &grown{course.Then(w.tracer.Course()), news}, nil
}

// courseUpdate draws the days that a kept course lacks.
type courseUpdate struct {
	*cardTx
	kept   *keptCourse
	tracer *stats.Tracer
	last   srs.Day // that may be kept
	before edge    // as it should be
	edge   edge    // of what is kept then

	byDefault model.Kernel
	changed   []changedCard
}

// changedCard is one that has events from the edge on.
type changedCard struct {
	by     model.Kernel
	events []journal.Event
}

// mostChanged is of how many cards the events are read again; of more the whole log is read.
const mostChanged = 20_000

// run draws all cards. It returns false if the log is not what it was before the edge.
func (w *courseUpdate) run() (fits bool, err error) {
	if w.byDefault, err = w.modelOf(journal.ID{}); err != nil {
		return false, err
	}
	c := w.Bucket(bucketCards).Cursor()
	for key, value := c.First(); key != nil && len(w.changed) <= mostChanged; key, value = c.Next() {
		s, err := stateOf([16]byte(key), value)
		if err == nil {
			err = w.see(s)
		}
		if err != nil {
			return false, err
		}
	}
	if len(w.changed) > mostChanged {
		return false, nil
	}
	w.findEdge()
	for _, card := range w.changed {
		w.walk(card)
	}
	w.before.from = w.kept.from
	return w.before == w.kept.edge, nil
}

// see draws a card if nothing has happened to it since the edge, else it reads its events.
func (w *courseUpdate) see(s *state) error {
	if err := w.remember(s); err != nil {
		return err
	}
	by, err := w.modelOf(s.params)
	if err != nil {
		return err
	}
	if s.Newest.Compare(w.kept.from) < 0 {
		mark := markOf(&s.State)
		w.before.mark ^= mark
		w.edge.mark ^= mark
		w.tracer.Stood(&s.Schedule, by, w.tracer.From, w.tracer.Until)
		return nil
	}
	card := changedCard{by: by}
	for _, id := range w.joinedHistory(s.keys) {
		ev, err := w.event(id)
		if err != nil {
			return err
		}
		if w.inForce(ev.Step) && movesSchedule(ev) {
			card.events = append(card.events, ev)
		}
	}
	w.changed = append(w.changed, card)
	return nil
}

// movesSchedule says whether an event is one that a course is drawn from.
func movesSchedule(ev journal.Event) bool {
	switch b := ev.Body.(type) {
	case journal.Reviewed:
		return b.Counts()
	case journal.DueSet, journal.Reset, journal.Started:
		return true
	}
	return false
}

// findEdge finds the first event on a day that is not kept.
func (w *courseUpdate) findEdge() {
	for _, card := range w.changed {
		p := newWalked(card.by, card.by, w.cap)
		for _, ev := range card.events {
			day := p.day(ev)
			if r, ok := ev.Body.(journal.Reviewed); ok {
				p.offset = r.Offset
			}
			if day > w.last && ev.ID.Compare(w.kept.from) >= 0 &&
				(w.edge.from.IsZero() || ev.ID.Compare(w.edge.from) < 0) {
				w.edge.from = ev.ID
			}
		}
	}
	if w.edge.from.IsZero() {
		w.edge.from = w.newest().Next()
	}
}

// walk draws a card by its events, and marks how it stood at both edges.
func (w *courseUpdate) walk(card changedCard) {
	p := newWalked(card.by, w.byDefault, w.cap)
	before, after := false, false // whether the edges are passed
	for _, ev := range card.events {
		day := p.day(ev)
		if ev.ID.Compare(w.kept.from) >= 0 {
			if !before {
				w.before.mark ^= markOf(&p.State)
				before = true
			}
			if day <= w.kept.last() {
				w.before.odd = w.before.odd.Xor(ev.ID)
			}
		}
		if ev.ID.Compare(w.edge.from) >= 0 {
			if !after {
				w.edge.mark ^= markOf(&p.State)
				after = true
			}
			if day <= w.last {
				w.edge.odd = w.edge.odd.Xor(ev.ID)
			}
		}
		p.take(w.tracer, ev, w.byDefault)
	}
	if !after {
		w.edge.mark ^= markOf(&p.State)
	}
	w.tracer.Stood(&p.Schedule, p.by, p.since, w.tracer.Until)
}
