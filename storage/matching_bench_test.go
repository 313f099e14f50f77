package storage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// BenchmarkMatching compiles a large collection after one of its files has changed, once with most
// of its cards answered and once with few of them: with and without orphans, and with and without
// something to match them with.
func BenchmarkMatching(b *testing.B) {
	for _, reviews := range []int{benchCards * 2, 0} {
		b.Run(fmt.Sprintf("reviews=%d", reviews), func(b *testing.B) {
			m := &matchBench{c: generate(b, reviews), path: filepath.Join("folder050", "deck00500.md")}
			m.answer(b, 20)
			words := func() { m.append(b, "# Notes\n\nSome words.\n\n") }
			b.Run("notes-changed", func(b *testing.B) { m.run(b, words) })
			m.remove(b, 5)
			m.compile(b)
			b.Run("notes-changed-with-orphans", func(b *testing.B) { m.run(b, words) })
			b.Run("card-removed", func(b *testing.B) { m.run(b, func() { m.remove(b, 1) }) })
			b.Run("card-added-with-orphans", func(b *testing.B) {
				m.run(b, func() { m.append(b, fmt.Sprintf("Q: added %d?\nA: yes\n\n", m.n)) })
			})
		})
	}
}

// matchBench changes one file of a collection over and over.
type matchBench struct {
	c    *storage.Collection
	path string
	n    int
}

// run measures compiling after change.
func (m *matchBench) run(b *testing.B, change func()) {
	m.compile(b)
	for b.Loop() {
		b.StopTimer()
		m.n++
		change()
		b.StartTimer()
		m.compile(b)
	}
}

func (m *matchBench) compile(b *testing.B) {
	if _, err := m.c.Compile(b.Context(), storagetest.Start()); err != nil {
		b.Fatal(err)
	}
}

func (m *matchBench) append(b *testing.B, text string) {
	if err := appendTo(filepath.Join(m.c.Root(), m.path), "\n"+text); err != nil {
		b.Fatal(err)
	}
}

// answer rates the first cards of the file.
func (m *matchBench) answer(b *testing.B, n int) {
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(storagetest.Start().Location()))
	if err != nil {
		b.Fatal(err)
	}
	scope := storage.Scope{Paths: []string{m.path}}
	err = m.c.Cards(scope, func(card *storage.Card) bool {
		now := storagetest.Start()
		r := scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, now, now)
		if _, err := m.c.Answer(card, r, now); err != nil {
			b.Fatal(err)
		}
		n--
		return n > 0
	})
	if err != nil {
		b.Fatal(err)
	}
}

// remove removes the first cards of the file.
func (m *matchBench) remove(b *testing.B, n int) {
	path := filepath.Join(m.c.Root(), m.path)
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	notes := strings.SplitAfterN(string(text), "\n\nQ:", n+2)
	if err := os.WriteFile(path, []byte(notes[0]+strings.TrimPrefix(notes[n+1], "Q:")),
		0o644); err != nil {
		b.Fatal(err)
	}
}
