package storage_test

import (
	"fmt"
	"iter"
	"testing"

	"cards/deck"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// streamOf yields the events of a collection as it is read.
func streamOf(c *storage.Collection) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		err := c.Events(func(ev journal.Event, _ bool, _ deck.Key) bool { return yield(ev, nil) })
		if err != nil {
			yield(journal.Event{}, err)
		}
	}
}

// some yields the first n events.
func some(events iter.Seq2[journal.Event, error], n int) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for ev, err := range events {
			if n--; n < 0 || !yield(ev, err) {
				return
			}
		}
	}
}

// BenchmarkMerge measures what touches a whole log, by its length: all of it into an empty
// collection, events that are known, new ones, and new parameters.
func BenchmarkMerge(b *testing.B) {
	for _, reviews := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("reviews=%d", reviews), func(b *testing.B) {
			if testing.Short() {
				b.Skip("large")
			}
			source := storagetest.Generate(b, b.TempDir(), reviews/10, reviews/1000, reviews, 1)
			benchmarkMerges(b, source)
		})
	}
}

func benchmarkMerges(b *testing.B, source *storage.Collection) {
	now := storagetest.Start()
	merge := func(c *storage.Collection, events iter.Seq2[journal.Event, error]) {
		if _, err := c.Merge(events, now); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			c, err := storage.Create(b.TempDir(), now, storagetest.Options(2))
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			merge(c, streamOf(source))
		}
	})
	b.Run("known", func(b *testing.B) {
		for b.Loop() {
			merge(source, some(streamOf(source), 1001))
		}
	})
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			var events []journal.Event
			for i := range 1000 {
				own, err := journal.NewID(journal.ID{}, now.AddDate(-1, 0, i%300), storagetest.Random(uint64(b.N*1000+i)))
				if err != nil {
					b.Fatal(err)
				}
				body := journal.PropertySet{Key: deck.Key{byte(i), byte(i >> 8)}, Property: journal.Flag, Value: 1}
				events = append(events, journal.Event{ID: own, Step: own, Body: body})
			}
			b.StartTimer()
			merge(source, storagetest.Seq(events))
		}
	})
	b.Run("params", func(b *testing.B) {
		for b.Loop() {
			parameters := model.Defaults()
			parameters[0] += float64(b.N) * 1e-6
			now = now.Add(1)
			if _, err := source.Append(now, journal.Set6(parameters)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
