package importer

import (
	"context"
	"errors"
	"io"

	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// tryOpen takes a file of a format that is not held in memory; false if it is of another one. Of that
// it returns the content if its head is all of it, nil else.
func (rd *reading) tryOpen(r *Report, name string) (data []byte, done bool, err error) {
	if rd.origin.root == nil {
		return nil, false, nil
	}
	f, err := rd.origin.open(name)
	if err != nil {
		return nil, false, nil //nolint:nilerr // who reads it whole reports it
	}
	defer func() {
		if !done {
			_ = f.Close() // it was only read
		}
	}()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, false, nil //nolint:nilerr // likewise
	}
	head := make([]byte, min(source.Enough, info.Size()))
	n, err := io.ReadFull(f, head)
	if readError(err) != nil {
		return nil, false, nil //nolint:nilerr // likewise
	}
	sample := source.Sample{Name: name, Head: head[:n], Whole: int64(n) == info.Size()}
	known := formats.RecognisePacked(sample, rd.options.Format)
	if known.Open == nil {
		if sample.Whole && n > 0 && n < source.Enough {
			data = head[:n]
		}
		return data, false, nil
	}
	rd.opened = append(rd.opened, f.Close)
	return nil, true, rd.open(r, name, known, f, info.Size())
}

// open reads a file of a format that is not held in memory, and plans what comes of it. The error
// says that it is all that there is, and cannot be read.
func (rd *reading) open(r *Report, name string, known formats.Recognised, f io.ReaderAt,
	size int64,
) error {
	r.Format, r.Reason = known.Name, known.Words+": "+known.Reason
	if err := rd.to.settle(); err != nil { // names of media depend on what came before
		return err
	}
	content, err := known.Open(rd.ctx, rd.input(name, f, size))
	switch {
	case rd.ctx.Err() != nil:
		return rd.ctx.Err()
	case errors.Is(err, context.Canceled):
		return err
	case err != nil && rd.origin.single:
		return &SourceError{rd.origin.path, err}
	case err != nil:
		r.refuse(0, err)
		return nil
	}
	rd.opened = append(rd.opened, content.Close)
	return rd.take(r, name, content)
}
