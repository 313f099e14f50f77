package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// shellCompletions are how shells are started and told of the completion of cards.
var shellCompletions = []struct {
	shell  string
	args   []string
	source string
}{
	{
		"bash",
		[]string{"--norc", "--noprofile", "-i"},
		"bind 'set show-all-if-ambiguous on'; source <(cards completion bash)",
	},
	{"zsh", []string{"-f", "-i"}, "autoload -U compinit; compinit -u -D; source <(cards completion zsh)"},
	{"fish", []string{"--no-config", "-i"}, "cards completion fish | source"},
}

// TestCompletionInShells presses Tab in real shells: values of flags and of arguments are
// completed, and nothing else is written.
func TestCompletionInShells(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"a.md": "Q: Where?\nA: Here.\n#verb\n",
	})
	p.run("", "check")
	lines := []struct{ typed, shown string }{
		{"cards sta", "cards stats"},
		{"cards list --sort lap", "cards list --sort lapses"},
		{"cards list tag:ve", "cards list tag:verb"},
		{"cards list --json=ques", "cards list --json=question"},
		{"cards config set theme da", "cards config set theme dark"},
		{"cards answer abcd goo", "cards answer abcd good"},
		{"cards --color al", "cards --color always"},
		{"cards export --format jsonl deck:a is:dra", "is:draft"},
		{"cards stats calib", "cards stats calibration"},
	}
	for _, shell := range shellCompletions {
		t.Run(shell.shell, func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(shell.shell); err != nil {
				t.Skipf("there is no %s", shell.shell)
			}
			cmd := exec.Command(shell.shell, shell.args...)
			cmd.Dir, cmd.Env = p.root, append(p.command().Env, "TERM=xterm", "PS1=> ", "LANG=C.UTF-8",
				"PATH="+filepath.Dir(p.path)+":"+os.Getenv("PATH"))
			terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 100, Rows: 50})
			if err != nil {
				t.Skipf("no pseudo-terminal: %v", err)
			}
			defer func() { _ = terminal.Close(); _ = cmd.Process.Kill(); _ = cmd.Wait() }()
			screens, screen := watch(terminal, 100, 50), ""
			sees := func(text string) {
				t.Helper()
				if !await(screens, func(s string) bool { screen = s; return strings.Contains(s, text) }) {
					t.Fatalf("no %q on the screen:\n%s", text, strings.TrimSpace(screen))
				}
			}
			press := func(keys string) {
				t.Helper()
				if _, err := terminal.WriteString(keys); err != nil {
					t.Fatal(err)
				}
			}
			press(shell.source + "; echo re''ady\r")
			sees("ready")
			for i, line := range lines {
				press(line.typed + "\t")
				sees(line.shown)
				press(fmt.Sprintf("\x15clear; echo cle''ar%d\r", i))
				sees(fmt.Sprintf("clear%d", i))
			}
			if strings.Contains(screen, "not found") || strings.Contains(screen, "error") {
				t.Errorf("the screen shows:\n%s", screen)
			}
		})
	}
}
