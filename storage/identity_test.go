package storage_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// checkNoneLost wants every review in force on exactly one card, live or an orphan.
func checkNoneLost(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	want, got := 0, 0
	err := c.Events(func(ev journal.Event, undone bool, _ deck.Key) bool {
		if _, ok := ev.Body.(journal.Reviewed); ok && !undone {
			want++
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range cardsOf(t, c) {
		got += card.Schedule.Reviews
	}
	for _, o := range orphansOf(t, c) {
		got += o.Reviews
	}
	if got != want {
		t.Fatalf("%d reviews are on cards, %d in the log", got, want)
	}
}

func orphansOf(t *testing.T, c *storagetest.Collection) []storage.Orphan {
	t.Helper()
	list, err := c.Orphans()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// checkOrphans wants as orphans exactly the cards with reviews in force none of whose keys is live.
func checkOrphans(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	events := eventsOf(t, c)
	o := newOracle(events, liveKeys(t, c, cardsOf(t, c), events))
	want, got := make(map[deck.Key]int), make(map[deck.Key]int)
	for _, ev := range o.inForce() {
		r, ok := ev.Body.(journal.Reviewed)
		if !ok {
			continue
		}
		keys := o.card(deck.Key(r.Card))
		if !slices.ContainsFunc(keys, func(k deck.Key) bool { return isLive(t, c, k) }) {
			want[keys[0]]++
		}
	}
	for _, orphan := range orphansOf(t, c) {
		got[orphan.ID] = orphan.Reviews
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("reviews of orphans (-want +got):\n%s", diff)
	}
}

func isLive(t *testing.T, c *storagetest.Collection, k deck.Key) bool {
	t.Helper()
	live, err := c.IsLive(k)
	if err != nil {
		t.Fatal(err)
	}
	return live
}

// checkQuiet wants a second compile to write nothing at all.
func checkQuiet(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	before, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	if found := c.Compile(); found.Linked != 0 {
		t.Fatalf("a second compile linked %d cards", found.Linked)
	}
	after, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Fatal("a second compile wrote something")
	}
}

// eachSeed runs a test with several seeds.
func eachSeed(t *testing.T, test func(t *testing.T, seed uint64)) {
	t.Helper()
	for i := range *runsFlag {
		seed := *seedFlag + uint64(i)
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			test(t, seed)
		})
	}
}

func TestNoReviewIsLostByEdits(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		for range *stepsFlag {
			a.step(t, c)
			checkNoneLost(t, c)
		}
		a.writeTo(c)
		c.Compile()
		checkQuiet(t, c)
		compareWithOracle(t, c)
		checkOrphans(t, c)
		a.checkLinks(t, c)
	})
}

// progressOf returns the schedules of the cards that were answered, by deck and question.
func progressOf(t *testing.T, c *storagetest.Collection) map[string]srs.Schedule {
	t.Helper()
	found := make(map[string]srs.Schedule)
	for _, card := range cardsOf(t, c) {
		if card.Schedule.Reviews > 0 {
			found[card.Deck+": "+card.Question()] = card.Schedule
		}
	}
	return found
}

// TestUndoneEditLeavesEverything edits and goes back. Cards that had progress have the same; one
// that had none may have been recognised as an orphan meanwhile.
func TestUndoneEditLeavesEverything(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		for range *stepsFlag / 3 {
			a.step(t, c)
			a.writeTo(c)
			c.Compile()
			want, decks := progressOf(t, c), a.state()
			for range 1 + a.rand.IntN(3) {
				a.edit()
				a.writeTo(c)
				c.Compile()
			}
			a.decks = decks
			a.writeTo(c)
			c.Compile()
			got := progressOf(t, c)
			maps.DeleteFunc(got, func(k string, _ srs.Schedule) bool { _, ok := want[k]; return !ok })
			if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
				t.Fatalf("after an edit and back (-want +got):\n%s", diff)
			}
		}
	})
}

func TestProgressFollowsEdits(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		a.writeTo(c)
		c.Compile()
		for range 4 {
			a.study(t, c)
		}
		want := len(progressOf(t, c))
		for range *stepsFlag {
			file := fmt.Sprintf("deck%d.md", a.rand.IntN(3))
			i := a.rand.IntN(len(a.decks[file]))
			n := a.decks[file][i]
			a.decks[file][i] = &note{number: n.number, words: n.words, polite: !n.polite}
			a.writeTo(c)
			c.Compile()
			if got := len(progressOf(t, c)); got != want || len(orphansOf(t, c)) > 0 {
				t.Fatalf("%d cards have progress, want %d", got, want)
			}
		}
	})
}

func TestTwoDevicesAgree(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a := newAuthor(seed)
		devices := []*storagetest.Collection{storagetest.New(t, nil), storagetest.New(t, nil)}
		for range *stepsFlag {
			i := a.rand.IntN(2)
			a.step(t, devices[i])
			if a.rand.IntN(15) == 0 {
				mergeAll(t, devices[i], eventsOf(t, devices[1-i]))
				checkNoneLost(t, devices[i])
			}
		}
		var logs [][]journal.Event
		for _, c := range devices {
			logs = append(logs, eventsOf(t, c))
		}
		united := []*storagetest.Collection{storagetest.New(t, nil), storagetest.New(t, nil)}
		for i, c := range united {
			c.Now = devices[0].Now
			a.writeTo(c)
			c.Compile()
			mergeAll(t, c, logs[i], logs[1-i])
			compareWithOracle(t, c)
		}
		compareDevices(t, united[0], united[1])
		for _, c := range united {
			c.Compile()
			checkQuiet(t, c)
			checkNoneLost(t, c)
		}
		compareDevices(t, united[0], united[1])
		first, second := eventsOf(t, united[0]), eventsOf(t, united[1])
		mergeAll(t, united[0], second)
		mergeAll(t, united[1], first)
		compareDevices(t, united[0], united[1])
		a.checkLinks(t, united[0])
	})
}

func mergeAll(t *testing.T, c *storagetest.Collection, logs ...[]journal.Event) {
	t.Helper()
	for _, log := range logs {
		if err := storagetest.Merge(c, log, c.Now); err != nil {
			t.Fatal(err)
		}
	}
}

func compareDevices(t *testing.T, one, other *storagetest.Collection) {
	t.Helper()
	compareCards(t, cardsOf(t, one), cardsOf(t, other))
	if diff := cmp.Diff(orphansOf(t, one), orphansOf(t, other),
		cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Errorf("orphans (-one +other):\n%s", diff)
	}
}
