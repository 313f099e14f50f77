package importer

import (
	"path"
	"slices"
	"strings"

	"cards/storage"
	"cards/storage/importer/source"
)

// naming says which deck files notes of a file of the source go into.
type naming struct {
	*taking
	where *whereabouts
	home  string // the deck file of a source that has one, and beside which those of its decks are
}

// fileOf returns the file that notes of a deck of the source go into.
func (n *naming) fileOf(name string) (string, error) {
	if name == "" && n.options.Deck != "" {
		return n.namedFile(n.options.Deck)
	}
	if name == "" && n.content.Whole == nil {
		if file, ok := n.earlierFile(); ok {
			return file, nil
		}
	}
	if n.content.Whole != nil {
		return n.report.File, nil
	}
	if file, ok := n.standing(name); ok && n.content.Rooted {
		return file, nil
	}
	base := strings.TrimSuffix(n.home, path.Ext(n.home))
	file := base + ".md"
	switch {
	case name != "" && n.content.Rooted:
		file = name + ".md"
	case name != "":
		file = path.Join(base, source.FileLevels(name, "/")) + ".md"
	}
	if err := n.plan.target.fits(file); err != nil {
		return "", err
	}
	ours := n.again && n.past.files[file] > 0
	if !ours && n.plan.taken(file) && slices.ContainsFunc(n.entries, (*entry).isNew) {
		file = n.plan.nextFree(file)
	}
	return file, nil
}

// namedFile returns the file of a deck that a person has named: that of the deck of this name, or a
// new one.
func (n *naming) namedFile(name string) (string, error) {
	decks, err := n.collection.Decks(storage.Scope{})
	if err != nil {
		return "", err
	}
	for _, d := range decks {
		if d.Name == name {
			return d.Path, nil
		}
	}
	file := path.Clean(strings.TrimSuffix(name, ".md")) + ".md"
	return file, n.plan.target.fits(file)
}

// earlierFile returns the file in which most notes stand that earlier runs of the source brought,
// or else the one that they were written into.
func (n *naming) earlierFile() (string, bool) {
	if !n.again || !n.origin.single {
		return "", false
	}
	if file, ok := n.standing(""); ok {
		return file, true
	}
	return most(n.past.files)
}

// standing returns the file in which most notes of a deck of the source stand now: those that came
// from it, or if none did and it is most of the deck, those that say the same.
func (n *naming) standing(name string) (string, bool) {
	if file, ok := most(n.where.came[name]); ok {
		return file, true
	}
	file, ok := most(n.where.alike[name])
	cards := 0
	for _, e := range n.entries {
		if e.Note != nil && e.Deck == name {
			cards += len(e.cards)
		}
	}
	return file, ok && 2*n.where.alike[name][file] > cards
}

// togetherFile returns the deck file of notes of several files.
func (n *naming) togetherFile(file string) (string, error) {
	if n.options.Deck != "" {
		return n.namedFile(n.options.Deck)
	}
	if err := n.plan.target.fits(file); err != nil {
		return "", err
	}
	if n.past.files[file] == 0 && n.plan.taken(file) {
		file = n.plan.nextFree(file)
	}
	return file, nil
}
