package session_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// cram begins practice with all cards of a collection.
func cram(t *testing.T, store *storagetest.Collection, times int) *sitting {
	t.Helper()
	cards, err := desk.Practice(store.Collection, storage.Scope{},
		store.Scheduler.Calendar().Day(store.Now))
	if err != nil {
		t.Fatal(err)
	}
	return sit(t, store, func(c *session.Config) {
		c.Kind, c.Cards, c.Times = session.Cram, cards, times
	})
}

// schedules returns the schedules of the first cards.
func schedules(store *storagetest.Collection, questions ...string) []srs.Schedule {
	var list []srs.Schedule
	for _, q := range questions {
		list = append(list, store.Find(q).Schedule)
	}
	return list
}

// TestPracticeActs does to a card that is practised what a review can do to it.
func TestPracticeActs(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(3))
	for _, q := range []string{"q0", "q1", "q2"} {
		store.Rate(q, srs.Easy)
	}
	s := cram(t, store, 1)
	first := s.question()
	if w, err := s.Why(); err != nil || w.Reason != desk.Later || len(w.Past) != 1 {
		t.Errorf("why it is practised: %+v, %v", w, err)
	}
	if _, err := s.Flag(1); err != nil || s.question() != first {
		t.Errorf("%q is asked after %q was flagged, %v", s.question(), first, err)
	}
	if _, err := s.Suspend(); err != nil || s.question() == first || s.screen().Left.Total() != 2 {
		t.Errorf("%q is asked after %q was suspended, %v", s.question(), first, err)
	}
	if _, err := s.Undo(); err != nil || s.question() != first || s.screen().Left.Total() != 3 {
		t.Errorf("%q is asked after that was taken back, want %q, %v", s.question(), first, err)
	}
}

// TestCramMovesNothing: of cards in every phase, due or not.
func TestCramMovesNothing(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(4))
	store.Rate("q0", srs.Easy)
	store.Rate("q1", srs.Again)
	store.Rate("q2", srs.Easy)
	store.Sleep(40)
	store.Rate("q0", srs.Again)
	questions := []string{"q0", "q1", "q2", "q3"}
	before := schedules(store, questions...)
	pace := store.Find("q2").Pace
	s := cram(t, store, 1)
	var asked []string
	for i := 0; s.screen().State != session.Finished; i++ {
		asked = append(asked, s.rate(srs.Rating(i%4+1)))
	}
	if diff := cmp.Diff(before, schedules(store, questions...)); diff != "" {
		t.Errorf("schedules (-before +after):\n%s", diff)
	}
	if got := store.Find("q2").Pace; got != pace {
		t.Errorf("its answers took %v, %v before", got, pace)
	}
	if len(asked) != 6 { // the first and the fifth were not known
		t.Errorf("asked %v", asked)
	}
	totals, err := store.Totals(0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	answers := 0
	for _, d := range totals {
		answers += d.Reviews()
	}
	if answers != 4 {
		t.Errorf("%d answers count, want 4", answers)
	}
}

// TestCramUndo: the card comes next and is as far from being known as before; redo takes it on.
func TestCramUndo(t *testing.T) {
	t.Parallel()
	s := cram(t, storagetest.New(t, deckOf(3)), 2)
	first := s.rate(srs.Good)
	second := s.rate(srs.Good)
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	got := s.screen()
	if got.Card.Question() != second || got.Left.Total() != 3 || got.Done != 1 {
		t.Errorf("after undo %q is asked, %d left, %d done", got.Card.Question(), got.Left.Total(),
			got.Done)
	}
	if _, err := s.Redo(); err != nil {
		t.Fatal(err)
	}
	third := s.rate(srs.Again)
	asked := []string{s.rate(srs.Good), s.rate(srs.Good), s.rate(srs.Good), s.rate(srs.Good)}
	if want := []string{first, second, third, third}; !slices.Equal(asked, want) {
		t.Errorf("asked %v, want %v", asked, want)
	}
	if got := s.screen(); got.State != session.Finished {
		t.Errorf("state %d after all were known twice", got.State)
	}
}

// TestCramLeavesOthersAlone: an answer that another process gave meanwhile is no reason to refuse
// practice, a card that it suspended is.
func TestCramLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(2))
	s := cram(t, store, 1)
	asked := s.screen().Card.Question()
	s.Reveal()
	store.Rate(asked, srs.Easy)
	if _, err := s.Rate(srs.Good); err != nil {
		t.Errorf("practice after an answer elsewhere: %v", err)
	}
	other := s.screen().Card
	change := desk.Suspend().On([]*storage.Card{other})
	s.Reveal()
	if _, err := s.Rate(srs.Again); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Append(store.Now, change.Bodies...); err != nil {
		t.Fatal(err)
	}
	if got := s.screen(); got.State != session.Finished {
		t.Errorf("a suspended card is asked: %+v", got)
	}
}

// TestCramPutsAway: what is suspended or buried in the round leaves it.
func TestCramPutsAway(t *testing.T) {
	t.Parallel()
	s := cram(t, storagetest.New(t, deckOf(3)), 1)
	s.screen()
	if _, err := s.Suspend(); err != nil {
		t.Fatal(err)
	}
	s.screen()
	if _, err := s.Bury(); err != nil {
		t.Fatal(err)
	}
	s.rate(srs.Good)
	if got := s.screen(); got.State != session.Finished || got.Left.Total() != 0 {
		t.Errorf("state %d, %+v left", got.State, got.Left)
	}
	if n, err := s.More(); n != (session.Added{}) || err != nil {
		t.Errorf("practice has %+v more, %v", n, err)
	}
}

// TestLookWritesNothing: every card is shown once, in the order of the file, and nothing that was
// given before can be taken back by mistake.
func TestLookWritesNothing(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(3))
	store.Rate("q0", srs.Easy)
	newest, err := store.Newest()
	if err != nil {
		t.Fatal(err)
	}
	cards, err := desk.NewCards(store.Collection, storage.Scope{}, store.Scheduler.Calendar(),
		rules(1), store.Now, 9)
	if err != nil {
		t.Fatal(err)
	}
	s := sit(t, store, func(c *session.Config) { c.Kind, c.Cards = session.Look, cards })
	var seen []string
	for got := s.screen(); got.State != session.Finished; got = s.screen() {
		if s.Pass(); s.screen().State != session.Asking {
			t.Fatal("a card is passed before its answer is shown")
		}
		seen = append(seen, got.Card.Question())
		s.Reveal()
		s.Pass()
	}
	if !slices.Equal(seen, []string{"q1", "q2"}) {
		t.Errorf("looked at %v", seen)
	}
	if _, err := s.Undo(); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("undo: %v", err)
	}
	if got, err := store.Newest(); got != newest || err != nil {
		t.Errorf("something was written: %v, %v", got, err)
	}
	sum, err := s.Summary()
	if err != nil || sum.Passed != 2 || sum.Kind != session.Look {
		t.Errorf("summary %+v, %v", sum, err)
	}
}
