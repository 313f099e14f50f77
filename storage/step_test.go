package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestUndoTakesBackAllThatArrivedOfAStep undoes a step of which this version does not know one
// event and lacks another.
func TestUndoTakesBackAllThatArrivedOfAStep(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	step := id("0195a000000000000000000000000000")
	due := func(n string, key deck.Key) journal.Event {
		return journal.Event{ID: id(n), Step: step, Body: journal.DueSet{Key: key, Due: srs.Due{Day: 1}}}
	}
	later := id("0195a000000000000000000000000001")
	err := storagetest.Merge(c, []journal.Event{
		due("0195a000000000000000000000000000", deck.Key{1}),
		{ID: later, Step: step, Body: journal.Unknown{Version: 9, Kind: 1, Data: []byte("later")}},
		due("0195a000000000000000000000000003", deck.Key{2}),
	}, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.Is(err, storage.ErrElsewhere) {
		t.Errorf("undo of what was given here: %v", err)
	}
	undone, err := c.UndoAny(c.Now)
	if err != nil || undone.Step != step || len(undone.Events) != 3 {
		t.Errorf("undone is %v, %v; want the 3 events of %v", undone, err, step)
	}
	err = c.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if _, ok := e.Body.(journal.Cancelled); !ok && !undone {
			t.Errorf("%T of step %v is still in force", e.Body, e.Step)
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
}

// TestUndoCountsALargeStep has a step of more events than are told: each is counted, and one of
// each kind is told.
func TestUndoCountsALargeStep(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	var bodies []journal.Body
	for i := range storage.ShownEvents + 500 {
		bodies = append(bodies, journal.DueSet{
			Key: deck.Key{byte(i), byte(i >> 8)},
			Due: srs.Due{Day: 30000},
		})
	}
	bodies = append(bodies, journal.Reset{Key: deck.Key{1}}, journal.Reset{Key: deck.Key{2}})
	if _, err := c.Append(c.Now, bodies...); err != nil {
		t.Fatal(err)
	}
	u, err := c.Undo(journal.ID{}, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	want := map[journal.Kind]int{journal.KindDue: storage.ShownEvents + 500, journal.KindReset: 2}
	if diff := cmp.Diff(want, u.Kinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	if n := len(u.Events); n != storage.ShownEvents+1 {
		t.Errorf("%d events are told", n)
	}
}

// TestUndoTakesBackAStepThatIsScattered has a step as an import may write it: over years, with an
// event that has the id of the step among them.
func TestUndoTakesBackAStepThatIsScattered(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	step := id("0195a000000000000000000000000000")
	events := []journal.Event{
		{ID: id("01950000000000000000000000000000"), Step: step, Body: journal.Reset{Key: deck.Key{1}}},
		{ID: step, Step: step, Body: journal.Reset{Key: deck.Key{2}}},
		{ID: id("0195ffff000000000000000000000000"), Step: step, Body: journal.Reset{Key: deck.Key{3}}},
	}
	for _, ev := range events {
		if err := storagetest.Merge(c, []journal.Event{ev}, c.Now); err != nil {
			t.Fatal(err)
		}
	}
	undone, err := c.Undo(step, c.Now)
	if diff := cmp.Diff(events, undone.Events); diff != "" || err != nil {
		t.Errorf("undone: %v (-want +got):\n%s", err, diff)
	}
}

// TestAnyStepsInAnyOrder merges events whose steps cross each other, in pieces: all that is derived
// must be what the log gives anew.
func TestAnyStepsInAnyOrder(t *testing.T) {
	t.Parallel()
	for i := range *runsFlag {
		seed := *seedFlag + uint64(i)
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			p := newPlayer(t, seed)
			for range 12 {
				events := make([]journal.Event, 1+p.rand.IntN(5))
				for i := range events {
					events[i] = journal.Event{ID: anyID(p.rand), Step: anyID(p.rand), Body: p.anyBody()}
				}
				if err := storagetest.Merge(p, events, p.Now); err != nil {
					t.Fatal(err)
				}
				if found := p.Check(); found != nil {
					t.Fatalf("after %+v: %v", events, found)
				}
			}
			compareWithOracle(t, p.Collection)
		})
	}
}

// anyID returns one of a few ids, some of which lie far apart.
func anyID(r *rand.Rand) journal.ID {
	return journal.ID{2: byte(r.IntN(2)), 5: byte(r.IntN(4)), 15: byte(1 + r.IntN(3))}
}

// anyBody returns what an event may say of few keys and steps.
func (p *player) anyBody() journal.Body {
	review := srs.Review{
		Card: srs.CardID(p.key()), Rating: srs.Rating(1 + p.rand.IntN(4)), Shown: p.Now, Answered: p.Now,
		Day: srs.Day(p.rand.IntN(9)), After: srs.InReview, Due: srs.Due{Day: 9},
	}
	bodies := []journal.Body{
		journal.Reviewed{Review: review},
		journal.Linked{A: p.key(), B: p.key()},
		journal.Unlinked{A: p.key(), B: p.key()},
		journal.Cancelled{Target: anyID(p.rand)},
		journal.Cancelled{Target: anyID(p.rand)},
		journal.Restored{Target: anyID(p.rand)},
		journal.Reset{Key: p.key()},
		journal.DueSet{Key: p.key(), Due: srs.Due{Day: 3}},
		journal.PropertySet{Key: p.key(), Property: journal.Suspended, Value: 1},
	}
	return bodies[p.rand.IntN(len(bodies))]
}

// TestLongChainOfLinks merges as many texts of one card as no person writes. Time that grows with
// the square of their number would let the test hang.
func TestLongChainOfLinks(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	key := func(i int) deck.Key { return deck.Key{byte(i >> 8), byte(i)} }
	events := make([]journal.Event, 4000)
	for i := range events {
		at := journal.ID{2: byte(i >> 8), 3: byte(i), 15: 1}
		events[i] = journal.Event{ID: at, Step: at, Body: journal.Linked{A: key(i), B: key(i + 1)}}
	}
	if err := storagetest.Merge(c, events, c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Append(c.Now, journal.Reset{Key: key(len(events))}); err != nil {
		t.Fatal(err)
	}
	err := c.Events(func(e journal.Event, _ bool, name deck.Key) bool {
		if _, ok := e.Body.(journal.Reset); ok && name != key(0) {
			t.Errorf("the last text is of card %v, want %v", name, key(0))
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
}
