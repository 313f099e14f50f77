package term_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/term"
)

func TestExamGoesToItsEnd(t *testing.T) {
	t.Parallel()
	sitting := capitals(t, exam.Test, exam.Choice)
	s := term.NewExamScreen(sitting, 60, 12)
	if tap(s, "1 2 3") || !tap(s, "4") {
		t.Errorf("after four answers:\n%s", s.View())
	}
	if r := sitting.Report(); r.Of != 4 || sitting.Unanswered() != 0 {
		t.Errorf("%+v", r)
	}
	sitting = capitals(t, exam.Quiz, exam.Typed)
	s = term.NewExamScreen(sitting, 60, 12)
	tap(s, "n o enter u")
	if sitting.Left() != 4 || sitting.State() != exam.Asking {
		t.Errorf("after undo %d are left:\n%s", sitting.Left(), s.View())
	}
	tap(s, "n o enter y")
	if r := sitting.Report(); r.Points != 1 {
		t.Errorf("overruled: %+v\n%s", r, s.View())
	}
	if !tap(s, "enter esc q") {
		t.Error("q does not end it")
	}
}

// TestExamEndsWithoutAsking: whoever has interrupted a quiz is asked nothing more, though lines
// wait to be read.
func TestExamEndsWithoutAsking(t *testing.T) {
	t.Parallel()
	s := capitals(t, exam.Quiz, exam.Choice)
	if _, err := s.Choose([]int{0}); err != nil || len(s.Missed()) != 1 {
		t.Fatalf("%d missed, %v", len(s.Missed()), err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	var out strings.Builder
	end := func(w io.Writer) error {
		_, err := io.WriteString(w, "the end\n")
		return err
	}
	err := term.EndExam(ctx, s, strings.NewReader("y\n"), &out, end, term.Options{})
	if !errors.Is(err, context.Canceled) || out.String() != "the end\n" || len(s.Missed()) != 1 {
		t.Errorf("%v, %q, %d missed", err, out.String(), len(s.Missed()))
	}
}

// TestMissedAreOfferedInWords: one missed card is "it", several are "them", and the line is broken
// at spaces for a narrow terminal.
func TestMissedAreOfferedInWords(t *testing.T) {
	t.Parallel()
	for missed, want := range map[int]string{
		1: "1 card missed: an empty line asks it in\ntoday's review, n leaves it\n",
		2: "2 cards missed: an empty line asks them\nin today's review, n leaves them\n",
	} {
		s := capitals(t, exam.Test, exam.Recall)
		for range missed {
			if _, err := s.Skip(); err != nil {
				t.Fatal(err)
			}
			s.Next()
		}
		var out strings.Builder
		end := func(io.Writer) error { return nil }
		o := term.Options{Terminal: &term.Terminal{}, Columns: 40}
		err := term.EndExam(t.Context(), s, strings.NewReader("n\n"), &out, end, o)
		if err != nil || out.String() != want {
			t.Errorf("%d missed: %v, %q, want %q", missed, err, out.String(), want)
		}
	}
}
