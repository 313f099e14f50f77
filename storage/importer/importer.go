// Package importer brings decks from elsewhere into a collection: it copies deck files with the media that they show,
// never over a file that is there, and reports what it took and what it left. It is apart from package folders because
// that one only reads.
package importer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"unicode/utf8"

	"cards/deck"
	"cards/storage/folders"
)

// Options say how to import.
type Options struct {
	Known  map[deck.Key]bool // the texts that the collection asks already
	DryRun bool              // report what would be done, and write nothing
}

// Import copies the deck files of source, an absolute path, into the collection in root: a file beside the decks there,
// a folder as a folder of its name, with all that [folders.Walk] finds in it. The media that a deck refers to by paths
// inside of source, or of a single file's folder, come with it. Every file appears whole or not at all.
//
// Import returns a report on each file, ordered by path. What could not be copied is in the reports. An error says that
// nothing was: a [*UnsupportedError] if source is not a deck in our format, a [*SourceError] if it cannot be taken as
// it is.
func Import(root, source string, o Options) ([]Report, error) {
	config, err := folders.ReadConfig(root)
	if err != nil {
		return nil, err
	}
	from, err := openOrigin(source, config.Roots(root))
	if err != nil {
		return nil, err
	}
	defer from.root.Close()
	to, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer to.Close()
	im := importer{
		options: o, origin: from, target: target{root: to, config: config, dry: o.DryRun},
		seen: make(map[deck.Key]bool), media: make(map[string]error),
	}
	return im.all()
}

// importer is the state of one import.
type importer struct {
	options Options
	origin  *origin
	target  target
	seen    map[deck.Key]bool // texts of the files before
	media   map[string]error  // what became of media, by [place.key]
}

func (im *importer) all() ([]Report, error) {
	var reports []Report
	for _, name := range im.origin.decks {
		r, err := im.deck(name)
		if err != nil {
			return nil, err
		}
		reports = append(reports, r)
	}
	reports = append(reports, im.origin.left...)
	slices.SortFunc(reports, func(a, b Report) int { return cmp.Compare(a.File, b.File) })
	return reports, nil
}

// deck imports one deck file. The error says that it is in another format and all that there is to import.
func (im *importer) deck(name string) (Report, error) {
	r := newReport(format, im.origin.prefix+name)
	data, err := folders.ReadIn(context.Background(), im.origin.root, name, folders.MaxDeck)
	if err != nil {
		r.refuse(0, cause(err))
		return r, nil
	}
	other := recognise(name, data)
	if other == "" && !isText(data) {
		r.refuse(0, errNotText)
		return r, nil
	}
	f := deck.Parse(name, data)
	r.Deck = deck.Name(r.File, f.Front)
	if len(f.Notes)+len(f.Broken) == 0 {
		if other != "" && im.origin.single {
			return r, &UnsupportedError{Path: im.origin.path, Format: other}
		} else if other != "" {
			r.Format = other
			r.leave(0, &UnsupportedError{Path: name, Format: other})
			return r, nil
		}
	}
	im.copyDeck(&r, name, f, data)
	return r, nil
}

var errNotText = errors.New("not a text in UTF-8")

func isText(data []byte) bool { return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 }

// copyDeck copies a deck file and what it refers to, the file last.
func (im *importer) copyDeck(r *Report, name string, f *deck.File, data []byte) {
	content := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	same, err := im.target.has(r.File, content)
	if err == nil {
		im.copyMedia(r, name, string(data))
		if !same {
			err = im.target.write(r.File, content)
		}
	}
	if err != nil {
		r.refuse(0, err)
		return
	}
	r.Same, r.Notes = same, len(f.Notes)
	for _, n := range f.Notes {
		for _, c := range n.Cards {
			r.Cards = append(r.Cards, newCard(n, c, im.status(c.Key, same)))
		}
	}
	for _, d := range f.Diagnostics {
		if d.Severity == deck.Error {
			r.leave(d.Pos.Line, errors.New(d.Text))
		}
	}
	r.sort()
}

func (im *importer) status(key deck.Key, sameFile bool) Status {
	seen := im.seen[key]
	im.seen[key] = true
	switch {
	case sameFile && !seen:
		return Same
	case seen || im.options.Known[key]:
		return Duplicate
	default:
		return New
	}
}
