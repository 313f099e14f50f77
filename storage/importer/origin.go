package importer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"cards/deck/from/obsidian"
	"cards/deck/markup"
	"cards/storage/folders"
	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// SourceError says why a file or folder cannot be imported as a whole.
type SourceError struct {
	Path string
	Err  error // one of those below, or the system's
}

// Reasons of a [SourceError].
var (
	ErrInside = errors.New("it is in the collection already")
	ErrHidden = errors.New("a collection ignores names that begin with a dot")
	ErrNoDeck = errors.New("no file in it that could be read")
)

func (e *SourceError) Error() string { return fmt.Sprintf("import %q: %v", e.Path, e.Err) }

// Unwrap returns the reason.
func (e *SourceError) Unwrap() error { return e.Err }

// origin is what is imported.
type origin struct {
	path   string                        // without links
	name   string                        // by which a later import knows it again: that of the file or folder
	single bool                          // a file, not a folder
	inside bool                          // it is a deck of the collection
	root   *os.Root                      // the folder, or that of the file; nil for standard input
	dir    openDir                       // below root: the folder of the file that is read
	stdin  io.Reader                     // or this
	prefix string                        // what stands before names in the collection
	files  []string                      // names of those to read: paths below root with slashes
	left   []Report                      // on what is not to be read
	texts  []Report                      // on texts among it that hold nothing to ask
	lock   sync.Mutex                    // of what follows: files are read at once
	vaults map[string]*obsidian.Settings // of the vaults that folders are in, by folder
	habits *obsidian.Habits              // of notes in a vault without settings, once they are asked for

	isVault bool                // it is a vault of Obsidian
	media   map[string][]string // files below root that are no decks, by their last names

	learned  []string // files that know how cards of the others were learned: names as in files
	programs []string // the formats of these
}

// maxInput is the size of the largest file that is read, in bytes: it takes some thirty times that
// of memory.
const maxInput = folders.MaxDeck

// openOrigin opens a source. No folder may be in one of those of the collection.
func openOrigin(given string, roots []string, stdin io.Reader) (*origin, error) {
	if given == Stdin {
		return &origin{path: Stdin, name: "stdin", single: true, stdin: stdin, files: []string{stdinFile}}, nil
	}
	path, err := filepath.EvalSymlinks(given)
	if err != nil {
		return nil, &SourceError{given, cause(err)}
	}
	name := filepath.Base(path)
	if strings.HasPrefix(name, ".") || name == string(filepath.Separator) {
		return nil, &SourceError{given, ErrHidden}
	}
	o := &origin{path: path, name: name}
	info, err := os.Stat(path)
	for _, root := range roots { // what is no deck is asked by nobody, wherever it lies
		if err != nil || !within(root, path) {
			continue
		}
		if info.IsDir() {
			return nil, &SourceError{given, ErrInside}
		}
		o.inside = folders.IsDeck(name)
	}
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

// stdinFile names the deck of what comes from standard input, unless another is named.
const stdinFile = "imported"

func (o *origin) close() {
	if o.root != nil {
		o.dir.close()
		_ = o.root.Close() // it was only read
	}
}

// read returns the content of a file of the source.
func (o *origin) read(ctx context.Context, name string) ([]byte, error) {
	if o.root != nil {
		dir, base, err := o.dir.of(name)
		if err != nil {
			return nil, err
		}
		return folders.ReadIn(ctx, dir, base, maxInput)
	}
	data, err := io.ReadAll(io.LimitReader(o.stdin, maxInput+1))
	if err == nil && len(data) > maxInput {
		err = &folders.SizeError{Limit: maxInput}
	}
	return data, err
}

// open opens a file of the source.
func (o *origin) open(name string) (*os.File, error) {
	dir, base, err := o.dir.of(name)
	if err != nil {
		return nil, err
	}
	return folders.OpenIn(dir, base)
}

// fs returns the folder that the files of the source lie in; nil if there is none.
func (o *origin) fs() fs.FS {
	if o.root == nil {
		return nil
	}
	return o.root.FS()
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
	o.single, o.files = true, []string{filepath.Base(o.path)}
	o.root, err = os.OpenRoot(filepath.Dir(o.path))
	o.dir.below = o.root
	return err
}

func (o *origin) openFolder() error {
	found, err := folders.Walk(o.path, folders.Config{})
	if err != nil {
		return err
	}
	o.prefix = filepath.Base(o.path) + "/"
	for _, f := range found.Files {
		if isBackup(f.Path) {
			r := newReport(formats.Own, o.prefix+f.Path)
			r.leave(0, errBackup)
			o.left = append(o.left, r)
			continue
		}
		o.files = append(o.files, f.Path)
	}
	for _, p := range found.Problems {
		r := newReport(formats.Own, o.prefix+p.Path)
		r.refuse(0, p.Err)
		o.left = append(o.left, r)
	}
	if o.root, err = os.OpenRoot(o.path); err != nil {
		return err
	}
	o.dir.below = o.root
	_, err = o.root.Stat(".obsidian")
	o.isVault = err == nil
	o.addForeign()
	if len(o.files) == 0 {
		o.files, o.learned = o.learned, nil // an export has texts too
	}
	if len(o.files)+len(o.left) == 0 {
		return errors.Join(&SourceError{o.path, ErrNoDeck}, o.root.Close())
	}
	o.left = append(o.left, o.texts...)
	return nil
}

// isBackup says whether a file is what a page of Logseq was once.
func isBackup(name string) bool { return strings.Contains("/"+name, "/logseq/bak/") }

// addForeign adds the files of a folder that are no Markdown and of a format that is known, and
// notes what notes may show. It lists folders by their paths: below a root every file would be
// looked at.
func (o *origin) addForeign() {
	o.media = make(map[string][]string)
	_ = fs.WalkDir(os.DirFS(o.path), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // the walk for decks has reported it
		case name != "." && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.Type().IsRegular() && !folders.IsDeck(name):
			o.media[e.Name()] = append(o.media[e.Name()], name)
			if !markup.IsPicture(name) && !markup.IsSound(name) {
				o.addFile(name)
			}
		}
		return nil
	})
}

// addFile adds a file if its beginning tells what it is.
func (o *origin) addFile(name string) {
	f, err := o.open(name)
	if err != nil {
		return // of no format that could be told
	}
	defer f.Close()
	head := make([]byte, source.Enough+1)
	n, err := io.ReadFull(f, head)
	if readError(err) != nil {
		return
	}
	sample := o.sample(name, head[:n])
	known := formats.Recognise(sample, "")
	if known.HasHistory() {
		o.learned, o.programs = append(o.learned, name), append(o.programs, known.Name)
		return
	}
	_, isText := sample.Text()
	unseen := !sample.Whole && isText && formats.IsTextName(name)
	if known.Read != nil || known.Open != nil || unseen {
		o.files = append(o.files, name)
	} else if other := formats.Foreign(name, head[:n]); other != "" {
		r := newReport(other, o.prefix+name)
		r.leave(0, errors.New(other))
		o.left = append(o.left, r)
	} else if formats.IsTextName(name) && n > 0 {
		o.leaveText(name, head[:n])
	}
}

// leaveText reports a file that is called a text and holds nothing to ask.
func (o *origin) leaveText(name string, head []byte) {
	r := newReport(formats.Own, o.prefix+name)
	text, _ := decoded(head[:bytes.LastIndexByte(head, '\n')+1])
	if err := source.TextErrorIn(text); err != nil {
		r.refuse(0, err)
	} else {
		r.leave(0, errNoCards)
	}
	o.texts = append(o.texts, r)
}

// sample returns what a file of the source is recognised by.
func (o *origin) sample(name string, data []byte) source.Sample {
	s := source.NewSample(name, data)
	s.Vault, s.Learned = o.vaultOf(name), o.programs
	if !o.single {
		s.Habits = o.habitsOf
	}
	return s
}
