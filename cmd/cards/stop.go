package main

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// stopping is a context that ends with the first signal to stop; a second one ends the process at
// once. Signals are heeded from when somebody first asks when it is done: that takes threads, which
// cost as much as all else that a short command does. Before, they end the process.
type stopping struct {
	context.Context
	heed func()
}

// Done implements [context.Context].
func (s stopping) Done() <-chan struct{} {
	s.heed()
	return s.Context.Done()
}

// untilStopped returns a context that ends when this process is asked to stop.
func untilStopped() context.Context {
	ctx, end := context.WithCancelCause(context.Background())
	heed := sync.OnceFunc(func() {
		signalled, stop := signal.NotifyContext(context.Background(),
			os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT)
		context.AfterFunc(signalled, func() {
			stop()
			end(context.Cause(signalled))
		})
	})
	return stopping{ctx, heed}
}
