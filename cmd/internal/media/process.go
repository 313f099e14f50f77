package media

import "os/exec"

// running is a program that was started, with nothing to read from and nothing to write to.
type running struct {
	cmd  *exec.Cmd
	err  error         // why it could not be started
	done chan struct{} // closed when it has ended
}

// start runs a program.
func start(program string, args ...string) Process {
	r := &running{cmd: exec.Command(program, args...), done: make(chan struct{})}
	if r.err = r.cmd.Start(); r.err != nil {
		close(r.done)
		return r
	}
	go func() {
		defer close(r.done)
		_ = r.cmd.Wait() // how a viewer ends is nobody's business
	}()
	return r
}

// Failed implements [Process].
func (r *running) Failed() error { return r.err }

// Stop implements [Process].
func (r *running) Stop() {
	select {
	case <-r.done:
	default:
		_ = r.cmd.Process.Kill() // it may just have ended
		<-r.done
	}
}
