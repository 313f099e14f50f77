package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"cards/storage/folders"
)

// SourceError says why a file or folder cannot be imported as a whole.
type SourceError struct {
	Path string
	Err  error // one of those below, or the system's
}

// Reasons of a [SourceError].
var (
	ErrInside = errors.New("it is in the collection already")
	ErrHidden = errors.New("names that begin with a dot are not looked for in a collection")
	ErrNoDeck = errors.New("no deck files (*.md) in it")
)

func (e *SourceError) Error() string { return fmt.Sprintf("import %q: %v", e.Path, e.Err) }

// Unwrap returns the reason.
func (e *SourceError) Unwrap() error { return e.Err }

// origin is what is imported.
type origin struct {
	path   string   // without links
	single bool     // a file, not a folder
	root   *os.Root // the folder, or that of the file
	prefix string   // what stands before names in the collection
	decks  []string // names of deck files: paths below root with slashes
	left   []Report // on what is no deck file
}

// openOrigin opens a source that is in none of the folders of the collection.
func openOrigin(source string, roots []string) (*origin, error) {
	path, err := filepath.EvalSymlinks(source)
	if err != nil {
		return nil, &SourceError{source, cause(err)}
	}
	if name := filepath.Base(path); strings.HasPrefix(name, ".") || name == string(filepath.Separator) {
		return nil, &SourceError{source, ErrHidden}
	}
	for _, root := range roots {
		if within(root, path) {
			return nil, &SourceError{source, ErrInside}
		}
	}
	o := &origin{path: path}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		err = o.openFolder()
	} else if err == nil {
		err = o.openFile(info.Mode())
	}
	if err != nil {
		return nil, err
	}
	return o, nil
}

// within says whether path, which has no links, is root or below it.
func within(root, path string) bool {
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	rel, err := filepath.Rel(root, path)
	return err == nil && filepath.IsLocal(rel)
}

func (o *origin) openFile(mode fs.FileMode) (err error) {
	if !mode.IsRegular() {
		return &SourceError{o.path, folders.ErrSpecial}
	}
	name := filepath.Base(o.path)
	if !folders.IsDeck(name) {
		return unsupported(o.path)
	}
	o.single, o.decks = true, []string{name}
	o.root, err = os.OpenRoot(filepath.Dir(o.path))
	return err
}

func (o *origin) openFolder() error {
	found, err := folders.Walk(o.path, folders.Config{})
	if err != nil {
		return err
	}
	o.prefix = filepath.Base(o.path) + "/"
	for _, f := range found.Files {
		o.decks = append(o.decks, f.Path)
	}
	for _, p := range found.Problems {
		r := newReport(format, o.prefix+p.Path)
		r.refuse(0, p.Err)
		o.left = append(o.left, r)
	}
	if o.root, err = os.OpenRoot(o.path); err != nil {
		return err
	}
	o.addForeign()
	if len(o.decks)+len(o.left) == 0 {
		return errors.Join(&SourceError{o.path, ErrNoDeck}, o.root.Close())
	}
	return nil
}

// addForeign reports the files of a folder whose names say that they are decks in other formats.
func (o *origin) addForeign() {
	_ = fs.WalkDir(o.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // the walk for decks has reported it
		}
		if name != "." && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if other := recogniseName(name); other != "" && e.Type().IsRegular() {
			r := newReport(other, o.prefix+name)
			r.leave(0, &UnsupportedError{Path: name, Format: other})
			o.left = append(o.left, r)
		}
		return nil
	})
}
