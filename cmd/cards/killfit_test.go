package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fitLine is how the line begins that says that a sitting has fitted parameters anew.
const fitLine = "parameters predict your reviews better"

// TestKilledFitLosesNothing kills sittings at random instants while they fit parameters after their
// end. Every answer is in the log, parameters are there whole or not at all, and undo takes back
// the answer and never them.
func TestKilledFitLosesNothing(t *testing.T) {
	t.Parallel()
	rounds, rng := rounds(8, 200), random(t)
	p := newForgetful(t)
	whole := filepath.Join(p.root, ".cards")
	kept := filepath.Join(t.TempDir(), "kept")
	copyOver(t, kept, whole)
	before, fitted := len(p.reviews()), 0
	for range rounds {
		copyOver(t, whole, kept)
		said := p.killedAfter(time.Duration(rng.IntN(700)) * time.Millisecond)
		answers, log := len(p.reviews())-before, p.export()
		if answers > 1 || strings.Contains(said, "rated ") && answers != 1 {
			t.Fatalf("%d answers are in the log after the sitting said %q", answers, said)
		}
		n := strings.Count(log, `"kind":"params"`)
		if n > 1 || strings.Contains(said, fitLine) && n != 1 {
			t.Fatalf("%d times parameters are in the log after the sitting said %q", n, said)
		}
		fitted += n
		if answers == 1 {
			if said := p.run("", "undo"); !strings.Contains(said, "took back: again") {
				t.Fatalf("undo says %q", said)
			}
		}
		checkCollection(t, p.root)
	}
	t.Logf("%d of %d sittings had fitted parameters", fitted, rounds)
	if fitted > 0 {
		return
	}
	if said := p.run("show\n1\nquit\n", "review", "--plain", "--new", "1"); !strings.Contains(said,
		fitLine) {
		t.Errorf("nothing is ever fitted: %q", said)
	}
}

// newForgetful returns a program with a log that the parameters to begin with predict badly: what
// was learnt is forgotten again within days. Nothing has been fitted to it yet.
func newForgetful(t *testing.T) *program {
	t.Helper()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"many.md": cardsFile("fit", 90)})
	config := filepath.Join(p.root, ".cards", "config.toml")
	for day := range 30 {
		write := "auto_optimize = false\nnew_per_day = 10\n"
		if err := os.WriteFile(config, []byte(write), 0o600); err != nil {
			t.Fatal(err)
		}
		rating := []string{"3", "4", "1"}[day%3]
		p.run(strings.Repeat("show\n"+rating+"\n", 40), "review", "--plain")
		p.now = p.now.Add(24 * time.Hour)
	}
	if err := os.WriteFile(config, []byte("new_per_day = 10\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// killedAfter answers one card, ends the sitting, and kills the program so long after it has said
// what the sitting came to. It returns what it printed.
func (p *program) killedAfter(wait time.Duration) string {
	p.t.Helper()
	cmd := p.command("review", "--plain", "--new", "1")
	cmd.Stdin = strings.NewReader("show\n1\nquit\n")
	var said ended
	said.seen = make(chan struct{})
	cmd.Stdout = &said
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	over := make(chan struct{})
	go func() {
		select {
		case <-said.seen:
		case <-over:
		}
		time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
	}()
	_ = cmd.Wait() // killed or not
	close(over)
	return said.text.String()
}

// ended keeps what a sitting prints, and tells when it has summed up.
type ended struct {
	text strings.Builder
	seen chan struct{}
	told bool
}

func (e *ended) Write(b []byte) (int, error) {
	e.text.Write(b)
	if !e.told && strings.Contains(e.text.String(), "undo with `cards undo`") {
		e.told = true
		close(e.seen)
	}
	return len(b), nil
}
