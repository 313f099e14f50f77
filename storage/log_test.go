package storage_test

import (
	"encoding/hex"
	"testing"

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

// TestLastMillisecond has a log with an event at the end of time, as no clock gives one: what is
// written after it is kept all the same, by two devices too, and what is beyond is refused.
func TestLastMillisecond(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	event := func(at journal.ID) []journal.Event {
		return []journal.Event{{
			ID: at, Step: at,
			Body: journal.Reset{},
		}}
	}
	for _, at := range []string{"00000000000000000000000000000000", "80000000000000000000000000000000"} {
		if err := storagetest.Merge(c, event(id(at)), c.Now); err == nil {
			t.Errorf("an event with the id %s is taken", at)
		}
	}
	last := id("7fffffffffff8000000000000000ffff")
	if err := storagetest.Merge(c, event(last), c.Now); err != nil {
		t.Fatal(err)
	}
	seen := map[journal.ID]bool{}
	for i := range 20 {
		step, err := c.Append(c.Now, journal.Reset{}, journal.Reset{})
		if err != nil {
			t.Fatal(err)
		}
		if seen[step] || i == 0 && step.Compare(last) <= 0 {
			t.Errorf("step %d is %s", i, step)
		}
		seen[step] = true
	}
	n := 0
	err := c.Events(func(journal.Event, bool, deck.Key) bool { n++; return true })
	if n != 41 || err != nil {
		t.Errorf("%d events of 41 are there, %v", n, err)
	}
}
