package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cards/deck"
	"cards/storage"
)

// mediaDiagnostics warns of pictures and sounds that decks refer to and that are not where they should be. Decks that
// are too long to be quoted are not looked at.
func (c *collection) mediaDiagnostics(decks []storage.DeckInfo) []deck.Diagnostic {
	var found []deck.Diagnostic
	for _, d := range decks {
		file := c.file(d.Path)
		text, err := readSmall(file)
		if err != nil {
			continue // the compile has said what there is to say
		}
		for _, m := range deck.Media(text) {
			if problem := c.mediaProblem(file, m.Path); problem != "" {
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

// mediaProblem says what is wrong with a path in a deck file, or nothing. It may be written as in a URL, with %20 for a
// space.
func (c *collection) mediaProblem(file, path string) string {
	problem := c.mediumProblem(file, path)
	if plain, err := url.PathUnescape(path); problem != "" && err == nil && plain != path {
		if c.mediumProblem(file, plain) == "" {
			return ""
		}
	}
	return problem
}

func (c *collection) mediumProblem(file, path string) string {
	abs := filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
	if below, ok := strings.CutPrefix(path, "@/"); ok {
		abs = filepath.Join(c.Root(), filepath.FromSlash(below))
	}
	inside := func(root string) bool {
		rel, err := filepath.Rel(root, abs)
		return err == nil && filepath.IsLocal(rel)
	}
	if filepath.IsAbs(filepath.FromSlash(path)) || !slices.ContainsFunc(c.config.Roots(c.Root()), inside) {
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
