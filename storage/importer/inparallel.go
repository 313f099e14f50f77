package importer

import (
	"errors"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// inParallel calls work with the pieces that produce hands over, on all processors, and take with
// what comes of them, in the order of the pieces. Give returns false when produce is to end, which
// may say so by [errStopped]. Nothing of it goes on when it returns. A panic of one of them is one
// of the caller.
func inParallel[P, R any](
	produce func(give func(P) bool) error, work func(P) R, take func(R) error,
) error {
	const ahead = 8 // pieces of each worker that wait: who takes them is busy with others at times
	workers := runtime.GOMAXPROCS(0)
	p := &parallel[P, R]{
		todo: make(chan turn[P, R]), turns: make(chan turn[P, R], ahead*workers), stop: make(chan struct{}),
	}
	for range workers {
		p.work.Go(func() {
			for t := range p.todo {
				p.run(t, work)
			}
		})
	}
	var produced error
	p.work.Go(func() {
		defer close(p.turns)
		defer close(p.todo)
		defer p.recover()
		debug.SetPanicOnFault(true)
		produced = produce(p.give)
	})
	err := p.takeAll(take)
	if fault := p.fault.Load(); fault != nil {
		panic(*fault)
	}
	if errors.Is(produced, errStopped) {
		produced = nil
	}
	return errors.Join(err, produced)
}

// alongside runs do in a goroutine of its own, and returns what waits for its end. A panic of it is
// one of who waits.
func alongside(do func() error) (wait func() error) {
	var running sync.WaitGroup
	var err error
	var fault any
	running.Go(func() {
		defer func() { fault = recover() }()
		debug.SetPanicOnFault(true)
		err = do()
	})
	return func() error {
		running.Wait()
		if fault != nil {
			panic(fault)
		}
		return err
	}
}

// errStopped says that no more is wanted.
var errStopped = errors.New("stopped")

// turn is a piece and what comes of it, which is there once the channel is closed.
type turn[P, R any] struct {
	piece  P
	result *R
	done   chan struct{}
}

// parallel is one run of [inParallel].
type parallel[P, R any] struct {
	todo  chan turn[P, R] // for whoever is free
	turns chan turn[P, R] // the same, in order
	stop  chan struct{}
	fault atomic.Pointer[any]
	work  sync.WaitGroup
}

func (p *parallel[P, R]) give(piece P) bool {
	t := turn[P, R]{piece, new(R), make(chan struct{})}
	select {
	case p.turns <- t:
		p.todo <- t
		return true
	case <-p.stop:
		return false
	}
}

func (p *parallel[P, R]) run(t turn[P, R], work func(P) R) {
	defer close(t.done)
	defer p.recover()
	debug.SetPanicOnFault(true)
	*t.result = work(t.piece)
}

// recover keeps a panic for the caller.
func (p *parallel[P, R]) recover() {
	if fault := recover(); fault != nil {
		p.fault.CompareAndSwap(nil, &fault)
	}
}

// takeAll calls take until there is nothing more or something fails. Whatever happens, all that
// goes on beside it has ended then.
func (p *parallel[P, R]) takeAll(take func(R) error) error {
	defer func() {
		close(p.stop)
		for range p.turns { // until it is closed
		}
		p.work.Wait()
	}()
	for t := range p.turns {
		<-t.done
		if p.fault.Load() != nil {
			return nil
		}
		if err := take(*t.result); err != nil {
			return err
		}
	}
	return nil
}
