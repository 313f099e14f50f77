package apkg

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cards/cmd/internal/media"
	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/folders"
	"cards/storage/importer/ankifile"
)

// mediaFinder gives files the names that they have in Anki.
type mediaFinder struct {
	media.Library
	names   map[string]string // by path
	taken   map[string]bool   // the names
	folded  map[string]string // folders of files, by their names in lower case
	missing map[string]bool
}

// folder is where an import from Anki puts media, below the folder of the collection.
const folder = "media"

func newMediaFinder(l media.Library) *mediaFinder {
	return &mediaFinder{
		Library: l, names: make(map[string]string), taken: make(map[string]bool),
		folded: make(map[string]string), missing: make(map[string]bool),
	}
}

// name returns the name in Anki of a file that a deck file refers to; "" if there is none.
func (m *mediaFinder) name(deckFile, dest string) string {
	f, err := m.Find(deckFile, dest)
	if err != nil {
		m.missing[dest] = true
		return ""
	}
	return m.named(f.Path)
}

// named returns the name in Anki of a file. One of a name that another has gets its hash into it;
// names of one folder may differ in case alone, as Anki's do.
func (m *mediaFinder) named(file string) string {
	if name, ok := m.names[file]; ok {
		return name
	}
	name := anki.MediaName(filepath.Base(file))
	dir, ok := m.folded[strings.ToLower(name)]
	if ok && dir != filepath.Dir(file) || m.taken[name] {
		ext := path.Ext(name)
		name = strings.TrimSuffix(name, ext) + "-" + hashOf(file) + ext
	}
	m.take(file, name)
	return name
}

// take gives a file its name.
func (m *mediaFinder) take(file, name string) {
	m.names[file], m.taken[name] = name, true
	m.folded[strings.ToLower(name)] = filepath.Dir(file)
}

func hashOf(file string) string {
	h := sha1.New()
	if f, err := os.Open(file); err == nil {
		_, _ = io.Copy(h, f) // whoever packs the file says what is wrong with it
		_ = f.Close()
	}
	return hex.EncodeToString(h.Sum(nil))
}

// refer notes the files that HTML which came from Anki refers to.
func (m *mediaFinder) refer(html string) {
	if !strings.ContainsAny(html, "<[(") {
		return
	}
	for _, name := range ankinote.Files(html) {
		if name = anki.MediaName(name); m.taken[name] {
			continue
		}
		file := filepath.Join(m.Root, folder, ankifile.MediaFile(name))
		if info, err := os.Lstat(file); err != nil || !info.Mode().IsRegular() {
			m.missing[name] = true
			continue
		}
		m.take(file, name)
	}
}

// all notes the files of the folder of media but for decks, whoever refers to them; else those that
// styles and templates may need, which have a name of their own.
func (m *mediaFinder) all(whole bool) error {
	entries, err := os.ReadDir(filepath.Join(m.Root, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.Type().IsRegular() && !strings.HasPrefix(name, ".") && !folders.IsDeck(name) &&
			(whole || strings.HasPrefix(name, "_") || strings.HasPrefix(name, "latex-")) {
			m.named(filepath.Join(m.Root, folder, name))
		}
	}
	return err
}

// files returns the files that go along, by their names, and reports those that are missing.
func (e *exporter) files() ([]anki.Packed, error) {
	foreign := len(e.sources.notes) > 0
	if foreign {
		if err := e.media.all(e.c.Whole); err != nil {
			return nil, err
		}
	}
	for name := range e.media.missing {
		e.Missing = append(e.Missing, name)
	}
	slices.Sort(e.Missing)
	list := make([]anki.Packed, 0, len(e.media.names))
	for file, name := range e.media.names {
		open := func() (io.ReadCloser, error) { return os.Open(file) }
		list = append(list, anki.Packed{Name: name, Open: open})
	}
	slices.SortFunc(list, func(a, b anki.Packed) int { return cmp.Compare(a.Name, b.Name) })
	return list, nil
}
