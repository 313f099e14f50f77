package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestMannersAreHeld looks at the table of conventions in docs/manners.md: it has all of them, and
// the scripts and tests that it names are there.
func TestMannersAreHeld(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "manners.md"))
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, dir := range []string{".", "../internal/cli", "../internal/out", "../internal/term", "../internal/session", "../internal/report", "../../storage", "../../storage/folders"} {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			tests.WriteString(string(source))
		}
	}
	rows, weight := 0, 0
	for _, m := range regexp.MustCompile(`(?m)^\| (\d+) \| .* \| (\d) \| (.*) \|$`).FindAllStringSubmatch(string(text), -1) {
		rows++
		if m[1] != strconv.Itoa(rows) {
			t.Errorf("row %s in place of %d", m[1], rows)
		}
		points, _ := strconv.Atoi(m[2]) // it is a digit
		weight += points
		names := regexp.MustCompile("`([A-Za-z_0-9]+)`").FindAllStringSubmatch(m[3], -1)
		if len(names) == 0 {
			t.Errorf("nothing holds row %s", m[1])
		}
		for _, name := range names {
			_, err := os.Stat(filepath.Join("testdata", "script", name[1]+".txtar"))
			if err != nil && !strings.Contains(tests.String(), "func "+name[1]+"(") {
				t.Errorf("row %s: there is no %s", m[1], name[1])
			}
		}
	}
	if rows != 40 || weight != 68 {
		t.Errorf("%d rows of %d points, want 40 of 68", rows, weight)
	}
}

// TestPipedIsPlain: what no person reads has no colours, moves no cursor and shows no progress.
func TestPipedIsPlain(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"a.md": cardsFile("piped", 30)})
	p.run(strings.Repeat("\n3\n", 10)+"quit\n", "review", "--plain")
	for _, command := range []string{
		"", "due", "list", "decks", "stats", "stats forecast", "log", "check", "show number",
		"why 1", "doctor", "simulate",
		"retention", "optimize", "evaluate", "config list", "help", "find piped", "backup create",
		"paths", "folders",
	} {
		cmd := p.command(strings.Fields(command)...)
		cmd.Env = append(cmd.Env, "TERM=xterm-256color", "COLORTERM=truecolor", "KITTY_WINDOW_ID=1")
		out, _ := cmd.CombinedOutput() // a mistake is to be plain too
		if len(out) == 0 || strings.ContainsAny(string(out), "\x1b\r") {
			t.Errorf("cards %s: %q", command, out)
		}
	}
}

// TestNothingWaitsForInput: no command waits for a person who is not there.
func TestNothingWaitsForInput(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"a.md": cardsFile("waiting", 30) + "Q (draft): Later?\n",
	})
	for _, command := range []string{
		"", "review", "review --plain", "cram", "quiz", "test", "match", "drafts", "add", "add -",
		"add -q A? -a B.", "add -q A? -a B.", "edit a",
		"config edit", "find", "find waiting", "relink --review", "optimize", "import -",
		"log merge -", "fmt -", "make a --rules",
		"reschedule --spread 7d", "backup create", "backup restore newest", "undo", "redo",
		"suspend a", "tag +x a", "move a --deck b.md", "init",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, p.path, strings.Fields(command)...)
		cmd.Dir, cmd.Env = p.root, append(p.command().Env, "EDITOR=", "VISUAL=")
		_, _ = cmd.CombinedOutput() // some have nothing to do
		if ctx.Err() != nil {
			t.Errorf("cards %s waits", command)
		}
		cancel()
	}
}

// TestStandardInputOfATerminal: a command that reads a file from standard input says so where a
// person sits there, and does not wait in silence.
func TestStandardInputOfATerminal(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"a.md": cardsFile("typed", 3)})
	for _, command := range []string{"import -", "log merge -", "fmt -", "add -"} {
		cmd := p.command(strings.Fields(command)...)
		terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 100, Rows: 20})
		if err != nil {
			t.Skipf("no pseudo-terminal: %v", err)
		}
		said := await(watch(terminal, 100, 20),
			func(s string) bool { return strings.Contains(s, "standard input") || strings.Contains(s, "Ctrl-D") })
		if !said {
			t.Errorf("cards %s says nothing", command)
		}
		_ = terminal.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
}
