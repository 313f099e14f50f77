package importer

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// readEarly is how many small files of a folder are read and turned into notes at once, before what
// comes of them is planned one by one.
const readEarly = 128

// early is a file that was read before its turn came.
type early struct {
	report *Report
	taking *taking // nil if nothing in it is to be taken
}

// allFiles reads the files of the source, in their order, and plans what comes of them.
func (im *importer) allFiles() error {
	for some := range slices.Chunk(im.origin.files, readEarly) {
		for i, e := range im.readSome(some) {
			if err := im.inTurn(some[i], e); err != nil {
				return err
			}
		}
	}
	return im.settle()
}

// inTurn plans what comes of a file; e is nil if it was not read yet.
func (im *importer) inTurn(name string, e *early) error {
	if e == nil {
		return im.file(name)
	}
	im.reports = append(im.reports, e.report)
	if e.taking == nil {
		return im.ctx.Err()
	}
	return errors.Join(im.ctx.Err(), im.enqueue(e.taking))
}

// readSome reads those of some files that are small, on all processors. What histories in the
// source say goes to its cards in their order, so none is read early then.
func (im *importer) readSome(names []string) []*early {
	files := make([]*early, len(names))
	if im.origin.single || len(im.histories) > 0 {
		return files
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		group.Go(func() {
			in := openDir{below: im.origin.root}
			defer in.close()
			for i := next.Add(1) - 1; int(i) < len(names) && im.ctx.Err() == nil; i = next.Add(1) - 1 {
				files[i] = im.early(&in, names[i])
			}
		})
	}
	group.Wait()
	return files
}

// early reads a file whose beginning is all of it; nil if it is another one.
func (im *importer) early(in *openDir, name string) *early {
	data := readSmall(in, name)
	if data == nil || recognisePacked(newSample(name, data), im.options.Format).Open != nil {
		return nil
	}
	r := newReport(ownFormat, im.origin.prefix+name)
	e := &early{report: &r}
	if content, err := im.content(&r, name, data); err == nil && content != nil {
		e.taking = im.newTaking(&r, name, content)
	}
	return e
}

// readSmall returns a file that is no longer than what tells its format; nil if it is, if it is
// empty or cannot be read.
func readSmall(in *openDir, name string) []byte {
	dir, base, err := in.of(name)
	if err != nil {
		return nil
	}
	f, err := dir.Open(base)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || info.Size() >= enough {
		return nil
	}
	data := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, data)
	if err != io.ErrUnexpectedEOF || n < int(info.Size()) {
		return nil
	}
	return data[:n]
}
