package importer

import (
	"errors"
	"io"
	"slices"

	"cards/storage/ahead"
	"cards/storage/folders"
)

// readEarly is how many small files of a folder one processor reads and turns into notes at once,
// before what comes of them is planned one by one.
const readEarly = 32

// early is a file whose turn is still to come.
type early struct {
	name    string
	report  *Report  // nil if it was not read yet
	content *Content // until the taking is there
	texts   []printed
	taking  *taking // nil if nothing in it is to be taken
}

// allFiles reads the files of the source, on all processors, and plans what comes of them in their
// order.
func (im *importer) allFiles() error {
	produce := func(give func([]string) bool) error {
		for names := range slices.Chunk(im.origin.files, readEarly) {
			if !give(names) {
				break
			}
		}
		return nil
	}
	err := ahead.Parallel(produce, im.readSome, func(files []early) error {
		for _, e := range files {
			if err := im.inTurn(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return im.settle()
}

// inTurn plans what comes of a file.
func (im *importer) inTurn(e early) error {
	if e.report == nil {
		return im.file(e.name)
	}
	im.reports = append(im.reports, e.report)
	if e.taking == nil {
		return im.ctx.Err()
	}
	return errors.Join(im.ctx.Err(), im.enqueue(e.taking))
}

// readSome reads those of some files that are small. What histories in the source say goes to its
// cards in the order of the files, so that none is read early then.
func (im *importer) readSome(names []string) []early {
	files := make([]early, len(names))
	in := openDir{below: im.origin.root}
	defer in.close()
	notes, _ := im.printings.Get().(*printing)
	if notes == nil {
		notes = new(printing)
	}
	defer im.printings.Put(notes)
	for i, name := range names {
		files[i].name = name
		if im.origin.single || len(im.histories) > 0 || im.ctx.Err() != nil {
			continue
		}
		if im.early(&in, &files[i]); files[i].content != nil {
			files[i].texts = make([]printed, len(files[i].content.Items))
			notes.add(files[i].content.Items, files[i].texts)
		}
	}
	notes.print()
	for i := range files {
		if e := &files[i]; e.content != nil {
			e.taking = im.newTaking(e.report, e.name, e.content, e.texts)
			e.content, e.texts = nil, nil
		}
	}
	return files
}

// early reads a file whose beginning is all of it.
func (im *importer) early(in *openDir, e *early) {
	data := readSmall(in, e.name)
	if data == nil || recognisePacked(newSample(e.name, data), im.options.Format).Open != nil {
		return
	}
	r := newReport(ownFormat, im.origin.prefix+e.name)
	e.report = &r
	if content, err := im.content(&r, e.name, data); err == nil {
		e.content = content
	}
}

// readSmall returns a file that is no longer than what tells its format; nil if it is, if it is
// empty or cannot be read.
func readSmall(in *openDir, name string) []byte {
	dir, base, err := in.of(name)
	if err != nil {
		return nil
	}
	f, err := folders.OpenIn(dir, base)
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
