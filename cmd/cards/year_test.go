package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestYear lives through daily reviews by the command line, in its full form of a year: days are
// left out, the person moves from Berlin to New York and back, and both places change their clocks
// meanwhile. What was derived day by day must be what the log alone gives.
func TestYear(t *testing.T) {
	days := 150
	if inFull() {
		days = 365
	}
	const seed = 20260101
	rng := rand.New(rand.NewPCG(seed, 0))
	p := newProgram(t, time.Date(2026, 1, 1, 18, 0, 0, 0, time.UTC),
		map[string]string{"year.md": cardsFile("year", 120)})
	for day := range days {
		p.zone = "Europe/Berlin"
		if day > days/6 && day < days/2 {
			p.zone = "America/New_York"
		}
		if rng.IntN(4) > 0 {
			p.run(answers(rng, 30), "review", "--plain", "--new", "3")
		}
		p.now = p.now.Add(24*time.Hour + time.Duration(rng.IntN(180)-90)*time.Minute)
	}
	reviews := p.reviews()
	if len(reviews) < 4*days {
		t.Errorf("only %d reviews in %d days", len(reviews), days)
	}
	dueAsRecorded(t, p, reviews)
	checkCollection(t, p.root)
	unionOfHalves(t, p, rng)
}

// unionOfHalves deals the log out to two collections with the same decks and unites them in both
// orders: both must know of every card what the collection of the whole log knows.
func unionOfHalves(t *testing.T, p *program, rng *rand.Rand) {
	t.Helper()
	whole, err := storage.Open(p.root, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var halves [2][]journal.Event
	err = whole.Events(func(e journal.Event, _ bool, _ deck.Key) bool {
		i := rng.IntN(2)
		halves[i] = append(halves[i], e)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	want := schedules(t, whole)
	for first := range halves {
		root := t.TempDir()
		if err := os.CopyFS(root, os.DirFS(p.root)); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(root, storage.Folder)); err != nil {
			t.Fatal(err)
		}
		c, err := storage.Create(root, p.now, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Compile(t.Context(), p.now); err != nil {
			t.Fatal(err)
		}
		for _, half := range [][]journal.Event{halves[first], halves[1-first]} {
			if err := storagetest.Merge(c, half, p.now); err != nil {
				t.Fatal(err)
			}
		}
		near := cmpopts.EquateApprox(1e-9, 0)
		if diff := cmp.Diff(want, schedules(t, c), near); diff != "" {
			t.Errorf("half %d first (-whole +united):\n%s", first, diff)
		}
		checkCollection(t, root)
	}
}

// schedules returns what is known of every card, by name.
func schedules(t *testing.T, c *storage.Collection) map[deck.Key]srs.Schedule {
	t.Helper()
	all := make(map[deck.Key]srs.Schedule)
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		all[card.ID] = card.Schedule
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// answers returns lines that show and rate n times: mostly good.
func answers(rng *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		rating := []int{1, 2, 3, 3, 3, 3, 3, 4}[rng.IntN(8)]
		fmt.Fprintf(&b, "\n%d\n", rating)
	}
	return b.String()
}

// dueAsRecorded compares when every card is due with what its last review recorded, before and
// after a rebuild.
func dueAsRecorded(t *testing.T, p *program, reviews []event) {
	t.Helper()
	due := make(map[string]string)
	for _, r := range reviews {
		due[r.Card] = r.Due
	}
	c, err := storage.Open(p.root, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	compare := func(when string) map[string]float64 {
		stabilities := make(map[string]float64)
		err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
			id, s := card.ID.String(), card.Schedule
			stabilities[id] = s.Memory.Stability
			got := s.Due.Day.String()
			if !s.Due.At.IsZero() {
				got = s.Due.At.Format(time.RFC3339Nano)
			}
			if want, answered := due[id]; answered && !sameDue(got, want) {
				t.Errorf("%s: card %s is due %s, its last review says %s", when, id, got, want)
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		return stabilities
	}
	before := compare("day by day")
	if err := c.Rebuild(p.now); err != nil {
		t.Fatal(err)
	}
	for id, s := range compare("rebuilt") {
		if d := s - before[id]; d > 1e-9*s || d < -1e-9*s {
			t.Errorf("card %s: stability %v rebuilt, %v day by day", id, s, before[id])
		}
	}
}

// sameDue compares two due dates, of which instants may be written in different zones.
func sameDue(a, b string) bool {
	ta, errA := time.Parse(time.RFC3339Nano, a)
	tb, errB := time.Parse(time.RFC3339Nano, b)
	if errA == nil && errB == nil {
		return ta.Equal(tb)
	}
	return a == b
}

// TestTwoReviewsAtOnce answers the same cards from two processes, so that none is due again: no
// answer is lost, and no card is asked by one that the other has answered.
func TestTwoReviewsAtOnce(t *testing.T) {
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"many.md": cardsFile("two", 300)})
	p.run("", "due")
	type outcome struct {
		taken int
		err   error
	}
	done := make(chan outcome)
	for range 2 {
		go func() {
			cmd := p.command("review", "--plain", "--new", "300")
			cmd.Stdin = strings.NewReader(strings.Repeat("show\n4\n", 300))
			out, err := cmd.Output()
			done <- outcome{strings.Count("\n"+string(out), "\nrated "), err}
		}()
	}
	taken := 0
	for range 2 {
		o := <-done
		if o.err != nil {
			t.Error(o.err)
		}
		taken += o.taken
	}
	answered := make(map[string]bool)
	reviews := p.reviews()
	for _, r := range reviews {
		if answered[r.Card] {
			t.Errorf("card %s: answered twice", r.Card)
		}
		answered[r.Card] = true
	}
	if taken != len(reviews) {
		t.Errorf("%d answers were said to be taken, the log in %s has %d", taken,
			filepath.Base(p.root), len(reviews))
	}
	if len(answered) != 300 {
		t.Errorf("%d of 300 cards were answered", len(answered))
	}
	checkCollection(t, p.root)
}
