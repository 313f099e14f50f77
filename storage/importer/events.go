package importer

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/ahead"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// telling tells the log what an import has planned.
type telling struct {
	plan      *plan
	source    string         // what the source is known again by
	scheduler *srs.Scheduler // that histories are replayed by
	now       time.Time
	rooms     sync.Pool // of [eventRoom]
}

// events yields what the log is to hold of the notes that are written: of each card its text as it
// arrived and, if the source names it or knows how it was learned, what follows from that. Of notes
// that are there already it holds what the source knows more. It can be gone through once: the
// notes, which may be many, are let go on the way.
func (t *telling) events() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		err := ahead.Parallel(t.giveSaid, (*says).events, func(made madeEvents) error {
			defer t.rooms.Put(made.room)
			if !yield(made.room.laid, nil) {
				return ahead.ErrEnough
			}
			return made.err
		})
		if err != nil && !errors.Is(err, ahead.ErrEnough) {
			yield(nil, err)
		}
	}
}

// says are some of the notes, of which events are made at once.
type says struct {
	*telling
	arrived []arrival
	known   []knownEntry
	beside  []sourced
	room    *eventRoom
	lost    error // of what a source holds: it cannot be read any more
}

// madeEvents are events, or why there are no more.
type madeEvents struct {
	room *eventRoom
	err  error
}

// eventRoom is what events are made in, of some notes after others.
type eventRoom struct {
	laid  []byte         // as the log takes them
	said  []sourced      // of one card
	dated []source.Dated // of one card of a source
}

// giveSaid hands over the notes, some at once, and lets them go.
func (t *telling) giveSaid(give func(*says) bool) error {
	arrived, known := t.plan.arrived, t.plan.known
	t.plan.arrived, t.plan.known = nil, nil
	for i, some := range arrived {
		if !give(&says{telling: t, arrived: some}) {
			return nil
		}
		arrived[i] = nil
	}
	for some := range slices.Chunk(known, saidAtOnce) {
		if !give(&says{telling: t, known: some}) {
			return nil
		}
	}
	give(&says{telling: t, beside: t.plan.beside})
	return nil
}

// events makes the events.
func (s *says) events() (made madeEvents) {
	room, ok := s.rooms.Get().(*eventRoom)
	if !ok {
		room = new(eventRoom)
	}
	room.laid = room.laid[:0]
	made.room, s.room = room, room
	for _, a := range s.arrived {
		for i := range a.cards {
			room.said = s.addEvents(room.said[:0], a, i)
			made.add(s, room.said)
		}
	}
	for _, k := range s.known {
		room.said = s.addKnown(room.said[:0], k)
		made.add(s, room.said)
	}
	made.add(s, s.beside)
	clear(room.said[:cap(room.said)]) // what they say is needed no more
	clear(room.dated[:cap(room.dated)])
	made.err = cmp.Or(s.lost, made.err)
	return made
}

// add adds events, but for those that the log has from elsewhere.
func (m *madeEvents) add(s *says, list []sourced) {
	for i := range list {
		with, id, err := list[i].append(m.room.laid)
		if m.err = cmp.Or(m.err, err); err == nil && !s.plan.given[id] {
			m.room.laid = with
		}
	}
}

// addEvents adds what the log is to hold of one card.
func (s *says) addEvents(events []sourced, a arrival, card int) []sourced {
	c := a.cards[card]
	var history source.CardHistory
	if card < len(a.known) {
		history = a.known[card]
	}
	if len(history.Sources) > 0 {
		first := history.Sources[0]
		text := journal.TextSeen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: a.file}
		events = append(events, saying(first.Origin(a.format), text))
		for i := range history.Sources {
			events = s.addSource(events, a.brought, card, i, a.file, true)
		}
		return events
	}
	o := a.from(s.source, card)
	text := journal.TextSeen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: a.file}
	events = append(events, saying(o, text))
	if a.identity == "" && history.IsEmpty() {
		return events
	}
	return s.addLearned(events, o, a, card, history)
}

// addLearned adds what the log is to hold of a card that the source names.
func (s *says) addLearned(
	events []sourced, o journal.Origin, a arrival, card int, h source.CardHistory,
) []sourced {
	key := o.SourceKey()
	events = addNames(events, o, key, a.cards[card], a.file)
	events = append(events, s.answers(o, key, h.Answers)...)
	if h.Start != nil {
		calendar := s.scheduler.Calendar()
		start := source.Started(key, *h.Start, calendar.Day(s.now))
		o.At = calendar.Start(start.Day)
		events = append(events, saying(o, start))
	}
	return append(events, set(o, key, h)...)
}

// addNames adds the events that say which text a card of a source is.
func addNames(
	events []sourced, o journal.Origin, key deck.Key, c deck.Card, file string,
) []sourced {
	pair := journal.NewPair(key, c.Key)
	return append(events,
		saying(o, sourceText(o, key, c.Kind, c.Text, c.Question(), c.Answer(), file)),
		saying(o, journal.Linked{A: pair.A, B: pair.B, Manual: true, Reason: "import"}))
}

// sourceText returns what a source key stands for. Its text is a basic one: that of a cloze would
// make another key of the id.
func sourceText(o journal.Origin, key deck.Key, kind deck.Kind, text deck.Text,
	question, answer, file string,
) journal.TextSeen {
	if text.IsCloze() {
		kind, text = deck.KindBasic, deck.Text{Prompt: question, Answer: answer}
	}
	text.ID, text.Back, text.Earlier = o.Format+":"+o.Identity, false, 0
	return journal.TextSeen{Key: key, Kind: kind, Text: text, Path: file}
}

// answers replays the log of a card.
func (t *telling) answers(o journal.Origin, key deck.Key, answers []source.Answer) []sourced {
	var events []sourced
	var s srs.Schedule
	for i, a := range answers {
		r := t.scheduler.Answer(srs.CardID(key), s, a.Rating, a.At.Add(-a.Took), a.At)
		s.Apply(t.scheduler.Model(), r)
		if o.At.Equal(a.At) && i > 0 {
			o.Rank++
		} else {
			o.Rank = 0
		}
		o.At = a.At
		events = append(events, sourced{o, source.Said{Answer: journal.Reviewed{Review: r}}})
	}
	return events
}

// set returns what the log is to hold of the properties of a card.
func set(o journal.Origin, key deck.Key, h source.CardHistory) []sourced {
	var events []sourced
	add := func(p journal.Property, value int) {
		if value != 0 {
			b := journal.PropertySet{Key: key, Property: p, Value: int64(value)}
			events = append(events, saying(o, b))
		}
	}
	if h.Suspended {
		add(journal.Suspended, 1)
	}
	add(journal.Flag, h.Flag)
	return events
}
