package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/edit"
	"cards/deck/media"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Move returns what moving the notes of cards to the end of the deck file at dest, as in
// [storage.Card.Path], does. The file need not be there. A note takes along the comments directly
// above it, and the definitions of its links, which come first in that file; paths to pictures and
// sounds lead from there. Cards keep their progress, also those whose text changes with a path. A
// note that is in that file stays where it is.
func Move(store *storage.Collection, cards []*storage.Card, dest string) (Rewriting, error) {
	places := placesOf(cards)
	var r Rewriting
	for _, at := range places {
		r.Notes += len(at)
	}
	delete(places, dest)
	m := moving{store: store, dest: dest, became: make(map[deck.Key]deck.Key)}
	for _, from := range slices.Sorted(maps.Keys(places)) {
		if err := m.take(from, places[from]); err != nil {
			return r, fmt.Errorf("%q: %w", from, err)
		}
		r.Changed += len(places[from])
	}
	if r.Changed == 0 {
		return r, nil
	}
	target, err := m.put()
	if err != nil {
		return r, fmt.Errorf("%q: %w", dest, err)
	}
	r.Files = append(m.files, target)
	r.Bodies, err = m.links(target)
	return r, err
}

// moving is what Move has taken so far.
type moving struct {
	store       *storage.Collection
	dest        string
	files       []storage.FileChange
	notes       []string
	definitions []string              // that the notes need, as they are to be in the new file
	became      map[deck.Key]deck.Key // keys that a path changes
}

// take cuts notes out of a file.
func (m *moving) take(from string, at []int) error {
	before, err := ReadDeck(folders.Abs(m.store.Root(), from))
	if err != nil {
		return err
	}
	rest, notes, err := edit.Cut(before, at)
	if err != nil {
		return err
	}
	m.files = append(m.files, storage.FileChange{Path: from, Before: before, After: rest})
	repath := m.repath(from)
	old := deck.Parse("", before)
	for i, text := range notes {
		m.notes = append(m.notes, media.Repath(text, repath))
		n := old.Notes[slices.IndexFunc(old.Notes, func(n deck.Note) bool { return n.Pos.Line == at[i] })]
		for line := range strings.Lines(n.Definitions) {
			line = strings.TrimSuffix(line, "\n")
			if !strings.Contains(text, line) {
				m.define(media.Repath(line, repath))
			}
		}
		m.pair(n)
	}
	return nil
}

func (m *moving) define(line string) {
	if !slices.Contains(m.definitions, line) {
		m.definitions = append(m.definitions, line)
	}
}

// pair notes what the cards of a note become that was taken last.
func (m *moving) pair(n deck.Note) {
	text := strings.Join(m.definitions, "\n") + "\n\n" + m.notes[len(m.notes)-1]
	now := deck.Parse("", []byte(text)).Notes
	if len(now) != 1 || len(now[0].Cards) != len(n.Cards) {
		return // what is put there in the end is looked at as a whole
	}
	for i, c := range n.Cards {
		if to := now[0].Cards[i].Key; to != c.Key {
			m.became[c.Key] = to
		}
	}
}

// repath returns how paths in a file are written in the new one.
func (m *moving) repath(from string) func(string) string {
	root := m.store.Root()
	dir, err := filepath.Rel(filepath.Dir(folders.Abs(root, m.dest)),
		filepath.Dir(folders.Abs(root, from)))
	if err != nil {
		dir = filepath.Dir(folders.Abs(root, from)) // on another volume
	}
	prefix := strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(filepath.ToSlash(dir))
	return func(p string) string { return path.Join(prefix, p) }
}

// put appends the notes to the file that they go to.
func (m *moving) put() (storage.FileChange, error) {
	change := storage.FileChange{Path: m.dest}
	before, err := ReadDeck(folders.Abs(m.store.Root(), m.dest))
	switch {
	case err == nil:
		change.Before = before
	case !errors.Is(err, fs.ErrNotExist):
		return change, err
	}
	defined, err := edit.Define(before, m.definitions)
	if err != nil {
		return change, err
	}
	change.After, err = edit.Append(defined, strings.Join(m.notes, "\n"))
	return change, err
}

// links returns the links of the keys that change. It is an error if a note would be read otherwise
// in the new file.
func (m *moving) links(target storage.FileChange) ([]journal.Body, error) {
	now := deck.Parse(m.dest, target.After)
	has := make(map[deck.Key]bool)
	for _, c := range cardsOf(now.Notes) {
		has[c.Key] = true
	}
	for _, f := range m.files {
		rest := make(map[deck.Key]bool)
		for _, c := range cardsOf(deck.Parse("", f.After).Notes) {
			rest[c.Key] = true
		}
		for _, c := range cardsOf(deck.Parse("", f.Before).Notes) {
			if to, ok := m.became[c.Key]; !rest[c.Key] && !has[c.Key] && !(ok && has[to]) {
				return nil, fmt.Errorf("%q: a card of %q would be read differently there",
					m.dest, f.Path)
			}
		}
	}
	return joined(m.store, m.became, now, m.dest)
}
