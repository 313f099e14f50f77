package storage_test

import (
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// rows are two cards as a source has them: a text, a link with the text that an import writes, a
// review and a start each.
func rows(t *testing.T, texts ...deck.Text) iter.Seq2[journal.Event, error] {
	t.Helper()
	var events []journal.Event
	for i, text := range texts {
		o := journal.Origin{
			Format: "anki", Identity: "guid:" + text.Prompt,
			At: time.UnixMilli(1_600_000_000_000 + int64(i)),
		}
		source := o.SourceKey()
		pair := journal.NewPair(source, text.Key())
		for rank, b := range []journal.Body{
			journal.TextSeen{
				Key: source, Kind: deck.KindBasic,
				Text: deck.Text{ID: "anki:" + o.Identity, Prompt: text.Prompt},
			},
			journal.Linked{A: pair.A, B: pair.B, Manual: true, Reason: "import"},
			journal.Reviewed{Review: srs.Review{
				Card: srs.CardID(source), Rating: srs.Good, Day: 18518, After: srs.InReview,
				Due:   srs.Due{Day: 18522},
				Shown: o.At.UTC(), Answered: o.At.UTC(),
			}},
			journal.Sourced{
				Key: source, Type: "Basic",
				Fields: []journal.Field{{Name: "Front", Value: text.Prompt}},
			},
		} {
			o.Rank = uint16(rank)
			own, err := journal.ImportID(o, b)
			if err != nil {
				t.Fatal(err)
			}
			events = append(events, journal.Event{ID: own, Step: own, Body: b})
		}
	}
	return storagetest.Seq(events)
}

func runOf(name string) storage.Run {
	return storage.Run{Imported: journal.Imported{Format: "anki", Source: name, Cards: 2}}
}

const imported = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: own?\nA: 3\n"

func importRows(t *testing.T, c *storagetest.Collection, name string, prompts ...string) storage.Ran {
	t.Helper()
	var texts []deck.Text
	for _, p := range prompts {
		texts = append(texts, c.Find(p).Text)
	}
	c.Now = c.Now.Add(time.Minute)
	ran, err := c.Import(runOf(name), storagetest.Laid(rows(t, texts...)), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return ran
}

func reviewsOf(c *storagetest.Collection, prompts ...string) []int {
	var n []int
	for _, p := range prompts {
		n = append(n, c.Find(p).Schedule.Reviews)
	}
	return n
}

// TestImportIsTakenBackByWhenItWasGiven imports rows of years ago between answers of today.
func TestImportIsTakenBackByWhenItWasGiven(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": imported})
	want := func(at string, n ...int) {
		t.Helper()
		if diff := cmp.Diff(n, reviewsOf(c, "one?", "two?", "own?")); diff != "" {
			t.Errorf("%s: reviews (-want +got):\n%s", at, diff)
		}
	}
	if ran := importRows(t, c, "x", "one?"); ran.Added != 4 || ran.Reviews != 1 || ran.Known != 0 {
		t.Errorf("first run: %+v", ran)
	}
	c.Rate("own?", srs.Good)
	if ran := importRows(t, c, "x", "one?", "two?"); ran.Added != 4 || ran.Known != 4 ||
		ran.Restored != 0 {
		t.Errorf("second run: %+v", ran)
	}
	if ran := importRows(t, c, "x", "one?", "two?"); ran != (storage.Ran{Known: 8}) {
		t.Errorf("the same again: %+v", ran)
	}
	want("all there", 1, 1, 1)
	for _, after := range [][]int{{1, 0, 1}, {1, 0, 0}, {0, 0, 0}} {
		if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
			t.Fatal(err)
		}
		want("undone", after...)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("undo of nothing: %v", err)
	}
	for _, after := range [][]int{{1, 0, 0}, {1, 0, 1}, {1, 1, 1}} {
		if _, err := c.Redo(c.Now); err != nil {
			t.Fatal(err)
		}
		want("redone", after...)
	}
}

// TestImportRestoresWhatWasTakenBack undoes an import, lives on for a month and imports again: all
// is there, nothing twice, and the import is what was given last.
func TestImportRestoresWhatWasTakenBack(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": imported})
	importRows(t, c, "x", "one?", "two?")
	if u, err := c.Undo(journal.ID{}, c.Now); err != nil || len(u.Events) != 9 {
		t.Fatalf("undo: %+v, %v", u, err)
	}
	for range 30 {
		c.Sleep(1)
		c.Rate("own?", srs.Good)
	}
	ran := importRows(t, c, "x", "one?", "two?")
	if ran.Added != 0 || ran.Known != 8 || ran.Restored != 1 {
		t.Errorf("again: %+v", ran)
	}
	if diff := cmp.Diff([]int{1, 1, 30}, reviewsOf(c, "one?", "two?", "own?")); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{0, 0, 30}, reviewsOf(c, "one?", "two?", "own?")); diff != "" {
		t.Errorf("reviews after undo (-want +got):\n%s", diff)
	}
	if _, err := c.Redo(c.Now); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 1, 30}, reviewsOf(c, "one?", "two?", "own?")); diff != "" {
		t.Errorf("reviews after redo (-want +got):\n%s", diff)
	}
}

// TestTwoDevicesImportTheSameRows unites them: nothing is there twice, no clash is told, and either
// takes back all of what it imported.
func TestTwoDevicesImportTheSameRows(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"a", "b"} { // so that either step is the lesser
		devices := map[string]*storagetest.Collection{}
		for _, name := range []string{"a", "b"} {
			c := storagetest.New(t, map[string]string{"a.md": imported})
			c.Now = c.Now.Add(map[string]time.Duration{"b": time.Hour}[name]) // else they choose the same ids
			importRows(t, c, name, "one?", "two?")
			devices[name] = c
		}
		c, other := devices[first], devices[map[string]string{"a": "b", "b": "a"}[first]]
		if err := storagetest.Merge(c, eventsOf(t, other), c.Now); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{1, 1, 0}, reviewsOf(c, "one?", "two?", "own?")); diff != "" {
			t.Errorf("reviews (-want +got):\n%s", diff)
		}
		if clashes, err := c.Clashes(); len(clashes) > 0 || err != nil {
			t.Errorf("clashes: %v, %v", clashes, err)
		}
		if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{0, 0, 0}, reviewsOf(c, "one?", "two?", "own?")); diff != "" {
			t.Errorf("reviews after undo on %s (-want +got):\n%s", first, diff)
		}
	}
}

// TestImportedCardIsNamedByItsText has a source key that is less than the key of the text.
func TestImportedCardIsNamedByItsText(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": imported})
	importRows(t, c, "x", "one?", "two?")
	for _, p := range []string{"one?", "two?"} {
		card := c.Find(p)
		if card.ID != card.Key || len(card.Keys) != 2 || card.Keys[0] != card.Key {
			t.Errorf("%s is named %s among %v", p, card.ID, card.Keys)
		}
	}
	c.Write("a.md", "Q: own?\nA: 3\n")
	c.Compile()
	orphans, err := c.Orphans()
	if err != nil || len(orphans) != 2 {
		t.Fatalf("orphans: %+v, %v", orphans, err)
	}
	for _, o := range orphans {
		if o.Reviews != 1 || o.ID != o.Keys[0] {
			t.Errorf("orphan: %+v", o)
		}
	}
}

// TestUndoHereBeforeElsewhere gives a step here, and gets a later one from another device.
func TestUndoHereBeforeElsewhere(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	here := c.Rate("one?", srs.Good)
	elsewhere := id("0195a000000000000000000000000000").Next()
	at := journal.Event{
		ID: elsewhere, Step: elsewhere,
		Body: journal.DueSet{Key: c.Find("two?").Key, Due: srs.Due{Day: 30000}},
	}
	newer, err := journal.NewID(here, c.Now.AddDate(1, 0, 0), storagetest.Random(9))
	if err != nil {
		t.Fatal(err)
	}
	at.ID, at.Step = newer, newer
	if err := storagetest.Merge(c, []journal.Event{at}, c.Now); err != nil {
		t.Fatal(err)
	}
	if u, err := c.Undo(journal.ID{}, c.Now); err != nil || u.Step != here {
		t.Errorf("undo took %s, %v; want %s", u.Step, err, here)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); !errors.Is(err, storage.ErrElsewhere) {
		t.Errorf("undo of what is elsewhere: %v", err)
	}
	if u, err := c.UndoAny(c.Now); err != nil || u.Step != newer {
		t.Errorf("undo of any took %s, %v; want %s", u.Step, err, newer)
	}
	if u, err := c.Redo(c.Now); err != nil || u.Step != here {
		t.Errorf("redo brought %s, %v; want %s: the other was not given here", u.Step, err, here)
	}
}

// TestOnlyTheNewestStepsAreKept gives more steps than the list of what was given here holds.
func TestOnlyTheNewestStepsAreKept(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	key := c.AnyKey()
	first, err := c.Append(c.Now, journal.PropertySet{Key: key, Property: journal.Flag, Value: 7})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.GiveSteps(1200); err != nil {
		t.Fatal(err)
	}
	if n, err := c.GivenHere(); n < 1000 || n >= 1100 || err != nil {
		t.Errorf("%d steps are kept, %v", n, err)
	}
	if u, err := c.Undo(first, c.Now); err != nil || u.Step != first {
		t.Errorf("undo by name: %+v, %v", u, err)
	}
}

// TestLargeStepIsTakenBack imports more rows than are taken back one by one.
func TestLargeStepIsTakenBack(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": imported})
	var texts []deck.Text
	for i := range 700 {
		texts = append(texts, deck.Text{Prompt: fmt.Sprintf("row %d?", i), Answer: "yes"})
	}
	texts = append(texts, c.Find("one?").Text)
	ran, err := c.Import(runOf("x"), storagetest.Laid(rows(t, texts...)), c.Now)
	if err != nil || ran.Added != 4*len(texts) {
		t.Fatalf("import: %+v, %v", ran, err)
	}
	c.Rate("own?", srs.Good)
	for _, want := range []struct {
		turn    func(journal.ID, time.Time) (storage.Undone, error)
		reviews []int
	}{
		{c.Undo, []int{1, 0}},
		{c.Undo, []int{0, 0}},
		{func(_ journal.ID, now time.Time) (storage.Undone, error) { return c.Redo(now) }, []int{1, 0}},
	} {
		u, err := want.turn(journal.ID{}, c.Now)
		if err != nil || len(u.Events) > storage.ShownEvents+1 {
			t.Fatalf("%d events, %v", len(u.Events), err)
		}
		if diff := cmp.Diff(want.reviews, reviewsOf(c, "one?", "own?")); diff != "" {
			t.Errorf("reviews (-want +got):\n%s", diff)
		}
	}
}
