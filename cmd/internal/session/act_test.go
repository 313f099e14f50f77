package session_test

import (
	"errors"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// question returns what is asked, "" if nothing is.
func (s *sitting) question() string {
	if c := s.screen().Card; c != nil {
		return c.Question()
	}
	return ""
}

// steps counts the steps of the log that are in force.
func steps(t *testing.T, store *storagetest.Collection) int {
	t.Helper()
	seen := make(map[journal.ID]bool)
	err := store.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if _, _, decides := journal.Target(e.Body); !decides && !undone {
			seen[e.Step] = true
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(seen)
}

// TestPutAway suspends and buries from both sides of a card: one step each, the next card is asked,
// undo asks it again, redo puts it away again.
func TestPutAway(t *testing.T) {
	t.Parallel()
	for name, put := range map[string]func(*sitting) (*storage.Card, error){
		"suspend": (*sitting).suspend, "bury": (*sitting).bury,
	} {
		s := sit(t, storagetest.New(t, deckOf(3)), nil)
		for revealed, want := range []string{"q1", "q2"} {
			before := s.question()
			if revealed == 1 {
				s.Reveal()
			}
			card, err := put(s)
			if err != nil || card.Question() != before || s.question() != want ||
				s.screen().State != session.Asking {
				t.Errorf("%s of %q: %v, then %q is asked, want %q", name, before, err, s.question(), want)
			}
			if got := steps(t, s.store); got != revealed+1 {
				t.Errorf("%s: %d steps in the log", name, got)
			}
		}
		if left := s.screen().Left; left != (srs.Counts{New: 1}) {
			t.Errorf("%s: left %+v", name, left)
		}
		if u, err := s.Undo(); err != nil || u.Earlier || u.Card.Question() != "q1" ||
			s.question() != "q1" {
			t.Errorf("%s taken back: %+v, %v; %q is asked", name, u, err, s.question())
		}
		if u, err := s.Redo(); err != nil || u.Earlier || u.Card.Question() != "q1" ||
			s.question() != "q2" {
			t.Errorf("%s brought back: %+v, %v; %q is asked", name, u, err, s.question())
		}
		if _, err := s.Redo(); !errors.Is(err, storage.ErrNothing) {
			t.Errorf("%s brought back twice: %v", name, err)
		}
	}
}

func (s *sitting) suspend() (*storage.Card, error) { return s.Suspend() }

func (s *sitting) bury() (*storage.Card, error) { return s.Bury() }

// TestFlagKeepsTheCard sets a flag on the answer side: the answer stays, so does what each rating
// would do, and undo takes the flag off without asking anew.
func TestFlagKeepsTheCard(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(2)), nil)
	s.screen()
	s.Reveal()
	preview := s.screen().Preview
	if card, err := s.Flag(2); err != nil || card.Flag != 2 {
		t.Fatalf("flagged: %+v, %v", card, err)
	}
	check := func(flag int) {
		t.Helper()
		got := s.screen()
		if got.State != session.Revealed || got.Card.Flag != flag || got.Card.Question() != "q0" ||
			got.Preview != preview {
			t.Errorf("with flag %d: %+v", flag, got)
		}
		if stored := s.store.Find("q0").Flag; stored != flag {
			t.Errorf("stored flag %d, want %d", stored, flag)
		}
	}
	check(2)
	if _, err := s.Flag(2); err != nil || steps(t, s.store) != 1 {
		t.Errorf("the same flag again is %d steps, %v", steps(t, s.store), err)
	}
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	check(0)
	if _, err := s.Redo(); err != nil {
		t.Fatal(err)
	}
	check(2)
	if _, err := s.Rate(srs.Good); err != nil {
		t.Fatal(err)
	}
}

// TestRedoOfAnAnswer takes two answers back and brings them back: what is done, left and logged is
// as before.
func TestRedoOfAnAnswer(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(3)), nil)
	s.rate(srs.Easy)
	s.rate(srs.Again)
	want := s.screen()
	for range 2 {
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.screen(); got.Done != 0 || got.Left.Total() != 3 {
		t.Errorf("after undo %+v", got)
	}
	for _, question := range []string{"q0", "q1"} {
		u, err := s.Redo()
		if err != nil || u.Earlier || u.Card.Question() != question {
			t.Errorf("brought back %+v, %v; want %q", u, err, question)
		}
	}
	got := s.screen()
	if got.Done != want.Done || got.Left != want.Left || got.Waiting != want.Waiting ||
		got.Card.Key != want.Card.Key {
		t.Errorf("after redo %+v, before %+v", got, want)
	}
	if logged := s.logged(); len(logged) != 2 {
		t.Errorf("the log has %v", logged)
	}
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	s.rate(srs.Good)
	if _, err := s.Redo(); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("redo after another answer: %v", err)
	}
}

// TestActsWithoutACard does nothing while cards wait.
func TestActsWithoutACard(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(1)), nil)
	s.rate(srs.Again)
	if got := s.screen().State; got != session.Waiting {
		t.Fatalf("state %d", got)
	}
	for name, act := range map[string]func() (*storage.Card, error){
		"suspend": s.Suspend, "bury": s.Bury, "flag": func() (*storage.Card, error) { return s.Flag(1) },
	} {
		if card, err := act(); card != nil || err != nil {
			t.Errorf("%s: %v, %v", name, card, err)
		}
	}
	if got := steps(t, s.store); got != 1 {
		t.Errorf("%d steps in the log, want the answer alone", got)
	}
}

// TestPutAwayElsewhereIsNotAsked begins a session; another process then suspends, buries and flags
// cards of it. The first two are not asked any more, learning cards neither.
func TestPutAwayElsewhereIsNotAsked(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(5)), nil)
	s.rate(srs.Again) // q0 waits
	today := s.store.Scheduler.Calendar().Day(s.store.Now)
	for question, action := range map[string]desk.Action{
		"q0": desk.Bury(today), "q1": desk.Suspend(), "q2": desk.Bury(today), "q3": desk.SetFlag(1),
	} {
		card := s.store.Find(question)
		if _, err := s.store.Append(s.store.Now, action.On([]*storage.Card{card}).Bodies...); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"q3", "q4"} {
		if got := s.rate(srs.Easy); got != want {
			t.Errorf("%q is asked, want %q", got, want)
		}
	}
	s.store.Now = s.store.Now.Add(10 * time.Minute)
	if got := s.screen(); got.State != session.Finished {
		t.Errorf("%q is asked, which was buried", got.Card.Question())
	}
}

// TestMore asks for more new cards than the limit of the day lets through, until it ends.
func TestMore(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(40)), func(c *session.Config) { c.Rules.NewPerDay = 2 })
	s.rate(srs.Easy)
	for _, want := range []session.Added{{New: 10}, {New: 10}, {New: 10}, {New: 8}, {}} {
		before := s.screen().Left.New
		got, err := s.More()
		if left := s.screen().Left.New; got != want || err != nil || left != before+want.New {
			t.Errorf("more: %+v, %v; %d new ones left of %d before", got, err, left, before)
		}
	}
	s.rate(srs.Easy)
	if got := s.screen().Left.New; got != 38 {
		t.Errorf("%d new ones left after an answer, want 38", got)
	}
	s.rate(srs.Easy)
	s.store.Now = s.store.Now.Add(24 * time.Hour)
	if got := s.screen().Left.New; got != 2 {
		t.Errorf("%d new cards on the next day, want 2", got)
	}
}

// TestMoreTime asks for more time in a session that has a limit: it goes on when the first limit is
// over.
func TestMoreTime(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(9)), func(c *session.Config) { c.Time = 5 * time.Minute })
	s.rate(srs.Easy)
	if got, err := s.More(); got != (session.Added{Time: session.MoreTime}) || err != nil {
		t.Errorf("more: %+v, %v", got, err)
	}
	s.store.Now = s.store.Now.Add(6 * time.Minute)
	if s.rate(srs.Easy) == "" {
		t.Error("it ends with the first limit")
	}
	s.store.Now = s.store.Now.Add(10 * time.Minute)
	if got := s.screen().State; got != session.Finished {
		t.Errorf("state %d after the second limit", got)
	}
}

// TestBuryAfterMidnight buries a card that was shown on the day before: it is not asked on the new
// day.
func TestBuryAfterMidnight(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(2)), nil)
	first := s.question()
	s.store.Now = s.store.Now.Add(24 * time.Hour)
	if _, err := s.Bury(); err != nil {
		t.Fatal(err)
	}
	if got := s.question(); got == first || got == "" {
		t.Errorf("%q is asked after %q was buried", got, first)
	}
}
