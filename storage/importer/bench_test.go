package importer_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage"
	"cards/storage/importer"
	"cards/storage/storagetest"
)

// BenchmarkImport imports a large source and compiles what came of it, as the command does. Ratio is
// how many times as long that takes as the compile of the same deck files where nothing is known of
// them: that reads and writes no log, and of a vault whose tags name decks 50 files, not the 5,000
// that the import has to read. Each file of the other vault becomes a deck.
func BenchmarkImport(b *testing.B) {
	for name, write := range map[string]func(*testing.B, string) string{
		"table": writeTable,
		"vault": func(b *testing.B, dir string) string { return writeVault(b, dir, "") },
		"decks": func(b *testing.B, dir string) string { return writeVault(b, dir, "/topic%d") },
	} {
		b.Run(name, func(b *testing.B) { benchmarkImport(b, write(b, b.TempDir())) })
	}
}

func benchmarkImport(b *testing.B, source string) {
	importing, compiling := time.Duration(0), time.Duration(0)
	for b.Loop() {
		began := time.Now()
		root := importAll(b, source)
		importing += time.Since(began)
		b.StopTimer()
		other := b.TempDir()
		if err := os.CopyFS(other, decksOf(b, root)); err != nil {
			b.Fatal(err)
		}
		began = time.Now()
		compile(b, create(b, other))
		compiling += time.Since(began)
		b.StartTimer()
	}
	b.ReportMetric(importing.Seconds()/compiling.Seconds(), "ratio")
}

// importAll imports a source into a new collection, and returns where that is.
func importAll(b *testing.B, source string) string {
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		b.Fatal(err)
	}
	root := b.TempDir()
	c := create(b, root)
	o := importer.Options{Scheduler: scheduler, Zone: time.UTC, Now: storagetest.Start()}
	if _, err := importer.Import(b.Context(), c, source, o); err != nil {
		b.Fatal(err)
	}
	compile(b, c)
	return root
}

func create(b *testing.B, root string) *storage.Collection {
	c, err := storage.Create(root, storagetest.Start(), storagetest.Options(1))
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func compile(b *testing.B, c *storage.Collection) {
	found, err := c.Compile(b.Context(), storagetest.Start())
	if err != nil || found.Cards < 10_000 || found.Errors > 0 {
		b.Fatalf("%d cards, %d errors, %v", found.Cards, found.Errors, err)
	}
}

// decksOf returns the deck files of a collection.
func decksOf(b *testing.B, root string) fs.FS {
	if err := os.RemoveAll(filepath.Join(root, storage.Folder)); err != nil {
		b.Fatal(err)
	}
	return os.DirFS(root)
}

// writeTable writes a table of 100,000 rows.
func writeTable(b *testing.B, dir string) string {
	var rows strings.Builder
	rows.WriteString("question,answer\n")
	for i := range 100_000 {
		fmt.Fprintf(&rows, "\"What is the meaning of word %d, in lesson %d?\",the %d. answer of the list\n",
			i, i/50, i)
	}
	source := filepath.Join(dir, "words.csv")
	if err := os.WriteFile(source, []byte(rows.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	return source
}

// writeVault writes 5,000 notes as people keep them in Obsidian, with three cards each. Their tag may
// name a deck by the number of the folder.
func writeVault(b *testing.B, dir, deck string) string {
	for i := range 5_000 {
		folder := filepath.Join(dir, fmt.Sprintf("topic %d", i/100))
		tag := "flashcards" + strings.ReplaceAll(deck, "%d", strconv.Itoa(i/100))
		note := fmt.Sprintf("---\ntags: [%s, area]\ncreated: 2024-03-01\n---\n"+
			"# Note %d\n\nSome prose on matter %d that links to [[Note %d]] and asks nothing.\n\n"+
			"What is the first matter of note %d::It is the first, number %d\n"+
			"<!--SR:!2024-05-%02d,%d,250-->\n\n"+
			"## Details\n\n- a point of note %d\n- another, with `code %d`\n\n"+
			"What are the parts of note %d\n?\n- the part %d\n- the other part\n\n"+
			"The value of constant %d is ==%d units== here.\n",
			tag, i, i, i+1, i, i, 1+i%28, 10+i%20, i, i, i, i, i, 7*i)
		name := filepath.Join(folder, fmt.Sprintf("Note %d.md", i))
		err := os.MkdirAll(folder, 0o755)
		if err == nil {
			err = os.WriteFile(name, []byte(note), 0o644)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	return dir
}
