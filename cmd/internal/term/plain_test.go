package term_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/term"
	"cards/srs"

	"github.com/google/go-cmp/cmp"
)

const (
	keysLine    = "enter shows the answer; 1 to 4 rate it: again, hard, good, easy; then undo, quit, help\n"
	choiceLines = "1) map\n2) array\ntype the number of an option, or :show, :undo, :quit, :help\n"
	ratingsLine = "1 again 1m · 2 hard 6m · 3 good 10m · 4 easy 8d\n"
	mistake1    = `
2 new · about 8m left · schema-update › Mistake
What mistake was made regarding the Production schema updates?
`
	mistake1Answer = `
It was assumed that the DBA had updated Production.

Notes: "Incorrectly assumed *that*."
` + ratingsLine
	mistake2 = `
1 new · done 1 · about 8m left · schema-update › Mistake
Who did it?
`
	typedQuestion = `
1 new · about 8m left · schema-update › Mistake
Which keyword starts a goroutine?
type the answer, or :show, :undo, :quit, :help
`
	mistake2Answer = "\nThe DBA.\n" + ratingsLine
	tomorrowLine   = "18 reviews tomorrow, 96 in the next 7 days. Kept in notes/.cards/collection.db; undo with `cards undo`.\n"
	heldBackLine   = "20 new cards are waiting behind today's limit: `cards review --new 10` asks 10 of them.\n"
)

func TestPlainSession(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		s       *sitting
		input   string
		want    string
		ratings []srs.Rating
	}{
		{
			"to its end", mistake(), "\n3\nshow\neasy\n",
			keysLine + mistake1 + mistake1Answer + "rated good, due 2026-03-02T12:10:00Z\n" +
				mistake2 + mistake2Answer + "rated easy, due 2026-03-10T04:00:00Z\n" +
				"2 cards in 8m 10s   good 1   easy 1\n" + tomorrowLine + heldBackLine,
			[]srs.Rating{srs.Good, srs.Easy},
		},
		{
			"quit", mistake(), "quit\nshow\n3\n",
			keysLine + mistake1 + "2 cards are still due.\n", nil,
		},
		{
			"input ends", mistake(), "\n1\n",
			keysLine + mistake1 + mistake1Answer + "rated again, due 2026-03-02T12:01:00Z\n" + mistake2 +
				"1 card in 8m 10s   again 1\n" + tomorrowLine + "1 card is still due.\n",
			[]srs.Rating{srs.Again},
		},
		{
			"an empty line never rates, a rating never shows", mistake(), "3\n\n\nGOOD \nquit",
			keysLine + mistake1 + "an empty line or show shows the answer; undo, quit, help\n" +
				mistake1Answer + "1 again, 2 hard, 3 good or 4 easy; undo, quit, help\n" +
				"rated good, due 2026-03-02T12:10:00Z\n" + mistake2 +
				"1 card in 8m 10s   good 1\n" + tomorrowLine + "1 card is still due.\n",
			[]srs.Rating{srs.Good},
		},
		{
			"undo", mistake(), "undo\n\nhard\nundo\nquit\n",
			keysLine + mistake1 + "there is nothing to take back\n" + mistake1Answer +
				"rated hard, due 2026-03-02T12:06:00Z\n" + mistake2 +
				"took back: hard, “What mistake was made regarding the Pro…”\n" + mistake1 +
				"2 cards are still due.\n",
			[]srs.Rating{},
		},
		{
			"put away", mistake(), "bury\n\nsuspend\n",
			keysLine + mistake1 + "buried until tomorrow: “What mistake was made regarding the Pro…”\n" + strings.Replace(mistake2, "done 1 · ", "", 1) +
				"\nThe DBA.\n" + ratingsLine + "suspended: “Who did it?”\n" +
				"Nothing is due. Next: 18 cards tomorrow from 04:00, 96 reviews in the next 7 days.\n" + heldBackLine,
			nil,
		},
		{
			"flags, more and redo", mistake(), "flag 2\nflag 0\nflag 8\nflag\nmore\nredo\nquit\n",
			keysLine + mistake1 + "flag 2: “What mistake was made regarding the Pro…”\n" +
				"flag taken off: “What mistake was made regarding the Pro…”\n" +
				strings.Repeat("an empty line or show shows the answer; undo, quit, help\n", 2) +
				"3 more new cards today\n" + mistake1 + "nothing to bring back: redo comes right after undo\n" +
				"2 cards are still due.\n",
			nil,
		},
		{
			"waiting", waiting(), "\n3\nshow\n\nquit",
			keysLine + mistake1 + mistake1Answer + "rated good, due 2026-03-02T12:10:00Z\n" +
				"waiting until 2026-03-02T12:04:00Z\n1 card comes back, in 4m; an empty line asks one early\n" +
				"an empty line asks the next card early; undo, quit, help\n" + mistake2 +
				"1 card in 8m 10s   good 1\n" + tomorrowLine + "1 card is still due.\n",
			[]srs.Rating{srs.Good},
		},
		{
			"stopped while waiting", waiting(), "\n3\n",
			keysLine + mistake1 + mistake1Answer + "rated good, due 2026-03-02T12:10:00Z\n" +
				"waiting until 2026-03-02T12:04:00Z\n1 card comes back, in 4m; an empty line asks one early\n" +
				"1 card in 8m 10s   good 1\n" + tomorrowLine + "1 card comes back, in 4m.\n" + heldBackLine,
			[]srs.Rating{srs.Good},
		},
		{
			"nothing to do", &sitting{now: noon}, "",
			"Nothing is due. Next: 18 cards tomorrow from 04:00, 96 reviews in the next 7 days.\n" +
				heldBackLine, nil,
		},
		{
			"choice", choice(), "\n",
			keysLine + "\n1 new · about 8m left · schema-update › Mistake\nWhich are reference types?\n\n" +
				choiceLines + "\n[x] map\n[ ] array\n" + ratingsLine + "1 card is still due.\n", nil,
		},
		{
			"choice by number", choice(), "3\nmap\n2\n1\n",
			keysLine + "\n1 new · about 8m left · schema-update › Mistake\nWhich are reference types?\n\n" +
				choiceLines + "type the number of an option, 1 to 2\ntype the number of an option, 1 to 2\nwrong: map\n" +
				"\n[x] map\n[ ] array\n" + ratingsLine +
				"rated again, due 2026-03-02T12:01:00Z\n1 card in 8m 10s   again 1\n" +
				tomorrowLine + heldBackLine,
			[]srs.Rating{srs.Again},
		},
		{
			"typed right", typed(), " GO \n\n3\n",
			keysLine + typedQuestion + "right\n\ngo\n" + ratingsLine +
				"1 again, 2 hard, 3 good or 4 easy; undo, quit, help\n" +
				"rated good, due 2026-03-02T12:10:00Z\n1 card in 8m 10s   good 1\n" + tomorrowLine +
				heldBackLine,
			[]srs.Rating{srs.Good},
		},
		{
			"typed wrong", typed(), "3\n:quit\n",
			keysLine + typedQuestion + "wrong: go\n\ngo\n" + ratingsLine + "1 card is still due.\n", nil,
		},
		{
			"typed words of commands are the answer", typed(), "undo\x1b\n",
			keysLine + typedQuestion + "wrong: go\n\ngo\n" + ratingsLine + "1 card is still due.\n", nil,
		},
		{
			"typed commands", typed(), ":undo\n:show\n1\n",
			keysLine + typedQuestion + "there is nothing to take back\n\ngo\n" + ratingsLine +
				"rated again, due 2026-03-02T12:01:00Z\n1 card in 8m 10s   again 1\n" +
				tomorrowLine + heldBackLine,
			[]srs.Rating{srs.Again},
		},
		{
			"typed, with commands about the card", typed(), ":flag 3\n:flag\n",
			keysLine + typedQuestion + "flag 3: “Which keyword starts a goroutine?”\n" +
				"wrong: go\n\ngo\n" + ratingsLine + "1 card is still due.\n",
			nil,
		},
		{
			"typed an empty line", typed(), "\n\n:quit\n",
			keysLine + typedQuestion + "\ngo\n" + ratingsLine +
				"1 again, 2 hard, 3 good or 4 easy; undo, quit, help\n1 card is still due.\n", nil,
		},
		{
			"typed and left", typed(), ":quit\n", keysLine + typedQuestion + "1 card is still due.\n", nil,
		},
		{
			"cloze", cloze(), "\n",
			keysLine + "\n1 new · about 8m left · schema-update\nA slice has a length and a […].\n" +
				"\nA slice has a length and a [capacity].\n\nMore.\n" + ratingsLine +
				"1 card is still due.\n", nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			if err := term.RunPlain(t.Context(), c.s, strings.NewReader(c.input), &out,
				options()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, out.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.ratings, c.s.given); diff != "" {
				t.Errorf("ratings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlainShowsNotice(t *testing.T) {
	t.Parallel()
	o := options()
	o.Notice = "12 due"
	var out strings.Builder
	if err := term.RunPlain(t.Context(), mistake(), strings.NewReader(""), &out, o); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "12 due\n"+keysLine) {
		t.Errorf("got\n%s", out.String())
	}
}

// TestPlainWritesBeforeItReads talks to a session as a person does who waits for each question and
// answer.
func TestPlainWritesBeforeItReads(t *testing.T) {
	t.Parallel()
	in, lines := io.Pipe()
	screen, out := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- term.RunPlain(t.Context(), mistake(), in, bufio.NewWriter(out), options()) }()
	reader := bufio.NewReader(screen)
	for _, step := range []struct{ wait, send string }{
		{"What mistake", "show"},
		{"1 again 1m", "3"},
		{"rated good", ""},
		{"Who did it?", ""},
		{"1 again 1m", "quit"},
	} {
		for line := ""; !strings.Contains(line, step.wait); {
			var err error
			if line, err = reader.ReadString('\n'); err != nil {
				t.Fatalf("waiting for %q: %v", step.wait, err)
			}
		}
		if step.wait != "rated good" {
			fmt.Fprintln(lines, step.send)
		}
	}
	go func() { _, _ = io.Copy(io.Discard, reader) }()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestPlainEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	in, _ := io.Pipe()
	written := make(chan struct{})
	go func() {
		<-written
		cancel()
	}()
	err := term.RunPlain(ctx, mistake(), in, notify{written}, options())
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// notify closes a channel when something is written.
type notify struct{ written chan struct{} }

func (n notify) Write(b []byte) (int, error) {
	close(n.written)
	return len(b), nil
}

func TestPlainTellsTimesInTheZoneOfThePerson(t *testing.T) {
	t.Parallel()
	o := options()
	o.Calendar.Zone = time.FixedZone("", 2*60*60)
	var out strings.Builder
	if err := term.RunPlain(t.Context(), mistake(), strings.NewReader("\n3\n\n4\n"), &out,
		o); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"due 2026-03-02T14:10:00+02:00\n", "due 2026-03-10T04:00:00+02:00\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
