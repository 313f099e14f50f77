package importer

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
)

// together is a deck of notes of several files of the source.
type together struct {
	file    string
	deck    string   // its name
	entries []*entry // that are to be written
}

// gathering are the decks of several files of the source, by the files that they are wanted in.
type gathering map[string]*together

// write plans the decks.
func (g gathering) write(to *plan) error {
	for _, id := range slices.Sorted(maps.Keys(g)) {
		d := g[id]
		for file := d.file; len(d.entries) > 0; file = to.nextFree(d.file) {
			before, err := to.read(file)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			n, _ := to.appendTo(file, before, "", d.entries)
			d.entries = d.entries[n:]
		}
	}
	return nil
}
