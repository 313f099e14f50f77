// Package ahead owns what goes on in goroutines of its own ahead of who takes what comes of it:
// reading and writing much keep several cores busy. Nothing of it goes on behind its end, its
// errors are those of who waits, and so are its panics: a page of a damaged file may be missing.
package ahead

import (
	"errors"
	"runtime/debug"
)

// ErrEnough says that no more is wanted. It is no error of what is produced.
var ErrEnough = errors.New("enough")

// Each calls take with what produce hands over, in order, while produce goes on. Give returns false
// when produce is to end, which it may do with [ErrEnough].
func Each[T any](produce func(give func(T) bool) error, take func(T) error) error {
	return Begin(produce).Each(take)
}

// Pieces are what is produced ahead of who takes it, no more than a few at a time. They are for one
// goroutine.
type Pieces[T any] struct {
	next     chan T
	stop     chan struct{}
	ended    bool // there is nothing more to take
	produced error
	panicked any
}

// Begin produces pieces, which are to be taken by [Pieces.Each] or ended, or both in turn.
func Begin[T any](produce func(give func(T) bool) error) *Pieces[T] {
	const few = 2
	return begin(few, produce)
}

// begin is [Begin] with so many pieces that wait to be taken.
func begin[T any](waiting int, produce func(give func(T) bool) error) *Pieces[T] {
	p := &Pieces[T]{next: make(chan T, waiting), stop: make(chan struct{})}
	go func() {
		defer close(p.next)
		defer func() { p.panicked = recover() }()
		debug.SetPanicOnFault(true)
		p.produced = produce(func(piece T) bool {
			select {
			case p.next <- piece:
				return true
			case <-p.stop:
				return false
			}
		})
		if errors.Is(p.produced, ErrEnough) {
			p.produced = nil
		}
	}()
	return p
}

// Each is [Each] for pieces that are produced already.
func (p *Pieces[T]) Each(take func(T) error) error {
	err := p.takeAll(take)
	if p.panicked != nil {
		panic(p.panicked)
	}
	return errors.Join(err, p.produced)
}

// takeAll calls take until there is nothing more or it fails. Whatever happens, who hands over has
// ended then.
func (p *Pieces[T]) takeAll(take func(T) error) error {
	defer p.End()
	for piece := range p.next {
		if err := take(piece); err != nil {
			return err
		}
	}
	return nil
}

// End ends who hands over, and waits for that.
func (p *Pieces[T]) End() {
	if p.ended {
		return
	}
	p.ended = true
	close(p.stop)
	for range p.next { // until it is closed
	}
}

// Task is work of which nothing is handed over. It is to be waited for or ended, or both in turn.
type Task struct{ pieces *Pieces[struct{}] }

// Do begins to do something.
func Do(do func() error) *Task {
	return &Task{begin(0, func(func(struct{}) bool) error { return do() })}
}

// Wait waits for its end, and returns its error.
func (t *Task) Wait() error { return t.pieces.Each(nil) }

// End waits for its end.
func (t *Task) End() { t.pieces.End() }
