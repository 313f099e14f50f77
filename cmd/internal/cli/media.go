package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cards/deck"
	"cards/storage"
)

// mediaDiagnostics warns of pictures and sounds that decks refer to and that are not where they
// should be. Decks that are too long to be quoted are not looked at.
func (c *collection) mediaDiagnostics(decks []storage.DeckInfo) []deck.Diagnostic {
	var found []deck.Diagnostic
	names := sync.OnceValue(c.fileNames)
	for _, d := range decks {
		file := c.file(d.Path)
		text, err := readSmall(file)
		if err != nil {
			continue // the compile has said what there is to say
		}
		for _, m := range deck.Media(text) {
			problem := c.mediaProblem(file, m.Path)
			if problem != "" && m.Embedded && names()[path.Base(m.Path)] {
				continue
			}
			if problem != "" {
				what := map[bool]string{true: "sound", false: "picture"}[m.Sound]
				found = append(found, deck.Diagnostic{
					Path: d.Path, Pos: m.Pos, Severity: deck.Warning,
					Text: fmt.Sprintf("%s %q: %s", what, m.Path, problem),
				})
			}
		}
	}
	return found
}

// fileNames returns the names of the files in the folders of the collection, but for hidden ones.
// What cannot be read has none.
func (c *collection) fileNames() map[string]bool {
	names := make(map[string]bool)
	for _, root := range c.config.Roots(c.Root()) {
		_ = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
			case entry.IsDir() && file != root && strings.HasPrefix(entry.Name(), "."):
				return fs.SkipDir
			case !entry.IsDir():
				names[entry.Name()] = true
			}
			return nil
		})
	}
	return names
}

// mediaProblem says what is wrong with a path in a deck file, or nothing. It may be written as in a
// URL, with %20 for a space.
func (c *collection) mediaProblem(file, ref string) string {
	problem := c.mediumProblem(file, ref)
	if plain, err := url.PathUnescape(ref); problem != "" && err == nil && plain != ref {
		if c.mediumProblem(file, plain) == "" {
			return ""
		}
	}
	return problem
}

func (c *collection) mediumProblem(file, ref string) string {
	abs := filepath.Join(filepath.Dir(file), filepath.FromSlash(ref))
	if below, ok := strings.CutPrefix(ref, "@/"); ok {
		abs = filepath.Join(c.Root(), filepath.FromSlash(below))
	}
	inside := func(root string) bool {
		rel, err := filepath.Rel(root, abs)
		return err == nil && filepath.IsLocal(rel)
	}
	roots := c.config.Roots(c.Root())
	if filepath.IsAbs(filepath.FromSlash(ref)) || !slices.ContainsFunc(roots, inside) {
		return "outside of the folders of the collection"
	}
	info, err := os.Stat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case err != nil:
		return errors.Unwrap(err).Error()
	case !info.Mode().IsRegular():
		return "not a file"
	}
	return ""
}
