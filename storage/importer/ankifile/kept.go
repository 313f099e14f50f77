package ankifile

import (
	"errors"
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"cards/deck/from/anki"
	"cards/storage/wire"
)

// keptFile are notes in a file of the folder of what is unpacked: the fields of many are too much
// to hold until their events are made. Several may add some, and others ask for them later.
type keptFile struct {
	file    *os.File
	size    atomic.Int64
	windows sync.Pool // of [fileWindow]: notes are mostly asked for one after another
}

// keptNotes are some notes on their way into the file.
type keptNotes struct {
	from int64 // in the file, once they are there
	room []byte
}

// keptPlace is where a note is among others.
type keptPlace struct{ from, size uint32 }

// newKeptFile makes the file, which is removed with its folder.
func newKeptFile(folder string) (*keptFile, error) {
	f, err := os.CreateTemp(folder, "notes-")
	if err != nil {
		return nil, err
	}
	return &keptFile{file: f}, nil
}

// add adds a note.
func (k *keptNotes) add(n *anki.Note) keptPlace {
	from := len(k.room)
	e := wire.EncoderBehind(k.room)
	for _, number := range []int64{n.ID, n.Type, n.Mod} {
		e.Int(number)
	}
	e.String(n.GUID)
	e.Strings(n.Tags)
	e.Strings(n.Fields)
	k.room = e.Value()
	return keptPlace{uint32(from), uint32(len(k.room) - from)}
}

// add writes notes.
func (k *keptFile) add(some *keptNotes) error {
	size := int64(len(some.room))
	some.from = k.size.Add(size) - size
	_, err := k.file.WriteAt(some.room, some.from)
	some.room = nil
	return err
}

// at reads a note.
func (k *keptFile) at(some *keptNotes, place keptPlace) (n anki.Note, err error) {
	w, ok := k.windows.Get().(*fileWindow)
	if !ok {
		w = new(fileWindow)
	}
	defer k.windows.Put(w)
	data, err := w.read(k.file, some.from+int64(place.from), int(place.size))
	if err != nil {
		return n, err
	}
	d := wire.NewDecoder(data)
	n = anki.Note{
		ID: d.Int(), Type: d.Int(), Mod: d.Int(), GUID: d.String(),
		Tags: d.Strings(), Fields: d.Strings(),
	}
	return n, d.End()
}

// files returns the file that is to be closed.
func (k *keptFile) files() []*os.File {
	if k == nil {
		return nil
	}
	return []*os.File{k.file}
}

func closeAll(files []*os.File) (err error) {
	for _, f := range files {
		err = errors.Join(err, f.Close())
	}
	return err
}

// fileWindow is a part of a file that is in memory.
type fileWindow struct {
	from int64
	data []byte
}

// read returns so many bytes of a file from a place on. Where what is asked for stands one behind
// the other, it reads more than that.
func (w *fileWindow) read(file *os.File, at int64, size int) ([]byte, error) {
	const usual = 1 << 16
	end := w.from + int64(len(w.data))
	if at < w.from || at+int64(size) > end {
		room := size
		if at >= w.from && at <= end+usual {
			room = max(size, usual)
		}
		w.data = slices.Grow(w.data[:0], room)[:room]
		n, err := file.ReadAt(w.data, at)
		w.from, w.data = at, w.data[:n]
		if n < size {
			return nil, err
		}
	}
	return w.data[at-w.from:][:size], nil
}
