package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

func set(t *testing.T, c *storagetest.Collection, question string, p journal.Property, value int64) {
	t.Helper()
	if _, err := c.Append(c.Now, journal.PropertySet{
		Key: c.Find(question).Key, Property: p,
		Value: value,
	}); err != nil {
		t.Fatal(err)
	}
}

// asked returns what the candidates ask, in order.
func asked(t *testing.T, c *storagetest.Collection, found storage.Candidates) string {
	t.Helper()
	var list []string
	for _, e := range found.Entries {
		card, err := c.Card([16]byte(e.Card))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, card.Question())
	}
	return strings.Join(list, " ")
}

func TestNewCardsComeInTheOrderOfDecks(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"z.md":   "---\nname = \"a\"\n---\nQ: 1?\nA: .\n\nQ (draft): 2?\nA: .\n\nQ: 3?\nA: .\n",
		"b/c.md": "Q: 4?\nA: .\n", "b.md": "Q: 5?\nA: .\n\nQ: 6?\nA: .\n", "b-c.md": "Q: 7?\nA: .\n",
	})
	set(t, c, "3?", journal.Suspended, 1)
	set(t, c, "5?", journal.BuriedUntil, int64(c.Scheduler.Calendar().Day(c.Now))+1)
	tests := []struct {
		limit, waiting int
		want           string
	}{{0, 4, ""}, {1, 3, "1?"}, {2, 2, "1? 6?"}, {4, 0, "1? 6? 7? 4?"}, {9, 0, "1? 6? 7? 4?"}}
	for _, tt := range tests {
		found := candidates(t, c, tt.limit)
		if got := asked(t, c, found); got != tt.want || found.Waiting != tt.waiting {
			t.Errorf("limit %d: %q and %d wait, want %q and %d", tt.limit, got, found.Waiting,
				tt.want, tt.waiting)
		}
	}
	c.Sleep(1)
	if got := asked(t, c, candidates(t, c, 2)); got != "1? 5?" {
		t.Errorf("on the next day: %s", got)
	}
}

func TestScopeIsDecksOrPaths(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"go/basics.md": "Q: 1?\nA: .\n", "go.md": "Q: 2?\nA: .\n",
		"golang.md": "Q: 3?\nA: .\n", "go/deep/x.md": "Q: 4?\nA: .\n",
	})
	outside := t.TempDir()
	linked := filepath.Join(outside, "link")
	if err := os.Symlink(c.Root(), linked); err != nil {
		t.Skip(err)
	}
	tests := []struct {
		args []string
		dir  string
		want string
	}{
		{nil, outside, "2? 1? 4? 3?"},
		{[]string{"go"}, outside, "2? 1? 4?"},
		{[]string{"go"}, c.Root(), "2? 1? 4?"}, // no folder hides the deck
		{[]string{"./go"}, c.Root(), "1? 4?"},
		{[]string{"go.md"}, c.Root(), "2?"},
		{[]string{"basics.md"}, filepath.Join(c.Root(), "go"), "1?"},
		{[]string{"."}, c.Root(), "2? 1? 4? 3?"},
		{[]string{filepath.Join(c.Root(), "go")}, outside, "1? 4?"},
		{[]string{"golang", "go/deep"}, outside, "4? 3?"},
		{[]string{"."}, filepath.Join(linked, "go"), "1? 4?"},
	}
	for _, tt := range tests {
		scope, err := c.Scope(tt.args, tt.dir)
		if err != nil {
			t.Errorf("%v: %v", tt.args, err)
			continue
		}
		found, err := c.Candidates(scope, c.Scheduler.Calendar(), c.Now, storage.Wanted{New: 9})
		if got := asked(t, c, found); got != tt.want || err != nil {
			t.Errorf("%v in %s: %s, want %s (%v)", tt.args, tt.dir, got, tt.want, err)
		}
	}
	for typed, want := range map[string][]string{
		"Golong": {"golang"}, "go/depe": {"go/deep"}, "deep": {"go/deep", "go/deep/x"},
		"nothing": nil,
	} {
		var unknown *storage.UnknownDeckError
		_, err := c.Scope([]string{typed}, outside)
		if !errors.As(err, &unknown) || !cmp.Equal(unknown.Near, want) {
			t.Errorf("misspelt deck %q: %v %v", typed, err, unknown)
		}
	}
	var out *storage.OutsideError
	if _, err := c.Scope([]string{"."}, outside); !errors.As(err, &out) || out.Path != outside {
		t.Errorf("path outside: %v", err)
	}
}

func TestAnswerToACardAnsweredElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	card := c.Find("one?")
	c.Rate("one?", srs.Good)
	r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Again, c.Now, c.Now)
	if _, err := c.Answer(card, r, c.Now); !errors.Is(err, storage.ErrAnswered) {
		t.Errorf("answer: %v", err)
	}
	if got := c.Find("one?").Schedule.Reviews; got != 1 {
		t.Errorf("%d reviews", got)
	}
}

// TestAnswerToACardWhoseTextHasGoneIsWhole compiles the text away while the card is shown. Without
// the text in the log the card could not be recognised when it comes back changed.
func TestAnswerToACardWhoseTextHasGoneIsWhole(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	card := c.Find("one?")
	c.Write("a.md", "Q: two?\nA: 2\n")
	c.Compile()
	r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, c.Now, c.Now)
	if _, err := c.Answer(card, r, c.Now); err != nil {
		t.Fatal(err)
	}
	var bodies []journal.Body
	for _, e := range eventsOf(t, c) {
		bodies = append(bodies, e.Body)
	}
	text := deck.Text{Prompt: "one?", Answer: "1"}
	want := []journal.Body{
		journal.Reviewed{Review: r}, journal.TextSeen{
			Key: card.Key, Kind: deck.KindBasic,
			Text: text, Path: "a.md",
		},
	}
	if diff := cmp.Diff(want, bodies); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	c.Write("a.md", "Q: two?\nA: 2\n\nQ: one?\nA: one\n")
	if found := c.Compile(); found.Linked != 1 || c.Find("one?").Schedule.Reviews != 1 {
		t.Errorf("the card came back with another answer and was not recognised: %+v", found)
	}
}

func TestSchedules(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "Q: 1?\nA: .\n\nQ: 2?\nA: .\n\nQ: 3?\nA: .\n\nQ: 4?\nA: .\n\nQ: 5?\nA: .\n\nQ (draft): 6?\nA: .\n",
	})
	today := c.Scheduler.Calendar().Day(c.Now)
	due := func(question string, day srs.Day) {
		t.Helper()
		c.Rate(question, srs.Easy)
		if _, err := c.Append(c.Now, journal.DueSet{
			Key: c.Find(question).Key,
			Due: srs.Due{Day: day},
		}); err != nil {
			t.Fatal(err)
		}
	}
	due("1?", today-1)
	due("2?", today+1)
	due("3?", today+21)
	c.Rate("4?", srs.Again)
	set(t, c, "5?", journal.Suspended, 1)
	got, err := c.Schedules(storage.Scope{})
	want := storage.Schedules{
		Total: 6, Learning: 1, Young: 2, Mature: 1, Suspended: 1, Drafts: 1,
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestImportedStepIsTakenBackWhole(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	step := id("ffffffffffff00000000000000000000") // no event has it
	var events []journal.Event
	for i, question := range []string{"one?", "two?"} {
		card := c.Find(question)
		when := c.Now.AddDate(0, 0, -10-i)
		r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Easy, when, when)
		own := journal.ID{1, 15: byte(2 * i)}
		events = append(events, journal.Event{ID: own, Step: step, Body: journal.Reviewed{Review: r}})
	}
	if err := storagetest.Merge(c, events, c.Now); err != nil {
		t.Fatal(err)
	}
	if found := candidates(t, c, 9); asked(t, c, found) == "one? two?" &&
		found.Entries[0].Phase == srs.New {
		t.Errorf("not imported: %+v", found)
	}
	undone, err := c.Undo(step, c.Now)
	if err != nil || len(undone.Events) != 2 {
		t.Fatalf("undo took %+v, %v", undone, err)
	}
	if found := candidates(t, c, 9); len(found.Entries) != 2 || found.Entries[0].Phase != srs.New {
		t.Errorf("after undo: %+v", found)
	}
}

func TestOfTwoEventsWithOneIDTheLesserStays(t *testing.T) {
	t.Parallel()
	make := func(value int64, key byte) []journal.Event {
		own := journal.ID{1, 15: 1}
		body := journal.PropertySet{Key: [16]byte{key}, Property: journal.Flag, Value: value}
		return []journal.Event{{ID: own, Step: own, Body: body}}
	}
	a, b := make(2, 5), make(1, 6)
	for _, order := range [][2][]journal.Event{{a, b}, {b, a}} {
		c := storagetest.New(t, nil)
		for _, events := range order {
			if err := storagetest.Merge(c, events, c.Now); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(a, eventsOf(t, c)); diff != "" { // its key is the lesser
			t.Errorf("log (-want +got):\n%s", diff)
		}
	}
}

// TestClockBefore1970 has study days below zero, before which no card that was never buried is
// buried.
func TestClockBefore1970(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: 1?\nA: .\n\nQ: 2?\nA: .\n"})
	c.Now = time.Date(1960, 1, 1, 12, 0, 0, 0, time.UTC)
	if got := asked(t, c, candidates(t, c, 9)); got != "1? 2?" {
		t.Errorf("asked: %q", got)
	}
	c.Rate("1?", srs.Good)
	want := c.Now.Add(10 * time.Minute)
	if due := c.Find("1?").Schedule.Due.At; due.Sub(want).Abs() > time.Second {
		t.Errorf("due %v, want %v", due, want)
	}
	set(t, c, "2?", journal.BuriedUntil, int64(c.Scheduler.Calendar().Day(c.Now))+1)
	if got := asked(t, c, candidates(t, c, 9)); got != "1?" {
		t.Errorf("with a buried card: %q", got)
	}
}
