package session_test

import (
	"testing"
	"time"

	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestTimeEndsASitting: a card that is asked when the time is up can be answered, no further one is
// asked, and what is left is said.
func TestTimeEndsASitting(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(15)), func(c *session.Config) { c.Time = 5 * time.Minute })
	for range 11 {
		s.rate(srs.Easy)
		s.store.Now = s.store.Now.Add(20 * time.Second)
	}
	s.store.Now = s.store.Now.Add(70 * time.Second)
	if got := s.screen(); got.State != session.Asking || got.Time > 10*time.Second {
		t.Errorf("ten seconds before the end: %+v", got)
	}
	s.store.Now = s.store.Now.Add(time.Minute)
	s.rate(srs.Easy)
	got := s.screen()
	if got.State != session.Finished || got.Left.Total() != 3 {
		t.Errorf("after the end: %+v", got)
	}
	sum, err := s.Summary()
	if err != nil || !sum.Over {
		t.Errorf("summary %+v, %v", sum, err)
	}
}

// TestTimeEndsAWait: nobody waits for a step beyond the time.
func TestTimeEndsAWait(t *testing.T) {
	t.Parallel()
	s := sit(t, storagetest.New(t, deckOf(1)), func(c *session.Config) { c.Time = 5 * time.Minute })
	s.rate(srs.Good)
	if got := s.screen(); got.State != session.Waiting {
		t.Errorf("before the end: state %d", got.State)
	}
	s.store.Now = s.store.Now.Add(5 * time.Minute)
	if got := s.screen(); got.State != session.Finished {
		t.Errorf("after the end: state %d", got.State)
	}
}

// TestAheadIsSaid: the log tells what was answered before it was due from what was due.
func TestAheadIsSaid(t *testing.T) {
	t.Parallel()
	store := storagetest.New(t, deckOf(2))
	today := store.Scheduler.Calendar().Day(store.Now)
	for i, q := range []string{"q0", "q1"} {
		store.Rate(q, srs.Easy)
		due := srs.Due{Day: today + srs.Day(3+i)}
		if _, err := store.Append(store.Now,
			journal.DueSet{Key: store.Find(q).Key, Due: due}); err != nil {
			t.Fatal(err)
		}
	}
	store.Sleep(3)
	s := sit(t, store, func(c *session.Config) { c.Rules.Ahead = 1 })
	for _, want := range []srs.Purpose{srs.Sitting, srs.Ahead} {
		s.screen()
		s.Reveal()
		rated, err := s.Rate(srs.Good)
		if err != nil || rated.Review.Purpose != want {
			t.Errorf("%s is given in %v, %v; want %v", rated.Card.Question(), rated.Review.Purpose,
				err, want)
		}
	}
	if got := s.screen(); got.State != session.Finished {
		t.Errorf("state %d after all was answered", got.State)
	}
}
