//go:build unix

package term_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
)

func TestTerminalSession(t *testing.T) {
	t.Parallel()
	for name, silent := range map[string]bool{"terminal that answers queries": false, "silent terminal": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := mistake()
			x := run(t.Context(), t, s, silent)
			x.await("What mistake was made")
			x.send(" ")
			x.await("It was assumed")
			x.send("3")
			x.await("Who did it?")
			x.send("\r")
			x.await("The DBA.")
			x.send("4")
			if err := x.wait(); err != nil {
				t.Error(err)
			}
			x.await("18 reviews tomorrow, 96 in the next 7 days. Kept in\nnotes/.cards/collection.db; undo with `cards undo`.")
			x.checkRestored()
			if diff := cmp.Diff([]srs.Rating{srs.Good, srs.Easy}, s.given); diff != "" {
				t.Errorf("ratings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTerminalActs(t *testing.T) {
	t.Parallel()
	s := mistake()
	s.why = explained(t).why
	x := run(t.Context(), t, s, false)
	x.await("What mistake was made")
	x.send("f")
	x.await("1–7  flag it")
	x.send("2")
	x.await("Mistake · flag 2")
	x.send("i")
	x.await("It is not due until")
	x.send("q")
	x.awaitGone("It is not due until")
	x.send("\u044b") // where s is on a Russian keyboard
	x.await("Who did it?")
	x.send("b")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
	x.checkRestored()
	if diff := cmp.Diff([]string{"flag 2", "suspend", "bury"}, s.did); diff != "" {
		t.Errorf("done (-want +got):\n%s", diff)
	}
}

func TestTerminalTakesTypedAnswers(t *testing.T) {
	t.Parallel()
	s := typed()
	x := run(t.Context(), t, s, false)
	x.await("Which keyword")
	x.send("q\x7f\x1b[200~o\n\x1b[201~")
	x.await("> o")
	x.send("g")
	x.await("> o g")
	x.send("\r3\r")
	x.await("right  go")
	x.send("\r")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
	x.checkRestored()
	if diff := cmp.Diff([]srs.Rating{srs.Again}, s.given); diff != "" {
		t.Errorf("ratings (-want +got):\n%s", diff)
	}
}

func TestTerminalIgnoresWhatNobodyMeant(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]string{
		"a burst": " 3 3\r\r1", "pasted text": "\x1b[200~ 3\n 3\x1b[201~ \x1b[200~3\n1\x1b[201~",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := mistake()
			x := run(t.Context(), t, s, false)
			x.await("What mistake was made")
			x.send(keys)
			x.await("It was assumed")
			x.send("q")
			if err := x.wait(); err != nil {
				t.Error(err)
			}
			if len(s.given) > 0 {
				t.Errorf("it took %v for ratings", s.given)
			}
		})
	}
}

func TestTerminalIgnoresWhatWasTypedBeforeItStarted(t *testing.T) {
	t.Parallel()
	s := mistake()
	x := open(t)
	x.send(" 3\n \n")
	x.run(t.Context(), s, false)
	x.await("What mistake was made")
	x.send("?")
	x.await("this help")
	x.send("x")
	x.await("space  show the answer")
	x.send("q")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
	if s.revealed || len(s.given) > 0 {
		t.Errorf("revealed %v, given %v", s.revealed, s.given)
	}
}

func TestTerminalEndsByKey(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"q", "\x03"} {
		x := run(t.Context(), t, mistake(), false)
		x.await("What mistake was made")
		x.send(key)
		if err := x.wait(); err != nil {
			t.Errorf("%q: %v", key, err)
		}
		x.await("2 cards are still due.")
		x.checkRestored()
	}
}

func TestTerminalEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	x := run(ctx, t, mistake(), false)
	x.await("What mistake was made")
	cancel()
	if err := x.wait(); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	x.checkRestored()
}

func TestTerminalThatGoesAwayEndsTheSession(t *testing.T) {
	t.Parallel()
	x := run(t.Context(), t, mistake(), false)
	x.await("What mistake was made")
	x.hangUp()
	if err := x.wait(); err == nil || !strings.Contains(err.Error(), "the terminal is gone") {
		t.Errorf("got %v", err)
	}
}

// hangUp closes the person's side. A file that is being read stays open, so something has to be
// drawn first.
func (t *terminal) hangUp() {
	t.t.Helper()
	t.mu.Lock()
	t.deaf = true
	t.mu.Unlock()
	t.send("?")
	<-t.left
	if err := t.ours.Close(); err != nil {
		t.t.Fatal(err)
	}
}

func TestTerminalIsResized(t *testing.T) {
	t.Parallel()
	x := run(t.Context(), t, mistake(), false)
	x.await("Production schema")
	x.resize(30, 12)
	x.await("What mistake was made\nregarding the Production\n")
	x.resize(1, 1)
	x.resize(60, 12)
	x.await("What mistake was made regarding the Production schema")
	x.send("q")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
}

func (t *terminal) resize(width, height int) {
	t.t.Helper()
	t.mu.Lock()
	t.emulator.Resize(width, height)
	t.mu.Unlock()
	if err := pty.Setsize(t.ours, &pty.Winsize{
		Cols: uint16(width),
		Rows: uint16(height),
	}); err != nil {
		t.t.Fatal(err)
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil { // no process has it as its own terminal
		t.t.Fatal(err)
	}
}

// TestTerminalLeavesOutWhatIsTypedBesideTheEditor types right behind the key that opens the editor:
// nothing of it acts, and the edit is taken in once.
func TestTerminalLeavesOutWhatIsTypedBesideTheEditor(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"", "e", "x", " 3", "3", "?", "u", "s", "\x1b[B", "\x1b[200~text\x1b[201~"} {
		t.Run(typed, func(t *testing.T) {
			t.Parallel()
			s, o := mistake(), options()
			s.edited = desk.Edited{Became: map[deck.Key]deck.Key{{1}: {2}}}
			x, opens := open(t), 0
			o.Editor = func(string, int) *exec.Cmd {
				opens++
				cmd := exec.Command("sh", "-c", "echo in the editor; read line")
				cmd.Stdin, cmd.Stdout = x.theirs, x.theirs
				return cmd
			}
			x.runWith(t.Context(), s, false, o)
			x.await("What mistake was made")
			x.send("e" + typed)
			x.await("in the editor")
			x.send("\r")
			x.await("1 card edited")
			x.send("q")
			if err := x.wait(); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff([]string{"edited go.md:7 false"}, s.did); diff != "" || opens != 1 {
				t.Errorf("opened %d times, (-want +got):\n%s", opens, diff)
			}
		})
	}
}
