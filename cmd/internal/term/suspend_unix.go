//go:build unix

package term

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// stopAsAShell makes of the library's wish to stop the signal by which a shell wishes it.
func stopAsAShell(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		_ = syscall.Kill(os.Getpid(), syscall.SIGTSTP) // it is taken care of by obeyStops
		return nil
	}
	return msg
}

// obeyStops lets the program stop at SIGTSTP with the terminal given back, whoever sends it, until
// a shell continues it. While another program has the terminal, which lent says, that is left to
// it.
func obeyStops(p *tea.Program, lent func() bool) (end func()) {
	stop, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(stop, syscall.SIGTSTP)
	go func() {
		for {
			select {
			case <-stop:
				if lent() {
					stopUntilContinued()
				} else if p.ReleaseTerminal() == nil {
					stopUntilContinued()
					_ = p.RestoreTerminal()
				}
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(stop)
		close(done)
	}
}

// stopUntilContinued stops all processes of this job. A program that has once asked for SIGTSTP is
// not stopped by it any more, but by its sister. Where no shell waits for the job, as in a
// container, the system does not stop it: then it goes on after a second.
func stopUntilContinued() {
	goOn := make(chan os.Signal, 1)
	signal.Notify(goOn, syscall.SIGCONT)
	defer signal.Stop(goOn)
	_ = syscall.Kill(0, syscall.SIGTTOU)
	select {
	case <-goOn:
	case <-time.After(time.Second):
	}
}
