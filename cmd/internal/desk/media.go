package desk

import (
	"context"
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
	"cards/storage/folders"
)

// maxQuoted is the length of the longest deck file that is looked into for what it refers to, in
// bytes.
const maxQuoted = 8 << 20

// media finds the pictures and sounds that decks refer to.
type media struct {
	root  string                 // of the collection
	roots []string               // all its folders
	names func() map[string]bool // of the files in them
}

func newMedia(root string, config folders.Config) media {
	m := media{root: root, roots: config.Roots(root)}
	m.names = sync.OnceValue(m.fileNames)
	return m
}

// problems warns of pictures and sounds that a deck refers to and that are not where they should
// be. A deck that is too long is not looked at.
func (m media) problems(name string) []deck.Diagnostic {
	var found []deck.Diagnostic
	file := folders.Abs(m.root, name)
	text, err := folders.ReadFile(context.Background(), file, maxQuoted)
	if err != nil {
		return nil // the compile has said what there is to say
	}
	for _, ref := range deck.Media(string(text)) {
		problem := m.problem(file, ref.Path)
		if problem == "" || ref.Embedded && m.names()[path.Base(ref.Path)] {
			continue
		}
		what := "picture"
		if ref.Sound {
			what = "sound"
		}
		found = append(found, deck.Diagnostic{
			Path: name, Pos: ref.Pos, Severity: deck.Warning,
			Text: fmt.Sprintf("%s %q: %s", what, ref.Path, problem),
		})
	}
	return found
}

// fileNames returns the names of the files in the folders of the collection, but for hidden ones.
// What cannot be read has none.
func (m media) fileNames() map[string]bool {
	names := make(map[string]bool)
	for _, root := range m.roots {
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

// problem says what is wrong with a path in a deck file, or nothing. It may be written as in a
// URL, with %20 for a space.
func (m media) problem(file, ref string) string {
	problem := m.problemAt(file, ref)
	if plain, err := url.PathUnescape(ref); problem != "" && err == nil && plain != ref {
		if m.problemAt(file, plain) == "" {
			return ""
		}
	}
	return problem
}

func (m media) problemAt(file, ref string) string {
	abs := filepath.Join(filepath.Dir(file), filepath.FromSlash(ref))
	if below, ok := strings.CutPrefix(ref, "@/"); ok {
		abs = filepath.Join(m.root, filepath.FromSlash(below))
	}
	inside := func(root string) bool {
		rel, err := filepath.Rel(root, abs)
		return err == nil && filepath.IsLocal(rel)
	}
	if filepath.IsAbs(filepath.FromSlash(ref)) || !slices.ContainsFunc(m.roots, inside) {
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
