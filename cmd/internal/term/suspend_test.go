//go:build unix

package term_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"cards/cmd/internal/term"
)

// childVariable is set for the process that [TestMain] turns into a session on its standard
// streams.
const childVariable = "CARDS_TEST_REVIEW"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	err := term.RunScreen(context.Background(), mistake(), os.Stdin, os.Stdout, os.Environ(),
		options())
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
