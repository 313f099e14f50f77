package importer

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"cards/deck/printer"
)

// together is a deck of notes of several files of the source.
type together struct {
	file    string
	deck    string   // its name
	entries []*entry // that are to be written
}

// joins says whether the notes of a deck of the file go into a deck with those of other files.
func (t *taking) joins(deck string) bool {
	return !t.origin.single && (t.content.Together || t.content.Shared && deck != "")
}

// join plans that the new notes of a deck of the file go into one with those of others.
func (t *taking) join(deck string) error {
	file := path.Dir(t.home) + ".md"
	if t.content.Shared {
		file = t.origin.prefix + deck + ".md"
	}
	g, err := t.togetherIn(file)
	if err != nil {
		return err
	}
	t.report.File, t.report.Deck = g.file, g.deck
	for _, e := range t.entries {
		if e.isNew() && e.Deck == deck {
			if t.content.Shared {
				e.Section = below(t.name, e.Section)
			}
			e.written = true
			g.entries = append(g.entries, e)
			t.copyMedia(g.file, e.text, e.Note.Line)
		}
	}
	return nil
}

// below returns the headings above a note in a deck of several files: the name of its own file, and
// those that it had there.
func below(file string, section []string) []string {
	title := printer.Escape(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if len(section) > 0 && section[0] == title {
		return section
	}
	return append([]string{title}, section...)
}

// togetherIn returns the deck of several files that is to stand in a file, if that is free.
func (t *taking) togetherIn(wanted string) (*together, error) {
	id := wanted
	if t.content.Shared {
		id = strings.ToLower(wanted) // as tags are one in any case
	}
	if g := t.together[id]; g != nil {
		return g, nil
	}
	file, err := t.togetherFile(wanted)
	if err != nil {
		return nil, err
	}
	g := &together{file: file}
	if g.deck, err = t.deckIn(file); err != nil {
		return nil, err
	}
	if t.together == nil {
		t.importer.together = make(map[string]*together)
	}
	t.together[id] = g
	return g, nil
}

// togetherFile returns the deck file of notes of several files.
func (t *taking) togetherFile(file string) (string, error) {
	if t.options.Deck != "" {
		return t.namedFile(t.options.Deck)
	}
	if err := t.target.fits(file); err != nil {
		return "", err
	}
	if t.past.files[file] == 0 && t.taken(file) {
		file = t.nextFree(file)
	}
	return file, nil
}

// writeTogether plans the decks of several files.
func (im *importer) writeTogether() error {
	for _, id := range slices.Sorted(maps.Keys(im.together)) {
		g := im.together[id]
		for file := g.file; len(g.entries) > 0; file = im.nextFree(g.file) {
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
