// Package media finds the pictures and sounds that cards refer to, and gives them to the programs that
// show and play them: what they are is told by their content, and none is outside of the folders of the
// collection.
package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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

// errOutside says that a path leads out of the folders of the collection.
var errOutside = errors.New("outside of the folders of the collection")

// Library is where the files of a collection are.
type Library struct {
	Root  string   // of the collection
	Roots []string // all its folders, absolute
}

// File is a file that a card refers to.
type File struct {
	Path string // absolute
	Kind Kind
}

// Find returns the file that a deck file refers to, as it is written there: relative to the deck file,
// whose path is as in [storage.Card], or behind "@/" to the collection; perhaps escaped as in a URL.
func (l Library) Find(deckFile, dest string) (File, error) {
	f, err := l.find(deckFile, dest)
	if plain, unescaped := url.PathUnescape(dest); err != nil && unescaped == nil && plain != dest {
		if other, err := l.find(deckFile, plain); err == nil {
			return other, nil
		}
	}
	return f, err
}

// Open opens a file that [Library.Find] has found.
func (l Library) Open(f File) (*os.File, error) {
	for _, root := range l.Roots {
		rel, err := filepath.Rel(root, f.Path)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		folder, err := os.OpenRoot(root)
		if err != nil {
			return nil, err
		}
		opened, err := folder.Open(rel)
		return opened, errors.Join(err, folder.Close())
	}
	return nil, fmt.Errorf("open %q: %w", f.Path, errOutside)
}

func (l Library) find(deckFile, dest string) (File, error) {
	abs := filepath.Join(filepath.Dir(folders.Abs(l.Root, deckFile)), filepath.FromSlash(dest))
	if below, ok := strings.CutPrefix(dest, "@/"); ok {
		abs = filepath.Join(l.Root, filepath.FromSlash(below))
	}
	if filepath.IsAbs(filepath.FromSlash(dest)) {
		return File{}, fmt.Errorf("%q: %w", dest, errOutside)
	}
	for _, root := range l.Roots {
		rel, err := filepath.Rel(root, abs)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		kind, err := kindIn(root, rel)
		if err != nil {
			return File{}, fmt.Errorf("%q: %w", dest, err)
		}
		return File{Path: abs, Kind: kind}, nil
	}
	return File{}, fmt.Errorf("%q: %w", dest, errOutside)
}

// kindIn looks into a file below a folder. Links that lead out of the folder are not followed.
func kindIn(root, rel string) (Kind, error) {
	folder, err := os.OpenRoot(root)
	if err != nil {
		return Other, err
	}
	defer folder.Close()
	info, err := folder.Stat(rel)
	switch {
	case err != nil:
		return Other, errors.Unwrap(err)
	case !info.Mode().IsRegular():
		return Other, errors.New("not a file")
	}
	f, err := folder.Open(rel)
	if err != nil {
		return Other, errors.Unwrap(err)
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return Other, err
	}
	return KindOf(head[:n]), nil
}

// headSize is how much of a file tells what it is, in bytes.
const headSize = 16

// KindOf tells by the beginning of a file what it holds. What can run programs, such as SVG, is other.
func KindOf(head []byte) Kind {
	at := func(offset int, magic string) bool {
		return len(head) >= offset && bytes.HasPrefix(head[offset:], []byte(magic))
	}
	switch {
	case at(0, "\x89PNG\r\n\x1a\n"), at(0, "\xff\xd8\xff"), at(0, "GIF87a"), at(0, "GIF89a"), at(0, "BM"),
		at(0, "II*\x00"), at(0, "MM\x00*"), at(0, "RIFF") && at(8, "WEBP"),
		at(4, "ftypavif"), at(4, "ftypheic"), at(4, "ftypmif1"):
		return Picture
	case at(0, "ID3"), at(0, "OggS"), at(0, "fLaC"), at(0, "RIFF") && at(8, "WAVE"), at(4, "ftypM4A"),
		at(4, "ftypmp4"), at(4, "ftypisom"), len(head) > 1 && head[0] == 0xff && head[1]&0xe0 == 0xe0:
		return Sound
	}
	return Other
}
