package importer

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"

	"cards/deck"
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
		g = &together{file: file, deck: deck.Name(file, deck.FrontMatter{})}
		if text, err := t.plan.read(t.target, file); err == nil {
			g.deck = deck.Name(file, deck.Parse("", text).Front)
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
		t := &taking{importer: im}
		for file := g.file; len(g.entries) > 0; file = t.nextFree(file) {
			n, err := im.appendTo(file, g.entries)
			if err != nil {
				return err
			}
			g.entries = g.entries[n:]
		}
	}
	return nil
}

// appendTo plans to write as many notes into a file as it holds, and returns how many.
func (im *importer) appendTo(file string, entries []*entry) (int, error) {
	before, err := im.plan.read(im.target, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	there := deck.Parse("", before)
	section := there.Sections[len(there.Sections)-1].Title
	text, n := written(section, entries, maxDeck-len(before))
	after := []byte(text)
	if before != nil {
		if after, err = deck.Append(before, text); err != nil {
			return 0, nil // it has no end that could be written behind
		}
	}
	for _, e := range entries[:n] {
		im.plan.arrive(e, file)
	}
	im.plan.change(file, before, after)
	return n, nil
}
