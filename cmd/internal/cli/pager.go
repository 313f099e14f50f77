package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	xterm "golang.org/x/term"
)

// longPages are the commands whose page may be longer than a terminal is high, beside the pages of
// help.
var longPages = []string{
	"check", "config list", "decks", "evaluate", "exam", "list", "log", "notes", "orphans", "show",
	"stats", "why",
}

// usualPager ends at once where all fits on the screen, leaves it there, and shows colours.
const usualPager = "less -FRX"

// pagerCommand returns the person's pager, "" for none.
func (s *streams) pagerCommand() string {
	for _, name := range []string{"CARDS_PAGER", "PAGER"} {
		if value, set := s.lookupEnv(name); set {
			return strings.TrimSpace(value)
		}
	}
	return usualPager
}

// turnPages sends what is printed from now on through the pager, if it is a long page on a
// terminal.
func (s *streams) turnPages(cmd *cobra.Command) {
	if slices.Contains(longPages, called(cmd)) {
		s.page()
	}
}

// page is [streams.turnPages] for what is known to be a page.
func (s *streams) page() {
	terminal, ok := s.Stdout.(*os.File)
	if !ok || !s.out.Terminal || s.noPager || s.pager != nil || s.Getenv("TERM") == "dumb" ||
		s.Getenv("ACCESSIBLE") != "" {
		return
	}
	_, height, err := xterm.GetSize(int(terminal.Fd()))
	if command := s.pagerCommand(); err == nil && command != "" && command != "cat" {
		s.pager = &pager{terminal: s.Stdout, height: height, cmd: s.paging(command)}
		s.out.Reset(s.pager)
	}
}

// paging returns the process of a pager, nil if there is no such program.
func (s *streams) paging(command string) *exec.Cmd {
	if _, err := exec.LookPath(strings.Fields(command)[0]); err != nil &&
		!strings.ContainsAny(command, "=|;&$<>()'\"") {
		return nil // what is more than words the shell knows best
	}
	cmd := shellCommand(context.Background(), s.Env, command) // it ends when the person leaves it
	cmd.Stdout, cmd.Stderr = s.Stdout, s.Stderr
	if _, set := s.lookupEnv("LESS"); !set {
		cmd.Env = append(slices.Clip(cmd.Env), "LESS=FRX")
	}
	return cmd
}

// pager is the standard output of a long page: it is kept until it is longer than the terminal is
// high, and goes through a process from then on.
type pager struct {
	terminal io.Writer
	height   int       // of the terminal, in lines
	cmd      *exec.Cmd // nil if there is none
	held     bytes.Buffer
	to       io.WriteCloser // the process; nil if it does not run
	left     bool           // the person has seen enough
}

// Write implements [io.Writer].
func (p *pager) Write(text []byte) (int, error) {
	switch {
	case p.left:
		return len(text), nil
	case p.to != nil:
		return len(text), p.pass(text)
	}
	p.held.Write(text)
	if bytes.Count(p.held.Bytes(), []byte("\n")) < p.height {
		return len(text), nil
	}
	return len(text), p.start()
}

// start runs the process. Where it cannot, the terminal gets the page.
func (p *pager) start() error {
	p.to = unclosed{p.terminal}
	if p.cmd != nil {
		if to, err := p.cmd.StdinPipe(); err == nil && p.cmd.Start() == nil {
			p.to = to
			signal.Ignore(os.Interrupt) // it is for the pager, which stays
		}
	}
	return p.pass(p.held.Bytes())
}

// pass hands text on. A process that is gone was left by the person.
func (p *pager) pass(text []byte) error {
	_, err := p.to.Write(text)
	if _, isTerminal := p.to.(unclosed); err != nil && !isTerminal {
		p.left, err = true, nil
	}
	return err
}

// Close writes what is kept and waits until the person leaves the pager.
func (p *pager) Close() error {
	if p.to == nil {
		_, err := p.terminal.Write(p.held.Bytes())
		return err
	}
	err := p.to.Close()
	if p.cmd != nil && p.cmd.Process != nil {
		_ = p.cmd.Wait() // how it ends says nothing about the page
	}
	if p.left {
		return nil
	}
	return err
}

// unclosed is a writer that stays open.
type unclosed struct{ io.Writer }

// Close implements [io.Closer].
func (unclosed) Close() error { return nil }
