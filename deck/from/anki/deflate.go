package anki

import (
	"bytes"
	"cmp"
	"io"
	"runtime"

	"github.com/klauspost/compress/flate"
)

// deflater compresses what is written to it, on all processors: in pieces of one size, so that the
// same becomes the same bytes on every machine.
type deflater struct {
	to    io.Writer
	next  *piecing
	under []*piecing // in their order
	spare []*piecing // that others can be made in
}

// piecing is a piece on its way to be compressed.
type piecing struct {
	from []byte
	to   bytes.Buffer
	by   *flate.Writer
	done chan error
}

const deflatedAtOnce = 1 << 20

// Write takes in bytes.
func (d *deflater) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if d.next != nil && len(d.next.from) == deflatedAtOnce {
			if err := d.begin(false); err != nil {
				return n - len(p), err
			}
		}
		next := d.piece()
		some := min(len(p), deflatedAtOnce-len(next.from))
		next.from, p = append(next.from, p[:some]...), p[some:]
	}
	return n, nil
}

// piece returns the piece that what is written goes to.
func (d *deflater) piece() *piecing {
	if n := len(d.spare); d.next == nil && n > 0 {
		d.next, d.spare = d.spare[n-1], d.spare[:n-1]
	}
	if d.next == nil {
		by, _ := flate.NewWriter(nil, flate.BestSpeed) // a level that there is
		d.next = &piecing{from: make([]byte, 0, deflatedAtOnce), by: by, done: make(chan error, 1)}
	}
	return d.next
}

// begin begins to compress a piece, which may be the last, and writes others that are ready.
func (d *deflater) begin(last bool) error {
	for len(d.under) > runtime.GOMAXPROCS(0) {
		if err := d.finish(); err != nil {
			return err
		}
	}
	p := d.piece()
	d.under, d.next = append(d.under, p), nil
	go func() { p.done <- p.deflate(last) }()
	return nil
}

// deflate compresses the piece such that others may stand before it and, unless it is the last,
// behind it.
func (p *piecing) deflate(last bool) error {
	p.to.Reset()
	p.by.Reset(&p.to)
	_, err := p.by.Write(p.from)
	if last {
		return cmp.Or(err, p.by.Close())
	}
	return cmp.Or(err, p.by.Flush())
}

// finish writes the first of the pieces on their way.
func (d *deflater) finish() error {
	p := d.under[0]
	d.under = d.under[1:]
	err := <-p.done
	if err == nil {
		_, err = d.to.Write(p.to.Bytes())
	}
	p.from = p.from[:0]
	d.spare = append(d.spare, p)
	return err
}

// Close writes all that is left.
func (d *deflater) Close() error {
	err := d.begin(true)
	for len(d.under) > 0 {
		err = cmp.Or(err, d.finish())
	}
	return err
}
