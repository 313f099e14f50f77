package session_test

import (
	"errors"
	"testing"

	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

func TestUndoTakesBackTheSessionsAnswersThenOlderOnes(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(3))
	sit(t, store, nil).rate(srs.Hard)
	s := sit(t, store, nil)
	first := s.rate(srs.Easy)
	second := s.rate(srs.Good)
	for _, want := range []struct {
		question string
		rating   srs.Rating
		earlier  bool
		left     int
	}{
		{second, srs.Good, false, 2},
		{first, srs.Easy, false, 1},
		{"q0", srs.Hard, true, 0},
	} {
		u, err := s.Undo()
		if err != nil {
			t.Fatal(err)
		}
		if u.Rating != want.rating || u.Earlier != want.earlier || u.Card.Question() != want.question {
			t.Errorf("took back %v of %q, earlier %v; want %+v", u.Rating, u.Card.Question(),
				u.Earlier, want)
		}
		if got := s.screen(); got.Card == nil || got.Card.Question() != want.question {
			t.Errorf("%q is not asked again", want.question)
		}
		if got := len(s.logged()); got != want.left {
			t.Errorf("%d answers in force, want %d", got, want.left)
		}
	}
	if _, err := s.Undo(); !errors.Is(err, storage.ErrNothing) {
		t.Errorf("nothing left to take back: %v", err)
	}
	if got := s.screen(); got.Done != 0 || got.Left.Total() != 3 {
		t.Errorf("after all is taken back: %d done, %d left", got.Done, got.Left.Total())
	}
}

// TestUndoneCommandAsksNoCard takes back what commands set: cards that are not due stay so.
func TestUndoneCommandAsksNoCard(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(3)), func(c *session.Config) { c.Rules.NewPerDay = 2 })
	s.rate(srs.Easy)
	s.rate(srs.Easy)
	other := sit(t, s.store, func(c *session.Config) { c.Rules.NewPerDay = 2 })
	zero, one := s.store.Find("q0").Key, s.store.Find("q1").Key
	due := srs.Due{Day: 30000}
	for _, tt := range []struct {
		bodies []journal.Body
		about  string
	}{
		{[]journal.Body{journal.PropertySet{Key: one, Property: journal.Flag, Value: 1}}, "q1"},
		{[]journal.Body{journal.DueSet{Key: zero, Due: due}, journal.DueSet{Key: one, Due: due}}, ""},
	} {
		if _, err := s.store.Append(s.store.Now, tt.bodies...); err != nil {
			t.Fatal(err)
		}
		u, err := other.Undo()
		if err != nil || len(u.Events) != len(tt.bodies) || u.Rating != 0 {
			t.Fatalf("took back %+v, %v", u, err)
		}
		got := ""
		if u.Card != nil {
			got = u.Card.Question()
		}
		if got != tt.about {
			t.Errorf("what was taken back is said to be about %q, want %q", got, tt.about)
		}
		if screen := other.screen(); screen.State != session.Finished {
			t.Errorf("%q is asked, which is not due", screen.Card.Question())
		}
	}
}

func TestUndoneNewCardCountsAsNewAgain(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(9)), func(c *session.Config) { c.Rules.NewPerDay = 3 })
	for range 4 {
		s.rate(srs.Easy)
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	for s.screen().State == session.Asking {
		s.rate(srs.Easy)
		asked++
	}
	if asked != 3 {
		t.Errorf("%d new cards asked of 3 a day", asked)
	}
}
