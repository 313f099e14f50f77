package importer

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
)

// plan is what an import is going to write.
type plan struct {
	changes map[string]*change  // of deck files, by path
	arrived [][]arrival         // so many at once as are said at once: of many, one list would be copied
	known   []knownEntry        // that are not written
	beside  []sourced           // of the source as a whole
	given   map[journal.ID]bool // events of known notes that the log has from elsewhere
	unset   map[journal.ID]bool // those that give a property of a card back what it is by itself
	media   []Packed            // that sources hold themselves
	presets []Preset            // with the names that they get
	made    map[string][]string // by deck of the source: the decks that are made, without a preset
}

// change is what becomes of one deck file. Before is nil if there is none.
type change struct {
	before, after []byte
	read          func() *deck.File // returns what after says, if that is known; may be nil
	staged        string            // where after stands meanwhile
}

// arrival is a note that is written into a file.
type arrival struct {
	brought
	file string
}

// brought is what the log is told of a note: of many notes their entries are too much to hold until
// then.
type brought struct {
	format, identity string
	cards            []deck.Card
	known            []CardHistory // as in [Note]
	was              []deck.Key    // likewise
	origin           func() (journal.Sourced, error)
}

func (e *entry) brought() brought {
	n := e.Note
	return brought{e.format, n.Identity, e.cards, n.Cards, n.Was, n.Origin}
}

// arrive plans that a note is written into a file.
func (p *plan) arrive(e *entry, file string) {
	e.written, e.arrived = true, true
	if n := len(p.arrived); n == 0 || len(p.arrived[n-1]) == saidAtOnce {
		p.arrived = append(p.arrived, make([]arrival, 0, saidAtOnce))
	}
	last := &p.arrived[len(p.arrived)-1]
	*last = append(*last, arrival{e.brought(), file})
}

// change plans a file's text; before is as [plan.read] returned it.
func (p *plan) change(file string, before, after []byte) {
	if p.changes == nil {
		p.changes = make(map[string]*change)
	}
	if c := p.changes[file]; c != nil {
		c.after, c.read = after, nil
		return
	}
	p.changes[file] = &change{before: before, after: after}
}

// read returns the text of a deck file as it is planned so far, or else as it is.
func (p *plan) read(t target, file string) ([]byte, error) {
	if c := p.changes[file]; c != nil {
		return c.after, nil
	}
	return t.readIn(file)
}

// isEmpty says that there is nothing to write.
func (p *plan) isEmpty() bool {
	return len(p.changes)+len(p.arrived)+len(p.known)+len(p.beside)+len(p.media) == 0
}

// commit writes what is planned: the texts beside their files, then the log, then the files. A
// process that is stopped before the log is written has done nothing; one that is stopped after it
// leaves texts that the next import puts in their places.
func (im *importer) commit() (err error) {
	if im.options.DryRun {
		return nil
	}
	if im.plan.isEmpty() {
		return nil
	}
	im.seen = nil // they may be many
	files := slices.Sorted(maps.Keys(im.plan.changes))
	defer func() { err = errors.Join(err, im.plan.dropStaged(im.target)) }()
	var written []string // media that were not there
	defer func() {
		if err != nil {
			for _, name := range written {
				err = errors.Join(err, im.target.root.Remove(name))
			}
		}
	}()
	for _, m := range im.plan.media {
		same, merr := im.target.has(m.Path, m.Open)
		if merr == nil && !same {
			merr = im.target.write(m.Path, m.Open)
			written = append(written, m.Path)
		}
		if err = errors.Join(merr, im.ctx.Err()); err != nil {
			return err
		}
	}
	run := im.summary()
	if err := errors.Join(im.stageAll(files), im.ctx.Err()); err != nil {
		return err
	}
	for _, file := range files {
		c := im.plan.changes[file]
		run.Files = append(run.Files,
			storage.FileChange{Path: file, Before: c.before, After: c.after, Read: c.read})
		c.read = nil
	}
	ran, err := im.collection.Import(run, im.events(), im.options.Now)
	if err != nil {
		return err
	}
	return im.placeAll(files, ran)
}

// readIn returns the text of a deck file of the collection.
func (t target) readIn(file string) ([]byte, error) {
	if path.IsAbs(file) {
		return os.ReadFile(file)
	}
	if t.absent[path.Dir(file)] {
		return nil, fs.ErrNotExist
	}
	info, err := t.root.Lstat(file)
	if err != nil {
		return nil, cause(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errExists
	}
	data, err := t.root.ReadFile(file)
	return data, cause(err)
}
