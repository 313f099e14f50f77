package session_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// deckOf returns a deck file with so many basic cards: q0, q1, …
func deckOf(n int) map[string]string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Q: q%d\nA: a%d\n\n", i, i)
	}
	return map[string]string{"deck.md": b.String()}
}

// sitting is a session with the collection it is about.
type sitting struct {
	*session.Session
	t     *testing.T
	store *storagetest.Collection
}

// rules ask so many new cards a day and put the usual siblings off.
func rules(news int) desk.Rules {
	return desk.Rules{NewPerDay: news, Bury: srs.Bury{New: true, Review: true}}
}

// sit begins a session; change, if there is one, changes how.
func sit(t *testing.T, store *storagetest.Collection, change func(*session.Config)) *sitting {
	t.Helper()
	c := session.Config{
		Rules: rules(20), Now: func() time.Time { return store.Now },
		Schedulers: desk.NewSchedulers(folders.Config{},
			storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}},
			store.Scheduler.Calendar()),
	}
	if change != nil {
		change(&c)
	}
	s, err := session.New(store.Collection, c)
	if err != nil {
		t.Fatal(err)
	}
	return &sitting{s, t, store}
}

func (s *sitting) screen() session.Screen {
	s.t.Helper()
	screen, err := s.Screen()
	if err != nil {
		s.t.Fatal(err)
	}
	return screen
}

// rate answers the card that is asked and returns its question.
func (s *sitting) rate(r srs.Rating) string {
	s.t.Helper()
	screen := s.screen()
	if screen.State != session.Asking {
		s.t.Fatalf("state %d, no card is asked", screen.State)
	}
	s.Reveal()
	if _, err := s.Rate(r); err != nil {
		s.t.Fatal(err)
	}
	return screen.Card.Question()
}

// logged returns the ratings in force in the log.
func (s *sitting) logged() []srs.Rating {
	s.t.Helper()
	return ratings(s.t, s.store)
}

func ratings(t *testing.T, store *storagetest.Collection) []srs.Rating {
	t.Helper()
	var list []srs.Rating
	err := store.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if r, ok := e.Body.(journal.Reviewed); ok && !undone {
			list = append(list, r.Rating)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAnswerIsInTheLogBeforeTheNextQuestion(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(3)), nil)
	for i := range 3 {
		s.rate(srs.Easy)
		if got := len(s.logged()); got != i+1 {
			t.Errorf("after answer %d the log has %d", i+1, got)
		}
	}
	if got := s.screen(); got.State != session.Finished || got.Card != nil || got.Done != 3 ||
		got.Left.Total() != 0 {
		t.Errorf("at the end: %+v", got)
	}
}

func TestPreviewIsWhatTheAnswerRecords(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(1)), nil)
	s.screen()
	s.Reveal()
	preview := s.screen().Preview
	s.store.Now = s.store.Now.Add(7 * time.Second)
	rated, err := s.Rate(srs.Easy)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := rated.Review.Due, preview[3].Due; got != want {
		t.Errorf("due %v, the preview said %v", got, want)
	}
	if got := rated.Review.Answered.Sub(rated.Review.Shown); got != 7*time.Second {
		t.Errorf("answered %v after it was shown", got)
	}
}

func TestNothingRatesBeforeTheAnswerIsShown(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(1)), nil)
	s.screen()
	defer func() {
		if recover() == nil {
			t.Error("rated a card whose answer was not shown")
		}
		if got := s.logged(); len(got) != 0 {
			t.Errorf("the log has %v", got)
		}
	}()
	_, _ = s.Rate(srs.Good)
}

func TestFailedCardComesBackInTheSession(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(2)), nil)
	failed := s.rate(srs.Again)
	if other := s.rate(srs.Easy); other == failed {
		t.Fatalf("%q asked twice in a row", failed)
	}
	waits := s.screen()
	if waits.State != session.Waiting || waits.Waiting != 1 ||
		!waits.Until.Equal(s.store.Now.Add(time.Minute)) {
		t.Fatalf("while its step lasts: %+v", waits)
	}
	s.store.Now = s.store.Now.Add(time.Minute)
	if got := s.screen(); got.State != session.Asking || got.Card.Question() != failed {
		t.Errorf("after its step: %+v", got)
	}
}

func TestWaitingCardCanBeAskedEarly(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(1)), nil)
	s.Early() // does nothing: a card is due
	failed := s.rate(srs.Again)
	if got := s.screen().State; got != session.Waiting {
		t.Fatalf("state %d, not waiting", got)
	}
	s.Early()
	if got := s.screen(); got.State != session.Asking || got.Card.Question() != failed {
		t.Errorf("asked early: %+v", got)
	}
	s.rate(srs.Again)
	if got := s.screen().State; got != session.Waiting {
		t.Errorf("state %d after it, not waiting again", got)
	}
}

func TestNewCardsOfADay(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(9))
	limit := func(perDay int, now *int) func(*session.Config) {
		return func(c *session.Config) { c.Rules.NewPerDay, c.Rules.Extra = perDay, now }
	}
	s := sit(t, store, limit(5, nil))
	s.rate(srs.Easy)
	s.rate(srs.Easy)
	if got := sit(t, store, limit(5, nil)).screen().Left.New; got != 3 {
		t.Errorf("%d new cards left of 5 after two", got)
	}
	four, none := 4, 0
	if got := sit(t, store, limit(5, &four)).screen().Left.New; got != 4 {
		t.Errorf("%d new cards in a session that asks for four", got)
	}
	if got := sit(t, store, limit(5, &none)).screen().State; got != session.Finished {
		t.Errorf("state %d with no new cards wanted", got)
	}
	store.Now = store.Now.Add(24 * time.Hour)
	if got := s.screen().Left.New; got != 5 {
		t.Errorf("%d new cards on the next day in the same session", got)
	}
}

func TestSiblingsWaitForAnotherDay(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t,
		map[string]string{"deck.md": "C: one [two] three [four] five [six]\n\nQ: q\nA: a\n"}), nil)
	var asked []string
	for s.screen().State == session.Asking {
		asked = append(asked, s.rate(srs.Easy))
	}
	if len(asked) != 2 {
		t.Errorf("asked %q: one gap of a note and the other card expected", asked)
	}
	sum, err := s.Summary()
	if err != nil {
		t.Fatal(err)
	}
	if sum.Held.New != 0 {
		t.Errorf("%d cards are said to be held back by the limit", sum.Held.New)
	}
}

func TestAnotherProcessAnswersTheCardMeanwhile(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(2))
	here, there := sit(t, store, nil), sit(t, store, nil)
	here.screen()
	here.Reveal()
	there.rate(srs.Easy)
	if _, err := here.Rate(srs.Good); !errors.Is(err, storage.ErrAnswered) {
		t.Fatalf("rated what was answered elsewhere: %v", err)
	}
	if got := here.screen(); got.Card == nil || got.Card.Question() != "q1" {
		t.Errorf("the session does not go on with the other card: %+v", got)
	}
	if got := here.logged(); len(got) != 1 || got[0] != srs.Easy {
		t.Errorf("the log has %v", got)
	}
}

// TestCardAnsweredElsewhereIsNotAskedAgain begins two sessions on the same cards. What one has
// answered the other must not ask, though it was due when the other began.
func TestCardAnsweredElsewhereIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(4))
	here, there := sit(t, store, nil), sit(t, store, nil)
	failed := there.rate(srs.Again)
	there.rate(srs.Easy)
	for _, want := range []string{"q2", "q3"} {
		if got := here.rate(srs.Easy); got != want {
			t.Errorf("%q is asked, want %q", got, want)
		}
	}
	if got := here.screen(); got.State != session.Waiting || got.Waiting != 1 {
		t.Errorf("state %d with %d waiting; want to wait for what failed elsewhere", got.State,
			got.Waiting)
	}
	store.Now = store.Now.Add(time.Minute)
	if got := here.rate(srs.Easy); got != failed {
		t.Errorf("%q is asked after the step of %q", got, failed)
	}
	if got := here.screen().State; got != session.Finished {
		t.Errorf("state %d after all are answered", got)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(25)), nil)
	for _, answer := range []struct {
		rating srs.Rating
		took   time.Duration
	}{{srs.Easy, 10 * time.Second}, {srs.Again, 2 * time.Minute}, {srs.Easy, 0}} { // the second with a pause
		s.screen()
		s.store.Now = s.store.Now.Add(answer.took)
		s.rate(answer.rating)
	}
	sum, err := s.Summary()
	if err != nil {
		t.Fatal(err)
	}
	if sum.Ratings != [4]int{1, 0, 0, 2} || sum.Time != 70*time.Second ||
		fmt.Sprint(sum.Minutes) != "[1 0 2]" {
		t.Errorf("%v in %v, by minute %v", sum.Ratings, sum.Time, sum.Minutes)
	}
	if sum.Waiting != 1 || !sum.Until.Equal(s.store.Now.Add(time.Minute)) {
		t.Errorf("%d wait until %v", sum.Waiting, sum.Until)
	}
	for s.screen().State == session.Asking {
		s.rate(srs.Easy)
	}
	if sum, err = s.Summary(); err != nil || sum.Held.New != 5 {
		t.Errorf("%d new cards held back, want 5 of 25 by 20 a day: %v", sum.Held.New, err)
	}
}

// TestScreensOfLongSittings: what has been answered costs the screens that follow nothing.
func TestScreensOfLongSittings(t *testing.T) {
	const many = 100
	s := sit(t, storagetest.New(t, deckOf(many+1)),
		func(c *session.Config) { c.Rules = rules(many + 1) })
	taken := func() float64 { return testing.AllocsPerRun(3, func() { s.screen() }) }
	before := taken()
	for range many {
		s.rate(srs.Easy)
	}
	s.screen() // reads the card
	if after := taken(); after > before {
		t.Errorf("%v allocations before the first answer, %v behind %d", before, after, many)
	}
	if got := s.screen().Done; got != many {
		t.Errorf("%d are done, want %d", got, many)
	}
}
