package ahead

import (
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Parallel calls work with the pieces that produce hands over, on all processors, and take with
// what comes of them, in the order of the pieces. Give returns false when produce is to end, which
// it may do with [ErrEnough].
func Parallel[P, R any](
	produce func(give func(P) bool) error, work func(P) R, take func(R) error,
) error {
	const ahead = 8 // pieces of each worker that wait: who takes them is busy with others at times
	workers := runtime.GOMAXPROCS(0)
	p := parallel[P, R]{work: work, todo: make(chan turn[P, R])}
	defer p.workers.Wait()
	for range workers {
		p.workers.Go(func() {
			for t := range p.todo {
				p.run(t)
			}
		})
	}
	turns := begin(ahead*workers, func(give func(turn[P, R]) bool) error {
		defer close(p.todo)
		return produce(func(piece P) bool {
			t := turn[P, R]{piece, new(R), make(chan struct{})}
			if !give(t) {
				return false
			}
			p.todo <- t
			return true
		})
	})
	err := turns.Each(func(t turn[P, R]) error {
		<-t.done
		if p.fault.Load() != nil {
			return ErrEnough
		}
		return take(*t.result)
	})
	if p.workers.Wait(); p.fault.Load() != nil {
		panic(*p.fault.Load())
	}
	return err
}

// turn is a piece and what comes of it, which is there once the channel is closed.
type turn[P, R any] struct {
	piece  P
	result *R
	done   chan struct{}
}

// parallel is one run of [Parallel].
type parallel[P, R any] struct {
	work    func(P) R
	todo    chan turn[P, R] // for whoever is free
	fault   atomic.Pointer[any]
	workers sync.WaitGroup
}

// run works on a piece, and keeps a panic for the caller.
func (p *parallel[P, R]) run(t turn[P, R]) {
	defer close(t.done)
	defer func() {
		if fault := recover(); fault != nil {
			p.fault.CompareAndSwap(nil, &fault)
		}
	}()
	debug.SetPanicOnFault(true)
	*t.result = p.work(t.piece)
}
