package storage_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// compareWithOracle fails the test where the collection says otherwise than its log and its live
// cards.
func compareWithOracle(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	cards := cardsOf(t, c)
	events := eventsOf(t, c)
	o := newOracle(events, liveKeys(t, c, cards, events))
	near := cmpopts.EquateApprox(1e-9, 0)
	for _, found := range cards {
		got := card{found.Keys, found.Schedule, found.Newest, found.Suspended, found.Flag, found.Buried}
		want := o.replay(found.Key, presetOf(c, found.Scheduled), make(map[srs.Day]stats.Totals))
		if diff := cmp.Diff(want, got, near); diff != "" {
			t.Fatalf("card %s (-want +got):\n%s", found.Question(), diff)
		}
		if found.ID != want.Keys[0] {
			t.Fatalf("card %s is named %s, want %s", found.Question(), found.ID, want.Keys[0])
		}
	}
	list, err := c.Totals(-1<<31, 1<<31-1)
	if err != nil {
		t.Fatal(err)
	}
	totals := make(map[srs.Day]stats.Totals)
	for _, d := range list {
		totals[d.Day] = d.Totals
	}
	if diff := cmp.Diff(o.totals(), totals); diff != "" {
		t.Fatalf("totals (-want +got):\n%s", diff)
	}
	o.compareCandidates(t, c, cards)
}

// liveKeys returns the keys of all cards, and of those in the log whose text is known to stand in a
// file.
func liveKeys(t *testing.T, c *storagetest.Collection, cards []*storage.Card, events []journal.Event) []deck.Key {
	t.Helper()
	var keys []deck.Key
	for _, found := range cards {
		keys = append(keys, found.Key)
	}
	for _, ev := range events {
		if l, ok := ev.Body.(journal.Linked); ok {
			keys = append(keys, l.A, l.B)
		}
	}
	return slices.DeleteFunc(keys, func(k deck.Key) bool {
		live, err := c.IsLive(k)
		if err != nil {
			t.Fatal(err)
		}
		return !live
	})
}

// compareCandidates compares the queue with a look at every card.
func (o *oracle) compareCandidates(t *testing.T, c *storagetest.Collection, cards []*storage.Card) {
	t.Helper()
	const wanted = 2
	cal := c.Scheduler.Calendar()
	today := cal.Day(c.Now)
	var want []srs.Entry
	answered, due := make(map[srs.NoteID]bool), make(map[string]bool)
	var fresh []*storage.Card
	for _, found := range cards {
		s := found.Schedule
		if !found.Draft && s.Reviews > 0 && s.LastDay == today {
			answered[found.Note] = true
		}
		isLater := !s.Due.At.IsZero() && !s.Due.At.Before(cal.Start(today+1)) ||
			s.Due.At.IsZero() && s.Due.Day > today
		switch {
		case found.Draft || found.Suspended:
		case s.Phase == srs.New:
			fresh = append(fresh, found)
		case found.Buried <= today && !isLater:
			want = append(want, srs.Entry{
				Card: srs.CardID(found.ID), Note: found.Note,
				Phase: s.Phase, Due: s.Due,
			})
			due[found.Path+string(found.Note[:])] = true
		}
	}
	free, waiting := 0, 0
	var last srs.NoteID
	for _, found := range fresh {
		switch {
		case found.Buried > today:
		case free == wanted:
			waiting++
		case answered[found.Note] || found.Note == last:
		default:
			last = found.Note
			want = append(want, srs.Entry{Card: srs.CardID(found.ID), Note: found.Note})
			if !due[found.Path+string(found.Note[:])] {
				free++
			}
		}
	}
	got := candidates(t, c, wanted)
	byCard := cmpopts.SortSlices(func(a,
		b srs.Entry,
	) bool {
		return string(a.Card[:]) < string(b.Card[:])
	})
	if diff := cmp.Diff(want, got.Entries, byCard, cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(srs.Entry{}, "Place", "Rank")); diff != "" {
		t.Fatalf("candidates (-want +got):\n%s", diff)
	}
	if got.Waiting != waiting {
		t.Fatalf("%d new cards wait, want %d", got.Waiting, waiting)
	}
}

// compareCards fails the test if the cards are not the same, but for the last digits of their
// memory.
func compareCards(t *testing.T, want, got []*storage.Card) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0),
		cmpopts.IgnoreFields(storage.Card{}, "Model")); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
}
