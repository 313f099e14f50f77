package importer

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// together is the deck of the notes of one folder, each of which has a file of its own.
type together struct {
	file    string
	deck    string   // its name
	entries []*entry // that are to be written
}

// join plans that the new notes of a file go into the deck of its folder.
func (t *taking) join() error {
	dir := path.Dir(t.home)
	g := t.together[dir]
	if g == nil {
		file, err := t.folderFile(dir)
		if err != nil {
			return err
		}
		g = &together{file: file}
		if g.deck, err = t.deckIn(file); err != nil {
			return err
		}
		if t.together == nil {
			t.importer.together = make(map[string]*together)
		}
		t.together[dir] = g
	}
	t.report.File, t.report.Deck = g.file, g.deck
	for _, e := range t.entries {
		if e.isNew() {
			e.written = true
			g.entries = append(g.entries, e)
			t.copyMedia(g.file, e.text, e.Note.Line)
		}
	}
	return nil
}

// folderFile returns the deck file of the notes of a folder.
func (t *taking) folderFile(dir string) (string, error) {
	if t.options.Deck != "" {
		return t.namedFile(t.options.Deck)
	}
	file := dir + ".md"
	if err := t.target.fits(file); err != nil {
		return "", err
	}
	if t.past.files[file] == 0 && t.taken(file) {
		file = t.nextFree(file)
	}
	return file, nil
}

// writeTogether plans the decks of folders.
func (im *importer) writeTogether() error {
	for _, dir := range slices.Sorted(maps.Keys(im.together)) {
		g := im.together[dir]
		for file := g.file; len(g.entries) > 0; file = im.nextFree(file) {
			before, err := im.plan.read(im.target, file)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			n, _ := im.appendTo(file, before, "", g.entries)
			g.entries = g.entries[n:]
		}
	}
	return nil
}
