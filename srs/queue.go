package srs

import (
	"cmp"
	"container/heap"
	"iter"
	"slices"
	"time"
)

// Queue orders what is asked in one session on one study day. First come cards whose step of today
// is over, by the instant it was; then cards whose step ended with an earlier day, the earliest
// first; then those in review phase by rank, the earliest due first among equals, those of one day
// shuffled; then new ones by rank, else in the order given, or where [Limits.Mix] says. Cards whose
// step of today is not over wait.
//
// Of siblings that are put off the one that comes first is asked; of those mixed, new cards come
// last. What is asked never exceeds an allowance, and a card that is beyond one puts no sibling
// off.
//
// The same entries, day and answers give the same order. When an answer is taken back or the next
// study day begins, make a new queue. It is not safe for concurrent use.
type Queue struct {
	calendar Calendar
	today    Day
	limits   Limits
	notes    *notes
	answered []bool           // notes of which a card was answered today, by number
	alone    map[int32]CardID // the one that was, of the notes of which only one was before

	waiting, ready stepped // in the steps of today: not over, over
	stock          []stocked
	ofKind         [kinds][]ranked // all of the stock
	choice         choice
	settled        bool   // choice is what is to be asked
	last           CardID // answered last
}

// NewQueue returns the queue of the study day of now. Entries that are due on a later day than
// [Limits.Ahead] allows are left out. The queue keeps the entries, which must stay as they are.
func NewQueue(entries []Entry, cal Calendar, now time.Time, limits Limits) *Queue {
	q := &Queue{
		calendar: cal, today: cal.Day(now), limits: limits,
		notes: newNotes(len(entries) + len(limits.Answered)),
		alone: make(map[int32]CardID, len(limits.Answered)),
	}
	q.limits.Groups = slices.Clone(limits.Groups)
	for _, a := range limits.Answered {
		if n := q.notes.number(a.Note); q.isAnswered(a.Note) {
			delete(q.alone, n)
		} else {
			q.alone[n] = a.Card
		}
		q.answer(a.Note)
	}
	q.makeRoom(entries, now)
	for i := range entries {
		q.add(&entries[i], now)
	}
	heap.Init(&q.waiting)
	heap.Init(&q.ready)
	return q
}

// makeRoom makes as much room as entries take: where tens of thousands are due, room that grows
// takes longer than all the rest.
func (q *Queue) makeRoom(entries []Entry, now time.Time) {
	ready, stock := 0, len(entries)
	var ofKind [kinds]int
	for i := range entries {
		if e := &entries[i]; e.isToday() {
			stock--
			if !e.Due.At.After(now) {
				ready++
			}
		} else {
			ofKind[e.kind()]++
		}
	}
	q.ready, q.stock = make(stepped, 0, ready), make([]stocked, 0, stock)
	for k, n := range ofKind {
		q.ofKind[k] = make([]ranked, 0, n)
	}
}

// answer notes that a card of a note was answered.
func (q *Queue) answer(n NoteID) {
	number := int(q.notes.number(n))
	q.answered = append(q.answered, make([]bool, max(number+1-len(q.answered), 0))...)
	q.answered[number] = true
}

func (q *Queue) isAnswered(n NoteID) bool {
	number := int(q.notes.number(n))
	return number < len(q.answered) && q.answered[number]
}

// isToday says whether a card is in a step that ends at an instant, as those of today do.
func (e *Entry) isToday() bool {
	return (e.Phase == Learning || e.Phase == Relearning) && !e.Due.At.IsZero()
}

// kind returns what a card is in the stock; of one in a step of today it means nothing.
func (e *Entry) kind() kind {
	switch e.Phase {
	case New:
		return fresh
	case InReview:
		return inReview
	}
	return interday
}

// add puts a card where it belongs, at the end, where its rank may not be; one that is due later
// nowhere. A due date of the wrong sort, as an import may bring to review phase, stands for the day
// of that instant.
func (q *Queue) add(e *Entry, now time.Time) {
	note := q.notes.number(e.Note)
	switch {
	case e.isToday() && e.Due.At.After(now):
		q.waiting = append(q.waiting, *e)
		return
	case e.isToday():
		q.ready = append(q.ready, *e)
		return
	}
	k, r := e.kind(), ranked{rank: e.Rank, day: e.Due.Day, at: int32(len(q.stock))}
	switch k {
	case fresh:
		r.day = 0
	case inReview:
		r.shuffle = uint32(mix(e.Card, uint64(q.today)))
		if !e.Due.At.IsZero() {
			r.day = q.calendar.Day(e.Due.At)
		}
	}
	if k == fresh || r.day <= q.today+q.limits.Ahead {
		card, isAlone := q.alone[note]
		again := isAlone && card == e.Card
		q.stock = append(q.stock, stocked{Entry: e, kind: k, note: note, again: again})
		q.ofKind[k] = append(q.ofKind[k], r)
	}
}

// Answer says that an entry was answered: it is asked again when its step is over, if it ends
// today, and its siblings are put off.
func (q *Queue) Answer(e Entry, r Review) {
	expected := q.isAnswered(e.Note) || !e.isToday() || q.isReady(e)
	q.last = e.Card
	q.answer(e.Note)
	q.remove(e)
	q.spend(e)
	q.settled = q.settled && expected
	e.Phase, e.Due = r.After, r.Due
	if e.isToday() {
		heap.Push(&q.waiting, e)
	}
}

// isReady says whether a card's step is over.
func (q *Queue) isReady(e Entry) bool {
	return slices.ContainsFunc(q.ready, func(o Entry) bool { return o.Card == e.Card })
}

// spend takes a card that was answered off the allowances.
func (q *Queue) spend(e Entry) {
	var k kind
	switch e.Phase {
	case New:
		k = fresh
	case InReview:
		k = inReview
	default:
		return
	}
	*q.limits.All.of(k)--
	if e.Group > 0 {
		*q.limits.Groups[e.Group-1].of(k)--
	}
}

// Find returns the entry of a card that is in the queue.
func (q *Queue) Find(card CardID) (Entry, bool) {
	is := func(e Entry) bool { return e.Card == card }
	for _, steps := range []stepped{q.ready, q.waiting} {
		if i := slices.IndexFunc(steps, is); i >= 0 {
			return steps[i], true
		}
	}
	i := slices.IndexFunc(q.stock, func(s stocked) bool { return !s.gone && is(*s.Entry) })
	if i < 0 {
		return Entry{}, false
	}
	return *q.stock[i].Entry, true
}

// Remove takes a card out: it is not to be asked any more.
func (q *Queue) Remove(e Entry) {
	q.remove(e)
	q.settled = false
}

// remove looks through all of the stock only for a card that is neither in a step nor next.
func (q *Queue) remove(e Entry) {
	for _, steps := range []*stepped{&q.waiting, &q.ready} {
		if i := slices.IndexFunc(*steps, func(o Entry) bool { return o.Card == e.Card }); i >= 0 {
			heap.Remove(steps, i)
			return
		}
	}
	if h := q.head(); h != nil && h.Card == e.Card {
		q.drop()
		return
	}
	for i := range q.stock {
		if q.stock[i].Card == e.Card {
			q.stock[i].gone, q.settled = true, false
		}
	}
}

// Next returns the card to be asked at now, or false if none is due or all wait. It stays in the
// queue until it is answered or removed. The card answered last comes only when no other may be
// asked.
func (q *Queue) Next(now time.Time) (Entry, bool) {
	q.advance(now)
	again := false
	if len(q.ready) > 0 {
		if again = q.ready[0].Card == q.last; !again {
			return q.ready[0], true
		}
		if i, ok := q.ready.second(); ok {
			return q.ready[i], true
		}
	}
	if h := q.head(); h != nil {
		return *h.Entry, true
	}
	if again {
		return q.ready[0], true
	}
	return Entry{}, false
}

// Early returns the waiting card whose step is over first, of those whose step is over by an
// instant; the card answered last only if no other is.
func (q *Queue) Early(now, by time.Time) (Entry, bool) {
	q.advance(now)
	if len(q.waiting) == 0 || q.waiting[0].Due.At.After(by) {
		return Entry{}, false
	}
	if q.waiting[0].Card == q.last {
		if i, ok := q.waiting.second(); ok && !q.waiting[i].Due.At.After(by) {
			return q.waiting[i], true
		}
	}
	return q.waiting[0], true
}

// Waiting returns when the first step of a waiting card is over, and how many cards wait.
func (q *Queue) Waiting(now time.Time) (time.Time, int) {
	q.advance(now)
	if len(q.waiting) == 0 {
		return time.Time{}, 0
	}
	return q.waiting[0].Due.At, len(q.waiting)
}

// PutOff returns how many cards a sibling that was answered today puts off.
func (q *Queue) PutOff() int {
	n := 0
	for i := range q.stock {
		if s := &q.stock[i]; !s.gone && !s.again && q.isPutOff(s.kind) && q.isAnswered(s.Note) {
			n++
		}
	}
	return n
}

// Steps returns the cards that wait, in no order.
func (q *Queue) Steps() []Entry { return slices.Clone(q.waiting) }

// Counts returns how many cards will be asked at now and after, without those that wait.
func (q *Queue) Counts(now time.Time) Counts {
	q.advance(now)
	q.next()
	left := q.choice.left
	left.Learning += len(q.ready)
	return left
}

// Chosen yields the cards that are due now and will be asked, in no order. The queue must stay as
// it is meanwhile.
func (q *Queue) Chosen(now time.Time) iter.Seq[*Entry] {
	q.advance(now)
	q.next()
	return func(yield func(*Entry) bool) {
		for i := range q.ready {
			if !yield(&q.ready[i]) {
				return
			}
		}
		for _, cards := range q.choice.cards {
			for _, r := range cards {
				if !yield(q.stock[r.at].Entry) {
					return
				}
			}
		}
	}
}

// Order returns up to most of the cards of [Queue.Chosen] in the order in which they are asked if
// each is answered so that it does not come back.
func (q *Queue) Order(now time.Time, most int) []Entry {
	q.advance(now)
	q.next() // chooses
	ready := slices.Clone(q.ready)
	slices.SortFunc(ready, func(a, b Entry) int {
		return cmp.Or(a.Due.At.Compare(b.Due.At), slices.Compare(a.Card[:], b.Card[:]))
	})
	order := []Entry(ready[:min(len(ready), most)])
	kept := q.choice
	for k := range q.choice.cards {
		q.choice.cards[k] = slices.Clone(kept.cards[k])
	}
	for len(order) < most {
		k, ok := q.next()
		if !ok {
			break
		}
		order = append(order, *q.stock[heap.Pop(&q.choice.cards[k]).(ranked).at].Entry)
		*q.choice.left.of(k)--
	}
	q.choice = kept
	return order
}

// advance moves the cards whose step is over at now from waiting to ready. If none of their notes
// was answered today, they put siblings off.
func (q *Queue) advance(now time.Time) {
	for len(q.waiting) > 0 && !q.waiting[0].Due.At.After(now) {
		e := heap.Pop(&q.waiting).(Entry)
		heap.Push(&q.ready, e)
		q.settled = q.settled && q.isAnswered(e.Note)
	}
}
