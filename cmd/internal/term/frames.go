package term

import (
	"os"
	"sync/atomic"
)

// frames is a terminal that knows what it has drawn. What a person typed before they could see what it would do must do
// nothing.
type frames struct {
	file         *os.File
	begun, drawn atomic.Uint64 // writes
}

// now marks the present: everything written from here on shows what the screen is now.
func (f *frames) now() uint64 { return f.begun.Load() }

// since says whether something that was begun after a mark is on the screen.
func (f *frames) since(mark uint64) bool { return f.drawn.Load() > mark }

// Read, Write, Close and Fd make it a terminal to the library that draws.
func (f *frames) Read(b []byte) (int, error) { return f.file.Read(b) }

func (f *frames) Write(b []byte) (int, error) {
	f.begun.Add(1)
	defer f.drawn.Add(1)
	return f.file.Write(b)
}

// Close leaves the file open: it is the caller's.
func (f *frames) Close() error { return nil }

// Fd returns the file's descriptor.
func (f *frames) Fd() uintptr { return f.file.Fd() }
