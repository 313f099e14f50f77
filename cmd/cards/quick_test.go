package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestQuick: a command starts, and `due --prompt` answers, in as little work as they are said to
// take. What is measured is the work of the processor, and the least of many runs, as others may
// use the machine at the same time.
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
	for _, tt := range []struct {
		command string
		says    string
		most    time.Duration
	}{
		{"version", "cards version", 15 * time.Millisecond},
		{"due --prompt", "20 due", 20 * time.Millisecond},
		{"__complete review deck", "deck", 50 * time.Millisecond},
	} {
		least := time.Hour
		for range 200 {
			cmd := p.command(strings.Fields(tt.command)...)
			said, err := cmd.Output()
			if err != nil || !strings.Contains(string(said), tt.says) {
				t.Fatalf("cards %s: %q, %v", tt.command, said, err)
			}
			least = min(least, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
			if least <= tt.most {
				break
			}
		}
		if least > tt.most {
			t.Errorf("cards %s takes %v with 50,000 cards, want at most %v", tt.command, least, tt.most)
		}
	}
}
