package storage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// sizes of the synthetic collections.
const (
	benchCards   = 100_000
	benchFiles   = 1_000
	benchReviews = 1_000_000
)

func generate(b *testing.B, reviews int) *storage.Collection {
	b.Helper()
	if testing.Short() {
		b.Skip("large")
	}
	start := time.Now()
	c := storagetest.Generate(b, b.TempDir(), benchCards, benchFiles, reviews, 1)
	b.Logf("generated in %s", time.Since(start))
	return c
}

func BenchmarkLarge(b *testing.B) {
	c := generate(b, benchReviews)
	describeSize(b, c)
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		b.Fatal(err)
	}
	cal, now := scheduler.Calendar(), storagetest.Start()
	candidates := func(scope storage.Scope) func() error {
		return func() error {
			_, err := c.Candidates(scope, cal, now,
				storage.Wanted{New: 20})
			return err
		}
	}
	run := func(name string, do func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("candidates", candidates(storage.Scope{}))
	run("candidates-with-presets", func() error {
		_, err := c.Candidates(storage.Scope{}, cal, now, storage.Wanted{New: 20, Config: presets(20)})
		return err
	})
	for _, query := range []string{"tag:go", "text:esteaora", "is:due", "is:new"} {
		run("select-"+query, func() error {
			_, err := c.Select([]string{query}, storage.Here{Calendar: cal, Now: now})
			return err
		})
	}
	run("tags", func() error { _, err := c.Tags(); return err })
	run("candidates-of-a-deck", candidates(storage.Scope{Decks: []string{"folder003"}}))
	run("first-card", func() error { return firstCard(b, c.Root(), cal, now) })
	added := 0
	run("first-card-one-file-changed", func() error {
		added++
		path := filepath.Join(c.Root(), "folder050", "deck00500.md")
		return errors.Join(appendTo(path, fmt.Sprintf("\nQ: added %d?\nA: yes\n", added)),
			firstCard(b, c.Root(), cal, now))
	})
	b.Run("answer", func(b *testing.B) { benchmarkAnswer(b, c, scheduler) })
	b.Run("two-syncs", benchmarkSyncs)
	run("totals", func() error { _, err := c.Totals(0, 1<<30); return err })
	run("schedules", func() error { _, err := c.Schedules(storage.Scope{}); return err })
	run("sound", c.Sound)
	run("backup", func() error { _, err := c.Backup(b.Context(), now); return err })
	run("rebuild", func() error { return c.Rebuild(now) })
}

// presets returns a configuration with presets that name every deck, all with limits.
func presets(n int) folders.Config {
	var c folders.Config
	for i := range n {
		c.Presets = append(c.Presets, folders.Preset{
			Name: fmt.Sprint(i), Decks: []string{
				fmt.Sprintf("folder%d*", i%10),
				fmt.Sprintf("folder*%d/*", i),
			},
			Settings: settings.Set{NewPerDay: new(5), ReviewsPerDay: new(1000)},
		})
	}
	return c
}

// describeSize logs how large a collection is.
func describeSize(b *testing.B, c *storage.Collection) {
	b.Helper()
	n := 0
	err := c.Events(func(journal.Event, bool, deck.Key) bool { n++; return true })
	if err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(dbPath(c.Root()))
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d events in %d MB", n, info.Size()>>20)
}

// firstCard does what a review does before it shows the first card.
func firstCard(b *testing.B, root string, cal srs.Calendar, now time.Time) error {
	c, err := storage.Open(root, storagetest.Options(1))
	if err != nil {
		return err
	}
	if _, err := c.Compile(b.Context(), now); err != nil {
		return err
	}
	found, err := c.Candidates(storage.Scope{}, cal, now, storage.Wanted{New: 20})
	if err != nil {
		return err
	}
	_, err = c.Card(deck.Key(found.Entries[0].Card))
	return err
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

func benchmarkAnswer(b *testing.B, c *storage.Collection, s *srs.Scheduler) {
	now := storagetest.Start()
	found, err := c.Candidates(storage.Scope{}, s.Calendar(), now, storage.Wanted{New: benchCards})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		card, err := c.Card(deck.Key(found.Entries[i%len(found.Entries)].Card))
		if err != nil {
			b.Fatal(err)
		}
		now = now.Add(time.Second)
		r := s.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, now, now)
		b.StartTimer()
		if _, err := c.Answer(card, r, now); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkSyncs is what an answer must cost at least: the two syncs of a commit, here of two
// appends.
func benchmarkSyncs(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "file"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	for b.Loop() {
		for range 2 {
			if _, err := f.Write(page); err != nil {
				b.Fatal(err)
			}
			if err := f.Sync(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkColdCompile(b *testing.B) {
	dir := generate(b, 0).Root()
	for b.Loop() {
		b.StopTimer()
		if err := os.RemoveAll(filepath.Join(dir, storage.Folder)); err != nil {
			b.Fatal(err)
		}
		c, err := storage.Create(dir, storagetest.Start(), storagetest.Options(1))
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		found, err := c.Compile(b.Context(), storagetest.Start())
		if err != nil || found.Cards != benchCards {
			b.Fatalf("%+v, %v", found, err)
		}
	}
}
