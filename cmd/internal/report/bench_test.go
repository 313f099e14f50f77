package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/cmd/internal/report"
	"cards/storage"
	"cards/storage/storagetest"
)

// BenchmarkPages makes every page over logs that grow tenfold, beside one decoding scan of the log:
// those from the totals of days must hardly grow, those that read every answer with the scan.
// CARDS_LONG has ten million answers too.
func BenchmarkPages(b *testing.B) {
	if testing.Short() {
		b.Skip("large")
	}
	sizes := []int{100_000, 1_000_000}
	if os.Getenv("CARDS_LONG") != "" {
		sizes = append(sizes, 10_000_000)
	}
	for _, reviews := range sizes {
		begun := time.Now()
		c := storagetest.Generate(b, b.TempDir(), reviews/20, reviews/2000, reviews, 1)
		b.Logf("%d answers generated in %s", reviews, time.Since(begun))
		run := func(name string, before func(), do func() error) {
			b.Run(fmt.Sprintf("%s/%d", name, reviews), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					before()
					b.StartTimer()
					if err := do(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		nothing := func() {}
		run("scan", nothing, func() error { return c.Answers(b.Context(), func(*storage.Answered) {}) })
		forget := func() { _ = os.Remove(filepath.Join(c.Root(), storage.Folder, storage.CourseFile)) } // if it is there
		run("first", forget, func() error { _, err := statisticsOf(b, c).Course(); return err })
		run("page", nothing, func() error {
			_,
				err := report.Default(statisticsOf(b, c), false)
			return err
		})
		for _, s := range report.Subjects() {
			run(s.Name, nothing, func() error {
				_,
					err := report.Of(s, statisticsOf(b, c), false)
				return err
			})
		}
	}
}
