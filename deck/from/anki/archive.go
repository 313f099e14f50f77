package anki

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// Errors of packages that cannot be read.
var (
	ErrNotOne  = errors.New("not a package or collection of Anki")
	ErrTooNew  = errors.New("a newer version of Anki wrote it")
	ErrTooOld  = errors.New("a version of Anki before 2.0 wrote it")
	ErrTooBig  = errors.New("it unpacks to more than a package can hold")
	ErrDamaged = errors.New("it is damaged")
)

// PartError says which part of a package cannot be read.
type PartError struct {
	Part string
	Err  error
}

func (e *PartError) Error() string { return fmt.Sprintf("%q: %v", e.Part, e.Err) }

// Unwrap returns the reason.
func (e *PartError) Unwrap() error { return e.Err }

// Generation is what a package is made of.
type Generation int

// The generations.
const (
	Bare    Generation = iota // a database alone
	Legacy1                   // collection.anki2
	Legacy2                   // collection.anki21
	Latest                    // collection.anki21b
)

// The bounds of what is unpacked.
const (
	mostEntries  = 1_000_000
	mostMeta     = 1 << 10
	mostMap      = 256 << 20 // the names of media
	mostDatabase = 8 << 30
	mostMedium   = 4 << 30
	plenty       = 64 << 20 // what may be unpacked from anything, however well it was packed
	mostRatio    = 300      // beyond it: no database and no sound is packed that well
	zstdWindow   = 64 << 20
)

// archive is a package that is open.
type archive struct {
	entries    map[string]*zip.File
	generation Generation
	hasMeta    bool
}

// openArchive looks what a package has in it. Names that are no plain names, or that occur twice,
// are an error: no Anki writes them.
func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader) // which is faster than that of the library
	if len(z.File) > mostEntries {
		return nil, ErrTooBig
	}
	a := &archive{entries: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		switch _, twice := a.entries[f.Name]; {
		case twice:
			return nil, &PartError{f.Name, errors.New("two parts of that name")}
		case !isPlainName(f.Name) || f.Mode()&fs.ModeType != 0:
			return nil, &PartError{f.Name, errors.New("not a part of a package")}
		}
		a.entries[f.Name] = f
	}
	return a, a.findGeneration()
}

// isPlainName says whether a name is that of a file in one folder.
func isPlainName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.ContainsAny(name, "/\\\x00") &&
		path.Base(name) == name
}

func (a *archive) findGeneration() error {
	if _, ok := a.entries["meta"]; ok {
		a.hasMeta = true
		data, err := a.read("meta", mostMeta)
		if err != nil {
			return err
		}
		version := uint64(0)
		eachField(data, func(n number, v value) {
			if n == 1 {
				version = v.number
			}
		})
		if version < 1 || version > 3 {
			return fmt.Errorf("%w: package of version %d", ErrTooNew, version)
		}
		a.generation = Generation(version)
	} else if _, ok := a.entries["collection.anki21"]; ok {
		a.generation = Legacy2
	} else if _, ok := a.entries["collection.anki21b"]; ok {
		a.generation = Latest
	} else {
		a.generation = Legacy1
	}
	if _, ok := a.entries[a.generation.database()]; !ok {
		return fmt.Errorf("%w: there is no %q in it", ErrNotOne, a.generation.database())
	}
	return nil
}

// database returns the name of the entry with the database.
func (g Generation) database() string {
	return [...]string{"", "collection.anki2", "collection.anki21", "collection.anki21b"}[g]
}

// open opens a part of at most so many bytes, unpacked.
func (a *archive) open(name string, most int64) (io.ReadCloser, error) {
	f := a.entries[name]
	if f == nil {
		return nil, &PartError{name, fs.ErrNotExist}
	}
	most = min(most, max(plenty, int64(min(f.CompressedSize64, 1<<40))*mostRatio))
	if f.UncompressedSize64 > uint64(most) {
		return nil, &PartError{name, ErrTooBig}
	}
	r, err := f.Open()
	if err != nil {
		return nil, &PartError{name, fmt.Errorf("%w: %w", ErrDamaged, err)}
	}
	b := &bounded{name: name, left: most, inner: r, close: r.Close}
	if a.generation == Latest && name != "meta" {
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderMaxMemory(mostDatabase))
		if err != nil {
			return nil, errors.Join(&PartError{name, err}, r.Close())
		}
		b.inner = z
		b.close = func() error { z.Close(); return r.Close() }
	}
	return b, nil
}

// read returns a part of at most so many bytes.
func (a *archive) read(name string, most int64) ([]byte, error) {
	r, err := a.open(name, most)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = b.ReadFrom(r)
	return b.Bytes(), errors.Join(err, r.Close())
}

// bounded reads a part, names it in errors, and ends with one if it is too long.
type bounded struct {
	name  string
	inner io.Reader
	left  int64
	close func() error
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.inner.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &PartError{b.name, ErrTooBig}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = &PartError{b.name, fmt.Errorf("%w: %w", ErrDamaged, err)}
	}
	return n, err
}

func (b *bounded) Close() error { return b.close() }
