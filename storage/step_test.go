package storage_test

import (
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// TestUndoTakesBackAllThatArrivedOfAStep undoes a step of which this version does not know one event and lacks another.
func TestUndoTakesBackAllThatArrivedOfAStep(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	step := id("0195a000000000000000000000000000")
	due := func(n string, key deck.Key) storage.Event {
		return storage.Event{ID: id(n), Step: step, Body: storage.DueSet{Key: key, Due: srs.Due{Day: 1}}}
	}
	later := id("0195a000000000000000000000000001")
	err := c.Merge([]storage.Event{
		due("0195a000000000000000000000000000", deck.Key{1}),
		{ID: later, Step: step, Body: storage.Unknown{Version: 9, Kind: 1, Data: []byte("later")}},
		due("0195a000000000000000000000000003", deck.Key{2}),
	}, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	undone, err := c.Undo(storage.EventID{}, c.Now)
	if err != nil || undone.Step != step || len(undone.Events) != 3 {
		t.Errorf("undone is %v, %v; want the 3 events of %v", undone, err, step)
	}
	err = c.Events(func(e storage.Event, undone bool, _ deck.Key) bool {
		if _, ok := e.Body.(storage.Cancelled); !ok && !undone {
			t.Errorf("%T of step %v is still in force", e.Body, e.Step)
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
}

// TestLongChainOfLinks merges as many texts of one card as no person writes. Time that grows with the square of their
// number would let the test hang.
func TestLongChainOfLinks(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	key := func(i int) deck.Key { return deck.Key{byte(i >> 8), byte(i)} }
	events := make([]storage.Event, 4000)
	for i := range events {
		at := storage.EventID{2: byte(i >> 8), 3: byte(i), 15: 1}
		events[i] = storage.Event{ID: at, Step: at, Body: storage.Linked{A: key(i), B: key(i + 1)}}
	}
	if err := c.Merge(events, c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Append(c.Now, storage.Reset{Key: key(len(events))}); err != nil {
		t.Fatal(err)
	}
	err := c.Events(func(e storage.Event, _ bool, name deck.Key) bool {
		if _, ok := e.Body.(storage.Reset); ok && name != key(0) {
			t.Errorf("the last text is of card %v, want %v", name, key(0))
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
}
