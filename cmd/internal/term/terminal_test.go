//go:build unix

package term_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"cards/cmd/internal/term"
	"cards/srs"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
	xterm "golang.org/x/term"
)

// terminal is a pseudo-terminal with a person at one side and a session at the other.
type terminal struct {
	t        *testing.T
	ours     *os.File
	theirs   *os.File
	emulator *vt.Emulator

	mu   sync.Mutex
	raw  strings.Builder
	deaf bool          // the next that is written is the last that is drawn
	left chan struct{} // closed when nothing is drawn any more
	end  chan error

	before *xterm.State
}

// open makes a terminal of 60 by 12 cells.
func open(t *testing.T) *terminal {
	t.Helper()
	ours, theirs, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	t.Cleanup(func() {
		_ = theirs.Close()
		_ = ours.Close()
	})
	if err := pty.Setsize(ours, &pty.Winsize{Cols: 60, Rows: 12}); err != nil {
		t.Fatal(err)
	}
	before, err := xterm.GetState(int(theirs.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	x := &terminal{
		t: t, ours: ours, theirs: theirs, emulator: vt.NewEmulator(60, 12), before: before,
		left: make(chan struct{}), end: make(chan error, 1),
	}
	go x.draw()
	return x
}

// run shows a session on a new terminal. A silent one answers no queries.
func run(ctx context.Context, t *testing.T, s term.Sitting, silent bool) *terminal {
	t.Helper()
	x := open(t)
	x.run(ctx, s, silent)
	return x
}

func (t *terminal) run(ctx context.Context, s term.Sitting, silent bool) {
	t.runWith(ctx, s, silent, options())
}

func (t *terminal) runWith(ctx context.Context, s term.Sitting, silent bool, o term.Options) {
	var answers io.Writer = t.ours
	if silent {
		answers = io.Discard
	}
	go func() { _, _ = io.Copy(answers, t.emulator) }()
	go func() {
		t.end <- term.RunScreen(ctx, s, t.theirs, t.theirs, []string{"TERM=xterm-256color"}, o)
	}()
}

// draw shows what the program writes on the emulated screen.
func (t *terminal) draw() {
	defer close(t.left)
	buf := make([]byte, 4096)
	for {
		n, err := t.ours.Read(buf)
		t.mu.Lock()
		t.raw.Write(buf[:n])
		_, _ = t.emulator.Write(buf[:n])
		deaf := t.deaf
		t.mu.Unlock()
		if err != nil || deaf {
			return
		}
	}
}

// screen returns the text that is on the screen.
func (t *terminal) screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.emulator.String()
}

// longest is how long anything may take that a terminal waits for: a machine may be busy, or stand
// still for a while.
const longest = 4 * time.Minute

// until waits until something holds; otherwise it says what does not.
func (t *terminal) until(holds func() bool, format string, args ...any) {
	t.t.Helper()
	for deadline := time.Now().Add(longest); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.t.Fatalf(format+"; the screen is\n%s", append(args, t.screen())...)
		}
	}
}

// await waits until the screen shows a text.
func (t *terminal) await(text string) {
	t.t.Helper()
	t.until(func() bool { return strings.Contains(t.screen(), text) }, "no %q comes", text)
}

// awaitGone waits until the screen shows a text no more: what is drawn comes in pieces.
func (t *terminal) awaitGone(text string) {
	t.t.Helper()
	t.until(func() bool { return !strings.Contains(t.screen(), text) }, "%q stays", text)
}

// written returns all that the terminal got.
func (t *terminal) written() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.raw.String()
}

func (t *terminal) send(keys string) {
	t.t.Helper()
	if _, err := io.WriteString(t.ours, keys); err != nil {
		t.t.Fatal(err)
	}
}

// wait waits for the session to end.
func (t *terminal) wait() error {
	t.t.Helper()
	select {
	case err := <-t.end:
		return err
	case <-time.After(longest):
		t.t.Fatalf("it does not end:\n%s", t.screen())
		return nil
	}
}

// checkRestored says whether the terminal is as it was: echoing lines, on its main screen, with a
// cursor, no paste mode.
func (t *terminal) checkRestored() {
	t.t.Helper()
	after, err := xterm.GetState(int(t.theirs.Fd()))
	if err != nil {
		t.t.Fatal(err)
	}
	if !reflect.DeepEqual(t.before, after) {
		t.t.Errorf("the terminal's modes were %v and are %v", t.before, after)
	}
	for mode, on := range map[string]bool{"1049": false, "25": true, "2004": false} { // screen, cursor, paste
		t.awaitMode(mode, on)
	}
}

// awaitMode waits until a mode of the terminal is as it should be.
func (t *terminal) awaitMode(mode string, on bool) {
	t.t.Helper()
	want, other := "\x1b[?"+mode+"h", "\x1b[?"+mode+"l"
	if !on {
		want, other = other, want
	}
	holds := func() bool {
		raw := t.written()
		return strings.LastIndex(raw, want) >= strings.LastIndex(raw, other)
	}
	t.until(holds, "%q is not followed by %q", other, want)
}

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
	x.await("It is not due before")
	x.send("q")
	x.awaitGone("It is not due before")
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

// childVariable is set for the process that [TestMain] turns into a session on its standard
// streams.
const childVariable = "CARDS_TEST_REVIEW"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	err := term.RunScreen(context.Background(), mistake(), os.Stdin, os.Stdout, os.Environ(), options())
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// start runs a command that has a new terminal for its own.
func start(t *testing.T, name string, args ...string) *terminal {
	t.Helper()
	x := open(t)
	go func() { _, _ = io.Copy(x.ours, x.emulator) }()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "PS1=ready> ")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = x.theirs, x.theirs, x.theirs
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Skipf("%s: %v", name, err)
	}
	go func() { x.end <- cmd.Wait() }()
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return x
}

func TestTerminalIsSuspended(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	x := start(t, "bash", "--norc", "--noprofile", "-i")
	x.await("ready>")
	x.send(childVariable + "=1 " + self + "\r")
	x.await("What mistake was made")
	x.send("\x1a")
	x.await("Stopped")
	x.awaitMode("1049", false)
	x.awaitMode("25", true)
	x.awaitMode("2004", true) // the shell's own
	x.send("echo so''und\r")
	x.await("sound")
	x.send("fg\r")
	x.await("space  show the answer")
	x.send(" ")
	x.await("It was assumed")
	x.send("q")
	x.await("2 cards are still due.")
	x.send("exit\r")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
}

// TestTerminalWithoutShellIsNotSuspended presses Ctrl-Z where nobody could continue the program.
func TestTerminalWithoutShellIsNotSuspended(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	x := start(t, "env", childVariable+"=1", self)
	x.await("What mistake was made")
	x.send("\x1a")
	x.awaitRaw("\x1b[?1049l", 1)
	x.awaitRaw("\x1b[?1049h", 2) // it goes on by itself, which may be seen late
	x.await("What mistake was made")
	x.send(" ")
	x.await("It was assumed")
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
	if err := pty.Setsize(t.ours, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		t.t.Fatal(err)
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil { // no process has it as its own terminal
		t.t.Fatal(err)
	}
}
