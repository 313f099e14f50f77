package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestPager looks at which pages go through a pager: the long ones, on a terminal, unless the
// person wants none.
func TestPager(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"a.md": cardsFile("pager", 30)})
	paged := filepath.Join(t.TempDir(), "paged")
	to := func(name string) string { return name + "=cat >" + paged + "; echo through " + name }
	for _, tt := range []struct {
		command, env []string
		want         string // on the terminal
		through      bool
	}{
		{[]string{"help"}, []string{to("PAGER")}, "through PAGER", true},
		{[]string{"help"}, []string{to("PAGER"), to("CARDS_PAGER")}, "through CARDS_PAGER", true},
		{[]string{"list"}, []string{to("PAGER")}, "through PAGER", true},
		{[]string{"list", "--json"}, []string{to("PAGER")}, "through PAGER", true},
		{[]string{"list", "--no-pager"}, []string{to("PAGER")}, "number 29?", false},
		{[]string{"list"}, []string{to("PAGER"), "CARDS_PAGER="}, "number 29?", false},
		{[]string{"list"}, []string{"PAGER=cat"}, "number 29?", false},
		{[]string{"list"}, []string{"PAGER=no-such-pager"}, "number 29?", false},
		{[]string{"list"}, []string{to("PAGER"), "TERM=dumb"}, "number 29?", false},
		{[]string{"list"}, []string{to("PAGER"), "ACCESSIBLE=1"}, "number 29?", false},
		{[]string{"list", "-n", "5"}, []string{to("PAGER")}, "number 4?", false},
		{[]string{"list", "nonsense"}, []string{to("PAGER")}, "is not a file", false},
		{[]string{"list"}, []string{"PAGER=true"}, "", false}, // left at once
	} {
		_ = os.Remove(paged)
		cmd := p.command(tt.command...)
		cmd.Env = append(append(cmd.Env, "TERM=xterm"), tt.env...)
		shown := onTerminal(t, cmd, 20)
		if !strings.Contains(shown, tt.want) {
			t.Errorf("%q with %q: no %q in %q", tt.command, tt.env, tt.want, shown)
		}
		if _, err := os.Stat(paged); (err == nil) != tt.through {
			t.Errorf("%q with %q: through the pager: %v", tt.command, tt.env, !tt.through)
		}
	}
	cmd := p.command("list")
	cmd.Env = append(cmd.Env, to("PAGER"))
	if out, err := cmd.Output(); err != nil || strings.Contains(string(out), "through") {
		t.Errorf("piped: %q, %v", out, err)
	}
}

// TestUsualPager leaves what fits on the terminal, and waits for the person where more comes.
func TestUsualPager(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("less"); err != nil {
		t.Skip("there is no less")
	}
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"a.md": cardsFile("pager", 30)})
	cmd := p.command("list")
	cmd.Env = append(cmd.Env, "TERM=xterm")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 20})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	screens := watch(terminal, 80, 20)
	shown := ""
	shows := func(want string) func(string) bool {
		return func(s string) bool { shown = s; return strings.Contains(s, want) }
	}
	if !await(screens, shows("number 18?")) {
		t.Fatalf("no page on the screen:\n%s", shown)
	}
	press(t, terminal, "\x03")
	over := make(chan struct{})
	go func() {
		for { // a key that comes right behind an interrupt may be lost
			_, _ = terminal.WriteString("G")
			select {
			case <-over:
				return
			case <-time.After(time.Second / 5):
			}
		}
	}()
	isEnd := await(screens, shows("number 29?"))
	close(over)
	if !isEnd {
		t.Fatalf("the pager is gone, or shows no end:\n%s", shown)
	}
	press(t, terminal, "q")
	if !isOver(screens) {
		_ = cmd.Process.Kill()
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// isOver waits for the end of what is written on a terminal; false if nothing comes for long.
func isOver(screens <-chan string) bool {
	for {
		select {
		case _, more := <-screens:
			if !more {
				return true
			}
		case <-time.After(longest):
			return false
		}
	}
}

func press(t *testing.T, terminal *os.File, key string) {
	t.Helper()
	if _, err := terminal.WriteString(key); err != nil {
		t.Fatal(err)
	}
}

// onTerminal runs a command on a terminal of so many lines and returns all that it wrote there.
func onTerminal(t *testing.T, cmd *exec.Cmd, lines uint16) string {
	t.Helper()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: lines})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	var all strings.Builder
	buf := make([]byte, 1<<16)
	for {
		n, err := terminal.Read(buf)
		if all.Write(buf[:n]); err != nil {
			break
		}
	}
	_ = cmd.Wait() // the exit code is for other tests
	return all.String()
}
