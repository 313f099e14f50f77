package storage_test

import (
	"errors"
	"testing"

	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

const twoCards = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"

func candidates(t *testing.T, c *storagetest.Collection, limit int) storage.Candidates {
	t.Helper()
	found, err := c.Candidates(storage.Scope{}, c.Scheduler.Calendar(), c.Now,
		storage.Wanted{New: limit})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAnswerIsKept(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	if got := candidates(t, c, 20); len(got.Entries) != 2 || got.Waiting != 0 {
		t.Fatalf("candidates: %+v", got)
	}
	c.Rate("one?", srs.Easy)
	got := candidates(t, c, 20)
	if len(got.Entries) != 1 || len(got.Answered) != 1 || got.Asked.New != 1 {
		t.Errorf("candidates after an answer: %+v", got)
	}
	card := c.Find("one?")
	if card.Schedule.Reviews != 1 || card.Schedule.Phase != srs.InReview {
		t.Errorf("schedule: %+v", card.Schedule)
	}
	totals, err := c.Totals(0, 1<<30)
	if err != nil || len(totals) != 1 || totals[0].Reviews() != 1 {
		t.Errorf("totals: %+v, %v", totals, err)
	}
}

func TestUndoAndRedo(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Good)
	second := c.Rate("two?", srs.Easy)
	undone, err := c.Undo(journal.ID{}, c.Now)
	if err != nil || undone.Step != second {
		t.Fatalf("undo took %v, %v", undone, err)
	}
	if s := c.Find("two?").Schedule; s != (srs.Schedule{}) {
		t.Errorf("schedule after undo: %+v", s)
	}
	if redone, err := c.Redo(c.Now); err != nil || redone.Step != second {
		t.Fatalf("redo brought %v, %v", redone, err)
	}
	if s := c.Find("two?").Schedule; s.Phase != srs.InReview {
		t.Errorf("schedule after redo: %+v", s)
	}
	if _, err := c.Redo(c.Now); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("second redo: %v", err)
	}
}
