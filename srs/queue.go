package srs

import (
	"container/heap"
	"encoding/binary"
	"iter"
	"time"
)

// DefaultNew is how many new cards are asked on a study day unless a person says otherwise.
const DefaultNew = 20

// Limits say what a queue leaves for another day.
type Limits struct {
	New      int      // new cards that may be asked, those already answered today taken off
	Answered []NoteID // notes of which a card was answered today
}

// Queue orders what is asked in one session on one study day. First come cards whose (re)learning step is over, by the
// instant it was; then those in review phase, the longest due first, those of one day shuffled; then new ones in the
// order given. Cards whose step is not over wait. Once a card of a note was answered, its siblings that are new or in
// review phase are left for another day.
//
// The same entries, day and answers give the same order. When an answer is taken back or the next study day begins,
// make a new queue. It is not safe for concurrent use.
type Queue struct {
	calendar Calendar
	today    Day
	cards    []queued
	places   [places]ranking // of cards; some may have left the place
	counts   [places]int     // of cards that are there
	newest   []int32         // table of notes: index of the card added last, plus one; others follow
	new      int             // new cards that may still be asked
	last     CardID          // answered last
}

// queued is a card as it was added. When it is to be asked again, that is another one and this one is gone.
type queued struct {
	Entry
	place place
	older int32 // index of a card added before, of the same place in the table of notes, plus one; or 0
}

// place is where a card stands in a queue.
type place uint8

const (
	waiting  place = iota // its step is not over
	ready                 // its step is over
	inReview              // due today or before
	fresh                 // new
	places
	gone place = places // answered, removed or left for another day
)

// NewQueue returns the queue of the study day of now. Entries in review phase that are due later are left out.
func NewQueue(entries []Entry, cal Calendar, now time.Time, limits Limits) *Queue {
	q := &Queue{
		calendar: cal, today: cal.Day(now), new: limits.New,
		cards: make([]queued, 0, len(entries)), newest: make([]int32, len(entries)+1),
	}
	answered := make(map[NoteID]bool, len(limits.Answered))
	for _, n := range limits.Answered {
		answered[n] = true
	}
	q.places[inReview] = make(ranking, 0, len(entries))
	for _, e := range entries {
		if e.steps() || !answered[e.Note] {
			q.append(e)
		}
	}
	for i := range q.places {
		heap.Init(&q.places[i])
	}
	q.advance(now)
	return q
}

// steps says whether the card is in the (re)learning steps.
func (e *Entry) steps() bool { return e.Phase == Learning || e.Phase == Relearning }

// append adds a card at the end of the ranking of its place, where it need not belong, and returns the place.
func (q *Queue) append(e Entry) place {
	p, r := q.rank(&e)
	if p == gone {
		return p
	}
	newest := q.ofNote(e.Note)
	r.index = int32(len(q.cards))
	q.cards = append(q.cards, queued{Entry: e, place: p, older: *newest})
	*newest = r.index + 1
	q.places[p] = append(q.places[p], r)
	q.counts[p]++
	return p
}

// rank returns where a card belongs and its rank there. A due date of the wrong sort, as an import may bring, stands
// for the beginning of that day or for the day of that instant.
func (q *Queue) rank(e *Entry) (place, ranked) {
	if e.Phase == New {
		return fresh, ranked{}
	}
	if e.steps() && e.Due.At.IsZero() && e.Due.Day > q.today {
		return gone, ranked{}
	}
	if e.steps() {
		return waiting, ranked{since: q.calendar.begin(e.Due).UnixMilli()}
	}
	day := e.Due.Day
	if !e.Due.At.IsZero() {
		day = q.calendar.Day(e.Due.At)
	}
	if day > q.today {
		return gone, ranked{}
	}
	return inReview, ranked{since: int64(day), shuffle: uint32(mix(e.Card, uint64(q.today)))}
}

// Answer says that an entry was answered: it is asked again when its step is over, if it has one, and its siblings are
// left for another day.
func (q *Queue) Answer(e Entry, r Review) {
	q.Remove(e)
	if e.Phase == New {
		q.new--
	}
	q.last = e.Card
	for c := range q.siblings(e.Note) {
		if !c.steps() {
			q.drop(c)
		}
	}
	e.Phase, e.Due = r.After, r.Due
	if p := q.append(e); p != gone {
		heap.Fix(&q.places[p], len(q.places[p])-1)
	}
}

// Remove takes a card out: it is not to be asked any more.
func (q *Queue) Remove(e Entry) {
	for c := range q.siblings(e.Note) {
		if c.Card == e.Card {
			q.drop(c)
		}
	}
}

// ofNote returns where the table of notes leads for a note.
func (q *Queue) ofNote(n NoteID) *int32 {
	return &q.newest[binary.LittleEndian.Uint64(n[:8])%uint64(len(q.newest))]
}

// siblings yields the cards of a note, those that are gone too.
func (q *Queue) siblings(n NoteID) iter.Seq[*queued] {
	return func(yield func(*queued) bool) {
		for i := *q.ofNote(n); i > 0; i = q.cards[i-1].older {
			if c := &q.cards[i-1]; c.Note == n && !yield(c) {
				return
			}
		}
	}
}

func (q *Queue) drop(c *queued) {
	if c.place != gone {
		q.counts[c.place]--
		c.place = gone
	}
}

// Next returns the card to be asked at now, or false if none is due or all wait. It stays in the queue until it is
// answered or removed. The card answered last comes only when no other may be asked.
func (q *Queue) Next(now time.Time) (Entry, bool) {
	q.advance(now)
	again, repeated := Entry{}, false
	for _, p := range []place{ready, inReview, fresh} {
		if p == fresh && q.new <= 0 {
			break
		}
		i, ok := q.first(p)
		if ok && q.cards[i].Card == q.last {
			again, repeated = q.cards[i].Entry, true
			i, ok = q.second(p)
		}
		if ok {
			return q.cards[i].Entry, true
		}
	}
	return again, repeated
}

// Early returns the waiting card whose step is over first.
func (q *Queue) Early(now time.Time) (Entry, bool) {
	q.advance(now)
	i, ok := q.first(waiting)
	if !ok {
		return Entry{}, false
	}
	return q.cards[i].Entry, true
}

// Waiting returns when the first step of a waiting card is over, and how many cards wait.
func (q *Queue) Waiting(now time.Time) (time.Time, int) {
	q.advance(now)
	if _, ok := q.first(waiting); !ok {
		return time.Time{}, 0
	}
	return time.UnixMilli(q.places[waiting][0].since).UTC(), q.counts[waiting]
}

// Counts returns how many cards may be asked at now. Waiting ones are not among them, siblings are until one is
// answered.
func (q *Queue) Counts(now time.Time) Counts {
	q.advance(now)
	return Counts{
		New:      max(min(q.counts[fresh], q.new), 0),
		Learning: q.counts[ready],
		Review:   q.counts[inReview],
	}
}

// advance moves the cards whose step is over at now from waiting to ready.
func (q *Queue) advance(now time.Time) {
	for i, ok := q.first(waiting); ok && q.places[waiting][0].since <= now.UnixMilli(); i, ok = q.first(waiting) {
		heap.Push(&q.places[ready], heap.Pop(&q.places[waiting]))
		q.cards[i].place = ready
		q.counts[waiting]--
		q.counts[ready]++
	}
}

// first returns the index of the first card in a place.
func (q *Queue) first(p place) (int32, bool) {
	r := &q.places[p]
	for len(*r) > 0 {
		if i := (*r)[0].index; q.cards[i].place == p {
			return i, true
		}
		heap.Pop(r)
	}
	return 0, false
}

// second returns the index of the second card in a place that is not empty.
func (q *Queue) second(p place) (int32, bool) {
	top := heap.Pop(&q.places[p])
	i, ok := q.first(p)
	heap.Push(&q.places[p], top)
	return i, ok
}

// ranked is a card in a place: by since, then by shuffle, then in the order in which they were added.
type ranked struct {
	since   int64 // milliseconds in the steps, a study day in review phase
	shuffle uint32
	index   int32
}

// ranking is a heap of the cards in a place.
type ranking []ranked

func (r ranking) Len() int      { return len(r) }
func (r ranking) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r *ranking) Push(x any)   { *r = append(*r, x.(ranked)) }

func (r ranking) Less(i, j int) bool {
	a, b := &r[i], &r[j]
	if a.since != b.since {
		return a.since < b.since
	}
	if a.shuffle != b.shuffle {
		return a.shuffle < b.shuffle
	}
	return a.index < b.index
}

func (r *ranking) Pop() any {
	last := len(*r) - 1
	x := (*r)[last]
	*r = (*r)[:last]
	return x
}
