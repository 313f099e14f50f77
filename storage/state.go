package storage

import (
	"encoding/binary"
	"math"
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"
	"cards/storage/journal"
	"cards/storage/wire"
)

// state is what the log says of one card.
type state struct {
	keys   []deck.Key // sorted, but that those of imported cards come last
	params journal.ID // the event that set the parameters that its memory follows; zero: the defaults
	journal.State
	time  time.Duration // that its answers took, of each as much as counts at most
	today today

	// While all is derived:
	logged bool    // there are events about it
	places []place // of its live key
}

// take applies the next event in force about the card, of an answer up to so much time. If it is
// one that counts, it returns what that adds to the totals of its day.
func (s *state) take(
	ev journal.Event, m model.Kernel, most time.Duration,
) (part dayPart, counts bool) {
	if r, ok := ev.Body.(journal.Reviewed); ok {
		return s.takeAnswer(ev.ID, ev.Step, &r, m, most)
	}
	s.Apply(ev, m)
	return part, false
}

// takeAnswer is [state.take] for an answer.
func (s *state) takeAnswer(
	id, step journal.ID, r *journal.Reviewed, m model.Kernel, most time.Duration,
) (part dayPart, counts bool) {
	if r.Counts() {
		s.time += r.Spent(most)
		s.today.add(id, step, &r.Review)
		part, counts = dayPart{r.Day, stats.Of(s.Schedule, r.Review, most)}, true
	}
	s.ApplyReview(id, *r, m)
	return part, counts
}

// pace is how long answers to the card took.
func (s *state) pace() srs.Pace { return srs.Pace{Answers: s.Answers, Time: s.time} }

// stateVersion is the version of a state; format 1 had an earlier one.
const (
	stateVersion   = 5
	stateOfFormat1 = 2
)

func encodeState(name deck.Key, s *state) []byte {
	e := wire.NewEncoder(128)
	e.Byte(stateVersion)
	e.Uint(uint64(len(s.keys)))
	for _, k := range s.keys {
		e.Bytes(k[:])
	}
	e.Uint(uint64(s.Answers))
	e.Uint(uint64(s.time.Milliseconds()))
	e.Uint(uint64(s.Starts))
	e.Bytes(s.params[:])
	encodeSchedule(e, s.Schedule)
	e.Bytes(s.Newest[:])
	e.Bool(s.Suspended)
	e.Int(int64(s.Flag))
	e.Int(int64(s.Buried))
	e.Int(int64(s.today.day))
	e.Bool(s.today.fresh)
	e.Bool(s.today.reviewed)
	return e.Sealed(name[:])
}

func encodeSchedule(e *wire.Encoder, s srs.Schedule) {
	e.Byte(byte(s.Phase))
	e.Uint(uint64(s.Steps))
	journal.EncodeDue(e, s.Due)
	e.Fixed64(math.Float64bits(s.Memory.Stability))
	e.Fixed64(math.Float64bits(s.Memory.Difficulty))
	e.Fixed64(math.Float64bits(s.Memory.Fast))
	e.Uint(uint64(s.Reviews))
	e.Uint(uint64(s.Lapses))
	e.Bool(!s.Last.IsZero())
	if !s.Last.IsZero() {
		e.Int(s.Last.UnixMilli())
	}
	e.Int(int64(s.LastDay))
}

// state returns what the log says of the card of that name; of one without events, that it is new.
func (t *stateTx) state(name deck.Key) (*state, error) {
	return t.stateIn(name, t.Get(bucketCards, name[:]))
}

// stateIn is [stateTx.state] by what is stored of the card. One with a history is not new: what was
// stored of it is missing.
func (t *stateTx) stateIn(name deck.Key, value []byte) (*state, error) {
	if value == nil && t.Get(bucketHistory, name[:]) != nil {
		return nil, &wire.CorruptError{Bucket: bucketCards, Key: name[:], Err: wire.ErrShort}
	}
	return stateOf(name, value)
}

// stateOf returns the state that an entry holds; of none, that the card is new.
func stateOf(name deck.Key, value []byte) (*state, error) {
	if value == nil {
		return &state{keys: []deck.Key{name}}, nil
	}
	s, err := decodeState(name, value)
	if err != nil {
		return nil, &wire.CorruptError{Bucket: bucketCards, Key: name[:], Err: err}
	}
	return s, nil
}

func decodeState(name deck.Key, value []byte) (*state, error) {
	d := wire.Open(name[:], value)
	version := d.Byte()
	if version != stateVersion && version != stateOfFormat1 {
		d.Fail(wire.ErrRange)
	}
	s := &state{keys: make([]deck.Key, d.Count())}
	for i := range s.keys {
		s.keys[i] = d.ID()
	}
	s.Answers = int(d.Uint())
	if version == stateVersion {
		s.time = time.Duration(d.Uint()) * time.Millisecond
		s.Starts = int(d.Uint())
		s.params = d.ID()
	}
	s.Schedule = decodeSchedule(d, version)
	s.Newest = d.ID()
	s.Suspended = d.Bool()
	s.Flag = int(d.Int())
	s.Buried = srs.Day(d.Int())
	if version == stateVersion {
		s.today = today{day: srs.Day(d.Int()), fresh: d.Bool(), reviewed: d.Bool()}
	}
	return s, d.End()
}

func decodeSchedule(d *wire.Decoder, version byte) srs.Schedule {
	s := srs.Schedule{Phase: srs.Phase(d.Byte()), Steps: int(d.Uint()), Due: journal.DecodeDue(d)}
	s.Memory.Stability = math.Float64frombits(d.Fixed64())
	s.Memory.Difficulty = math.Float64frombits(d.Fixed64())
	if version == stateVersion {
		s.Memory.Fast = math.Float64frombits(d.Fixed64())
	}
	s.Reviews = int(d.Uint())
	s.Lapses = int(d.Uint())
	if d.Bool() {
		s.Last = time.UnixMilli(d.Int()).UTC()
	}
	s.LastDay = srs.Day(d.Int())
	return s
}

// dayPart is what one review adds to the totals of its study day.
type dayPart struct {
	day    srs.Day
	totals stats.Totals
}

// replay applies the events in force of a card, given by its keys, in log order.
func (t *stateTx) replay(keys []deck.Key) (*state, []dayPart, error) {
	set, err := t.paramsOf(keys)
	if err != nil {
		return nil, nil, err
	}
	memory, err := t.modelOf(set)
	if err != nil {
		return nil, nil, err
	}
	s := &state{keys: keys, params: set}
	var parts []dayPart
	for _, id := range t.joinedHistory(keys) {
		ev, err := t.event(id)
		if err != nil {
			return nil, nil, err
		}
		if !t.inForce(ev.Step) {
			continue
		}
		if p, ok := s.take(ev, memory, t.cap); ok {
			parts = append(parts, p)
		}
	}
	return s, parts, nil
}

func (t *stateTx) joinedHistory(keys []deck.Key) []journal.ID {
	ids := t.history(keys[0])
	if len(keys) == 1 {
		return ids
	}
	for _, k := range keys[1:] {
		ids = append(ids, t.history(k)...)
	}
	slices.SortFunc(ids, journal.ID.Compare)
	return slices.Compact(ids)
}

func (t *cardTx) addDays(parts []dayPart, sign int) {
	for _, p := range parts {
		if sign > 0 {
			t.days[p.day] = t.days[p.day].Add(p.totals)
		} else {
			t.days[p.day] = t.days[p.day].Sub(p.totals)
		}
	}
}

func (t *cardTx) addTotals(day srs.Day, delta stats.Totals) error {
	old, err := decodeTotals(dayKey(day), t.Get(bucketDays, dayKey(day)))
	if err != nil {
		return err
	}
	sum := old.Add(delta)
	if sum == (stats.Totals{}) {
		return t.Delete(bucketDays, dayKey(day))
	}
	return t.Put(bucketDays, dayKey(day), encodeTotals(dayKey(day), sum))
}

func encodeTotals(key []byte, s stats.Totals) []byte {
	e := &wire.Encoder{}
	for _, n := range totalsFields(&s) {
		e.Int(int64(*n))
	}
	e.Int(s.Time.Milliseconds())
	return e.Sealed(key)
}

func decodeTotals(key, value []byte) (s stats.Totals, err error) {
	if value == nil {
		return s, nil
	}
	d := wire.Open(key, value)
	for _, n := range totalsFields(&s) {
		*n = int(d.Int())
	}
	s.Time = time.Duration(d.Int()) * time.Millisecond
	if err := d.End(); err != nil {
		return s, &wire.CorruptError{
			Bucket: bucketDays,
			Key:    binary.BigEndian.AppendUint32(nil, uint32(dayOf(key))), Err: err,
		}
	}
	return s, nil
}

func totalsFields(s *stats.Totals) []*int {
	return []*int{
		&s.Ratings[0], &s.Ratings[1], &s.Ratings[2], &s.Ratings[3], &s.New,
		&s.Asked.Asked, &s.Asked.Recalled, &s.Mature.Asked, &s.Mature.Recalled,
	}
}
