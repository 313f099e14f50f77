//go:build unix

package main

import (
	"errors"
	"os/exec"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// shownReview is a review on a terminal that shows its first card.
type shownReview struct {
	*exec.Cmd
	raw    chan string // what is written
	rest   string      // of it, behind what was awaited last
	before *term.State
	state  func() *term.State
}

func showReview(t *testing.T, size pty.Winsize) *shownReview {
	t.Helper()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"a.md": "Q: the question\nA: it\n"})
	ours, theirs, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { _ = ours.Close(); _ = theirs.Close() })
	if err := pty.Setsize(ours, &size); err != nil {
		t.Fatal(err)
	}
	r := &shownReview{Cmd: p.command("review"), raw: make(chan string, 1000)}
	r.state = func() *term.State {
		s, err := term.GetState(int(theirs.Fd()))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	r.before = r.state()
	r.Env = append(r.Env, "TERM=xterm-256color")
	r.Stdin, r.Stdout, r.Stderr = theirs, theirs, theirs
	r.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true} // who stops it must not stop the test
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Process.Kill() })
	go func() {
		buf := make([]byte, 1<<16)
		for {
			n, err := ours.Read(buf)
			if r.raw <- string(buf[:n]); err != nil {
				return
			}
		}
	}()
	r.awaits(t, "the question")
	return r
}

// awaits waits until a text was written, behind what was awaited before.
func (r *shownReview) awaits(t *testing.T, text string) {
	t.Helper()
	for deadline := time.After(longest); ; {
		if _, rest, found := strings.Cut(r.rest, text); found {
			r.rest = rest
			return
		}
		select {
		case more := <-r.raw:
			r.rest += more
		case <-deadline:
			t.Fatalf("no %q in %q", text, r.rest)
		}
	}
}

const leftScreen = "\x1b[?1049l"

// TestSignalsGiveTheTerminalBack: whatever tells a review to end, the terminal is as it was before.
func TestSignalsGiveTheTerminalBack(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGABRT} {
		r := showReview(t, pty.Winsize{Rows: 24, Cols: 80})
		if err := r.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		r.awaits(t, leftScreen)
		exit, ok := errors.AsType[*exec.ExitError](r.Wait())
		if !ok || exit.ExitCode() != 130 {
			t.Errorf("%v: %v, want exit code 130", sig, exit)
		}
		if after := r.state(); !reflect.DeepEqual(r.before, after) {
			t.Errorf("%v: the terminal's modes were %v and are %v", sig, r.before, after)
		}
	}
}

// TestStoppedReviewLeavesTheScreen: a program that somebody stops gives the terminal back
// meanwhile.
func TestStoppedReviewLeavesTheScreen(t *testing.T) {
	t.Parallel()
	r := showReview(t, pty.Winsize{Rows: 24, Cols: 80})
	for range 2 {
		if err := r.Process.Signal(syscall.SIGTSTP); err != nil {
			t.Fatal(err)
		}
		r.awaits(t, leftScreen)
		if err := r.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		r.awaits(t, "the question")
	}
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	r.awaits(t, leftScreen)
	_ = r.Wait()
}

// TestTerminalOfNoBelievableSize: a review goes on line by line.
func TestTerminalOfNoBelievableSize(t *testing.T) {
	t.Parallel()
	r := showReview(t, pty.Winsize{Rows: 5000, Cols: 5000})
	if err := r.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = r.Wait()
}
