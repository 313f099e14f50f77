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

	"github.com/google/go-cmp/cmp"
)

// numbered returns a deck of the cards with these numbers, with nothing in common.
func numbered(numbers ...int) string {
	words := strings.Fields("owl brook lamp quartz fjord tulip wedge gnome")
	answers := strings.Fields("north maybe eleven copper loudly Vienna seldom iron")
	var b strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&b, "Q: %s?\nA: %s\n\n", words[n], answers[n])
	}
	return b.String()
}

// studied returns a collection whose file a.md has eight answered cards.
func studied(t *testing.T) *storagetest.Collection {
	t.Helper()
	c := storagetest.New(t, map[string]string{"a.md": numbered(0, 1, 2, 3, 4, 5, 6, 7)})
	for _, card := range cardsOf(t, c) {
		c.Rate(card.Front, srs.Good)
	}
	c.Sleep(1)
	return c
}

func vanishedOf(t *testing.T, c *storagetest.Collection) []storage.Vanished {
	t.Helper()
	list, err := c.Vanished(storage.Scope{}, c.Scheduler.Calendar(), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func wantVanished(t *testing.T, c *storagetest.Collection, when string, want ...storage.Vanished) {
	t.Helper()
	if diff := cmp.Diff(want, vanishedOf(t, c)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", when, diff)
	}
}

func TestFewThatVanishAreNewsForTwoDays(t *testing.T) {
	t.Parallel()
	c := studied(t)
	wantVanished(t, c, "before")
	if found := rewrite(c, numbered(0, 1, 2, 3, 4, 5)); !found.Vanished {
		t.Errorf("compile: %+v", found)
	}
	two := storage.Vanished{Path: "a.md", Cards: 2}
	wantVanished(t, c, "at once", two)
	if err := c.SawOrphans(); err != nil {
		t.Fatal(err)
	}
	wantVanished(t, c, "after they were looked at", two)
	c.Sleep(1)
	c.Compile()
	wantVanished(t, c, "the day after", two)
	c.Sleep(1)
	c.Compile()
	wantVanished(t, c, "two days after")
}

func TestManyThatVanishAreNewsUntilSeen(t *testing.T) {
	t.Parallel()
	c := studied(t)
	rewrite(c, numbered(0, 1, 2, 3, 4))
	c.Sleep(30)
	three := storage.Vanished{Path: "a.md", Cards: 3}
	wantVanished(t, c, "a month after", three)
	rewrite(c, numbered(0, 1, 2, 3))
	c.Sleep(9)
	rewrite(c, numbered(0, 1, 2))
	wantVanished(t, c, "after others vanished", storage.Vanished{Path: "a.md", Cards: 4})
	rewrite(c, numbered(0, 1, 2, 5))
	wantVanished(t, c, "after one came back", storage.Vanished{Path: "a.md", Cards: 3})
	if err := c.SawOrphans(); err != nil {
		t.Fatal(err)
	}
	wantVanished(t, c, "after they were looked at", storage.Vanished{Path: "a.md", Cards: 1})
}

func TestVanishedWithTheirFileAreNoNews(t *testing.T) {
	t.Parallel()
	c := studied(t)
	if err := os.Remove(filepath.Join(c.Root(), "a.md")); err != nil {
		t.Fatal(err)
	}
	c.Write("b.md", "Q: Another thing?\nA: Of another kind.\n")
	if found := c.Compile(); found.Vanished {
		t.Errorf("compile: %+v", found)
	}
	wantVanished(t, c, "the file is gone")
}

func TestMovedAndEditedHaveNotVanished(t *testing.T) {
	t.Parallel()
	c := studied(t)
	c.Write("b.md", numbered(0, 1, 2, 3))
	rewrite(c, strings.Replace(numbered(4, 5, 6, 7), "fjord?", "Which fjord?", 1))
	wantVanished(t, c, "moved and edited")
}

// TestProposedHaveNotVanished counts a card as gone only once it is known to be no edit.
func TestProposedHaveNotVanished(t *testing.T) {
	t.Parallel()
	c, _, _ := likely(t)
	wantVanished(t, c, "while nobody has decided")
	decide(t, c, false, proposalsOf(t, c)...)
	wantVanished(t, c, "parted", storage.Vanished{Path: "a.md", Cards: 2})
}

func TestLinkedCardVanishes(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	rewrite(c, goEdited)
	rewrite(c, "Nothing but notes.\n")
	wantVanished(t, c, "emptied", storage.Vanished{Path: "a.md", Cards: 1})
	if err := c.SawOrphans(); err != nil {
		t.Fatal(err)
	}
	wantVanished(t, c, "seen")
}

func TestVanishedInScope(t *testing.T) {
	t.Parallel()
	c := studied(t)
	c.Write("b.md", "")
	rewrite(c, "")
	list, err := c.Vanished(storage.Scope{Decks: []string{"b"}}, c.Scheduler.Calendar(), c.Now)
	if err != nil || len(list) != 0 {
		t.Errorf("in another deck: %+v, %v", list, err)
	}
}
