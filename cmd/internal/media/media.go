// Package media finds the pictures and sounds that cards refer to, and gives them to the programs
// that show and play them: what they are is told by their content, and none is outside of the
// folders of the collection.
package media

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"cards/storage/folders"
)

// Kind is what a file holds.
type Kind uint8

// The kinds.
const (
	Other Kind = iota
	Picture
	Sound
)

// What is wrong with a path.
var (
	errOutside = errors.New("outside the folders of the collection")
	errNone    = errors.New("no such file")
)

// Library is where the files of a collection are.
type Library struct {
	Root  string   // of the collection
	Roots []string // all its folders, absolute

	names *names
}

// NewLibrary returns the library of the collection in a folder, which has these and no others.
func NewLibrary(root string, roots []string) Library {
	return Library{Root: root, Roots: roots, names: &names{roots: roots}}
}

// File is a file that a card refers to.
type File struct {
	Path string // absolute
	Kind Kind
}

// Find returns the file that a deck file refers to, as it is written there: relative to the deck
// file, whose path is as in [storage.Card], or behind "@/" to the collection; perhaps escaped as in
// a URL. If it is not there it may be anywhere in the collection, as in ![[path]].
func (l Library) Find(deckFile, dest string) (File, error) {
	f, err := l.Open(deckFile, dest)
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return File{}, fmt.Errorf("%q: %w", dest, err)
	}
	return File{Path: f.Name(), Kind: KindOf(head[:n])}, nil
}

// Open opens the file that [Library.Find] finds.
func (l Library) Open(deckFile, dest string) (*os.File, error) {
	var f *os.File
	open := func(folder *os.Root, rel string) (err error) {
		f, err = folder.Open(rel)
		return err
	}
	err := l.look(deckFile, dest, open)
	if errors.Is(err, errNone) && l.lookAround(deckFile, dest, open) == nil {
		return f, nil
	}
	return f, err
}

// Check says what is wrong with a reference to a file: it is not at its place, nor, if embedded as
// in ![[path]], anywhere in the collection.
func (l Library) Check(deckFile, dest string, embedded bool) error {
	exists := func(*os.Root, string) error { return nil }
	err := l.look(deckFile, dest, exists)
	if embedded && errors.Is(err, errNone) && l.lookAround(deckFile, dest, exists) == nil {
		return nil
	}
	return err
}

// action does something with a file below a folder.
type action func(folder *os.Root, rel string) error

// look finds a file at its place and does something with it.
func (l Library) look(deckFile, dest string, do action) error {
	err := l.lookFor(deckFile, dest, do)
	if plain := unescaped(dest); err != nil && plain != dest {
		if l.lookFor(deckFile, plain, do) == nil {
			return nil
		}
	}
	return err
}

// lookAround finds a file anywhere in the collection and does something with it.
func (l Library) lookAround(deckFile, dest string, do action) error {
	from := folders.Abs(l.Root, deckFile)
	file := cmp.Or(l.names.nearest(from, dest), l.names.nearest(from, unescaped(dest)))
	if file == "" {
		return errNone
	}
	return l.lookAt(file, dest, do)
}

// unescaped returns a path without the escapes of a URL; as it is if it has none that are sound.
func unescaped(dest string) string {
	if plain, err := url.PathUnescape(dest); err == nil {
		return plain
	}
	return dest
}

func (l Library) lookFor(deckFile, dest string, do action) error {
	abs := filepath.Join(filepath.Dir(folders.Abs(l.Root, deckFile)), filepath.FromSlash(dest))
	if below, ok := strings.CutPrefix(dest, "@/"); ok {
		abs = filepath.Join(l.Root, filepath.FromSlash(below))
	}
	if filepath.IsAbs(filepath.FromSlash(dest)) {
		return fmt.Errorf("%q: %w", dest, errOutside)
	}
	return l.lookAt(abs, dest, do)
}

// lookAt does something with a file of an absolute path, for which dest stands.
func (l Library) lookAt(abs, dest string, do action) error {
	for _, root := range l.Roots {
		rel, err := filepath.Rel(root, abs)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		if err := lookBelow(root, rel, do); err != nil {
			return fmt.Errorf("%q: %w", dest, err)
		}
		return nil
	}
	return fmt.Errorf("%q: %w", dest, errOutside)
}

// lookBelow does something with a file below a folder. Links that lead out of the folder are not
// followed.
func lookBelow(root, rel string, do action) error {
	folder, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer folder.Close()
	info, err := folder.Stat(rel)
	if err == nil && !info.Mode().IsRegular() {
		return errors.New("not a file")
	}
	if err == nil {
		err = do(folder, rel)
	}
	at, ok := errors.AsType[*fs.PathError](err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errNone
	case ok:
		return at.Err
	}
	return err
}

// headSize is how much of a file tells what it is, in bytes.
const headSize = 16

// KindOf tells by the beginning of a file what it holds. What can run programs, such as SVG, is
// other.
func KindOf(head []byte) Kind {
	at := func(offset int, magic string) bool {
		return len(head) >= offset && bytes.HasPrefix(head[offset:], []byte(magic))
	}
	switch {
	case at(0, "\x89PNG\r\n\x1a\n"), at(0, "\xff\xd8\xff"), at(0, "GIF87a"), at(0, "GIF89a"),
		at(0, "BM"),
		at(0, "II*\x00"), at(0, "MM\x00*"), at(0, "RIFF") && at(8, "WEBP"),
		at(4, "ftypavif"), at(4, "ftypheic"), at(4, "ftypmif1"):
		return Picture
	case at(0, "ID3"), at(0, "OggS"), at(0, "fLaC"), at(0, "RIFF") && at(8, "WAVE"), at(4, "ftypM4A"),
		at(4, "ftypmp4"), at(4, "ftypisom"), len(head) > 1 && head[0] == 0xff && head[1]&0xe0 == 0xe0:
		return Sound
	}
	return Other
}
