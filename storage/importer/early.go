package importer

import (
	"errors"
	"io"
	"slices"

	"cards/storage/ahead"
	"cards/storage/folders"
	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// readEarly is how many small files of a folder one processor reads and turns into notes at once,
// before what comes of them is planned one by one.
const readEarly = 32

// early is a file whose turn is still to come.
type early struct {
	name    string
	report  *Report         // nil if it was not read yet
	content *source.Content // until the taking is there
	texts   []printed
	taking  *taking // nil if nothing in it is to be taken
}

// all reads the files of the source, on all processors, and hands over what they hold in their
// order. What the source knows of its cards is read before.
func (rd *reading) all() error {
	if err := rd.readLearned(); err != nil {
		return err
	}
	produce := func(give func([]string) bool) error {
		for names := range slices.Chunk(rd.origin.files, readEarly) {
			if !give(names) {
				break
			}
		}
		return nil
	}
	err := ahead.Parallel(produce, rd.readSome, func(files []early) error {
		for _, e := range files {
			if err := rd.inTurn(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return rd.to.settle()
}

// inTurn plans what comes of a file.
func (rd *reading) inTurn(e early) error {
	if e.report == nil {
		return rd.file(e.name)
	}
	rd.to.report(e.report)
	if e.taking == nil {
		return rd.ctx.Err()
	}
	return errors.Join(rd.ctx.Err(), rd.to.add(e.taking))
}

// readSome reads those of some files that are small. What histories in the source say goes to its
// cards in the order of the files, so that none is read early then.
func (rd *reading) readSome(names []string) []early {
	files := make([]early, len(names))
	in := openDir{below: rd.origin.root}
	defer in.close()
	notes, _ := rd.printings.Get().(*printing)
	if notes == nil {
		notes = new(printing)
	}
	defer rd.printings.Put(notes)
	for i, name := range names {
		files[i].name = name
		if rd.origin.single || len(rd.histories) > 0 || rd.ctx.Err() != nil {
			continue
		}
		if rd.early(&in, &files[i]); files[i].content != nil {
			files[i].texts = make([]printed, len(files[i].content.Items))
			notes.add(files[i].content.Items, files[i].texts)
		}
	}
	notes.print()
	for i := range files {
		if e := &files[i]; e.content != nil {
			e.taking = rd.newTaking(e.report, e.name, e.content, e.texts)
			e.content, e.texts = nil, nil
		}
	}
	return files
}

// early reads a file whose beginning is all of it.
func (rd *reading) early(in *openDir, e *early) {
	data := readSmall(in, e.name)
	if data == nil {
		return
	}
	packed := formats.RecognisePacked(source.NewSample(e.name, data), rd.options.Format)
	if packed.Open != nil {
		return
	}
	r := newReport(formats.Own, rd.origin.prefix+e.name)
	e.report = &r
	if content, err := rd.content(&r, e.name, data); err == nil {
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
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || info.Size() >= source.Enough {
		return nil
	}
	data := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, data)
	if err != io.ErrUnexpectedEOF || n < int(info.Size()) {
		return nil
	}
	return data[:n]
}
