package storage

import (
	"errors"
	"runtime/debug"
)

// ahead calls take with what produce hands over, in order, while produce goes on in a goroutine of
// its own: reading and writing a long log keep two cores busy. Give returns false when produce is
// to end. A panic of either is one of the caller: a page of a damaged file may be missing.
func ahead[T any](produce func(give func(T) bool) error, take func(T) error) error {
	pieces, stop := make(chan T, 2), make(chan struct{})
	var produced error
	var panicked any
	go func() {
		defer close(pieces)
		defer func() { panicked = recover() }()
		debug.SetPanicOnFault(true)
		produced = produce(func(piece T) bool {
			select {
			case pieces <- piece:
				return true
			case <-stop:
				return false
			}
		})
	}()
	err := takeAll(pieces, stop, take)
	if panicked != nil {
		panic(panicked)
	}
	return errors.Join(err, produced)
}

// takeAll calls take until there is nothing more or it fails. Whatever happens, who hands over has
// ended then.
func takeAll[T any](pieces chan T, stop chan struct{}, take func(T) error) error {
	defer func() {
		close(stop)
		for range pieces { // until it is closed
		}
	}()
	for piece := range pieces {
		if err := take(piece); err != nil {
			return err
		}
	}
	return nil
}
