package importer

import (
	"slices"
	"time"

	"cards/deck"
	"cards/storage/journal"
)

// metAtOnce is how many cards of the source are compared with the log in one read.
const metAtOnce = 2000

// metCard is a card of a source with its events.
type metCard struct {
	key    deck.Key // of the card here
	events []sourced
	ids    []journal.ID
}

// meet compares the histories of notes that are known with what the log says of their cards: answers that
// were given here come back in a source that they were exported to, and are to be no second ones.
func (t *taking) meet(known []knownEntry) error {
	var some []metCard
	for _, k := range known {
		for card := range k.Note.Cards {
			for source := range k.Note.Cards[card].Sources {
				s := &k.Note.Cards[card].Sources[source]
				o := s.origin(k.entry)
				m := metCard{events: s.history(o)}
				switch {
				case k.status == Changed && card < len(k.Note.Was):
					m.key = k.Note.Was[card]
				case k.status != Changed && card < len(k.cards):
					m.key = k.cards[card].Key
				default:
					m.key = o.SourceKey()
				}
				some = append(some, m)
			}
		}
		if len(some) >= metAtOnce {
			if err := t.meetSome(some); err != nil {
				return err
			}
			some = nil
		}
	}
	return t.meetSome(some)
}

func (t *taking) meetSome(some []metCard) error {
	keys, ids := make([]deck.Key, len(some)), make([][]journal.ID, len(some))
	for i := range some {
		m := &some[i]
		keys[i] = m.key
		for _, ev := range m.events {
			id, err := journal.ImportID(ev.origin, ev.body)
			if err != nil {
				id = journal.ID{}
			}
			m.ids = append(m.ids, id)
			if set, ok := ev.body.(journal.PropertySet); !ok || set.Value != 0 {
				ids[i] = append(ids[i], id)
			}
		}
	}
	met, err := t.collection.Meet(keys, ids)
	if err != nil {
		return err
	}
	for i, m := range met {
		isSet := m.State.Suspended || m.State.Flag != 0
		if !m.Lacks && !isSet {
			continue
		}
		past, err := t.collection.Past(keys[i])
		if err != nil {
			return err
		}
		t.leaveGiven(&some[i], past, m.State)
	}
	return nil
}

// leaveGiven notes which events of a card of a source the log has from elsewhere.
func (t *taking) leaveGiven(m *metCard, past []journal.Event, now journal.State) {
	if t.plan.given == nil {
		t.plan.given, t.plan.unset = make(map[journal.ID]bool), make(map[journal.ID]bool)
	}
	there := newThere(past, m.ids)
	for i, ev := range m.events {
		id := m.ids[i]
		if there.exact[id] {
			continue
		}
		switch b := ev.body.(type) {
		case journal.PropertySet:
			if there.holds(b, now) || there.setAt[b.Property].After(ev.origin.At) {
				t.plan.given[id] = true
			} else if b.Value == 0 {
				t.plan.unset[id] = true
			}
		case journal.DueSet:
			if ev.origin.Rank != 0 && isSameDue(b.Due, now.Schedule.Due) || there.take(ev) {
				t.plan.given[id] = true
			}
		case journal.Started:
			if there.began(ev.origin.At) {
				t.plan.given[id] = true
			}
		case journal.Reset:
			if ev.origin.Rank != 0 && there.began(ev.origin.At.Add(2*time.Millisecond)) || there.take(ev) {
				t.plan.given[id] = true
			}
		default:
			if there.take(ev) {
				t.plan.given[id] = true
			}
		}
	}
}

// there is what the log has of a card.
type there struct {
	exact map[journal.ID]bool
	other []journal.Event // that are not from this card of this source, in log order
	setAt map[journal.Property]time.Time
}

func newThere(past []journal.Event, ids []journal.ID) *there {
	t := &there{exact: make(map[journal.ID]bool), setAt: make(map[journal.Property]time.Time)}
	wanted := make(map[journal.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	for _, ev := range past {
		if set, ok := ev.Body.(journal.PropertySet); ok {
			t.setAt[set.Property] = ev.ID.Time()
		}
		if wanted[ev.ID] {
			t.exact[ev.ID] = true
		} else {
			t.other = append(t.other, ev)
		}
	}
	return t
}

// holds says whether a property of a card is as an event would set it.
func (t *there) holds(b journal.PropertySet, now journal.State) bool {
	switch b.Property {
	case journal.Suspended:
		return now.Suspended == (b.Value != 0)
	case journal.Flag:
		return int64(now.Flag) == b.Value
	case journal.BuriedUntil:
		return int64(now.Buried) >= b.Value
	}
	return false
}

// late is how much later than in the log a row may stand in a source: no two rows of Anki have one
// millisecond, so that some are moved by an export.
const late = 100 * time.Millisecond

// take says whether the log has an event of a source from elsewhere, which counts for one of them.
func (t *there) take(ev sourced) bool {
	i := slices.IndexFunc(t.other, func(o journal.Event) bool {
		after := ev.origin.At.Sub(at(o))
		return after >= 0 && after <= late && isSame(o.Body, ev.body)
	})
	if i < 0 {
		return false
	}
	t.other = slices.Delete(t.other, i, i+1)
	return true
}

// at returns the instant that an event tells of.
func at(ev journal.Event) time.Time {
	if r, ok := ev.Body.(journal.Reviewed); ok {
		return r.Answered
	}
	return ev.ID.Time()
}

// isSame says whether two events say the same of a card, whatever key they have.
func isSame(a, b journal.Body) bool {
	switch a := a.(type) {
	case journal.Reviewed:
		b, ok := b.(journal.Reviewed)
		return ok && a.Rating == b.Rating
	case journal.DueSet:
		b, ok := b.(journal.DueSet)
		return ok && isSameDue(a.Due, b.Due)
	case journal.Reset:
		_, ok := b.(journal.Reset)
		return ok
	}
	return false
}

// began says whether the log, from elsewhere, has an answer or a beginning of the card that is not
// older than some instant: a beginning would take it away.
func (t *there) began(since time.Time) bool {
	return slices.ContainsFunc(t.other, func(ev journal.Event) bool {
		switch b := ev.Body.(type) {
		case journal.Reviewed:
			return b.Counts() && !b.Answered.Before(since)
		case journal.Started:
			return !ev.ID.Time().Before(since)
		}
		return false
	})
}
