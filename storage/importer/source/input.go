package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/obsidian"
)

// Input is a file to read, and what a reader may know beside it.
type Input struct {
	Name  string // of the file: a path below Files with slashes; "" for standard input
	Data  []byte
	Files fs.FS              // the folder that is imported, or that the file is in; nil for stdin
	Vault *obsidian.Settings // as in [Sample]
	Zone  *time.Location     // of times without one
	Now   time.Time

	File    io.ReaderAt // for an [Opener], in place of Data
	Size    int64       // bytes of File
	Scratch string      // a folder for what is unpacked
	Wanted  Wanted
	// Rollover is when study days begin here, after midnight.
	Rollover time.Duration
	IsLive   func(deck.Key) bool // whether a text stands in a deck of the collection
	// Place returns where in the collection a medium goes that is to have a name: the path of a file
	// that holds the same already, or is free.
	Place func(name string, content func() (io.ReadCloser, error)) (string, error)

	Learned map[string]Learned // how cards of the folder were learned, by format

	Own *OwnDeck // as in [Sample], if that is the whole file
}

// Text returns the data as a text without the mark that it may begin with; an error if they are
// none, that says where.
func (in *Input) Text() (string, error) {
	if !IsText(in.Data) {
		return "", TextErrorIn(in.Data)
	}
	return strings.TrimPrefix(string(in.Data), "\ufeff"), nil
}

// Beside opens the file whose name has something more behind it, if there is one that is not empty.
func (in *Input) Beside(suffix string) (io.ReadCloser, error) {
	if in.Files == nil {
		return nil, fs.ErrNotExist
	}
	f, err := in.Files.Open(in.Name + suffix)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return nil, errors.Join(os.ErrNotExist, f.Close())
	}
	return f, nil
}

// Wanted is what an import wants of a source that has decks, tags and histories of its own.
type Wanted struct {
	From       []string // notes of these decks, and of those below; none: all
	Tags       []string // notes with one of these tags, or tags below; none: all
	Named      bool     // a person has named the deck that notes go to
	NoHistory  bool     // notes as new ones
	Parameters bool     // the parameters of memory too
}

// IsPart says whether only some notes are wanted.
func (w *Wanted) IsPart() bool { return len(w.From)+len(w.Tags) > 0 }

// Learned is what a program that names cards knows of how they were learned.
type Learned interface {
	// Card returns what is known of a card of that name.
	Card(name string) CardHistory
}
