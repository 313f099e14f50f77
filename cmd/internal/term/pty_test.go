//go:build unix

package term_test

import (
	"context"
	"io"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"cards/cmd/internal/term"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
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
