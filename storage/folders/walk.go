package folders

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Found is what a walk found, files and problems ordered by the bytes of Path.
type Found struct {
	Files      []File
	Problems   []Problem
	Unfinished []string // paths of files that were to become deck files, see [IsUnfinished]
}

// File is one deck file.
type File struct {
	Path  string // as [Path] returns it
	Name  string // path below its folder with slashes, for [deck.Name]
	Stamp Stamp
}

// Stamp is what a file system says of a file. While two stamps of a path are equal, its content
// most likely is, too; only a write within the clock tick of the file system can leave a stamp as
// it was.
type Stamp struct {
	Size    int64  // bytes
	ModTime int64  // of the content, nanoseconds since 1970
	Inode   uint64 // number of the file; 0 where a walk does not learn it, as on Windows
	Change  int64  // of content or status, nanoseconds since 1970; 0 where there is none
}

// StampOf returns the stamp that a file had when info was taken.
func StampOf(info fs.FileInfo) Stamp {
	inode, change := identity(info)
	return Stamp{Size: info.Size(), ModTime: info.ModTime().UnixNano(), Inode: inode, Change: change}
}

// Problem is a file or folder whose decks a walk does not know.
type Problem struct {
	Path string // as in [File.Path]
	Err  error  // why; without the path
	// Skipped says that a rule leaves it out (Err is one of those below, or a [*CopyError]), so that
	// it holds no decks. Otherwise it could not be read, and what decks it holds is unknown.
	Skipped bool
}

// Reasons of a [Problem] that was skipped.
var (
	ErrLink       = errors.New("symbolic links are not followed")
	ErrSpecial    = errors.New("not a regular file")
	ErrCollection = errors.New("is a collection of its own")
	// ErrWholeDisk: to look for decks there would take minutes at each command.
	ErrWholeDisk = errors.New("is the whole disk: list the folders in it that hold decks")
)

// Walk finds the deck files of the collection in root: the regular files *.md, in any case, below
// root and the further folders. It leaves out what begins with a dot or is to be ignored, folders
// that are collections of their own, symbolic links, and copies by a [CopyError]; a folder that the
// configuration lists may be a link itself. A folder that is listed twice, or lies in another one,
// counts once, as part of the outermost.
//
// What cannot be read or is larger than [MaxDeck] is a [Problem]; so are links to Markdown files
// and to folders, special files with such a name, listed folders that are collections of their own,
// and copies that programs which sync files have made. The error is of root itself.
func Walk(root string, c Config) (Found, error) {
	root = filepath.Clean(root)
	info, err := os.Stat(root)
	if err != nil {
		return Found{}, err
	}
	w := &walker{root: root, ignore: c.Ignore, tops: []top{{abs: root, info: info}}}
	w.addTops(c.Roots(root)[1:])
	for _, t := range w.tops {
		if w.claim(t.info) {
			w.walk(newFolder(root, t.abs))
		}
	}
	slices.SortFunc(w.found.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(w.found.Problems, func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
	return w.found, nil
}

// walker is the state of one walk.
type walker struct {
	root   string
	ignore []string
	tops   []top
	found  Found
}

// top is a folder that the configuration lists, or the collection itself.
type top struct {
	abs    string
	info   fs.FileInfo
	length int // of the path without links: a folder is shorter than what lies in it
	walked bool
}

// addTops adds the further folders, those that may hold others first.
func (w *walker) addTops(folders []string) {
	for _, f := range folders {
		t, err := newTop(f)
		switch {
		case errors.Is(err, ErrWholeDisk):
			w.skip(Path(w.root, f), err)
			continue
		case err != nil:
			w.problem(Path(w.root, f), err)
			continue
		}
		w.tops = append(w.tops, t)
	}
	slices.SortStableFunc(w.tops[1:], func(a, b top) int { return cmp.Compare(a.length, b.length) })
}

func newTop(abs string) (top, error) {
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return top{}, err
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
	case !info.IsDir():
		err = errors.New("not a folder")
	case filepath.Dir(real) == real:
		err = ErrWholeDisk
	}
	return top{abs: abs, info: info, length: len(real)}, err
}

// claim says that a folder is walked now. It returns false if that folder is listed and was walked
// before.
func (w *walker) claim(info fs.FileInfo) bool {
	fresh := true
	for i := range w.tops {
		if t := &w.tops[i]; os.SameFile(info, t.info) {
			fresh = fresh && !t.walked
			t.walked = true
		}
	}
	return fresh
}

// folder is one that is being walked: what stands before the names in it.
type folder struct {
	abs  string // absolute path with a separator at its end
	path string // [File.Path] with a slash at its end; empty for the collection's own folder
	top  int    // the length of path that belongs to the folder that the configuration lists

	files *fileNames     // in it
	decks *[]fs.DirEntry // files in it that may be decks
}

func newFolder(root, abs string) folder {
	f := folder{abs: strings.TrimSuffix(abs, string(filepath.Separator)) + string(filepath.Separator)}
	if abs != root {
		f.path = strings.TrimSuffix(Path(root, abs), "/") + "/"
	}
	f.top = len(f.path)
	return f
}

func (f folder) isTop() bool { return len(f.path) == f.top }

func (f folder) sub(name string) folder {
	return folder{
		abs: f.abs + name + string(filepath.Separator), path: f.path + name + "/",
		top: f.top,
	}
}

func (w *walker) walk(f folder) {
	entries, err := readDir(f.abs)
	if err != nil {
		w.problem(cmp.Or(strings.TrimSuffix(f.path, "/"), "."), err)
	}
	if f.path != "" && isCollection(entries) {
		if f.isTop() {
			w.skip(strings.TrimSuffix(f.path, "/"), ErrCollection)
		}
		return
	}
	f.files, f.decks = &fileNames{entries: entries}, new([]fs.DirEntry)
	for _, e := range entries {
		switch name := e.Name(); {
		case name[0] != '.':
			w.entry(f, e, name)
		case IsUnfinished(name) && e.Type().IsRegular():
			w.found.Unfinished = append(w.found.Unfinished, f.path+name)
		}
	}
	for i, looked := range looksAt(*f.decks) {
		w.file(f, (*f.decks)[i].Name(), looked)
	}
}

// fileNames are the names of the regular files in a folder. Few folders are asked for them.
type fileNames struct {
	entries []fs.DirEntry
	set     map[string]bool // nil before the first question
}

func (n *fileNames) has(name string) bool {
	if n.set == nil {
		n.set = make(map[string]bool, len(n.entries))
		for _, e := range n.entries {
			n.set[e.Name()] = e.Type().IsRegular()
		}
	}
	return n.set[name]
}

// readDir returns the entries of a folder in no order, and those that it could read before an
// error.
func readDir(abs string) ([]fs.DirEntry, error) {
	d, err := os.Open(abs)
	if err != nil {
		return nil, err
	}
	entries, err := d.ReadDir(-1)
	return entries, errors.Join(err, d.Close())
}

func isCollection(entries []fs.DirEntry) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.Name() == Folder && (e.IsDir() || e.Type()&fs.ModeSymlink != 0)
	})
}

func (w *walker) entry(f folder, e fs.DirEntry, name string) {
	mode, markdown := e.Type(), IsDeck(name)
	if mode.IsRegular() && !markdown || ignored(w.ignore, f.path[f.top:], name) {
		return
	}
	switch original, isCopy := conflictCopy(name); {
	case isCopy && (markdown || mode.IsDir()):
		w.skip(f.path+name, &CopyError{Original: original})
	case mode.IsDir():
		if w.enter(e) {
			w.walk(f.sub(name))
		}
	case mode&fs.ModeSymlink != 0:
		if markdown || isDir(f.abs+name) {
			w.skip(f.path+name, ErrLink)
		}
	case !mode.IsRegular():
		if markdown {
			w.skip(f.path+name, ErrSpecial)
		}
	default:
		original, ok := numberedCopy(name, f.files.has)
		if ok && sharesLines(f.abs+name, f.abs+original) {
			w.skip(f.path+name, &CopyError{Original: original, Numbered: true})
			return
		}
		*f.decks = append(*f.decks, e)
	}
}

// enter says whether a folder within another is to be walked. Asking the file system is only needed
// when the configuration lists folders.
func (w *walker) enter(e fs.DirEntry) bool {
	if len(w.tops) == 1 {
		return true
	}
	info, err := e.Info()
	return err != nil || w.claim(info) // an error shows again when the folder is read
}

func isDir(abs string) bool {
	info, err := os.Stat(abs)
	return err == nil && info.IsDir()
}

// look is what the file system says of a file.
type look struct {
	info fs.FileInfo
	err  error
}

// looksAt asks the file system about files, about many on all cores.
func looksAt(files []fs.DirEntry) []look {
	const share = 128 // files that are worth a goroutine
	looks := make([]look, len(files))
	var group sync.WaitGroup
	n := max(1, min(runtime.GOMAXPROCS(0), len(files)/share))
	for k := range n {
		group.Go(func() {
			for i := k * len(files) / n; i < (k+1)*len(files)/n; i++ {
				looks[i].info, looks[i].err = files[i].Info()
			}
		})
	}
	group.Wait()
	return looks
}

func (w *walker) file(f folder, name string, l look) {
	path := f.path + name
	switch {
	case errors.Is(l.err, fs.ErrNotExist): // removed since the folder was read
	case l.err != nil:
		w.problem(path, l.err)
	case l.info.Size() > MaxDeck:
		w.problem(path, &SizeError{Limit: MaxDeck})
	default:
		w.found.Files = append(w.found.Files, File{
			Path: path, Name: path[f.top:], Stamp: StampOf(l.info),
		})
	}
}

const extension = ".md"

// IsDeck says whether a file of that name is a deck file: *.md, in any case.
func IsDeck(name string) bool {
	return len(name) > len(extension) &&
		strings.EqualFold(name[len(name)-len(extension):], extension)
}

// problem records that path could not be read.
func (w *walker) problem(path string, err error) {
	w.found.Problems = append(w.found.Problems, Problem{Path: path, Err: withoutPath(err)})
}

// skip records that a rule leaves out what is at path.
func (w *walker) skip(path string, rule error) {
	w.found.Problems = append(w.found.Problems, Problem{Path: path, Err: rule, Skipped: true})
}
