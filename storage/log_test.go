package storage_test

import (
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

func id(s string) journal.ID {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return journal.ID(b)
}

// TestLastOfAllIDs has a log that ends with the last id there is, as no clock gives.
func TestLastOfAllIDs(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	last := id("ffffffffffffffffffffffffffffffff")
	before := last
	before[15]--
	event := func(at journal.ID) journal.Event { return journal.Event{ID: at, Step: at, Body: journal.Reset{}} }
	if err := c.Merge([]journal.Event{event(before)}, c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Append(c.Now, journal.Reset{}, journal.Reset{}); err == nil {
		t.Error("two events found room where one id is left")
	}
	if step, err := c.Append(c.Now, journal.Reset{}); step != last || err != nil {
		t.Errorf("append: %v, %v; want %v", step, err, last)
	}
	if step, err := c.Append(c.Now, journal.Reset{}); err == nil {
		t.Errorf("append behind the last id: %v", step)
	}
	if err := c.Merge([]journal.Event{event(journal.ID{})}, c.Now); err == nil {
		t.Error("an event without an id is taken")
	}
	var got []journal.ID
	err := c.Events(func(e journal.Event, _ bool, _ deck.Key) bool {
		got = append(got, e.ID)
		return len(got) < 10
	})
	if diff := cmp.Diff([]journal.ID{before, last}, got); diff != "" || err != nil {
		t.Errorf("events: %v (-want +got):\n%s", err, diff)
	}
}
