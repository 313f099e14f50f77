package storage_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

const (
	goDeck     = "Q: Which keyword starts a goroutine?\nA: go\n"
	goEdited   = "Q: Which keyword of the language starts a goroutine?\nA: go\n"
	goReworded = "Q: Which keyword of the language starts a goroutine in a program?\nA: go\n"
	goQuestion = "Which keyword starts a goroutine?"
	goNew      = "Which keyword of the language starts a goroutine?"
)

// answered returns a collection with one deck whose card has been answered.
func answered(t *testing.T, text, question string) *storagetest.Collection {
	t.Helper()
	c := storagetest.New(t, map[string]string{"a.md": text})
	c.Rate(question, srs.Good)
	c.Sleep(1)
	return c
}

// rewrite gives a deck another text and compiles.
func rewrite(c *storagetest.Collection, text string) storage.Compilation {
	c.Write("a.md", text)
	return c.Compile()
}

func linksOf(t *testing.T, c *storagetest.Collection) []storage.CardLink {
	t.Helper()
	links, err := c.Links()
	if err != nil {
		t.Fatal(err)
	}
	return links
}

func TestEditKeepsProgress(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	before := c.Find(goQuestion)
	if found := rewrite(c, goEdited); found.Linked != 1 {
		t.Errorf("compile: %+v", found)
	}
	after := c.Find(goNew)
	if after.Schedule != before.Schedule || after.Newest != before.Newest {
		t.Errorf("schedule %+v, was %+v", after.Schedule, before.Schedule)
	}
	links := linksOf(t, c)
	if len(links) != 1 {
		t.Fatalf("links: %+v", links)
	}
	l := links[0]
	if l.Old.Key != before.Key || l.New.Key != after.Key || l.ID != after.ID || l.Manual ||
		l.Waits || l.Reason == "" ||
		l.Old.Text != before.Text || l.New.Text != after.Text {
		t.Errorf("link: %+v", l)
	}
	if found := rewrite(c, goDeck+"\n"); found.Linked != 0 ||
		c.Find(goQuestion).Schedule != before.Schedule {
		t.Errorf("back: %+v", found)
	}
}

// TestLogAloneTellsTexts edits a card twice without an answer between: the text in the middle comes
// with its link.
func TestLogAloneTellsTexts(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	rewrite(c, goEdited)
	middle := c.Find(goNew).Text
	rewrite(c, "")
	list, err := c.Orphans()
	if err != nil || len(list) != 1 {
		t.Fatalf("orphans: %+v, %v", list, err)
	}
	if o := list[0]; o.Reviews != 1 || len(o.Texts) != 2 || o.Texts[0].Text != middle {
		t.Errorf("orphan: %+v", o)
	}
	if found := rewrite(c, goReworded); found.Linked != 1 {
		t.Errorf("edited again: %+v", found)
	}
}

func TestUndoTakesNoMatching(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	rewrite(c, goEdited)
	undone, err := c.Undo(journal.ID{}, c.Now)
	if err != nil || len(undone.Events) != 2 {
		t.Fatalf("undo: %+v, %v", undone, err)
	}
	if _, ok := undone.Events[0].Body.(journal.Reviewed); !ok {
		t.Errorf("undo took %+v", undone.Events)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("undo of the link: %v", err)
	}
	if _, err := c.Redo(c.Now); err != nil || c.Find(goNew).Schedule.Reviews != 1 {
		t.Errorf("redo: %v", err)
	}
}

func TestPartedIsNeverMatchedAgain(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	old := c.Find(goQuestion).Key
	rewrite(c, goEdited)
	step, err := c.Part(old, c.Find(goNew).Key, c.Now)
	if err != nil || c.Find(goNew).Schedule.Reviews != 0 {
		t.Fatalf("part: %v", err)
	}
	rewrite(c, goDeck)
	if c.Find(goQuestion).Schedule.Reviews != 1 {
		t.Error("the old text has lost its review")
	}
	if found := rewrite(c, goEdited); found.Linked != 0 || c.Find(goNew).Schedule.Reviews != 0 {
		t.Errorf("linked again: %+v", found)
	}
	if _, err := c.Part(old, c.Find(goNew).Key, c.Now); !errors.Is(err, storage.ErrTwoCards) {
		t.Errorf("part again: %v", err)
	}
	if _, err := c.Undo(step, c.Now); err != nil || c.Find(goNew).Schedule.Reviews != 1 {
		t.Errorf("undo: %v", err)
	}
}

// TestPartCutsNewestLink parts the ends of a chain of two links.
func TestPartCutsNewestLink(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	first := c.Find(goQuestion).Key
	rewrite(c, goEdited)
	second := c.Find(goNew).Key
	rewrite(c, goReworded)
	last := cardsOf(t, c)[0]
	if len(last.Keys) != 3 {
		t.Fatalf("card: %+v", last)
	}
	if _, err := c.Part(last.Key, first, c.Now); err != nil {
		t.Fatal(err)
	}
	list, err := c.Orphans()
	if err != nil || len(list) != 1 || !slices.Contains(list[0].Keys, second) ||
		!slices.Contains(list[0].Keys, first) {
		t.Errorf("orphans: %+v, %v", list, err)
	}
	if c.Compile(); len(cardsOf(t, c)[0].Keys) != 1 {
		t.Error("linked again")
	}
}

func TestRelinkRefuses(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck+"\nQ: Capital of France?\nA: Paris\n\nQ: Never asked?\nA: 1\n", goQuestion)
	c.Rate("Capital of France?", srs.Good)
	gone, never, paris := c.Find(goQuestion).Key, c.Find("Never asked?").Key,
		c.Find("Capital of France?").Key
	rewrite(c, "Q: Capital of France?\nA: Paris\n\nQ: Who wrote Faust?\nA: Goethe\n")
	faust := c.Find("Who wrote Faust?").Key
	tests := []struct {
		name      string
		old, live deck.Key
		want      error
	}{
		{"both live", paris, faust, storage.ErrBothLive},
		{"never answered", never, faust, storage.ErrNotFound},
		{"unknown", deck.Key{1}, faust, storage.ErrNotFound},
		{"not live", gone, never, storage.ErrNotFound},
		{"itself", faust, faust, storage.ErrOneCard},
	}
	for _, tt := range tests {
		if _, err := c.Relink(tt.old, tt.live, c.Now); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := c.Relink(gone, faust, c.Now); err != nil ||
		c.Find("Who wrote Faust?").Schedule.Reviews != 1 {
		t.Errorf("relink: %v", err)
	}
	if _, err := c.Relink(gone, faust, c.Now); !errors.Is(err, storage.ErrOneCard) {
		t.Errorf("relink again: %v", err)
	}
}

// TestSpoiledTextIsLive spoils a note that was answered: a similar card elsewhere is no edit of it.
func TestSpoiledTextIsLive(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	c.Write("b.md", goEdited)
	if found := rewrite(c, goDeck+"A: twice\n"); found.Linked != 0 || found.Errors != 1 {
		t.Errorf("compile: %+v", found)
	}
	if list, err := c.Orphans(); err != nil || len(list) != 0 {
		t.Errorf("orphans: %+v, %v", list, err)
	}
	c.Write("b.md", "")
	if rewrite(c, goDeck); c.Find(goQuestion).Schedule.Reviews != 1 {
		t.Error("its progress is lost")
	}
}

// TestHistoryThatComesLaterIsMatched edits a deck before the log of another device arrives.
func TestHistoryThatComesLaterIsMatched(t *testing.T) {
	t.Parallel()
	elsewhere := answered(t, goDeck, goQuestion)
	c := storagetest.New(t, map[string]string{"a.md": goEdited})
	if err := storagetest.Merge(c, eventsOf(t, elsewhere), c.Now); err != nil {
		t.Fatal(err)
	}
	if found := c.Compile(); found.Linked != 1 || c.Find(goNew).Schedule.Reviews != 1 {
		t.Errorf("compile: %+v", found)
	}
	if found := c.Compile(); found.Linked != 0 {
		t.Errorf("compile again: %+v", found)
	}
}

func TestResetCardIsSettled(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck+"\n"+goEdited, goQuestion)
	c.Rate(goNew, srs.Good)
	if _, err := c.Append(c.Now, journal.Reset{Key: c.Find(goNew).Key}); err != nil {
		t.Fatal(err)
	}
	if found := rewrite(c, goEdited); found.Linked != 0 {
		t.Errorf("a card that was answered and is new again was linked: %+v", found)
	}
}

// TestRenamedFileIsKnown renames a file and edits a card of it at once; what else was answered in
// it tells.
func TestRenamedFileIsKnown(t *testing.T) {
	t.Parallel()
	const (
		loop     = "Q: Which keyword ends a loop?\nA: break\n\n"
		maps     = "Why are maps not safe for concurrent writers?"
		question = "Q: " + maps + "\nA: "
	)
	c := answered(t, loop+question+"Writers race, and the runtime stops the program.\n",
		"Which keyword ends a loop?")
	c.Rate(maps, srs.Good)
	c.Remove("a.md")
	c.Write("renamed.md", loop+question+"Updates are not atomic.\n")
	if found := c.Compile(); found.Linked != 1 {
		t.Errorf("compile: %+v", found)
	}
}

func TestKeyByItsFirstDigits(t *testing.T) {
	t.Parallel()
	c := answered(t, goDeck, goQuestion)
	old := c.Find(goQuestion).Key
	rewrite(c, goEdited)
	current := c.Find(goNew)
	for _, k := range []deck.Key{old, current.Key} {
		for _, id := range []string{k.String(), k.String()[:6], strings.ToUpper(k.String()[:7])} {
			if got, err := c.Key(id); err != nil || got != k {
				t.Errorf("%s: %s, %v", id, got, err)
			}
		}
	}
	for _, id := range []string{"", "abcde", "ffffffff", "no digits", old.String() + "0"} {
		if _, err := c.Key(id); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
	near := old
	near[15]++
	if _, err := c.Append(c.Now, journal.PropertySet{
		Key: near, Property: journal.Flag,
		Value: 1,
	}); err != nil {
		t.Fatal(err)
	}
	_, err := c.Key(old.String()[:8])
	if a, ok := errors.AsType[*storage.AmbiguousError](err); !ok || len(a.Keys) != 2 {
		t.Errorf("ambiguous: %v", err)
	}
}
