package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRestoreAsks puts a backup in place of the log only for a person who agrees; Ctrl-C at the
// question ends the command at once.
func TestRestoreAsks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, answer, says string
		code               int
	}{
		{"agreed", "y\n", "the review log has been restored from", 0},
		{"agreed in full", "YES\n", "the review log has been restored from", 0},
		{"declined", "n\n", "nothing was changed", 0},
		{"no answer", "\n", "nothing was changed", 0},
		{"stopped", "\x03", "^C", 130},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, filepath.Join(dir, "go.md"), "Q: A card?\nA: Yes.\n")
			run := func(args ...string) *exec.Cmd {
				cmd := exec.Command("cards", args...)
				cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+t.TempDir(), "TERM=xterm",
					"CARDS_HOME="+dir)
				return cmd
			}
			for _, args := range [][]string{{"init", dir}, {"check"}, {"backup", "create"}} {
				if out, err := run(args...).CombinedOutput(); err != nil {
					t.Fatalf("%v: %v\n%s", args, err, out)
				}
			}
			restore := run("backup", "restore", "20")
			shown := answered(t, restore, tt.answer)
			if code := restore.ProcessState.ExitCode(); code != tt.code ||
				!strings.Contains(shown, tt.says) {
				t.Errorf("exit code %d, %d expected, and without %q:\n%s", code, tt.code, tt.says, shown)
			}
		})
	}
}
