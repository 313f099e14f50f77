package storage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
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
	cal, now := srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover}, storagetest.Start()
	n := 0
	if err := c.Events(func(storage.Event, bool, deck.Key) bool { n++; return true }); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(c.Root(), storage.Folder, "collection.db"))
	if err != nil {
		b.Fatal(err)
	}
	found, err := c.Candidates(storage.Scope{}, cal, now, 20)
	b.Logf("%d events, %d MB, %d candidates, %v", n, info.Size()>>20, len(found.Entries), err)
	b.Run("candidates", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Candidates(storage.Scope{}, cal, now, 20); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("candidates-of-a-deck", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Candidates(storage.Scope{Decks: []string{"folder003"}}, cal, now, 20); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("open-compile-candidates-card", func(b *testing.B) {
		for b.Loop() {
			firstCard(b, c.Root(), cal, now)
		}
	})
	b.Run("one-file-changed", func(b *testing.B) {
		path := filepath.Join(c.Root(), "folder050", "deck00500.md")
		for i := 0; b.Loop(); i++ {
			appendTo(b, path, fmt.Sprintf("\nQ: added %d?\nA: yes\n", i))
			firstCard(b, c.Root(), cal, now)
		}
	})
	b.Run("answer", func(b *testing.B) { benchmarkAnswer(b, c, now) })
	b.Run("two-syncs", benchmarkSyncs)
	b.Run("totals", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Totals(0, 1<<30); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("schedules", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Schedules(storage.Scope{}, cal.Day(now), 30); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("rebuild", func(b *testing.B) {
		for b.Loop() {
			if err := c.Rebuild(now); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// firstCard does what a review does before it shows the first card.
func firstCard(b *testing.B, root string, cal srs.Calendar, now time.Time) {
	b.Helper()
	c, err := storage.Open(root, storagetest.Options(1))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := c.Compile(b.Context(), now); err != nil {
		b.Fatal(err)
	}
	found, err := c.Candidates(storage.Scope{}, cal, now, 20)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := c.Card([16]byte(found.Entries[0].Card)); err != nil {
		b.Fatal(err)
	}
}

func appendTo(b *testing.B, path, text string) {
	b.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

func benchmarkAnswer(b *testing.B, c *storage.Collection, now time.Time) {
	s, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		b.Fatal(err)
	}
	found, err := c.Candidates(storage.Scope{}, s.Calendar(), now, 100_000)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		card, err := c.Card([16]byte(found.Entries[i%len(found.Entries)].Card))
		if err != nil {
			b.Fatal(err)
		}
		now = now.Add(time.Second)
		r := s.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, now, now)
		b.StartTimer()
		if _, err := c.Answer(r, card.Newest, now); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkSyncs is what an answer must cost at least: the two syncs of a commit, here of two appends.
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
