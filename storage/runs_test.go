package storage_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"cards/storage"
	"cards/storage/journal"
)

// countedReader counts how often it is read from.
type countedReader struct {
	io.Reader
	reads int
}

func (r *countedReader) Read(p []byte) (int, error) {
	r.reads++
	return r.Reader.Read(p)
}

// TestRunWithLongValues: values of any length come back as they were, and for a long one what was
// read of it is not copied with each piece.
func TestRunWithLongValues(t *testing.T) {
	t.Parallel()
	const room = storage.RunRoom
	sizes := []int{0, 1, room / 2, room - 1, room, room + 1, 64 * room, 3, 5 * room}
	var run []byte
	for i, size := range sizes {
		run = journal.AppendValue(run, journal.ID{byte(i)}, bytes.Repeat([]byte{byte(i)}, size))
	}
	from, n := &countedReader{Reader: bytes.NewReader(run)}, 0
	err := storage.ReadRun(from, func(id journal.ID, value []byte) {
		if want := byte(n); id != (journal.ID{want}) || len(value) != sizes[n] ||
			bytes.Count(value, []byte{want}) != len(value) {
			t.Errorf("value %d: id %s, %d bytes, want %d", n, id, len(value), sizes[n])
		}
		n++
	})
	if !errors.Is(err, io.EOF) || n != len(sizes) {
		t.Errorf("%d of %d values: %v", n, len(sizes), err)
	}
	if from.reads > 20 {
		t.Errorf("%d bytes are read in %d pieces", len(run), from.reads)
	}
	err = storage.ReadRun(bytes.NewReader(run[:len(run)-1]), func(journal.ID, []byte) {})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a run that is cut off: %v", err)
	}
}
