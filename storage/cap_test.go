package storage_test

import (
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestAnswerCap sums the time of answers, of which one was a pause, by different caps: before
// anything is written and after it, by another value of the collection too. The log keeps all of
// it.
func TestAnswerCap(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: .\n\nQ: two?\nA: .\n"})
	today := c.Scheduler.Calendar().Day(c.Now)
	for question, took := range map[string]time.Duration{"one?": 50 * time.Second, "two?": 2 * time.Hour} {
		card := c.Find(question)
		r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Easy, c.Now.Add(-took), c.Now)
		if _, err := c.Answer(card, r, c.Now); err != nil {
			t.Fatal(err)
		}
	}
	other, err := storage.Open(c.Root(), storagetest.Options(1))
	if err != nil {
		t.Fatal(err)
	}
	check := func(c *storage.Collection, want, slow time.Duration) {
		t.Helper()
		totals, err := c.Totals(today, today)
		if err != nil || len(totals) != 1 || totals[0].Time != want || totals[0].Reviews() != 2 {
			t.Errorf("totals %+v, %v; want %v", totals, err, want)
		}
		err = c.Cards(storage.Scope{}, func(card *storage.Card) bool {
			if card.Question() == "two?" && card.Pace.Time != slow {
				t.Errorf("the slow card took %v, want %v", card.Pace.Time, slow)
			}
			return true
		})
		if err != nil {
			t.Error(err)
		}
	}
	check(c.Collection, 110*time.Second, time.Minute)
	other.CapAnswers(time.Hour)
	check(other, 50*time.Second+time.Hour, time.Hour) // derived for this read alone
	check(c.Collection, 110*time.Second, time.Minute)
	if _, err := other.Compile(t.Context(), c.Now); err != nil {
		t.Fatal(err)
	}
	check(other, 50*time.Second+time.Hour, time.Hour)
	for _, err := range other.Check() {
		t.Error(err)
	}
	c.CapAnswers(20 * time.Second)
	c.Rate("one?", srs.Again)
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	check(c.Collection, 40*time.Second, 20*time.Second)
	raw := time.Duration(0)
	err = c.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if r, ok := e.Body.(journal.Reviewed); ok && !undone {
			raw += r.Duration()
		}
		return true
	})
	if want := 2*time.Hour + 50*time.Second; err != nil || raw != want {
		t.Errorf("the log has %v, %v; want %v", raw, err, want)
	}
	c.CapAnswers(srs.AnswerCap)
}
