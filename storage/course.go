package storage

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"
	"cards/storage/journal"
)

// walked follows one card through its events.
type walked struct {
	journal.State
	by     model.Kernel   // that its memory follows
	most   time.Duration  // that an answer counts
	plain  *journal.State // the same by the defaults; nil if it follows these
	since  srs.Day        // from when on it stands as it does
	offset int            // of the person's zone at its last answer, seconds
}

// newWalked returns a card without events.
func newWalked(by, byDefault model.Kernel, most time.Duration) *walked {
	p := &walked{by: by, most: most}
	if by != byDefault {
		p.plain = &journal.State{}
	}
	return p
}

// take draws what an event ends, and applies it.
func (p *walked) take(t *stats.Tracer, ev journal.Event, byDefault model.Kernel) {
	day := p.day(ev)
	if day > p.since {
		t.Stood(&p.Schedule, p.by, p.since, day-1)
		p.since = day
	}
	if r, ok := ev.Body.(journal.Reviewed); ok {
		p.offset = r.Offset
		if r.Before == srs.New || r.Before == srs.Learning {
			t.Learnt(day, r.Spent(p.most), r.After == srs.InReview)
		}
		p.ask(t, r.Review, byDefault)
	}
	p.Apply(ev, p.by)
	if p.plain != nil {
		p.plain.Apply(ev, byDefault)
	}
}

// ask draws what was predicted of an answer of true retention.
func (p *walked) ask(t *stats.Tracer, r srs.Review, byDefault model.Kernel) {
	elapsed := p.Schedule.Elapsed(r.Day)
	if r.Before != srs.InReview || elapsed == 0 || p.Schedule.Memory == (model.Memory{}) {
		return
	}
	predicted := p.by.Recall(p.Schedule.Memory, float64(elapsed))
	plain := predicted
	if p.plain != nil {
		plain = byDefault.Recall(p.plain.Schedule.Memory, float64(elapsed))
	}
	t.Asked(r.Day, predicted, plain, r.Rating != srs.Again)
}

// day returns the study day from which on an event counts. Where none is recorded it is that of its
// instant, by the zone of the answer before and the rollover that is usual.
func (p *walked) day(ev journal.Event) srs.Day {
	switch b := ev.Body.(type) {
	case journal.Reviewed:
		return b.Day
	case journal.Started:
		return b.Day
	}
	cal := srs.Calendar{Zone: time.FixedZone("", p.offset), Rollover: srs.DefaultRollover}
	return cal.Day(ev.ID.Time())
}

// markOf is a number that tells how a card stands: cards of which all have the same are taken to
// have the same past. Marks of cards are joined by exclusive or. Memory counts without the digits
// in which machines differ.
func markOf(c *journal.State) uint64 {
	s := &c.Schedule
	if c.Answers+c.Starts == 0 {
		return 0
	}
	var b []byte
	for _, n := range []uint64{
		uint64(c.Answers), uint64(c.Starts), uint64(s.Phase), uint64(s.Reviews), uint64(s.Lapses),
		uint64(s.Due.Day),
		uint64(s.Due.At.UnixMilli()), uint64(s.Last.UnixMilli()), uint64(s.LastDay),
		uint64(math.Float32bits(float32(s.Memory.Stability))),
		uint64(math.Float32bits(float32(s.Memory.Difficulty))),
	} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	sum := fnv.New64a()
	sum.Write(b) // which returns no error
	return sum.Sum64()
}

// CourseOf returns how the memory of some cards went up to a study day, from every answer; of all
// cards if no names are given. Report is told how far it is; it may be nil. If the context ends
// before, the error is that of it.
func (c *courseOwner) CourseOf(
	ctx context.Context, names map[deck.Key]int32, today srs.Day, report func(done float64),
) (stats.Course, error) {
	w := &courseWork{
		tracer: stats.NewTracer(math.MinInt32, today), names: names, last: today, most: c.cap,
	}
	if err := w.run(ctx, c, report); err != nil {
		return stats.Course{}, err
	}
	return w.tracer.Course(), nil
}

// courseWork draws a course from the whole log.
type courseWork struct {
	tracer    *stats.Tracer
	names     map[deck.Key]int32
	kernels   map[deck.Key]model.Kernel // of cards that follow others than those of the collection
	all       model.Kernel
	byDefault model.Kernel
	cards     map[deck.Key]*walked

	last srs.Day // that may be kept
	edge edge
	most time.Duration // that an answer counts
}

func (w *courseWork) run(ctx context.Context, c *courseOwner, report func(done float64)) error {
	if err := c.view(w.begin); err != nil {
		return err
	}
	told := func(done, all uint64) {
		if report != nil && all > 0 {
			report(float64(done) / float64(all))
		}
	}
	until, err := c.past(ctx, told, w.take)
	if err != nil {
		return err
	}
	if w.edge.from.IsZero() {
		w.edge.from, w.edge.mark = until.Next(), w.mark()
	}
	for _, p := range w.cards {
		w.tracer.Stood(&p.Schedule, p.by, p.since, w.tracer.Until)
	}
	return nil
}

// mark is that of all cards as they stand now.
func (w *courseWork) mark() (mark uint64) {
	for _, p := range w.cards {
		mark ^= markOf(&p.State)
	}
	return mark
}

// begin finds by which parameters the memory of each card goes.
func (w *courseWork) begin(t *txn) error {
	w.cards, w.kernels = make(map[deck.Key]*walked), make(map[deck.Key]model.Kernel)
	sets, err := t.paramsInForce()
	if err != nil {
		return err
	}
	if w.all, err = t.modelOf(sets.all); err != nil {
		return err
	}
	if w.byDefault, err = t.modelOf(journal.ID{}); err != nil || len(sets.presets) == 0 {
		return err
	}
	return t.Bucket(bucketCards).ForEach(func(key, value []byte) error {
		s, err := stateOf(deck.Key(key), value)
		if err != nil {
			return err
		}
		set, err := t.paramsOf(s.keys)
		if err == nil && set != sets.all {
			w.kernels[deck.Key(key)], err = t.modelOf(set)
		}
		return err
	})
}

// take takes an event.
func (w *courseWork) take(ev journal.Event, name deck.Key) error {
	if _, ok := w.names[name]; !ok && w.names != nil || !movesSchedule(ev) {
		return nil
	}
	p := w.cards[name]
	if p == nil {
		by, own := w.kernels[name]
		if !own {
			by = w.all
		}
		p = newWalked(by, w.byDefault, w.most)
		w.cards[name] = p
	}
	switch day := p.day(ev); {
	case day > w.last && w.edge.from.IsZero():
		w.edge.from, w.edge.mark = ev.ID, w.mark()
	case day <= w.last && !w.edge.from.IsZero():
		w.edge.odd = w.edge.odd.Xor(ev.ID)
	}
	p.take(w.tracer, ev, w.byDefault)
	return nil
}
