package storage_test

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// manyEvents are more than are written into a file in place, of the year before a new collection's
// clock.
func manyEvents(n int) []journal.Event {
	events := make([]journal.Event, n)
	first := storagetest.Start().AddDate(-1, 0, 0)
	for i := range events {
		var own journal.ID
		binary.BigEndian.PutUint64(own[:], uint64(first.UnixMilli()+int64(i))<<16)
		binary.BigEndian.PutUint64(own[8:], uint64(i)*0x9e3779b97f4a7c15)
		key := deck.Key{byte(i % 7), byte(i % 11)}
		events[i] = journal.Event{
			ID: own, Step: own, Body: journal.PropertySet{
				Key: key, Property: journal.Flag,
				Value: int64(i % 8),
			},
		}
	}
	return events
}

// others opens a collection as another process would.
func others(t *testing.T, c *storagetest.Collection) *storage.Collection {
	t.Helper()
	second, err := storage.Open(c.Root(), storagetest.Options(2))
	if err != nil {
		t.Fatal(err)
	}
	return second
}

// once returns what calls do at the first call.
func once(do func()) func(done, all int) {
	called := false
	return func(int, int) {
		if !called {
			called = true
			do()
		}
	}
}

// TestLongWritesTakeOverWhatOthersWrite lets another process write while a new file is filled:
// nothing of it is lost, and nobody had to wait.
func TestLongWritesTakeOverWhatOthersWrite(t *testing.T) {
	t.Parallel()
	long := map[string]func(*storagetest.Collection) error{
		"merge": func(c *storagetest.Collection) error {
			return storagetest.Merge(c,
				manyEvents(3000), c.Now)
		},
		"undo": func(c *storagetest.Collection) error {
			_, err := c.Undo(journal.ID{}, c.Now)
			return err
		},
		"rebuild": func(c *storagetest.Collection) error { return c.Rebuild(c.Now) },
	}
	meanwhile := map[string]func(*testing.T, *storagetest.Collection, *storage.Collection){
		"an answer": func(t *testing.T, c *storagetest.Collection, second *storage.Collection) {
			card := c.Find("first?")
			r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, c.Now, c.Now)
			if _, err := second.Answer(card, r, c.Now); err != nil {
				t.Error(err)
			}
		},
		"a compile": func(t *testing.T, c *storagetest.Collection, second *storage.Collection) {
			c.Write("a.md", "Q: third?\nA: 3\n")
			c.Write("b.md", "Q: fourth?\nA: 4\n")
			if _, err := second.Compile(t.Context(), c.Now); err != nil {
				t.Error(err)
			}
		},
		"another rebuild": func(t *testing.T, c *storagetest.Collection, second *storage.Collection) {
			if err := second.Rebuild(c.Now); err != nil {
				t.Error(err)
			}
		},
	}
	for name, write := range long {
		for what, other := range meanwhile {
			t.Run(name+" and "+what, func(t *testing.T) {
				t.Parallel()
				c := storagetest.New(t, map[string]string{"a.md": "Q: first?\nA: 1\n\nQ: second?\nA: 2\n"})
				if name == "undo" {
					importMany(t, c, 3000)
				}
				second, before := others(t, c), len(eventsOf(t, c))
				c.Attend(t.Context(), once(func() { other(t, c, second) }))
				if err := write(c); err != nil {
					t.Fatal(err)
				}
				c.Compile()
				want := before + map[string]int{"merge": 3000, "undo": 1}[name]
				if what == "an answer" {
					want += 2 // with the text of its card
				}
				if got := len(eventsOf(t, c)); got != want {
					t.Errorf("%d events in the log, want %d", got, want)
				}
				if what == "a compile" {
					c.Find("third?")
					c.Find("fourth?")
				}
			})
		}
	}
}

func importMany(t *testing.T, c *storagetest.Collection, n int) storage.Ran {
	t.Helper()
	run := storage.Run{Imported: journal.Imported{Format: "test", Source: "many"}}
	ran, err := c.Import(run, storagetest.Laid(storagetest.Seq(manyEvents(n))), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return ran
}

// TestLongWritesAreGivenUpWithoutATrace ends each by its context, early and late.
func TestLongWritesAreGivenUpWithoutATrace(t *testing.T) {
	t.Parallel()
	for _, calls := range []int{1, 2, 3} {
		c := storagetest.New(t, map[string]string{"a.md": "Q: first?\nA: 1\n"})
		importMany(t, c, 3000)
		before := eventsOf(t, c)
		for name, write := range map[string]func() error{
			"merge":   func() error { return storagetest.Merge(c, reversed(manyEvents(6000)), c.Now) },
			"undo":    func() error { _, err := c.Undo(journal.ID{}, c.Now); return err },
			"rebuild": func() error { return c.Rebuild(c.Now) },
		} {
			ctx, cancel := context.WithCancel(t.Context())
			n := 0
			c.Attend(ctx, func(int, int) {
				if n++; n == calls {
					cancel()
				}
			})
			err := write()
			if !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "enough") {
				t.Errorf("%s that was given up: %v", name, err)
			}
			if diff := cmp.Diff(before, eventsOf(t, c)); diff != "" {
				t.Errorf("%s that was given up changed the log (-was +is):\n%s", name, diff)
			}
			left, err := filepath.Glob(filepath.Join(c.Root(), storage.Folder, "*.new"))
			if len(left) > 0 || err != nil {
				t.Errorf("%s left %v, %v", name, left, err)
			}
		}
	}
}

func reversed(events []journal.Event) []journal.Event {
	slices.Reverse(events)
	return events
}

// TestLargeMergesAreAsMergesInPlace unites the same logs in both ways, in and out of order, with
// events that are there, that come twice, that differ, and that came from the store.
func TestLargeMergesAreAsMergesInPlace(t *testing.T) {
	t.Parallel()
	store := storage.StoreID{1}
	events := manyEvents(4000)
	mine := slices.Clone(events[:1500])
	for i := range mine {
		body := mine[i].Body.(journal.PropertySet)
		switch i % 50 {
		case 0:
			body.Value = 0 // less than that of the other, or the same
		case 1:
			body.Value = 7
		case 2:
			mine[i].Step = mine[3].ID
		}
		mine[i].Body = body
	}
	come := append(slices.Clone(events[100:]), events[2000:2100]...)
	for _, name := range []string{"in order", "twice and out of order"} {
		t.Run(name, func(t *testing.T) {
			if name == "in order" {
				come = events[100:]
			}
			var logs [2][]journal.Event
			var unsent [2][]journal.Event
			var clashes [2][]journal.ID
			var added [2]int
			for i, inPlace := range []bool{true, false} {
				c := storagetest.New(t, map[string]string{"a.md": "Q: first?\nA: 1\n"})
				if err := errors.Join(storagetest.Merge(c, mine, c.Now), c.SetStore(store)); err != nil {
					t.Fatal(err)
				}
				c.SetInPlace(inPlace)
				segments := []storage.Segment{{Store: store, Name: "x"}}
				var err error
				if added[i], err = c.Receive(segments, storagetest.Seq(come), c.Now); err != nil {
					t.Fatal(err)
				}
				logs[i] = eventsOf(t, c)
				for ev, err := range c.Unsent(store) {
					if err != nil {
						t.Fatal(err)
					}
					unsent[i] = append(unsent[i], ev)
				}
				if clashes[i], err = c.Clashes(); err != nil {
					t.Fatal(err)
				}
				slices.SortFunc(clashes[i], journal.ID.Compare)
			}
			if added[0] != added[1] || added[0] != 2500 {
				t.Errorf("%d events are new, in place %d; want 2500", added[1], added[0])
			}
			if len(clashes[0]) == 0 || len(unsent[0]) == 0 {
				t.Errorf("%d clashes, %d unsent events: too few for a test", len(clashes[0]), len(unsent[0]))
			}
			for what, diff := range map[string]string{
				"log": cmp.Diff(logs[0], logs[1]), "clashes": cmp.Diff(clashes[0], clashes[1]),
				"unsent": cmp.Diff(unsent[0], unsent[1]),
			} {
				if diff != "" {
					t.Errorf("%s (-in place +new file):\n%s", what, diff)
				}
			}
		})
	}
}

// TestUnfinishedFilesOfOthersStay has a file that another process fills and one that a killed one
// left.
func TestUnfinishedFilesOfOthersStay(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	left := dbPath(c.Root()) + ".17.new"
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := others(t, c)
	filled := ""
	c.Attend(t.Context(), once(func() {
		names, _ := filepath.Glob(dbPath(c.Root()) + ".*.new")
		names = slices.DeleteFunc(names, func(name string) bool { return name == left })
		filled = strings.Join(names, " ")
		if err := second.Rebuild(c.Now); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(left); err == nil {
			t.Error("what a killed process left is still there")
		}
		if _, err := os.Stat(filled); err != nil {
			t.Errorf("the file that is being filled: %v", err)
		}
	}))
	if err := storagetest.Merge(c, manyEvents(3000), c.Now); err != nil {
		t.Fatal(err)
	}
}
