package storage

import (
	"cmp"
	"context"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// Answered is an answer in force, with what the log says of its card before it.
type Answered struct {
	Name   deck.Key     // of the card
	Before srs.Schedule // but for memory, which statistics of answers need not
	Last   srs.Rating   // of the answer before that counts; 0 if there is none
	srs.Review
}

// Answers calls yield for every answer in force, those for practice too, in log order. What is
// given while it reads is left out. If the context ends before, the error is that of it.
func (c *logOwner) Answers(ctx context.Context, yield func(*Answered)) error {
	type card struct {
		journal.State
		last srs.Rating
	}
	cards := make(map[deck.Key]*card)
	var given Answered
	_, err := c.past(ctx, nil, func(ev journal.Event, name deck.Key) error {
		s := cards[name]
		if s == nil {
			s = &card{}
			cards[name] = s
		}
		r, isAnswer := ev.Body.(journal.Reviewed)
		if isAnswer {
			given = Answered{name, s.Schedule, s.last, r.Review}
			yield(&given)
		}
		s.Apply(ev, nil)
		if s.Schedule.Reviews == 0 {
			s.last = 0
		} else if isAnswer && r.Counts() {
			s.last = r.Rating
		}
		return nil
	})
	return err
}

// pastAtOnce is how many events are read in one transaction: who waits for the file is not to wait
// for all of the log.
const pastAtOnce = 50_000

// pastReader knows, while the log is read, what decides of its events.
type pastReader struct {
	until  journal.ID            // the newest event that is read
	undone map[journal.ID]bool   // steps that are taken back
	names  map[deck.Key]deck.Key // of cards with several keys
	all    uint64                // events
	done   uint64
	take   func(ev journal.Event, name deck.Key) error
}

// past calls take for the events in force that move schedules, in log order with the name of their
// card, up to the one that is the newest when it begins, which it returns. Report is told how many
// events of how many are read; it may be nil.
func (c *logOwner) past(
	ctx context.Context, report func(done, all uint64),
	take func(ev journal.Event, name deck.Key) error,
) (newest journal.ID, err error) {
	r := pastReader{take: take}
	if err := c.view(r.begin); err != nil {
		return newest, err
	}
	for next := (journal.ID{}); next.Compare(r.until) <= 0 && !r.until.IsZero(); {
		err := c.view(func(t *txn) (err error) {
			next, err = r.read(t, next)
			return err
		})
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return newest, err
		}
		if report != nil {
			report(r.done, r.all)
		}
	}
	return r.until, nil
}

// begin reads what is needed of all events.
func (r *pastReader) begin(t *txn) error {
	r.until, r.all = t.newest(), 0
	if held, err := t.tally(); err == nil {
		r.all = held.count
	}
	var err error
	if r.undone, err = t.undone(); err != nil {
		return err
	}
	r.names = make(map[deck.Key]deck.Key)
	return t.Bucket(bucketNames).ForEach(func(key, name []byte) error {
		r.names[deck.Key(key)] = deck.Key(name)
		return nil
	})
}

// read takes some events from an id on, and returns where to go on.
func (r *pastReader) read(t *txn, from journal.ID) (next journal.ID, err error) {
	cursor, n := t.Bucket(bucketLog).Cursor(), 0
	key, value := cursor.Seek(from[:])
	for ; key != nil && n < pastAtOnce; key, value = cursor.Next() {
		id := journal.ID(key)
		if id.Compare(r.until) > 0 {
			break
		}
		n++
		if err := r.see(id, value); err != nil {
			return id, err
		}
	}
	r.done += uint64(n)
	if key == nil {
		return r.until.Next(), nil
	}
	return journal.ID(key), nil
}

// see takes an event if it is in force and moves schedules.
func (r *pastReader) see(id journal.ID, value []byte) error {
	switch journal.KindIn(value) {
	case journal.KindReview, journal.KindDue, journal.KindReset, journal.KindStart:
	default:
		return nil
	}
	ev, err := journal.Decode(id, value)
	if err != nil || r.undone[ev.Step] {
		return err
	}
	keys := ev.Keys()
	if len(keys) != 1 { // a version that is not known
		return nil
	}
	name, joined := r.names[keys[0]]
	if !joined {
		name = keys[0]
	}
	return r.take(ev, name)
}
