package desk

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"cards/cmd/internal/media"
	"cards/deck"
	deckmedia "cards/deck/media"
	"cards/storage/folders"
)

// maxQuoted is the length of the longest deck file that is looked into for what it refers to, in
// bytes.
const maxQuoted = 8 << 20

// gallery is the pictures and sounds that decks refer to.
type gallery struct {
	media.Library
	names func() map[string]bool // of the files in its folders
}

func newGallery(root string, config folders.Config) gallery {
	m := gallery{Library: media.Library{Root: root, Roots: config.Roots(root)}}
	m.names = sync.OnceValue(m.fileNames)
	return m
}

// problems warns of pictures and sounds that a deck refers to and that are not where they should
// be. A deck that is too long is not looked at.
func (m gallery) problems(name string) []deck.Diagnostic {
	var found []deck.Diagnostic
	file := folders.Abs(m.Root, name)
	text, err := folders.ReadFile(context.Background(), file, maxQuoted)
	if err != nil {
		return nil // the compile has said what there is to say
	}
	for _, ref := range deckmedia.Find(string(text)) {
		problem := m.Check(file, ref.Path)
		if problem == nil || ref.Embedded && m.names()[path.Base(ref.Path)] {
			continue
		}
		what := "picture"
		if ref.Sound {
			what = "sound"
		}
		found = append(found, deck.Diagnostic{
			Path: name, Pos: ref.Pos, Severity: deck.Warning,
			Text: fmt.Sprintf("%s %v", what, problem),
		})
	}
	return found
}

// fileNames returns the names of the files in the folders of the collection, but for hidden ones.
// What cannot be read has none.
func (m gallery) fileNames() map[string]bool {
	names := make(map[string]bool)
	for _, root := range m.Roots {
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
