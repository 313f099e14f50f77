package training_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/srs/fit"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
	"cards/storage/training"
)

const threeCards = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"

func read(t *testing.T, c *storagetest.Collection) *training.Past {
	t.Helper()
	past, err := training.Read(t.Context(), c.Collection)
	if err != nil {
		t.Fatal(err)
	}
	return past
}

func today(c *storagetest.Collection) srs.Day { return c.Scheduler.Calendar().Day(c.Now) }

// TestRead: what was taken back is left out, what was before a reset too, and the order is that of
// the log.
func TestRead(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": threeCards})
	one, two := c.Find("one?"), c.Find("two?")
	c.Rate("one?", srs.Easy)
	c.Rate("two?", srs.Again)
	c.Sleep(9)
	c.Rate("one?", srs.Hard)
	undone := c.Rate("two?", srs.Good)
	if _, err := c.Undo(undone, c.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Append(c.Now, journal.Reset{Key: one.Key}); err != nil {
		t.Fatal(err)
	}
	c.Sleep(1)
	c.Rate("one?", srs.Good)
	past := read(t, c)
	type kept struct {
		card   deck.Key
		day    srs.Day
		rating srs.Rating
	}
	var got []kept
	for _, r := range past.Reviews {
		got = append(got, kept{r.Card, srs.Day(r.Day), srs.Rating(r.Rating)})
	}
	want := []kept{{two.ID, today(c) - 10, srs.Again}, {one.ID, today(c), srs.Good}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(kept{})); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	var stages []sim.Stage
	for _, a := range past.Answers {
		stages = append(stages, a.Stage)
		if a.Took != 10*time.Second {
			t.Errorf("an answer took %v, want 10 s", a.Took)
		}
	}
	if diff := cmp.Diff([]sim.Stage{sim.Learning, sim.Learning, sim.Review, sim.Learning},
		stages); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
}

// TestReadKeepsOrderOfLog: a clock that was set back changes instants, not what came after what.
func TestReadKeepsOrderOfLog(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": threeCards})
	c.Rate("one?", srs.Again)
	c.Now = c.Now.Add(-time.Hour)
	c.Rate("one?", srs.Easy)
	var times []int64
	for _, r := range read(t, c).Reviews {
		times = append(times, r.Time)
	}
	if len(times) != 2 || times[0] >= times[1] {
		t.Errorf("times %v, want two that grow", times)
	}
}

// TestMemories: the memory of a card is that of its schedule.
func TestMemories(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": threeCards})
	for _, rating := range []srs.Rating{srs.Good, srs.Easy, srs.Again, srs.Hard} {
		c.Rate("one?", rating)
		c.Sleep(3)
	}
	card := c.Find("one?")
	got := read(t, c).Memories(model.New(model.Defaults()))
	if diff := cmp.Diff(map[deck.Key]model.Memory{card.ID: card.Schedule.Memory}, got); diff != "" {
		t.Errorf("memories (-want +got):\n%s", diff)
	}
}

// TestWorkload: drafts and suspended cards are not asked; days count from today.
func TestWorkload(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": threeCards +
		"\nQ: four?\nA: 4\n\nQ (draft): five?\nA: 5\n"})
	c.Rate("one?", srs.Easy)
	c.Rate("two?", srs.Easy)
	suspend := journal.PropertySet{Key: c.Find("two?").Key, Property: journal.Suspended, Value: 1}
	if _, err := c.Append(c.Now, suspend); err != nil {
		t.Fatal(err)
	}
	due := int(c.Find("one?").Schedule.Due.Day - today(c))
	c.Sleep(2)
	w, err := read(t, c).Workload(c.Collection, c.Scheduler.Calendar(), today(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if w.New != 2 {
		t.Errorf("%d new cards, want 2", w.New)
	}
	stronger := model.Defaults()
	stronger[3] *= 2
	first := func(p model.Parameters) model.Memory { return model.New(p).First(4) }
	want := []sim.Card{{
		Memory: first(stronger), Planned: first(model.Defaults()), LastDay: -2,
		DueDay: due - 2,
	}}
	if diff := cmp.Diff(want, w.Cards(model.New(stronger), model.New(model.Defaults()))); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
}

// TestMoves: a card that other parameters want later moves, in the log as well; others stay.
func TestMoves(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": threeCards})
	c.Rate("one?", srs.Easy)
	c.Rate("two?", srs.Good) // in the learning steps
	config := srs.DefaultConfig(time.UTC)
	parameters := model.Defaults()
	parameters[3] = 60
	config.Model = model.New(parameters)
	later, err := srs.NewScheduler(config)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		scheduler *srs.Scheduler
		want      int
	}{{c.Scheduler, 0}, {later, 1}} {
		w, err := read(t, c).Workload(c.Collection, c.Scheduler.Calendar(), today(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		moves, err := w.Moves(func(folders.Deck) (*srs.Scheduler, error) { return test.scheduler, nil })
		if err != nil {
			t.Fatal(err)
		}
		if len(moves) != test.want {
			t.Fatalf("moves: %v; want %d", moves, test.want)
		}
		if _, err := c.Append(c.Now, append(moves, journal.Set6(parameters))...); err != nil {
			t.Fatal(err)
		}
	}
	if due := c.Find("one?").Schedule.Due.Day - today(c); due < 56 || due > 64 {
		t.Errorf("due in %d days, want about 60", due)
	}
}

// TestRefitDue counts reviews of known cards, and speaks on one day of a month only.
func TestRefitDue(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 250 {
		fmt.Fprintf(&text, "Q: Question %d?\nA: %d\n\n", i, i)
	}
	c := storagetest.New(t, map[string]string{"a.md": text.String()})
	var cards []*storage.Card
	err := c.Cards(storage.Scope{},
		func(card *storage.Card) bool { cards = append(cards, card); return true })
	if err != nil {
		t.Fatal(err)
	}
	study := func() { // answers all cards, on a day on which they are due or not
		t.Helper()
		var events []journal.Event
		for i, card := range cards {
			r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Easy, c.Now, c.Now)
			card.Schedule.Apply(c.Scheduler.Model(), r)
			id := eventID(c.Now, i)
			events = append(events, journal.Event{ID: id, Step: id, Body: journal.Reviewed{Review: r}})
		}
		if err := storagetest.Merge(c, events, c.Now); err != nil {
			t.Fatal(err)
		}
	}
	due := func(want int) {
		t.Helper()
		got, err := training.RefitDue(c.Collection, c.Scheduler.Calendar(), today(c))
		if err != nil || got != want {
			t.Errorf("on %v: reminds of %d reviews, %v; want %d", today(c), got, err, want)
		}
	}
	due(0)
	for range 4 { // of new cards, then 750 of known ones: too few
		study()
		due(0)
		c.Now = c.Now.AddDate(0, 1, 0)
	}
	study()
	due(1000)
	c.Sleep(1)
	due(0) // once a month
	if _, err := c.Append(c.Now, journal.Set6(model.Defaults())); err != nil {
		t.Fatal(err)
	}
	c.Now = c.Now.AddDate(0, 1, 0)
	study()
	due(0) // 250 since
	c.Now = c.Now.AddDate(0, 1, 0)
	study()
	due(500)
}

func eventID(at time.Time, n int) journal.ID {
	var id journal.ID
	ms := uint64(at.UnixMilli())
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[14], id[15] = byte(n>>8), byte(n)
	return id
}

// TestFitOfNothing: a collection without answers has the defaults.
func TestFitOfNothing(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": threeCards})
	r, err := fit.Fit(t.Context(), read(t, c).Reviews, fit.Options{})
	if err != nil || model.Parameters(r.Model.Numbers()) != model.Defaults() {
		t.Errorf("fit: %+v, %v", r, err)
	}
}

// TestInParts: every card is in the part of its deck, with the memory that its schedule has.
func TestInParts(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": threeCards,
		"b.md": "Q: four?\nA: 4\n\nQ: five?\nA: 5\n",
	})
	c.Rate("one?", srs.Easy)
	c.Rate("four?", srs.Hard)
	c.Sleep(2)
	w, err := read(t, c).Workload(c.Collection, c.Scheduler.Calendar(), today(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	cards, fresh := w.InParts(func(d folders.Deck) int { return len(d.Name) * int(d.Name[0]-'a') })
	var want []sim.Card
	for part, question := range []string{"one?", "four?"} {
		s := c.Find(question).Schedule
		due := today(c) - 2
		if s.Due.At.IsZero() {
			due = s.Due.Day
		}
		want = append(want, sim.Card{
			Memory: s.Memory, Part: part, LastDay: -2,
			DueDay: int(due - today(c)),
		})
	}
	if diff := cmp.Diff(want, cards); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[int]int{0: 2, 1: 1}, fresh); diff != "" {
		t.Errorf("new cards (-want +got):\n%s", diff)
	}
}
