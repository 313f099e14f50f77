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
)

// mediaFinder gives files the names that they have in Anki.
type mediaFinder struct {
	media.Library
	names   map[string]string // by path
	paths   map[string]string // by name, in lower case
	missing map[string]bool
}

// folder is where an import from Anki puts media, below the folder of the collection.
const folder = "media"

func newMediaFinder(l media.Library) *mediaFinder {
	return &mediaFinder{
		Library: l, names: make(map[string]string), paths: make(map[string]string), missing: make(map[string]bool),
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

// named returns the name in Anki of a file. One of a name that another has gets its hash into it.
func (m *mediaFinder) named(file string) string {
	if name, ok := m.names[file]; ok {
		return name
	}
	name := anki.MediaName(filepath.Base(file))
	if other, ok := m.paths[strings.ToLower(name)]; ok && other != file {
		ext := path.Ext(name)
		name = strings.TrimSuffix(name, ext) + "-" + hashOf(file) + ext
	}
	m.names[file], m.paths[strings.ToLower(name)] = name, file
	return name
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
		if name = anki.MediaName(name); m.paths[strings.ToLower(name)] != "" {
			continue
		}
		file := filepath.Join(m.Root, folder, name)
		if strings.HasPrefix(name, ".") {
			file = filepath.Join(m.Root, folder, "_"+name)
		}
		if info, err := os.Lstat(file); err != nil || !info.Mode().IsRegular() {
			m.missing[name] = true
			continue
		}
		m.names[file], m.paths[strings.ToLower(name)] = name, file
	}
}

// all notes the files of the folder of media, whoever refers to them; else those that styles and
// templates may need, which have a name of their own.
func (m *mediaFinder) all(whole bool) error {
	entries, err := os.ReadDir(filepath.Join(m.Root, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.Type().IsRegular() && !strings.HasPrefix(name, ".") &&
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
