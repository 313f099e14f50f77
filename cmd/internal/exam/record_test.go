package exam_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/exam"
	"cards/deck/answer"
	"cards/srs"
	"cards/storage/journal"
)

// TestMissedAreBroughtForward has the missed cards asked today, in one step, with their memory as
// it was.
func TestMissedAreBroughtForward(t *testing.T) {
	t.Parallel()
	c := studied(t, 10, srs.Easy, 1)
	before := schedules(t, c)
	s := sit(t, c, exam.Quiz, exam.Recall, 4)
	for s.State() != exam.Finished {
		s.Show()
		how := answer.Right
		if s.Question().Number <= 2 && s.Question().Again == 0 {
			how = answer.Wrong
		}
		if _, err := s.Know(how); err != nil {
			t.Fatal(err)
		}
		s.Next()
	}
	n, err := s.BringForward()
	if err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	today := c.Scheduler.Calendar().Day(c.Now)
	moved := 0
	for front, after := range schedules(t, c) {
		if after.Memory != before[front].Memory || after.Reviews != before[front].Reviews {
			t.Errorf("%s: memory moved", front)
		}
		if after.Due != before[front].Due {
			moved++
			if after.Due.Day != today {
				t.Errorf("%s is due on %s", front, after.Due.Day)
			}
		}
	}
	if moved != 2 {
		t.Errorf("%d due dates moved", moved)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, schedules(t, c)); diff != "" {
		t.Error(diff)
	}
}

// TestMissedInStepsAreBroughtForward misses cards that are learnt: one whose step ends on a later
// day, and one whose step is of today.
func TestMissedInStepsAreBroughtForward(t *testing.T) {
	t.Parallel()
	c := studied(t, 2, srs.Again, 0)
	today := c.Scheduler.Calendar().Day(c.Now)
	late := c.Find("What is the name of number 0?")
	if _, err := c.Append(c.Now, journal.DueSet{Key: late.Key, Due: srs.Due{Day: today + 3}}); err != nil {
		t.Fatal(err)
	}
	s := sit(t, c, exam.Quiz, exam.Recall, 2)
	for range 2 {
		if _, err := s.Skip(); err != nil {
			t.Fatal(err)
		}
		s.Next()
	}
	if missed := s.Missed(); len(missed) != 1 || missed[0].ID != late.ID {
		t.Errorf("%d missed", len(missed))
	}
	if n, err := s.BringForward(); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if due := schedules(t, c)[late.Front].Due; due.Day != today {
		t.Errorf("due %v", due)
	}
}
