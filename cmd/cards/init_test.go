package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// TestInitAsks makes a collection of a folder in which most files have no cards: a person is asked,
// and nobody is where there is no terminal.
func TestInitAsks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name          string
		files         int // without cards
		answer        string
		isAsked, made bool
	}{
		{"agreed", 51, "y\n", true, true},
		{"declined", 51, "n\n", true, false},
		{"no answer", 84, "\n", true, false},
		{"few", 50, "", false, true},
		{"no terminal", 84, "", false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for i := range tt.files {
				write(t, filepath.Join(dir, fmt.Sprintf("note%d.md", i)), "Only notes.\n")
			}
			write(t, filepath.Join(dir, "go.md"), "Q: A card?\nA: Yes.\n")
			cmd := exec.Command("cards", "init", dir)
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+t.TempDir(), "TERM=xterm",
				"CARDS_HOME=")
			shown := ""
			if tt.name == "no terminal" {
				out, _ := cmd.CombinedOutput() // what it made is looked at
				shown = string(out)
			} else {
				shown = answered(t, cmd, tt.answer)
			}
			asked := fmt.Sprintf("%d files, %d of them without cards", tt.files+1, tt.files)
			if strings.Contains(shown, asked) != tt.isAsked {
				t.Errorf("asked: %v, of what it shows:\n%s", !tt.isAsked, shown)
			}
			if _, err := os.Stat(filepath.Join(dir, ".cards")); (err == nil) != tt.made {
				t.Errorf("made: %v\n%s", err == nil, shown)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// answered runs a command on a terminal, types a line when it is asked, and returns what it showed.
func answered(t *testing.T, cmd *exec.Cmd, line string) string {
	t.Helper()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 100, Rows: 30})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	shown := ""
	await(watch(terminal, 100, 30), func(s string) bool {
		if shown = s; line != "" && strings.Contains(s, "[y/N]") {
			_, _ = terminal.WriteString(line)
			line = ""
		}
		return false
	})
	_ = cmd.Wait() // what it made is looked at
	return shown
}
