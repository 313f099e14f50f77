package term

import (
	"image"
	"os"
	"sync/atomic"
	"time"
)

// frames is a terminal that knows what it has drawn. What a person typed before they could see what
// it would do must do nothing, however late it is taken up.
type frames struct {
	file         *os.File
	begun, drawn atomic.Uint64 // writes
	seen         atomic.Uint64 // drawn when the newest keys were read
}

// now marks the present: everything written from here on shows what the screen is now.
func (f *frames) now() uint64 { return f.begun.Load() }

// since says whether something that was begun after a mark was on the screen when the newest keys
// were read.
func (f *frames) since(mark uint64) bool { return f.seen.Load() > mark }

// shows says whether something that was begun after a mark is on the screen.
func (f *frames) shows(mark uint64) bool { return f.drawn.Load() > mark }

func (f *frames) cell() image.Point { return cellOf(f.file) }

// patience is how many milliseconds a write may take to return after what it wrote is on the
// screen.
const patience = 500

// look takes down what is on the screen, for keys that were read just now. A write under way may be
// what they answer: the screen can show it before the write has returned.
func (f *frames) look() {
	begun := f.begun.Load()
	for waited := 0; waited < patience && f.drawn.Load() < begun; waited++ {
		time.Sleep(time.Millisecond)
	}
	f.seen.Store(f.drawn.Load())
}

// Read reads the file: with the methods below it is a terminal to the library that draws.
func (f *frames) Read(b []byte) (int, error) { return f.file.Read(b) }

// Write passes a frame on, and counts it before and after.
func (f *frames) Write(b []byte) (int, error) {
	f.begun.Add(1)
	defer f.drawn.Add(1)
	return f.file.Write(b)
}

// Close leaves the file open: it is the caller's.
func (f *frames) Close() error { return nil }

// Fd returns the file's descriptor.
func (f *frames) Fd() uintptr { return f.file.Fd() }
