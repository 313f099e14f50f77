package importer

import (
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
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

// meet compares the histories of notes that are known with what the log says of their cards:
// answers that were given here come back in a source that they were exported to, and are to be no
// second ones.
func (t *taking) meet(known []knownEntry) error {
	var some []metCard
	for _, k := range known {
		for card := range k.Note.Cards {
			for nth := range k.Note.Cards[card].Sources {
				s := &k.Note.Cards[card].Sources[nth]
				o := s.Origin(k.format)
				dated, err := s.Events(nil, o.SourceKey())
				if err != nil {
					return err
				}
				m := metCard{events: make([]sourced, len(dated))}
				for i := range dated {
					m.events[i] = datedOf(o, &dated[i])
				}
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
			id, err := journal.ImportID(ev.origin, ev.Whole())
			if err != nil {
				id = journal.ID{}
			}
			m.ids = append(m.ids, id)
			if set, ok := ev.Body.(journal.PropertySet); !ok || set.Value != 0 {
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
		set, isSet := ev.Body.(journal.PropertySet)
		switch {
		case there.exact[id]:
		case there.has(ev, id, now):
			t.plan.given[id] = true
		case isSet && set.Value == 0:
			t.plan.unset[id] = true
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

// has says whether the log has from elsewhere what an event of a source says of a card that stands
// as it does now.
func (t *there) has(ev sourced, id journal.ID, now journal.State) bool {
	switch b := ev.Body.(type) {
	case journal.PropertySet:
		return t.holds(b, now) || t.setAt[b.Property].After(ev.origin.At)
	case journal.Started:
		return t.began(ev.origin.At)
	case journal.DueSet:
		if ev.origin.Rank != 0 && isSameDue(b.Due, now.Schedule.Due) {
			return true
		}
	case journal.Reset:
		if ev.origin.Rank != 0 && t.began(ev.origin.At.Add(2*time.Millisecond)) {
			return true
		}
	}
	return t.take(journal.Event{ID: id, Body: ev.Whole()})
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
func (t *there) take(ev journal.Event) bool {
	i := slices.IndexFunc(t.other, func(o journal.Event) bool {
		after := ev.At().Sub(o.At())
		return after >= 0 && after <= late && isSame(o.Body, ev.Body)
	})
	if i < 0 {
		return false
	}
	t.other = slices.Delete(t.other, i, i+1)
	return true
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

// isSameDue says whether a card is due at the same time, as far as whole seconds tell.
func isSameDue(a, b srs.Due) bool {
	return a.Day == b.Day && a.At.IsZero() == b.At.IsZero() && a.At.Sub(b.At).Abs() < time.Second
}
