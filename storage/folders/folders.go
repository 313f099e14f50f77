// Package folders finds the deck files of a collection: it reads the configuration that names the
// folders, walks them and tells by what a file system reports of a file whether it may have
// changed. It never writes a deck file.
package folders

import (
	"path/filepath"
	"strings"
)

// Folder is the name of the folder that makes the folder it lies in a collection.
const Folder = ".cards"

// Roots returns the absolute paths of the folders in which the collection in root has its decks:
// root itself, then the further ones as the configuration lists them. Some may lie in others.
func (c Config) Roots(root string) []string {
	roots := []string{filepath.Clean(root)}
	for _, f := range c.Folders {
		roots = append(roots, Abs(root, f))
	}
	return roots
}

// Abs returns the absolute path, in the system's own form, of what a collection in root names path.
func Abs(root, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(root, path)
}

// Path returns how a collection in root names a file or folder by its absolute path: relative to
// root, with slashes, if it is below root, else as it is, with slashes. It is the one spelling of a
// path that is stored, compared and shown; [Abs] turns it back where a file is opened.
func Path(root, abs string) string {
	rel, err := filepath.Rel(root, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}
