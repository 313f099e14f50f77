package backup

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"cards/storage/beside"
	"cards/storage/journal"
	"cards/storage/wire"
)

// A backup is a head of headSize bytes, written last, and behind it in gzip the events as
// [journal.AppendValue] writes them, in log order, and the list of what was given here. FORMAT.md
// of package storage draws it.
const (
	magic    = "cards backup\n"
	version  = 1
	headSize = 128
)

var (
	errNoBackup = errors.New("it is not a backup, or was not written to the end")
	errNewer    = errors.New("a newer version of cards wrote it")
	errContent  = errors.New("what is in it is not what was written")
)

// head is what a backup says of itself.
type head struct {
	made            time.Time
	events, reviews int
	newest          journal.ID
	sum             [sha256.Size]byte // of the events, before they were compressed
}

func (h *head) bytes() []byte {
	e := wire.NewEncoder(headSize)
	e.Bytes([]byte(magic))
	e.Byte(version)
	e.Fixed64(uint64(h.made.UnixMilli()))
	e.Fixed64(uint64(h.events))
	e.Fixed64(uint64(h.reviews))
	e.Bytes(h.newest[:])
	e.Bytes(h.sum[:])
	e.Bytes(make([]byte, headSize-4-e.Len()))
	return e.Sealed(nil)
}

func readHead(r io.Reader) (head, error) {
	b := make([]byte, headSize)
	if _, err := io.ReadFull(r, b); err != nil || !bytes.HasPrefix(b, []byte(magic)) {
		return head{}, errNoBackup
	}
	if b[len(magic)] > version {
		return head{}, errNewer
	}
	d := wire.Open(nil, b)
	d.Take(len(magic) + 1)
	h := head{
		made: time.UnixMilli(int64(d.Fixed64())).UTC(), events: int(d.Fixed64()),
		reviews: int(d.Fixed64()), newest: d.ID(),
	}
	copy(h.sum[:], d.Take(len(h.sum)))
	if d.Err() != nil || h.events < 0 || h.reviews < 0 {
		return head{}, errNoBackup
	}
	return h, nil
}

// Writer takes the events of a backup, in log order.
type Writer struct {
	head head
	sum  hash.Hash
	to   io.Writer
	buf  []byte

	given *wire.Encoder
	gave  int
}

// Add adds an event with the value that the log keeps of it. A value that is not what it was when
// it was written is refused: a backup of damage would push out those from before.
func (w *Writer) Add(id journal.ID, value []byte) error {
	ev, err := journal.Decode(id, value)
	if err != nil {
		return err
	}
	w.head.events++
	w.head.newest = id
	if journal.KindOf(ev.Body) == journal.KindReview {
		w.head.reviews++
	}
	w.buf = journal.AppendValue(w.buf[:0], id, value)
	_, err = w.to.Write(w.buf)
	return err
}

// Give adds an entry of the list of what was given here, as it is stored.
func (w *Writer) Give(key, value []byte) {
	w.gave++
	w.given.String(string(key))
	w.given.String(string(value))
}

// end writes what comes behind the events.
func (w *Writer) end() error {
	e := wire.NewEncoder(w.given.Len() + binary.MaxVarintLen64)
	e.Uint(uint64(w.gave))
	e.Bytes(w.given.Value())
	_, err := w.to.Write(e.Value())
	return err
}

// Create makes a backup in a folder, which is created if need be, of the events that fill adds. It
// has its name only when all of it is on disk and was read back.
func Create(folder string, made time.Time, fill func(*Writer) error) (info Info, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Info{}, err
	}
	defer beside.Hold(folder)()
	f, err := os.CreateTemp(folder, ".*"+beside.Suffix)
	if err != nil {
		return Info{}, err
	}
	defer func() { _ = os.Remove(f.Name()) }() // unless it has its name by then
	err = cmp.Or(write(f, made, fill), f.Sync(), f.Close())
	if err != nil {
		return Info{}, err
	}
	if err := Verify(f.Name()); err != nil {
		return Info{}, err
	}
	path, err := giveName(f.Name(), folder, made, Suffix)
	if err != nil {
		return Info{}, err
	}
	return At(path), nil
}

func write(f *os.File, made time.Time, fill func(*Writer) error) error {
	if _, err := f.Write(make([]byte, headSize)); err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(f, 1<<16)
	zip, err := gzip.NewWriterLevel(buffered, gzip.BestSpeed)
	if err != nil {
		return err
	}
	w := &Writer{head: head{made: made}, sum: sha256.New(), given: wire.NewEncoder(0)}
	w.to = io.MultiWriter(zip, w.sum)
	if err := cmp.Or(fill(w), w.end(), zip.Close(), buffered.Flush()); err != nil {
		return err
	}
	copy(w.head.sum[:], w.sum.Sum(nil))
	_, err = f.WriteAt(w.head.bytes(), 0)
	return err
}

// giveName gives a file the name of a backup that no other has.
func giveName(path, folder string, made time.Time, suffix string) (string, error) {
	for n := 1; ; n++ {
		name := made.UTC().Format(nameLayout)
		if n > 1 {
			name = fmt.Sprintf("%s-%d", name, n)
		}
		target := filepath.Join(folder, name+suffix)
		if _, err := os.Lstat(target); err == nil {
			continue
		}
		switch err := os.Link(path, target); {
		case err == nil:
			return target, syncFolder(folder)
		case errors.Is(err, fs.ErrExist):
			continue
		}
		return target, errors.Join(os.Rename(path, target), syncFolder(folder)) // not all file systems have links
	}
}

// Verify reads all of a backup: nil if every event in it is what it was when it was written.
func Verify(path string) error {
	for _, err := range Events(path) {
		if err != nil {
			return err
		}
	}
	return nil
}

// Events yields the events of a backup in log order. An error ends it: a [*BrokenError] if the file
// is not what was written.
func Events(path string) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		wanted := func(ev journal.Event) bool { return yield(ev, nil) }
		if err := open(path, wanted, func(Entry) {}); err != nil {
			yield(journal.Event{}, err)
		}
	}
}

// Entry is one of the list of what was given here, as it is stored.
type Entry struct{ Key, Value []byte }

// Given returns the list of what was given where the backup was made.
func Given(path string) (list []Entry, err error) {
	err = open(path, func(journal.Event) bool { return true },
		func(e Entry) { list = append(list, e) })
	return list, err
}

// open reads a backup; see [read].
func open(path string, event func(journal.Event) bool, given func(Entry)) error {
	f, err := beside.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := read(f, event, given); err != nil {
		return &BrokenError{Path: path, Err: err}
	}
	return nil
}

// read calls event for the events of a backup, until it returns false, and given for what comes
// behind them.
func read(f io.Reader, event func(journal.Event) bool, given func(Entry)) error {
	h, err := readHead(f)
	if err != nil {
		return err
	}
	zip, err := gzip.NewReader(f)
	if err != nil {
		return errContent
	}
	sum := sha256.New()
	r := bufio.NewReaderSize(io.TeeReader(zip, sum), 1<<16)
	for range h.events {
		ev, err := readEvent(r)
		if err != nil {
			return err
		}
		if !event(ev) {
			return nil
		}
	}
	if err := readGiven(r, given); err != nil {
		return err
	}
	if _, err := r.ReadByte(); !errors.Is(err, io.EOF) || !bytes.Equal(sum.Sum(nil), h.sum[:]) {
		return errContent
	}
	return nil
}

func readEvent(r *bufio.Reader) (journal.Event, error) {
	var id journal.ID
	_, err := io.ReadFull(r, id[:])
	n, lengthErr := binary.ReadUvarint(r)
	if err != nil || lengthErr != nil || n > journal.MaxValue {
		return journal.Event{}, errContent
	}
	value := make([]byte, n)
	if _, err := io.ReadFull(r, value); err != nil {
		return journal.Event{}, errContent
	}
	return journal.Decode(id, value)
}

func readGiven(r *bufio.Reader, given func(Entry)) error {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return errContent
	}
	for range n {
		var e Entry
		for _, part := range []*[]byte{&e.Key, &e.Value} {
			length, err := binary.ReadUvarint(r)
			if err != nil || length > journal.MaxValue {
				return errContent
			}
			*part = make([]byte, length)
			if _, err := io.ReadFull(r, *part); err != nil {
				return errContent
			}
		}
		given(e)
	}
	return nil
}

// syncFolder makes the names in a folder durable, where that can be asked for.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = d.Sync() // Windows and some file systems have no such call
	return d.Close()
}

// Begins says whether a file that starts like this is a backup.
func Begins(start []byte) bool { return bytes.HasPrefix(start, []byte(magic)) }
