package importer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage"
	"cards/storage/importer"
	"cards/storage/storagetest"
)

// BenchmarkImportTable imports a table of 20,000 rows, and compiles what came of it; compile is the
// share of the time that the compile takes.
func BenchmarkImportTable(b *testing.B) {
	source := filepath.Join(b.TempDir(), "words.csv")
	var rows strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&rows, "what is the meaning of word %d in the lesson,the %d. answer of the list\n", i, i)
	}
	if err := os.WriteFile(source, []byte(rows.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		b.Fatal(err)
	}
	compiling := time.Duration(0)
	for b.Loop() {
		c, err := storage.Create(b.TempDir(), storagetest.Start(), storagetest.Options(1))
		if err != nil {
			b.Fatal(err)
		}
		o := importer.Options{Scheduler: scheduler, Zone: time.UTC, Now: storagetest.Start()}
		reports, err := importer.Import(b.Context(), c, source, o)
		if err != nil || len(reports[0].Cards) != 20_000 {
			b.Fatal(err)
		}
		began := time.Now()
		if _, err := c.Compile(b.Context(), storagetest.Start()); err != nil {
			b.Fatal(err)
		}
		compiling += time.Since(began)
	}
	b.ReportMetric(float64(compiling)/float64(b.Elapsed()), "compile")
}
