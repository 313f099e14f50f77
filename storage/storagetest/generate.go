package storagetest

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Generate makes a collection in dir for benchmarks: so many cards in so many deck files in folders
// of ten, and so many reviews over the three years before [Start], given when they were due; a
// tenth of the cards is new. All of it follows from the seed.
func Generate(tb testing.TB, dir string, cards, files, reviews int, seed uint64) *storage.Collection {
	tb.Helper()
	chance := rand.NewPCG(seed, 0)
	g := &generator{rand: rand.New(chance), end: Start()}
	if err := g.writeDecks(dir, cards, files); err != nil {
		tb.Fatal(err)
	}
	c, err := storage.Create(dir, g.end, Options(seed))
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := c.Compile(tb.Context(), g.end); err != nil {
		tb.Fatal(err)
	}
	if g.scheduler, err = srs.NewScheduler(srs.DefaultConfig(time.UTC)); err != nil {
		tb.Fatal(err)
	}
	var texts []journal.TextSeen
	err = c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		texts = append(texts, journal.TextSeen{
			Key: card.Key, Kind: card.Kind, Text: card.Text,
			Path: card.Path,
		})
		return true
	})
	if err == nil {
		_, err = c.Merge(g.study(texts, reviews, *chance), g.end)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// generator is the state of [Generate].
type generator struct {
	rand      *rand.Rand
	end       time.Time
	scheduler *srs.Scheduler
}

func (g *generator) writeDecks(dir string, cards, files int) error {
	for i := range files {
		n := cards/files + min(1, max(0, cards%files-i))
		path := filepath.Join(dir, fmt.Sprintf("folder%03d", i/10), fmt.Sprintf("deck%05d.md", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(g.deck(n)), 0o644); err != nil {
			return err
		}
		old := g.end.AddDate(0, -1, 0)
		if err := os.Chtimes(path, old, old); err != nil {
			return err
		}
	}
	return nil
}

// deck returns the text of a deck of n cards.
func (g *generator) deck(n int) string {
	var b strings.Builder
	b.WriteString("# Some heading\n\nNotes on what follows.\n\n")
	for range n {
		fmt.Fprintf(&b, "Q: What is `%s` in %s?\nA: It is the %s.\n\n", g.words(2), g.words(5),
			g.words(8))
	}
	return b.String()
}

// words returns n made-up words.
func (g *generator) words(n int) string {
	const letters = "etaoinshrdlu"
	words := make([]string, n)
	for i := range words {
		word := make([]byte, 3+g.rand.IntN(6))
		for j := range word {
			word[j] = letters[g.rand.IntN(len(letters))]
		}
		words[i] = string(word)
	}
	return strings.Join(words, " ")
}

// study yields the events of cards that are answered about so often together, one card after the
// other, the same events each time: ten million of them need not be in memory.
func (g *generator) study(cards []journal.TextSeen, reviews int, chance rand.PCG) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		from := chance
		g.rand = rand.New(&from)
		n, more := 0, true
		add := func(at time.Time, body journal.Body) bool {
			n++
			more = more && yield(g.event(at, body), nil)
			return more
		}
		for i, card := range cards {
			if g.rand.IntN(10) > 0 && more {
				g.studyCard(card, (reviews-n)*10/9/(len(cards)-i), add)
			}
		}
	}
}

// studyCard answers a card about n times: whenever it is due, and at last so that it is due about
// now or later.
func (g *generator) studyCard(card journal.TextSeen, n int, add func(time.Time, journal.Body) bool) {
	at := g.end.Add(-time.Duration(g.rand.Int64N(int64(3 * 365 * 24 * time.Hour))))
	more := add(at, card)
	var s srs.Schedule
	for n += g.rand.IntN(5) - 2; more && n > 0 && at.Before(g.end); n-- {
		rating := srs.Good
		if g.rand.IntN(6) == 0 {
			rating = srs.Again
		}
		r := g.scheduler.Answer(srs.CardID(card.Key), s, rating, at.Add(-8*time.Second), at)
		more = add(at, journal.Reviewed{Review: r})
		s.Apply(g.scheduler.Model(), r)
		at = g.next(s, at)
	}
}

// next returns when a card is answered next: some hours after it is due, or a little later in a
// learning step.
func (g *generator) next(s srs.Schedule, last time.Time) time.Time {
	if s.Due.At.IsZero() {
		return g.scheduler.Calendar().Start(s.Due.Day).Add(time.Duration(g.rand.Int64N(int64(18 * time.Hour))))
	}
	return last.Add(s.Due.At.Sub(last) + time.Duration(g.rand.Int64N(int64(time.Hour))))
}

// event returns an event of a step of its own.
func (g *generator) event(at time.Time, body journal.Body) journal.Event {
	var id journal.ID
	binary.BigEndian.PutUint64(id[:], uint64(at.UnixMilli())<<16)
	binary.BigEndian.PutUint64(id[8:], g.rand.Uint64())
	return journal.Event{ID: id, Step: id, Body: body}
}
