package storage

import (
	"bytes"

	"cards/srs"
	"cards/storage/journal"
	"cards/storage/wire"
)

// courseSeen is what a course follows from: two states of the log and of the parameters in force
// that have the same are one.
type courseSeen struct {
	log    tally
	params []byte
}

// courseSeen returns that of the collection as it is.
func (t *fileTx) courseSeen() (s courseSeen, err error) {
	if s.log, err = t.tally(); err != nil && !t.old {
		return s, err
	}
	followed, err := t.followed()
	s.params = append(bytes.Clone(t.Get(bucketMeta, []byte(metaParams))), followed...)
	return s, err
}

func (s courseSeen) encode() []byte {
	e := wire.NewEncoder(64)
	e.Uint(s.log.count)
	e.Bytes(s.log.ids[:])
	e.Bytes(s.log.newest[:])
	e.Bytes(s.params)
	return e.Value()
}

func decodeCourseSeen(value []byte) (s courseSeen, err error) {
	d := wire.NewDecoder(value)
	s.log = tally{count: d.Uint(), ids: d.ID(), newest: d.ID()}
	s.params = d.Rest()
	return s, d.End()
}

// mostNews is how many events are looked at to find out that a course still holds.
const mostNews = 10_000

// holds says whether a course is what it would be if it were computed again: since it was kept, as
// the log is now, nothing came but what happened on days that are not kept.
func (t *fileTx) holds(kept *keptCourse, now courseSeen) (bool, error) {
	then, err := decodeCourseSeen(kept.seen)
	if err != nil || !bytes.Equal(then.params, now.params) ||
		now.log.count-then.log.count > mostNews {
		return false, nil // as for any course that cannot be used
	}
	c := t.Bucket(bucketLog).Cursor()
	key, value := c.Last()
	for ; key != nil && journal.ID(key).Compare(then.log.newest) > 0; key, value = c.Prev() {
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil || !isAfter(ev, kept.last()) {
			return false, err
		}
		then.log.count++
		then.log.ids = then.log.ids.Xor(ev.ID)
	}
	return then.log.count == now.log.count && then.log.ids == now.log.ids, nil
}

// isAfter says whether an event leaves what a course says of the days up to one as it is, whatever
// else is in the log.
func isAfter(ev journal.Event, last srs.Day) bool {
	switch b := ev.Body.(type) {
	case journal.Reviewed:
		return b.Day > last || !b.Counts()
	case journal.TextSeen, journal.PropertySet:
		return true
	}
	return false
}
