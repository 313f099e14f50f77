package term_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"
)

func TestPlainSaysWhyAnAnswerWasNotKept(t *testing.T) {
	t.Parallel()
	s := mistake()
	s.fail = storage.ErrAnswered
	var out strings.Builder
	if err := term.RunPlain(t.Context(), s, strings.NewReader("\n3\n"), &out, options()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "answered elsewhere in the meantime") ||
		strings.Contains(out.String(), "rated good") {
		t.Errorf("got\n%s", out.String())
	}
}

func TestPlainFailsWithALastAnswerThatWasNotKept(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	for _, input := range []string{"\n3\n", "\n3\nquit\n"} {
		s := mistake()
		s.fail = full
		var out strings.Builder
		if err := term.RunPlain(t.Context(), s, strings.NewReader(input), &out,
			options()); !errors.Is(err, full) {
			t.Errorf("%q: error %v", input, err)
		}
		if !strings.Contains(out.String(), "that did not work: disk full\n") {
			t.Errorf("%q: got\n%s", input, out.String())
		}
	}
}

func TestPlainForgetsAFailureThatTheNextAnswerMends(t *testing.T) {
	t.Parallel()
	s := mistake()
	s.fail = errors.New("disk full")
	err := term.RunPlain(t.Context(), fullOnce{s}, strings.NewReader("\n3\n3\nquit\n"), io.Discard,
		options())
	if err != nil || len(s.given) != 1 {
		t.Errorf("%d answers kept, error %v", len(s.given), err)
	}
}

// fullOnce keeps no answer but those after the first.
type fullOnce struct{ *sitting }

func (s fullOnce) Rate(r srs.Rating) (session.Rated, error) {
	rated, err := s.sitting.Rate(r)
	s.fail = nil
	return rated, err
}

func TestPlainReportsWhatItCannotReadOrWrite(t *testing.T) {
	t.Parallel()
	err := term.RunPlain(t.Context(), mistake(), strings.NewReader(""), broken{}, options())
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("writing: got %v", err)
	}
	err = term.RunPlain(t.Context(), mistake(), broken{}, io.Discard, options())
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("reading: got %v", err)
	}
}

// broken fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
