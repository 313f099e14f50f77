package storage

import (
	"time"

	"cards/storage/journal"
)

// How far [Collection.Latest] looks: at a long log that an import made it takes no longer.
const (
	latestEvents = 256
	latestCards  = 64
)

// Latest returns the latest instant at which an answer in force was given, of those that came last
// and those of the latest study day; zero if there is none among them. The ids of events do not
// tell: they go on from that of an answer whose clock was ahead, also after it was taken back.
func (c *cardOwner) Latest() (at time.Time, err error) {
	err = c.view(func(t *txn) error {
		newest, err := t.newestAnswered()
		if err != nil {
			return err
		}
		at, err = t.lastAnswered()
		if newest.After(at) {
			at = newest
		}
		return err
	})
	return at, err
}

// newestAnswered returns when the newest answer in force in the log was given, unless it is long
// ago.
func (t *eventTx) newestAnswered() (time.Time, error) {
	c := t.Bucket(bucketLog).Cursor()
	n := 0
	for key, value := c.Last(); key != nil && n < latestEvents; key, value = c.Prev() {
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return time.Time{}, err
		}
		if r, ok := ev.Body.(journal.Reviewed); ok && t.inForce(ev.Step) {
			return r.Answered, nil
		}
		n++
	}
	return time.Time{}, nil
}

// lastAnswered returns the latest answer of some cards that were answered on the latest study day.
func (t *queryTx) lastAnswered() (latest time.Time, err error) {
	c := t.Bucket(bucketAnswered).Cursor()
	key, _ := c.Last()
	for n := 0; key != nil && n < latestCards; key, _ = c.Prev() {
		s, err := t.state([16]byte(key[len(key)-len(journal.ID{}):]))
		if err != nil {
			return latest, err
		}
		if s.Schedule.Last.After(latest) {
			latest = s.Schedule.Last
		}
		n++
	}
	return latest, nil
}
