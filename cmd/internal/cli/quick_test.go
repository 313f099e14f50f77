package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// heeding is a context that notes whether somebody asked when it is done.
type heeding struct {
	context.Context
	heeded bool
}

func (h *heeding) Done() <-chan struct{} {
	h.heeded = true
	return h.Context.Done()
}

// TestHeededCommands: whatever takes a while or changes something heeds signals to stop, and what
// is over at once does not take the time for it, until it has changed decks to read.
func TestHeededCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{"a.md": "Q: one\nA: two\n"})
	w.cards("", "check")
	for _, c := range []struct {
		command string
		heeded  bool
	}{
		{"", false},
		{"version", false},
		{"help format", false},
		{"due", false},
		{"due --prompt", false},
		{"decks --json", false},
		{"next --json", false},
		{"paths", false},
		{"config list", false},
		{"config get retention", false},
		{"__complete review ", false},
		{"check", true},
		{"list", true},
		{"stats", true},
		{"fmt --check a.md", true},
		{"config set retention 0.91", true},
		{"suspend text:one", true},
		{"undo", true},
		{"backup", true},
		{"due of what is new", true},
	} {
		ctx := &heeding{Context: t.Context()}
		args := strings.Split(c.command, " ")
		if c.command == "" {
			args = nil
		}
		if c.command == "due of what is new" {
			args = args[:1]
			if err := os.WriteFile(filepath.Join(w.dir, "b.md"), []byte("Q: 3\nA: 4\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, errs, code := w.runUntil(ctx, "", args...); code != 0 {
			t.Errorf("%q: exit code %d: %s", c.command, code, errs)
		}
		if ctx.heeded != c.heeded {
			t.Errorf("%q: heeds signals: %t, want %t", c.command, ctx.heeded, c.heeded)
		}
	}
}

// TestBackupOfTheDayHeeds: a quick command that makes the backup of the day is not ended in it.
func TestBackupOfTheDayHeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{"a.md": "Q: one\nA: two\n"})
	id := strings.TrimSpace(w.cards("", "next", "--jq", ".id"))
	w.now = w.now.Add(24 * time.Hour)
	for _, first := range []bool{true, false} {
		ctx := &heeding{Context: t.Context()}
		if _, errs, code := w.runUntil(ctx, "", "answer", id, "good"); code != 0 {
			t.Fatalf("exit code %d: %s", code, errs)
		}
		if ctx.heeded != first {
			t.Errorf("first answer of the day: %t; heeds signals: %t", first, ctx.heeded)
		}
	}
}
