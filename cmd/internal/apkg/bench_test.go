package apkg_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/cmd/internal/apkg"
	"cards/cmd/internal/media"
	"cards/deck/from/anki"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/importer"
	"cards/storage/storagetest"
)

// rowsPerNote is how many answers a note of the benchmarks has.
const rowsPerNote = 10

// synthetic writes a package of notes with their history, row by row: a bare write.
func synthetic(b testing.TB, file string, notes int) {
	b.Helper()
	w, err := anki.NewWriter(context.Background(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	check := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	basic := &anki.Notetype{
		ID: 1_600_000_000_000, Name: "Simple", Fields: []anki.Field{{Name: "Front"}, {Name: "Back", Ord: 1}},
		Templates: []anki.Template{{Name: "Card 1", Front: "{{Front}}", Back: "{{FrontSide}}<hr id=answer>{{Back}}"}},
	}
	start := time.Date(2020, 1, 1, 8, 0, 0, 0, time.UTC)
	for i := range notes {
		id := int64(1_600_000_000_000 + i)
		check(w.Note(&anki.Note{
			ID: id, GUID: fmt.Sprintf("g%09d", i), Type: basic.ID, Mod: 1_600_000_000,
			Fields: []string{fmt.Sprintf("What is the <b>word</b> number %d in the language %d?", i, i%7), fmt.Sprintf("It is %d&nbsp;%x", i*7, i)},
		}, 0))
		rows := make([]anki.Row, 0, rowsPerNote)
		at, interval := start.Add(time.Duration(i)*17*time.Second), int32(1)
		for j := range rowsPerNote {
			r := anki.Row{Card: id, Ease: 3, Interval: interval * 2, Last: interval, Factor: 500, Took: rnd.Int32N(20_000), Type: anki.RowReview}
			if j == 0 {
				r.Type, r.Last, r.Interval = anki.RowLearning, 0, 1
			}
			r.ID = at.UnixMilli()
			rows = append(rows, r)
			interval = r.Interval
			at = at.Add(time.Duration(interval)*24*time.Hour + time.Duration(rnd.IntN(3600))*time.Second)
			interval = min(interval, 60)
		}
		w.Rows(rows)
		due := int64(at.Unix()/86400) - start.Unix()/86400
		check(w.Card(&anki.Card{
			ID: id, Note: id, Deck: 1 + int64(i%10), Mod: 1_700_000_000, Type: anki.TypeReview, Queue: anki.QueueReview,
			Due: due, Interval: int(interval), Factor: 2500, Reps: rowsPerNote, Data: "{}",
		}))
	}
	settings := &anki.Settings{Created: start, Changed: start, Rollover: 4, Types: []*anki.Notetype{basic}}
	for i := range 10 {
		if i > 0 {
			settings.Decks = append(settings.Decks, &anki.Deck{ID: 1 + int64(i), Name: fmt.Sprintf("Deck %d", i), Preset: 1})
		}
	}
	check(w.Finish(settings))
	f, err := os.Create(file)
	check(err)
	check(w.Pack(context.Background(), f, nil))
	check(f.Close())
	check(w.Close())
}

func sizes() []int {
	if os.Getenv("CARDS_LONG") != "" {
		return []int{10_000, 100_000}
	}
	return []int{1000}
}

// BenchmarkPackages measures what there is to do with a package beside what it costs to read or
// write its rows and nothing else. CARDS_LONG=1 has 100,000 notes with a million rows.
func BenchmarkPackages(b *testing.B) {
	for _, notes := range sizes() {
		outer := b.TempDir()
		file := filepath.Join(outer, "synthetic.apkg")
		b.Run(fmt.Sprintf("bare write/%d", notes), func(b *testing.B) {
			for b.Loop() {
				synthetic(b, file, notes)
			}
		})
		if _, err := os.Stat(file); err != nil {
			synthetic(b, file, notes)
		}
		b.Run(fmt.Sprintf("bare read/%d", notes), func(b *testing.B) {
			for b.Loop() {
				bareRead(b, file)
			}
		})
		var root string
		b.Run(fmt.Sprintf("import/%d", notes), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				root = benchRoot(b, outer)
				b.StartTimer()
				benchImport(b, root, file)
			}
		})
		b.Run(fmt.Sprintf("export/%d", notes), func(b *testing.B) {
			if root == "" {
				root = benchRoot(b, outer)
				benchImport(b, root, file)
			}
			c := benchOpen(b, root)
			if _, err := c.Compile(b.Context(), now); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				benchExport(b, root, c)
			}
		})
	}
}

func bareRead(b *testing.B, file string) {
	b.Helper()
	f, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	c, err := anki.Open(b.Context(), anki.Source{ReaderAt: f, Size: info.Size()}, b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	n := 0
	for _, err := range []error{
		c.EachNote(func(anki.Note) error { n++; return nil }),
		c.EachCard(func(anki.Card) error { n++; return nil }),
		c.EachRow(b.Context(), func(anki.Row) error { n++; return nil }),
	} {
		if err != nil {
			b.Fatal(err)
		}
	}
}

func benchRoot(b *testing.B, folder string) string {
	b.Helper()
	root, err := os.MkdirTemp(folder, "root-")
	if err == nil {
		_, err = storage.Create(root, now, storagetest.Options(3))
	}
	if err != nil {
		b.Fatal(err)
	}
	return root
}

func benchOpen(b *testing.B, root string) *storage.Collection {
	b.Helper()
	c, err := storage.Open(root, storagetest.Options(3))
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func benchImport(b *testing.B, root, file string) {
	b.Helper()
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		b.Fatal(err)
	}
	c := benchOpen(b, root)
	if _, err := c.Compile(b.Context(), now); err != nil {
		b.Fatal(err)
	}
	_, err = importer.Import(b.Context(), c, file, importer.Options{Scheduler: scheduler, Now: now, Zone: time.UTC})
	if err != nil {
		b.Fatal(err)
	}
}

func benchExport(b *testing.B, root string, c *storage.Collection) {
	b.Helper()
	config, err := folders.ReadConfig(root)
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Create(filepath.Join(root, "..", "out.apkg"))
	if err != nil {
		b.Fatal(err)
	}
	_, err = apkg.Write(b.Context(), f, apkg.Collection{
		Collection: c, Config: config, Now: now, Whole: true,
		Calendar: srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover},
		Library:  media.NewLibrary(root, config.Roots(root)),
	}, storage.Scope{}, b.TempDir(), nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}
