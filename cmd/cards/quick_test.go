package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestQuick: `due --prompt` and the completion of a deck's name answer, among 50,000 cards, in
// little more work than any command needs to start. What is compared is the work of the processor,
// in one run, and the least of many, as others may use the machine at the same time.
func TestQuick(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for i := range 50 {
		files[fmt.Sprintf("d%d.md", i)] = cardsFile(fmt.Sprint("deck", i), 1000)
	}
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), files)
	if said := p.run("", "due"); !strings.HasPrefix(said, "20 due") {
		t.Fatalf("%q", said)
	}
	starts := p.work("version", "cards version", 20, 0)
	for _, tt := range []struct {
		command string
		says    string
		most    time.Duration
	}{
		{"due --prompt", "20 due", 3 * starts},
		{"__complete review deck", "deck", 6 * starts},
	} {
		if least := p.work(tt.command, tt.says, 200, tt.most); least > tt.most {
			t.Errorf("cards %s takes %v with 50,000 cards, want at most %v; a start takes %v",
				tt.command, least, tt.most, starts)
		}
	}
}

// work returns the least processor time of so many runs of a command, or of those until one takes
// no more than what is enough.
func (p *program) work(command, says string, runs int, enough time.Duration) time.Duration {
	p.t.Helper()
	least := time.Hour
	for i := 0; i < runs && least > enough; i++ {
		cmd := p.command(strings.Fields(command)...)
		said, err := cmd.Output()
		if err != nil || !strings.Contains(string(said), says) {
			p.t.Fatalf("cards %s: %q, %v", command, said, err)
		}
		least = min(least, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	return least
}
