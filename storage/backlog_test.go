package storage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// questions returns a deck of plain cards.
func questions(names ...string) string {
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "Q: %s?\nA: It is %s.\n\n", n, n)
	}
	return b.String()
}

// answerIn answers a card so slowly.
func answerIn(t *testing.T, c *storagetest.Collection, question string, took time.Duration) {
	t.Helper()
	card := c.Find(question)
	r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Easy, c.Now.Add(-took), c.Now)
	if _, err := c.Answer(card, r, c.Now); err != nil {
		t.Fatal(err)
	}
}

// inOrder returns the reviews that are candidates, in the order of a queue.
func inOrder(t *testing.T, c *storagetest.Collection, want storage.Wanted) []string {
	t.Helper()
	cal := c.Scheduler.Calendar()
	found, err := c.Candidates(storage.Scope{}, cal, c.Now, want)
	if err != nil {
		t.Fatal(err)
	}
	limits := srs.Limits{All: srs.Allowance{New: srs.Unlimited, Reviews: srs.Unlimited}}
	q := srs.NewQueue(found.Entries, cal, c.Now, limits)
	var names []string
	for {
		e, ok := q.Next(c.Now)
		if !ok {
			return names
		}
		card, err := c.Card([16]byte(e.Card))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, strings.TrimSuffix(card.Question(), "?"))
		q.Remove(e)
	}
}

// TestSavingOrder: among cards of one memory the quick one comes first; of two that take equally
// long, that of which more is forgotten until tomorrow, here the one that waits less. A pause of an
// hour tells as much as one of a minute.
func TestSavingOrder(t *testing.T) {
	t.Parallel()
	names := []string{"slow", "quick", "pause", "minute", "late"}
	c := storagetest.New(t, map[string]string{"a.md": questions(names...)})
	for name, took := range map[string]time.Duration{
		"slow": 20 * time.Second, "quick": 2 * time.Second, "pause": time.Hour, "minute": time.Minute,
	} {
		answerIn(t, c, name+"?", took)
	}
	c.Sleep(20)
	answerIn(t, c, "late?", 20*time.Second)
	c.Sleep(20)
	got := inOrder(t, c, storage.Wanted{Order: storage.BySaving})
	if want := []string{"late", "quick", "slow"}; !slices.Equal(got[:3], want) {
		t.Errorf("asked %v, want %v first", got, want)
	}
	if pause, minute := c.Find("pause?").Pace, c.Find("minute?").Pace; pause != minute {
		t.Errorf("an hour counts as %v, a minute as %v", pause, minute)
	}
	due := inOrder(t, c, storage.Wanted{})
	if due[len(due)-1] != "late" {
		t.Errorf("without saving the order is %v, want that of due days", due)
	}
}

// TestPaceFollowsTheLog: what is taken back does not count, and practice never does.
func TestPaceFollowsTheLog(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": questions("one")})
	answerIn(t, c, "one?", 4*time.Second)
	c.Sleep(3)
	card := c.Find("one?")
	r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Good,
		c.Now.Add(-8*time.Second), c.Now)
	step, err := c.Answer(card, r, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	both := srs.Pace{Answers: 2, Time: 12 * time.Second}
	if diff := cmp.Diff(both, c.Find("one?").Pace); diff != "" {
		t.Errorf("after two answers (-want +got):\n%s", diff)
	}
	if _, err := c.Undo(step, c.Now); err != nil {
		t.Fatal(err)
	}
	first := srs.Pace{Answers: 1, Time: 4 * time.Second}
	if diff := cmp.Diff(first, c.Find("one?").Pace); diff != "" {
		t.Errorf("after undo (-want +got):\n%s", diff)
	}
	card = c.Find("one?")
	r.Purpose, r.Count = srs.Cram, card.Schedule.Reviews
	if _, err := c.Answer(card, r, c.Now); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, c.Find("one?").Pace); diff != "" {
		t.Errorf("after practice (-want +got):\n%s", diff)
	}
}

// BenchmarkSaving makes the queue of a sitting with little time out of 20,000 overdue cards, beside
// that in the order of due days.
func BenchmarkSaving(b *testing.B) {
	if testing.Short() {
		b.Skip("large")
	}
	c := storagetest.Generate(b, b.TempDir(), 24_000, 240, 200_000, 1)
	cal, now := srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover}, storagetest.Start()
	limits := srs.Limits{All: srs.Allowance{New: 20, Reviews: srs.Unlimited}}
	for now = now.AddDate(0, 3, 0); ; now = now.AddDate(0, 1, 0) {
		found, err := c.Candidates(storage.Scope{}, cal, now, storage.Wanted{})
		if err != nil {
			b.Fatal(err)
		}
		if len(found.Entries) >= 20_000 {
			b.Logf("%d overdue", len(found.Entries))
			break
		}
	}
	for _, want := range []storage.Wanted{{New: 20}, {New: 20, Order: storage.BySaving}} {
		b.Run(fmt.Sprintf("order=%s", want.Order), func(b *testing.B) {
			for b.Loop() {
				found, err := c.Candidates(storage.Scope{}, cal, now, want)
				if err != nil {
					b.Fatal(err)
				}
				srs.NewQueue(found.Entries, cal, now, limits).Next(now)
			}
		})
	}
}
