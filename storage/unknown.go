package storage

import (
	"slices"
	"strings"

	"cards/storage/query"
)

// UnknownName is a name in a query that nothing has.
type UnknownName struct {
	What string   // "tag", "deck" or "file"
	Name string   // as the query compares it
	Near []string // that may have been meant
}

// unknown returns the names in the query that nothing has.
func (s *selection) unknown() (list []UnknownName, err error) {
	var tags []string
	s.query.Each(func(n query.Node) {
		switch n := n.(type) {
		case query.Tag:
			if tags == nil && err == nil {
				tags, err = s.t.allTags(s.files)
			}
			if !slices.ContainsFunc(tags, n.Has) {
				list = append(list, UnknownName{"tag", n.Folded, query.Near(n.Folded, tags)})
			}
		case query.Deck:
			decks := deckNames(s.files)
			if !slices.ContainsFunc(decks, n.Has) {
				list = append(list, UnknownName{"deck", n.Folded, nearDecks(n.Folded, s.files)})
			}
		case query.File:
			paths := filePaths(s.files)
			if !slices.ContainsFunc(paths, n.Has) {
				list = append(list, UnknownName{"file", n.Folded, nearFiles(n.Folded, paths)})
			}
		}
	})
	return list, err
}

func deckNames(files map[fileID]*deckFile) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.deck)
	}
	return names
}

func filePaths(files map[fileID]*deckFile) []string {
	var paths []string
	for _, f := range files {
		paths = append(paths, f.path)
	}
	slices.Sort(paths)
	return paths
}

// nearFiles returns the paths that may have been meant by one, or by how it ends.
func nearFiles(name string, paths []string) []string {
	return slices.DeleteFunc(paths, func(p string) bool {
		base := p[strings.LastIndexByte(p, '/')+1:]
		return len(query.Near(name, []string{p, base, strings.TrimSuffix(base, ".md")})) == 0
	})
}
