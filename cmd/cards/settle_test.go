package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

const (
	settleOld = "Q: What is the largest river of Poland?\nA: The Vistula\n\n" +
		"Q: What is the capital of France?\nA: Paris\n"
	settleNew = "Q: What is the widest river of Poland?\nA: The Vistula\n\n" +
		"Q: What is the metropolis of France?\nA: Paris\n"
)

// newEdited returns a program with a collection in which two cards were answered and then edited, each by a word.
func newEdited(t *testing.T) *program {
	t.Helper()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{"geo.md": settleOld})
	p.run("\neasy\n\neasy\n", "review")
	p.now = p.now.Add(time.Hour)
	if err := os.WriteFile(filepath.Join(p.root, "geo.md"), []byte(settleNew), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// reviewed returns how many cards have a review.
func (p *program) reviewed() int {
	return strings.Count(p.run("", "list", "--json"), `"reviews":1,`)
}

// conversation is a command on a terminal with a person at the other side.
type conversation struct {
	t        *testing.T
	cmd      *exec.Cmd
	terminal *os.File
	screens  <-chan string
	last     string
}

// converse starts a command on a terminal of 24 lines.
func (p *program) converse(width int, args ...string) *conversation {
	p.t.Helper()
	cmd := p.command(args...)
	cmd.Env = append(cmd.Env, "TERM=xterm-256color")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(width), Rows: 24})
	if err != nil {
		p.t.Skipf("no pseudo-terminal: %v", err)
	}
	p.t.Cleanup(func() { _ = terminal.Close() })
	return &conversation{t: p.t, cmd: cmd, terminal: terminal, screens: watch(terminal, width, 24)}
}

// await waits until the screen shows a text, wherever its lines are broken.
func (c *conversation) await(text string) {
	c.t.Helper()
	joined := func(s string) string { return strings.Join(strings.Fields(s), "") }
	shows := func(s string) bool {
		c.last = s
		return strings.Contains(joined(s), joined(text))
	}
	if !await(c.screens, shows) {
		c.t.Fatalf("no %q on the screen:\n%s", text, trimLines(c.last))
	}
}

// answer waits until the screen shows a text and types.
func (c *conversation) answer(text, keys string) {
	c.t.Helper()
	c.await(text)
	if _, err := io.WriteString(c.terminal, keys); err != nil {
		c.t.Fatal(err)
	}
}

// end waits for the end of the command and returns how it ended.
func (c *conversation) end() error {
	await(c.screens, func(s string) bool { c.last = s; return false })
	return c.cmd.Wait()
}

func TestSettleBeforeReview(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 40} {
		p := newEdited(t)
		c := p.converse(width, "review")
		c.answer("2 cards look like edits of cards that you know", "\r")
		c.answer("geo.md:1", "y")
		c.answer("2 of 2", "u")
		c.answer("1 of 2", "y")
		c.answer("geo.md:4", "n")
		c.answer("1 card keeps its progress, 1 is another card", "q") // the first card is asked
		if err := c.end(); err != nil {
			t.Errorf("%d columns: %v\n%s", width, err, trimLines(c.last))
		}
		if n := p.reviewed(); n != 1 {
			t.Errorf("%d columns: %d cards have kept their review", width, n)
		}
		const want = "took back: a link of two texts and a parting of two texts\n"
		if got := p.run("", "undo"); got != want || p.reviewed() != 0 {
			t.Errorf("%d columns: undo printed %q", width, got)
		}
		c = p.converse(width, "review")
		c.answer("2 cards look like edits of cards that you know", "a")
		c.answer("2 cards keep their progress", "") // nothing is due any more
		if err := c.end(); err != nil || p.reviewed() != 2 {
			t.Errorf("%d columns: all of them: %v\n%s", width, err, trimLines(c.last))
		}
	}
}

func TestSettleAnotherTime(t *testing.T) {
	t.Parallel()
	p := newEdited(t)
	c := p.converse(80, "review")
	c.answer("2 cards look like edits", "n")
	c.answer("widest river", "q")
	if err := c.end(); err != nil {
		t.Error(err)
	}
	c = p.converse(80, "review")
	c.answer("2 cards look like edits", "\x03")
	if err := c.end(); err != nil || strings.Contains(c.last, "widest river") {
		t.Errorf("a review that was left before it began: %v\n%s", err, trimLines(c.last))
	}
	c = p.converse(80, "relink", "--review")
	c.answer("2 cards look like edits", "\r")
	c.answer("1 of 2", "n")
	c.answer("2 of 2", "\x03")
	c.await("1 is another card; `cards undo` takes it back")
	if err := c.end(); err != nil {
		t.Error(err)
	}
	c = p.converse(80, "relink", "--review")
	c.answer("1 card looks like an edit", "q")
	c.await("nothing was decided")
	if err := c.end(); err != nil || p.reviewed() != 0 {
		t.Error(err)
	}
}

// TestSettleLineByLine: the round and the review that follows read from one terminal, each its own lines.
func TestSettleLineByLine(t *testing.T) {
	t.Parallel()
	p := newEdited(t)
	c := p.converse(80, "review", "--plain")
	c.answer("later leaves them for another time", "look\n")
	c.answer("question, now: What is the {+widest+} river of Poland?", "y\n")
	c.answer("question, now: What is the {+metropolis+} of France?", "n\n")
	c.answer("1 card keeps its progress, 1 is another card", "show\n")
	c.answer("4 easy", "2\n")
	c.answer("rated hard, due 2026-03-02T", "quit\n")
	if err := c.end(); err != nil {
		t.Error(err)
	}
	if n := p.reviewed(); n != 2 {
		t.Errorf("%d cards have a review", n)
	}
}

// TestInterruptedRound: what was said before a signal is kept, as one step.
func TestInterruptedRound(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no signals between processes")
	}
	p := newEdited(t)
	c := p.converse(80, "relink", "--review", "--plain")
	c.answer("later leaves them for another time", "look\n")
	c.answer("1 of 2", "y\n")
	c.await("2 of 2")
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	c.await("1 card keeps its progress; `cards undo` takes it back")
	var ended *exec.ExitError
	if err := c.end(); !errors.As(err, &ended) || ended.ExitCode() != 130 {
		t.Errorf("a round that was told to end: %v, want exit code 130", err)
	}
	if n := p.reviewed(); n != 1 {
		t.Errorf("%d cards have kept their review", n)
	}
}
