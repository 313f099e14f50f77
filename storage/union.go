package storage

import (
	"bytes"
	"errors"
	"iter"

	"cards/storage/ahead"
	"cards/storage/journal"
)

// entry is an event as the log is to keep it.
type entry struct {
	id    journal.ID
	value []byte
	came  came
}

// entriesOf yields events that were added, with the values that the log is to keep.
func entriesOf(events iter.Seq2[journal.Event, error]) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		for ev, err := range events {
			e := entry{id: ev.ID, came: added}
			if err == nil {
				e.value, err = journal.Encode(ev)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// came says how the value of an entry came into the log.
type came uint8

const (
	held   came = iota // it was there
	added              // nothing was there
	again              // the same was there, and came again
	stayed             // another came, and had to give way
	took               // another was there, and has given way
)

// errUnordered says that events do not come in the order of the log.
var errUnordered = errors.New("events out of order")

// union unites the log of a collection with other events in one pass.
type union struct {
	log   oldLog
	give  func([]entry) bool
	piece []entry // not yet handed over
	met   clashes
}

// entriesAtOnce is how many entries of a log are handed over at once, and written in one
// transaction.
const entriesAtOnce = 8192

// run hands over what the log of the collection and other events hold together, in the order of the
// log. If the others do not come in it, the error is [errUnordered].
func (u *union) run(news iter.Seq2[entry, error]) error {
	for e, err := range news {
		if err != nil {
			return err
		}
		if err := u.takeOld(e.id); err != nil {
			return err
		}
		if err := u.add(e); err != nil {
			return err
		}
	}
	if err := u.takeOld(journal.Last()); err != nil {
		return err
	}
	if !u.give(u.piece) {
		return ahead.ErrEnough
	}
	return nil
}

// takeOld adds the entries of the log up to an id.
func (u *union) takeOld(last journal.ID) error {
	for {
		old, err := u.log.peek()
		if err != nil || old == nil || old.id.Compare(last) > 0 {
			return err
		}
		if err := u.add(*old); err != nil {
			return err
		}
		u.log.at++
	}
}

// add adds the next entry, or unites it with the one before it if that has the same id.
func (u *union) add(e entry) error {
	if n := len(u.piece); n > 0 {
		switch before := &u.piece[n-1]; e.id.Compare(before.id) {
		case -1:
			return errUnordered
		case 0:
			return u.unite(before, e)
		}
	}
	if len(u.piece) == entriesAtOnce {
		full := u.piece[:entriesAtOnce-1] // what comes next may have the id of the last
		u.piece = append(make([]entry, 0, entriesAtOnce), u.piece[entriesAtOnce-1])
		if !u.give(full) {
			return ahead.ErrEnough
		}
	}
	u.piece = append(u.piece, e)
	return nil
}

// unite keeps the lesser of two values of one id.
func (u *union) unite(e *entry, next entry) error {
	switch bytes.Compare(e.value, next.value) {
	case 0:
		if e.came == held {
			e.came = again
		}
	case -1:
		if e.came != added {
			e.came = stayed
		}
		return u.met.add(e.id, e.value, next.value)
	case 1:
		if e.came != added {
			next.came = took
		}
		goes := e.value
		*e = next
		return u.met.add(e.id, e.value, goes)
	}
	return nil
}

// oldLog reads the log of a collection in pieces.
type oldLog struct {
	read  func(func(*txn) error) error
	piece []entry
	at    int
	next  journal.ID // to go on from
	ended bool
}

// peek returns the next entry, nil if there is none.
func (l *oldLog) peek() (*entry, error) {
	for l.at == len(l.piece) && !l.ended {
		l.piece, l.at = l.piece[:0], 0
		if err := l.read(l.readPiece); err != nil {
			return nil, err
		}
	}
	if l.at == len(l.piece) {
		return nil, nil
	}
	return &l.piece[l.at], nil
}

func (l *oldLog) readPiece(t *txn) error {
	var values []byte // of the piece, one behind the other
	c := t.Bucket(bucketLog).Cursor()
	key, value := c.Seek(l.next[:])
	for ; key != nil && len(l.piece) < eventsPerRead; key, value = c.Next() {
		id, start := journal.ID(key), len(values)
		values = append(values, value...)
		l.piece = append(l.piece, entry{id: id, value: values[start:len(values):len(values)]})
		l.next = id.Next()
	}
	l.ended = key == nil || l.next.IsZero()
	return nil
}
