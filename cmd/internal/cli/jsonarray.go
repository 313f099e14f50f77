package cli

import (
	"fmt"
	"io"
)

// jsonArray is an array that is printed one element a line, each as it is known. Elements are
// written while those behind them are looked for.
type jsonArray[T any] struct {
	app     *app
	append  func([]byte, T) []byte // appends the JSON of an element
	batch   []T
	batches chan []T
	stopped chan error // has what went wrong, when nothing more is written
	failed  error

	line   []byte // of the last element
	before string // what stands before the next element
	kept   []byte // the array until now, for what shapes it
}

// jsonBatch is how many elements are handed over at once.
const jsonBatch = 256

func newJSONArray[T any](a *app, appendJSON func([]byte, T) []byte) *jsonArray[T] {
	j := &jsonArray[T]{
		app: a, append: appendJSON, before: "[\n",
		batches: make(chan []T, 8), stopped: make(chan error, 1),
	}
	go func() { j.stopped <- j.write() }()
	return j
}

// add prints an element in its turn. It returns false when nothing more can be printed.
func (j *jsonArray[T]) add(element T) bool {
	if j.batch = append(j.batch, element); len(j.batch) < jsonBatch {
		return true
	}
	return j.flush()
}

func (j *jsonArray[T]) flush() bool {
	select {
	case j.batches <- j.batch:
	case j.failed = <-j.stopped:
		return false
	}
	j.batch = make([]T, 0, jsonBatch)
	return true
}

// end prints the end of the array and returns what went wrong with it. It must be called.
func (j *jsonArray[T]) end() error {
	if j.failed == nil {
		j.flush()
	}
	close(j.batches)
	if j.failed == nil {
		j.failed = <-j.stopped
	}
	return j.failed
}

// write prints what is handed over until it ends.
func (j *jsonArray[T]) write() error {
	for batch := range j.batches {
		for _, element := range batch {
			if err := j.writeOne(element); err != nil {
				return err
			}
		}
	}
	end := "]"
	if j.before != "," {
		end = j.before + end
	}
	if j.app.json.shapes() {
		return j.app.printFiltered(append(j.kept, end...))
	}
	_, err := fmt.Fprintln(j.app.out, end)
	return err
}

func (j *jsonArray[T]) writeOne(element T) error {
	j.line = j.append(j.line[:0], element)
	value, err := j.app.json.pick(j.line)
	if err != nil {
		return err
	}
	value = append(value, '\n')
	before := j.before
	j.before = ","
	if j.app.json.shapes() {
		j.kept = append(append(j.kept, before...), value...)
		return nil
	}
	if _, err := io.WriteString(j.app.out, before); err != nil {
		return err
	}
	_, err = escaping{j.app.out}.Write(value)
	return err
}
