package sync_test

import (
	"fmt"
	"iter"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
	"cards/storage/sync"
	"cards/storage/sync/seal"
	"cards/storage/sync/store"
)

// BenchmarkFirstSync measures what a new device takes in, through an encrypted folder, beside the
// bare merge of the same events into an empty log.
func BenchmarkFirstSync(b *testing.B) {
	for _, reviews := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("reviews=%d", reviews), func(b *testing.B) {
			if testing.Short() || reviews > 10_000 && os.Getenv("CARDS_LONG") == "" {
				b.Skip("large")
			}
			key, err := seal.New()
			if err != nil {
				b.Fatal(err)
			}
			source := storagetest.Generate(b, b.TempDir(), reviews/10, max(reviews/1000, 1), reviews, 1)
			folder := b.TempDir()
			firstRound(b, source, folder, key)
			b.Run("sync", func(b *testing.B) {
				for b.Loop() {
					traffic := firstRound(b, storagetest.New(b, nil).Collection, folder, key)
					b.ReportMetric(float64(traffic.Requests), "requests")
					b.ReportMetric(float64(traffic.Bytes)/1e6, "MB")
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-sys")
			})
			b.Run("merge", func(b *testing.B) {
				for b.Loop() {
					c := storagetest.New(b, nil)
					if _, err := c.Merge(streamOf(source), c.Now); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

// firstRound sets a store up and does a round.
func firstRound(b *testing.B, c *storage.Collection, folder string, key *seal.Key) store.Traffic {
	b.Helper()
	var traffic store.Traffic
	d, err := store.OpenDir(folder, &traffic)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	if err := c.SetStore(simulated); err != nil {
		b.Fatal(err)
	}
	s := &sync.Syncer{
		Log: c, Store: d, ID: simulated, Sealer: key, Place: key.Place(sync.NewPlace(simulated)),
		Device: "d",
		Now:    func() time.Time { return storagetest.Start() },
	}
	if _, err := s.Run(b.Context(), false); err != nil {
		b.Fatal(err)
	}
	return traffic
}

// streamOf yields the events of a collection as it is read.
func streamOf(c *storage.Collection) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		err := c.Events(func(ev journal.Event, _ bool, _ deck.Key) bool { return yield(ev, nil) })
		if err != nil {
			yield(journal.Event{}, err)
		}
	}
}

// BenchmarkSyncOfADay measures a round in which one other device had been active, with 100 answers.
func BenchmarkSyncOfADay(b *testing.B) {
	folder := b.TempDir()
	key, err := seal.New()
	if err != nil {
		b.Fatal(err)
	}
	text := &strings.Builder{}
	for i := range 100 {
		fmt.Fprintf(text, "Q: What is the question of number %d?\nA: its answer %d\n\n", i, i)
	}
	one := storagetest.NewSeeded(b, map[string]string{"a.md": text.String()}, 1)
	firstRound(b, one.Collection, folder, key)
	for i := range 100 {
		one.Rate(fmt.Sprintf("What is the question of number %d?", i), 3)
	}
	firstRound(b, one.Collection, folder, key)
	var traffic store.Traffic
	for b.Loop() {
		traffic = firstRound(b, storagetest.NewSeeded(b, nil, 2).Collection, folder, key)
	}
	b.ReportMetric(float64(traffic.Requests), "requests")
	b.ReportMetric(float64(traffic.Bytes), "bytes")
}
