package importer

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"cards/storage"
)

// fileOf returns the file that notes of a deck of the source go into.
func (t *taking) fileOf(name string) (string, error) {
	if name == "" && t.options.Deck != "" {
		return t.namedFile(t.options.Deck)
	}
	if name == "" && t.content.whole == nil {
		if file, ok := t.earlierFile(); ok {
			return file, nil
		}
	}
	if t.content.whole != nil {
		return t.report.File, nil
	}
	if file, ok := t.standing(name); ok && t.content.Rooted {
		return file, nil
	}
	base := strings.TrimSuffix(t.home, path.Ext(t.home))
	file := base + ".md"
	switch {
	case name != "" && t.content.Rooted:
		file = name + ".md"
	case name != "":
		file = path.Join(base, name) + ".md"
	}
	if err := t.target.fits(file); err != nil {
		return "", err
	}
	ours := t.again && t.past.files[file] > 0
	if !ours && t.taken(file) && slices.ContainsFunc(t.entries, (*entry).isNew) {
		file = t.nextFree(file)
	}
	return file, nil
}

// namedFile returns the file of a deck that a person has named: that of the deck of this name, or a
// new one.
func (t *taking) namedFile(name string) (string, error) {
	decks, err := t.collection.Decks(storage.Scope{})
	if err != nil {
		return "", err
	}
	for _, d := range decks {
		if d.Name == name {
			return d.Path, nil
		}
	}
	file := path.Clean(strings.TrimSuffix(name, ".md")) + ".md"
	return file, t.target.fits(file)
}

// earlierFile returns the file in which most notes stand that earlier runs of the source brought,
// or else the one that they were written into.
func (t *taking) earlierFile() (string, bool) {
	if !t.again || !t.origin.single {
		return "", false
	}
	if file, ok := t.standing(""); ok {
		return file, true
	}
	return most(t.past.files)
}

// standing returns the file in which most notes of a deck of the source stand now: those that came
// from it, or if none did and it is most of the deck, those that say the same.
func (t *taking) standing(name string) (string, bool) {
	if file, ok := most(t.stand[name]); ok {
		return file, true
	}
	file, ok := most(t.alike[name])
	cards := 0
	for _, e := range t.entries {
		if e.Note != nil && e.Deck == name {
			cards += len(e.cards)
		}
	}
	return file, ok && 2*t.alike[name][file] > cards
}

// most returns the name that counts most, the first of several.
func most(counts map[string]int) (string, bool) {
	if len(counts) == 0 {
		return "", false
	}
	byCount := func(a, b string) int { return cmp.Compare(counts[a], counts[b]) }
	return slices.MaxFunc(slices.Sorted(maps.Keys(counts)), byCount), true
}

// mostOf returns the file in which most notes stand of all decks of the source.
func mostOf(counts ...map[string]map[string]int) (string, bool) {
	all := make(map[string]int)
	for _, byDeck := range counts {
		for _, files := range byDeck {
			for file, n := range files {
				all[file] += n
			}
		}
	}
	return most(all)
}

// taken says whether a file of that name is there or planned.
func (im *importer) taken(file string) bool {
	if _, planned := im.plan.changes[file]; planned || im.target.absent[path.Dir(file)] {
		return planned
	}
	_, err := im.target.root.Lstat(file)
	return err == nil
}

// nextFree returns the first name with a number behind it that no file has.
func (im *importer) nextFree(file string) string {
	base := strings.TrimSuffix(file, path.Ext(file))
	for n := 2; ; n++ {
		if next := fmt.Sprintf("%s-%d.md", base, n); !im.taken(next) {
			return next
		}
	}
}
