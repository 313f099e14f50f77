package storage

import (
	"errors"
	"runtime/debug"
)

// ahead calls take with what produce hands over, in order, while produce goes on in a goroutine of
// its own: reading and writing a long log keep two cores busy. Give returns false when produce is
// to end, which it may do with [errEnough]. A panic of either is one of the caller: a page of a
// damaged file may be missing.
func ahead[T any](produce func(give func(T) bool) error, take func(T) error) error {
	return begin(produce).each(take)
}

// errEnough says that no more is wanted. It is no error of what is produced.
var errEnough = errors.New("enough")

// pieces are what is produced ahead of who takes it, no more than a few at a time.
type pieces[T any] struct {
	next     chan T
	stop     chan struct{}
	ended    bool // there is nothing more to take
	produced error
	panicked any
}

// begin produces pieces, which are to be taken by [pieces.each] or ended, or both in turn.
func begin[T any](produce func(give func(T) bool) error) *pieces[T] {
	p := &pieces[T]{next: make(chan T, 2), stop: make(chan struct{})}
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
		if errors.Is(p.produced, errEnough) {
			p.produced = nil
		}
	}()
	return p
}

// each is [ahead] for pieces that are produced already.
func (p *pieces[T]) each(take func(T) error) error {
	err := p.takeAll(take)
	if p.panicked != nil {
		panic(p.panicked)
	}
	return errors.Join(err, p.produced)
}

// takeAll calls take until there is nothing more or it fails. Whatever happens, who hands over has
// ended then.
func (p *pieces[T]) takeAll(take func(T) error) error {
	defer p.end()
	for piece := range p.next {
		if err := take(piece); err != nil {
			return err
		}
	}
	return nil
}

// end ends who hands over, and waits for that.
func (p *pieces[T]) end() {
	if p.ended {
		return
	}
	p.ended = true
	close(p.stop)
	for range p.next { // until it is closed
	}
}
