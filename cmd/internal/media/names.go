package media

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// names are the files in the folders of a collection by their last name, read when one is asked for
// and again after a folder has changed.
type names struct {
	roots []string

	mu      sync.Mutex
	files   map[string][]string  // absolute paths, by last name
	changed map[string]time.Time // folders, and when each was
}

// nearest returns the file whose path ends with dest, which is as in [Library.Find]; of several the
// one nearest to a deck file; "" if there is none. Hidden files and links are not among them.
func (n *names) nearest(deckFile, dest string) string {
	rel := filepath.FromSlash(dest)
	if !filepath.IsLocal(rel) {
		return ""
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.files[filepath.Base(rel)]) == 0 && n.isStale() {
		n.read()
	}
	end := string(filepath.Separator) + filepath.Clean(rel)
	var found []string
	for _, file := range n.files[filepath.Base(rel)] {
		if strings.HasSuffix(file, end) {
			found = append(found, file)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return slices.MinFunc(found, func(a, b string) int {
		return cmp.Or(cmp.Compare(shared(b, deckFile), shared(a, deckFile)),
			cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
}

// shared returns how many folders two files have in common.
func shared(a, b string) int {
	n := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			break
		}
		if a[i] == filepath.Separator {
			n++
		}
	}
	return n
}

// isStale says whether a folder was changed since the files were read, or they never were.
func (n *names) isStale() bool {
	for dir, at := range n.changed {
		info, err := os.Stat(dir)
		if err != nil || !info.ModTime().Equal(at) {
			return true
		}
	}
	return n.files == nil
}

// read reads the files anew. What cannot be read has none.
func (n *names) read() {
	n.files, n.changed = make(map[string][]string), make(map[string]time.Time)
	for _, root := range n.roots {
		_ = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
			case file != root && strings.HasPrefix(entry.Name(), "."):
				if entry.IsDir() {
					return fs.SkipDir
				}
			case entry.IsDir():
				if info, err := entry.Info(); err == nil {
					n.changed[file] = info.ModTime()
				}
			case entry.Type().IsRegular():
				n.files[entry.Name()] = append(n.files[entry.Name()], file)
			}
			return nil
		})
	}
}
