package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/srs"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestWhatIsDueOfDecks follows how many reviews are due of one deck, beside another.
func TestWhatIsDueOfDecks(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "Q: 1?\nA: .\n\nQ: 2?\nA: .\n\nQ: 3?\nA: .\n", "b.md": "Q: 4?\nA: .\n",
	})
	today := c.Scheduler.Calendar().Day(c.Now)
	check := func(what, deck string, want ...int) {
		t.Helper()
		got, err := c.DueOn(today+4, today+7,
			func(d folders.Deck) bool { return deck == "" || d.Name == deck })
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, deck %q: %s", what, deck, diff)
		}
	}
	due := func(question string, days srs.Day) {
		t.Helper()
		body := journal.DueSet{Key: c.Find(question).Key, Due: srs.Due{Day: today + days}}
		if _, err := c.Append(c.Now, body); err != nil {
			t.Fatal(err)
		}
	}
	check("nothing was asked", "", 0, 0, 0, 0)
	for question, days := range map[string]srs.Day{"1?": 4, "2?": 4, "3?": 7, "4?": 4} {
		c.Rate(question, srs.Easy)
		due(question, days)
	}
	check("all", "", 3, 0, 0, 1)
	check("all", "a", 2, 0, 0, 1)
	check("all", "b", 1, 0, 0, 0)
	set(t, c, "2?", journal.Suspended, 1)
	check("one is suspended", "a", 1, 0, 0, 1)
	set(t, c, "2?", journal.Suspended, 0)
	due("2?", 5)
	check("one was moved", "a", 1, 1, 0, 1)
	c.Write("b.md", "Q: 4?\nA: .\n\nQ: 1?\nA: .\n")
	c.Write("a.md", "Q: 2?\nA: .\n\nQ (draft): 3?\nA: .\n")
	c.Compile()
	check("one is in the other deck, one a draft", "a", 0, 1, 0, 0)
	check("one is in the other deck, one a draft", "b", 2, 0, 0, 0)
}
