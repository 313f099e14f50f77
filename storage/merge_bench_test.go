package storage_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/deck"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/lines"
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
// collection, from a collection, a backup and the lines of an export; events that are known, and
// new ones; new parameters; and an import of all of it, its undo and its redo.
func BenchmarkMerge(b *testing.B) {
	for _, reviews := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("reviews=%d", reviews), func(b *testing.B) {
			if testing.Short() || reviews > 100_000 && os.Getenv("CARDS_LONG") == "" {
				b.Skip("large")
			}
			m := &merging{source: storagetest.Generate(b, b.TempDir(), reviews/10, reviews/1000, reviews, 1)}
			m.now = storagetest.Start()
			b.Run("all", m.all)
			b.Run("known", m.known)
			b.Run("new", m.news)
			b.Run("params", m.params)
			b.Run("import", m.imports)
		})
	}
}

// merging is a long log, and a clock.
type merging struct {
	source *storage.Collection
	now    time.Time
}

// empty returns a new collection, while the time stands.
func (m *merging) empty(b *testing.B) *storage.Collection {
	b.StopTimer()
	defer b.StartTimer()
	c, err := storage.Create(b.TempDir(), m.now, storagetest.Options(2))
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func (m *merging) merge(b *testing.B, c *storage.Collection, events iter.Seq2[journal.Event, error]) {
	if _, err := c.Merge(events, m.now); err != nil {
		b.Fatal(err)
	}
}

// files are those that hold the log.
func (m *merging) files(b *testing.B) []string {
	info, err := m.source.Backup(b.Context(), m.now)
	if err != nil {
		b.Fatal(err)
	}
	exported, err := os.Create(filepath.Join(b.TempDir(), "lines"))
	if err != nil {
		b.Fatal(err)
	}
	to := json.NewEncoder(exported)
	err = m.source.Events(func(ev journal.Event, undone bool, name deck.Key) bool {
		err = to.Encode(lines.Of(ev, undone, name))
		return err == nil
	})
	if err := errors.Join(err, exported.Close()); err != nil {
		b.Fatal(err)
	}
	return []string{
		dbPath(m.source.Root()), filepath.Join(m.source.BackupFolder(), info.Name),
		exported.Name(),
	}
}

func (m *merging) all(b *testing.B) {
	for _, path := range m.files(b) {
		format, err := storage.LogOf(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("from="+string(format), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.merge(b, m.empty(b), storage.EventsOf(path, format))
			}
		})
		b.Run("again="+string(format), func(b *testing.B) {
			for b.Loop() {
				m.merge(b, m.source, storage.EventsOf(path, format))
			}
		})
	}
}

func (m *merging) known(b *testing.B) {
	for b.Loop() {
		m.merge(b, m.source, some(streamOf(m.source), 1001))
	}
}

func (m *merging) news(b *testing.B) {
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		var events []journal.Event
		for i := range 1000 {
			random := storagetest.Random(uint64(n*1000 + i))
			own, err := journal.NewID(journal.ID{}, m.now.AddDate(-1, 0, i%300), random)
			if err != nil {
				b.Fatal(err)
			}
			body := journal.PropertySet{
				Key:      deck.Key{byte(i), byte(i >> 8)},
				Property: journal.Flag, Value: 1,
			}
			events = append(events, journal.Event{ID: own, Step: own, Body: body})
		}
		b.StartTimer()
		m.merge(b, m.source, storagetest.Seq(events))
	}
}

func (m *merging) params(b *testing.B) {
	for n := 0; b.Loop(); n++ {
		parameters := model.Defaults()
		parameters[0] += float64(n) * 1e-6
		m.now = m.now.Add(time.Millisecond)
		if _, err := m.source.Append(m.now, journal.Set6(parameters)); err != nil {
			b.Fatal(err)
		}
	}
}

// imports measures an import of all of it, and then by turns what takes it back and brings it back.
func (m *merging) imports(b *testing.B) {
	c := m.empty(b)
	run := storage.Run{Imported: journal.Imported{Format: "test", Source: "all"}}
	do := func(name string, do func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	do("run", func() error {
		c = m.empty(b)
		_, err := c.Import(run, storagetest.Laid(streamOf(m.source)), m.now)
		return err
	})
	do("undo-and-redo", func() error {
		_, err := c.Undo(journal.ID{}, m.now)
		if err == nil {
			_, err = c.Redo(m.now)
		}
		return err
	})
}
