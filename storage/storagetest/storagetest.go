// Package storagetest makes collections for tests: a temporary one whose file is checked when the
// test is over, and large synthetic ones.
package storagetest

import (
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Start returns the instant at which the clock of a new collection stands: a Monday noon.
func Start() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }

// Collection is a temporary collection with a clock and a scheduler.
type Collection struct {
	*storage.Collection
	Now       time.Time
	Scheduler *srs.Scheduler
	tb        testing.TB
}

// New returns a collection in a temporary folder with the given deck files, by their slash paths.
// It is compiled, and when the test is over it is checked. If something is wrong with it, its file
// is kept and the test fails.
func New(tb testing.TB, files map[string]string) *Collection {
	tb.Helper()
	return NewSeeded(tb, files, 1)
}

// NewSeeded is [New] with random numbers that follow from a seed: two devices that share them
// choose the same ids.
func NewSeeded(tb testing.TB, files map[string]string, seed uint64) *Collection {
	tb.Helper()
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		tb.Fatal(err)
	}
	c := &Collection{Now: Start(), Scheduler: scheduler, tb: tb}
	root := tb.TempDir()
	for path, text := range files {
		c.write(root, path, text)
	}
	c.Collection, err = storage.Create(root, c.Now, Options(seed))
	if err != nil {
		tb.Fatal(err)
	}
	c.Compile()
	tb.Cleanup(c.check)
	return c
}

// Options returns options whose random numbers follow from a seed.
func Options(seed uint64) storage.Options {
	return storage.Options{Random: Random(seed), Holder: "test", PID: os.Getpid()}
}

// Random returns an endless source of bytes that follow from a seed.
func Random(seed uint64) io.Reader {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return rand.NewChaCha8(key)
}

// check fails the test and keeps the file if an invariant is violated.
func (c *Collection) check() {
	found := c.Check()
	if len(found) == 0 {
		return
	}
	for _, err := range found {
		c.tb.Errorf("check: %v", err)
	}
	file := filepath.Join(c.Root(), storage.Folder, "collection.db")
	data, err := os.ReadFile(file)
	if err != nil {
		c.tb.Error(err)
		return
	}
	kept, err := os.CreateTemp("", "collection-*.db")
	if err != nil {
		c.tb.Error(err)
		return
	}
	_, err = kept.Write(data)
	c.tb.Logf("the file is kept as %s (%v, %v)", kept.Name(), err, kept.Close())
}

// Write writes a deck file, by its slash path, with a time of change of its own.
func (c *Collection) Write(path, text string) {
	c.tb.Helper()
	c.write(c.Root(), path, text)
}

func (c *Collection) write(root, path, text string) {
	c.tb.Helper()
	abs := filepath.Join(root, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
		c.tb.Fatal(err)
	}
	if err := os.WriteFile(abs, []byte(text), 0o644); err != nil {
		c.tb.Fatal(err)
	}
}

// Remove removes a deck file, by its slash path.
func (c *Collection) Remove(path string) {
	c.tb.Helper()
	if err := os.Remove(filepath.Join(c.Root(), filepath.FromSlash(path))); err != nil {
		c.tb.Fatal(err)
	}
}

// Compile compiles the deck files.
func (c *Collection) Compile() storage.Compilation {
	c.tb.Helper()
	found, err := c.Collection.Compile(c.tb.Context(), c.Now)
	if err != nil {
		c.tb.Fatal(err)
	}
	return found
}

// Find returns the live card that asks a question.
func (c *Collection) Find(question string) *storage.Card {
	c.tb.Helper()
	var found *storage.Card
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		if card.Question() == question {
			found = card
		}
		return found == nil
	})
	if err != nil {
		c.tb.Fatal(err)
	}
	if found == nil {
		c.tb.Fatalf("no card asks %q", question)
	}
	return found
}

// Rate answers the card that asks a question, ten seconds after it was shown, and returns the step.
func (c *Collection) Rate(question string, rating srs.Rating) journal.ID {
	c.tb.Helper()
	card := c.Find(question)
	shown := c.Now
	c.Now = c.Now.Add(10 * time.Second)
	r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, rating, shown, c.Now)
	step, err := c.Answer(card, r, c.Now)
	if err != nil {
		c.tb.Fatal(err)
	}
	return step
}

// AnswerEntry rates a card of a queue, ten seconds after it was shown, and returns the review.
func (c *Collection) AnswerEntry(e srs.Entry, rating srs.Rating) srs.Review {
	c.tb.Helper()
	card, err := c.Card(deck.Key(e.Card))
	if err != nil {
		c.tb.Fatal(err)
	}
	shown := c.Now
	c.Now = c.Now.Add(10 * time.Second)
	r := c.Scheduler.Answer(e.Card, card.Schedule, rating, shown, c.Now)
	if _, err := c.Answer(card, r, c.Now); err != nil {
		c.tb.Fatal(err)
	}
	return r
}

// Sleep moves the clock on by days.
func (c *Collection) Sleep(days int) { c.Now = c.Now.AddDate(0, 0, days) }

// Read returns the text of a deck file, by its slash path, and whether there is one.
func (c *Collection) Read(path string) (string, bool) {
	data, err := os.ReadFile(filepath.Join(c.Root(), filepath.FromSlash(path)))
	return string(data), err == nil
}

// AnyKey returns the key of some live card; of an empty collection, one that is no card's.
func (c *Collection) AnyKey() deck.Key {
	c.tb.Helper()
	var key deck.Key
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		key = card.Key
		return false
	})
	if err != nil {
		c.tb.Fatal(err)
	}
	return key
}

// Merge unites the log of a collection with events.
func Merge(c merger, events []journal.Event, now time.Time) error {
	_, err := c.Merge(Seq(events), now)
	return err
}

type merger interface {
	Merge(events iter.Seq2[journal.Event, error], now time.Time) (added int, err error)
}

// Laid returns imported events as [storage.Collection.Import] takes them.
func Laid(events iter.Seq2[journal.Event, error]) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for ev, err := range events {
			var laid []byte
			if err == nil {
				ev.Step = ev.ID
				laid, err = journal.AppendEvent(nil, ev)
			}
			if !yield(laid, err) {
				return
			}
		}
	}
}

// Seq yields events without an error.
func Seq(events []journal.Event) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for _, ev := range events {
			if !yield(ev, nil) {
				return
			}
		}
	}
}
