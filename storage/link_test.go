package storage_test

import (
	"errors"
	"testing"

	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// link joins the cards that ask two questions.
func link(t *testing.T, c *storagetest.Collection, a, b *storage.Card) {
	t.Helper()
	if _, err := c.Append(c.Now, journal.Linked{A: a.Key, B: b.Key, Manual: true}); err != nil {
		t.Fatal(err)
	}
}

func TestLinkedTextsAreOneCard(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: old?\nA: 1\n", "b.md": "Q: new?\nA: 1\n"})
	c.Rate("old?", srs.Easy)
	old, fresh := c.Find("old?"), c.Find("new?")
	c.Remove("a.md")
	c.Compile()
	link(t, c, old, fresh)
	c.Sleep(3)
	card := c.Find("new?")
	if card.Schedule.Reviews != 1 || len(card.Keys) != 2 || card.Key != fresh.Key {
		t.Fatalf("card: %+v", card)
	}
	if byOldKey, err := c.Card(old.Key); err != nil || byOldKey.Key != fresh.Key {
		t.Errorf("by its old key: %+v, %v", byOldKey, err)
	}
	c.Rate("new?", srs.Good)
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil { // the link
		t.Fatal(err)
	}
	if card := c.Find("new?"); card.Schedule.Reviews != 0 || len(card.Keys) != 1 {
		t.Errorf("after the link is taken back: %+v", card)
	}
}

func TestLinkOfTwoLiveTextsWaits(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: old?\nA: 1\n", "b.md": "Q: new?\nA: 1\n"})
	c.Rate("old?", srs.Easy)
	link(t, c, c.Find("old?"), c.Find("new?"))
	if card := c.Find("new?"); card.Schedule.Reviews != 0 {
		t.Error("joined while both are live")
	}
	c.Write("a.md", "")
	c.Compile()
	if card := c.Find("new?"); card.Schedule.Reviews != 1 {
		t.Error("not joined when one is gone")
	}
	c.Write("a.md", "Q: old?\nA: 1\n")
	c.Compile()
	if card := c.Find("new?"); card.Schedule.Reviews != 0 {
		t.Error("joined still when both are back")
	}
}

func TestAnswerToOneOfTwoLiveTextsPartsThem(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"old?", "new?"} {
		c := storagetest.New(t, map[string]string{
			"a.md": "Q: old?\nA: 1\n",
			"b.md": "Q: new?\nA: 1\n", "c.md": twoCards,
		})
		c.Rate("old?", srs.Easy)
		link(t, c, c.Find("old?"), c.Find("new?"))
		c.Rate("one?", srs.Easy) // of another card: it parts nothing
		step := c.Rate(question, srs.Good)
		var unlinks []journal.Event
		for _, ev := range eventsOf(t, c) {
			if _, ok := ev.Body.(journal.Unlinked); ok {
				unlinks = append(unlinks, ev)
			}
		}
		if len(unlinks) != 1 || unlinks[0].Step != step {
			t.Errorf("answer to %s: unlinks %+v", question, unlinks)
		}
		c.Write("a.md", "")
		c.Compile()
		if card := c.Find("new?"); len(card.Keys) != 1 {
			t.Errorf("answer to %s: joined again", question)
		}
		if _, err := c.Undo(step, c.Now); err != nil {
			t.Fatal(err)
		}
		if card := c.Find("new?"); len(card.Keys) != 2 || card.Schedule.Reviews != 1 {
			t.Errorf("answer to %s taken back: %+v", question, card)
		}
	}
}

func TestCancelIsNoStepToUndo(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	step := c.Rate("one?", srs.Good)
	if _, err := c.Undo(step, c.Now); err != nil {
		t.Fatal(err)
	}
	log := eventsOf(t, c)
	for _, again := range []journal.ID{step, log[len(log)-1].ID, {}, {9}} {
		if _, err := c.Undo(again, c.Now); !errors.Is(err, storage.ErrNothing) {
			t.Errorf("undo of %s: %v", again, err)
		}
	}
	if got := eventsOf(t, c); len(got) != len(log) {
		t.Errorf("the log has grown by %v", got[len(log):])
	}
}

func TestUndoLeavesLinksOfMatching(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: old?\nA: 1\n\nQ: new?\nA: 1\n"})
	step := c.Rate("old?", srs.Good)
	link := journal.Linked{A: c.Find("old?").Key, B: c.Find("new?").Key, Reason: "alike"}
	if _, err := c.Append(c.Now, link); err != nil {
		t.Fatal(err)
	}
	if undone, err := c.Undo(journal.ID{}, c.Now); err != nil || undone.Step != step {
		t.Errorf("undo took %+v, %v", undone, err)
	}
}
