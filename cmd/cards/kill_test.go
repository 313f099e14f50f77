package main

import (
	"bufio"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"cards/storage"
)

// TestKilledReviewLosesNothing kills reviews at random instants. Every answer whose line was
// printed must be in the log, and at most the one in flight besides.
func TestKilledReviewLosesNothing(t *testing.T) {
	killSittings(t, sitting{
		args: []string{"review", "--plain", "--new", "12000"}, cards: 12000, few: 20, full: 200,
		taken:  begins("rated "),
		answer: func(i int) string { return "show\n" + []string{"3", "4", "2", "4"}[i%4] + "\n" },
	})
}

// TestKilledQuizLosesNothing is the same for the answers of a quiz, which count for nothing.
func TestKilledQuizLosesNothing(t *testing.T) {
	killSittings(t, sitting{
		args:  []string{"quiz", "--plain", "--form", "recall", "-n", "1", "--new", "2000"},
		cards: 3000, few: 10, full: 1000,
		taken:  begins("right"),
		answer: func(int) string { return "show\n1\n" },
	})
}

// TestKilledTestLosesNothing is the same for the answers of a test, of which nothing is said before
// the next question.
func TestKilledTestLosesNothing(t *testing.T) {
	killSittings(t, sitting{
		args: []string{"test", "--plain", "--form", "recall", "-n", "2000"}, cards: 3000, few: 10,
		full: 1000,
		taken: func(line string) bool {
			return strings.HasSuffix(line, " of 2000 · many") && !strings.HasPrefix(line, "1 of ")
		},
		answer: func(int) string { return "show\n1\n" },
	})
}

// sitting is a command that takes answers line by line.
type sitting struct {
	args   []string
	answer func(i int) string
	cards  int
	few    int                    // rounds
	full   int                    // those of the full form; a review needs new cards for all of them
	taken  func(line string) bool // whether it says that an answer is taken
}

// begins returns whether a line begins so.
func begins(with string) func(line string) bool {
	return func(line string) bool { return strings.HasPrefix(line, with) }
}

// killSittings kills sittings at random instants and compares what they said with the log.
func killSittings(t *testing.T, s sitting) {
	t.Helper()
	rounds, rng := rounds(s.few, s.full), random(t)
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"many.md": cardsFile("kill", s.cards)})
	p.run("", "due")
	taken, spare := 0, 0
	for range rounds {
		acked := p.killed(rng, s)
		events := len(p.reviews())
		switch taken += acked; events - taken - spare {
		case 0:
		case 1:
			spare++
		default:
			t.Fatalf("%d answers were shown as taken in this round, %d in all and %d in flight before; the log has %d", acked, taken, spare, events)
		}
		p.now = p.now.Add(time.Minute)
	}
	t.Logf("%d answers taken, %d more in flight when the program was killed", taken, spare)
	if taken < rounds {
		t.Errorf("only %d answers in %d rounds: the program was killed too early", taken, rounds)
	}
	checkCollection(t, p.root)
}

// checkCollection checks every invariant of what is stored.
func checkCollection(t *testing.T, root string) {
	t.Helper()
	c, err := storage.Open(root, storage.Options{PID: os.Getpid(), Holder: "test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
}

// killed starts a sitting, answers as fast as it goes, kills it after a random time, mostly one
// that begins when it has said that it took some answers, however long that takes, and returns how
// many it said it took.
func (p *program) killed(rng *rand.Rand, s sitting) int {
	p.t.Helper()
	cmd := p.command(s.args...)
	in, err := cmd.StdinPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	wait, starting := time.Duration(rng.IntN(120))*time.Millisecond, rng.IntN(4) == 0
	after := rng.IntN(9)
	timer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	if starting {
		timer.Reset(wait)
	}
	go s.answerAll(in)
	acked := 0
	lines := bufio.NewScanner(out)
	begun := starting
	for lines.Scan() {
		if s.taken(lines.Text()) {
			acked++
		}
		if !begun && acked >= after {
			begun = true
			timer.Reset(wait)
		}
	}
	if err := cmd.Wait(); err == nil {
		p.t.Fatalf("%q ended by itself", s.args)
	}
	return acked
}

// answerAll answers until nobody reads any more.
func (s sitting) answerAll(w io.Writer) {
	for i := 0; ; i++ {
		if _, err := io.WriteString(w, s.answer(i)); err != nil {
			return
		}
	}
}
