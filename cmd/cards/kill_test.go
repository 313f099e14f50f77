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

// TestKilledReviewLosesNothing kills reviews at random instants. Every answer whose line was printed must be in the log,
// and at most the one in flight besides.
func TestKilledReviewLosesNothing(t *testing.T) {
	rounds := 20
	if inFull() {
		rounds = 200
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{"many.md": cardsFile("kill", 12000)})
	p.run("", "due")
	taken, spare := 0, 0
	for range rounds {
		acked := p.killedReview(rng)
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

// killedReview starts a review, answers as fast as it goes, kills it after a random time, mostly one that begins with what it
// prints first, and returns how many answers it said it took.
func (p *program) killedReview(rng *rand.Rand) int {
	p.t.Helper()
	cmd := p.command("review", "--plain", "--new", "12000")
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
	timer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	if starting {
		timer.Reset(wait)
	}
	go answer(in)
	acked := 0
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first && !starting {
			timer.Reset(wait)
		}
		if strings.HasPrefix(lines.Text(), "rated ") {
			acked++
		}
	}
	if err := cmd.Wait(); err == nil {
		p.t.Fatal("review ended by itself")
	}
	return acked
}

// answer shows and rates cards until nobody reads any more.
func answer(w io.Writer) {
	for i := 0; ; i++ {
		if _, err := io.WriteString(w, "show\n"+[]string{"3", "4", "2", "4"}[i%4]+"\n"); err != nil {
			return
		}
	}
}
