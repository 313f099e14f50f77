package anki

import (
	"bytes"
	"io"
	"runtime"

	"github.com/klauspost/compress/flate"
)

// deflater compresses pieces of what it is given at the same time, each by itself, and writes them
// one behind the other: what it writes depends on nothing but what it is given.
type deflater struct {
	to    io.Writer
	piece []byte
	under []chan deflated // in their order
	idle  []*flate.Writer
	room  [][]byte
}

// deflated is a piece that is compressed.
type deflated struct {
	bytes  []byte
	writer *flate.Writer
	piece  []byte
	err    error
}

// deflateAtOnce is how many bytes a piece has: so many that what one could repeat of the piece
// before makes no difference.
const deflateAtOnce = 1 << 19

func newDeflater(to io.Writer) (io.WriteCloser, error) { return &deflater{to: to}, nil }

// Write takes what is to be compressed.
func (d *deflater) Write(b []byte) (n int, err error) {
	for n = len(b); len(b) > 0; {
		if len(d.piece) == deflateAtOnce {
			if err := d.start(false); err != nil {
				return 0, err
			}
		}
		if d.piece == nil {
			d.piece = d.empty()
		}
		some := min(len(b), deflateAtOnce-len(d.piece))
		d.piece, b = append(d.piece, b[:some]...), b[some:]
	}
	return n, nil
}

// empty returns room for a piece.
func (d *deflater) empty() []byte {
	if last := len(d.room) - 1; last >= 0 {
		room := d.room[last]
		d.room = d.room[:last]
		return room[:0]
	}
	return make([]byte, 0, deflateAtOnce)
}

// start begins to compress a piece, once not too many are under way.
func (d *deflater) start(last bool) (err error) {
	if len(d.under) > runtime.GOMAXPROCS(0) {
		if err := d.finish(); err != nil {
			return err
		}
	}
	done := deflated{piece: d.piece}
	if n := len(d.idle) - 1; n >= 0 {
		done.writer, d.idle = d.idle[n], d.idle[:n]
	} else if done.writer, err = flate.NewWriter(nil, flate.BestSpeed); err != nil {
		return err
	}
	to := make(chan deflated, 1)
	d.under, d.piece = append(d.under, to), nil
	go func() {
		done.compress(last)
		to <- done
	}()
	return nil
}

// compress compresses the piece: the last ends what it is a part of.
func (d *deflated) compress(last bool) {
	var b bytes.Buffer
	d.writer.Reset(&b)
	if _, d.err = d.writer.Write(d.piece); d.err == nil {
		if last {
			d.err = d.writer.Close()
		} else {
			d.err = d.writer.Flush()
		}
	}
	d.bytes = b.Bytes()
}

// finish writes the first piece of those that are under way.
func (d *deflater) finish() error {
	done := <-d.under[0]
	d.under = d.under[1:]
	d.idle, d.room = append(d.idle, done.writer), append(d.room, done.piece)
	if done.err != nil {
		return done.err
	}
	_, err := d.to.Write(done.bytes)
	return err
}

// Close compresses and writes what is left.
func (d *deflater) Close() error {
	err := d.start(true)
	for len(d.under) > 0 && err == nil {
		err = d.finish()
	}
	return err
}
