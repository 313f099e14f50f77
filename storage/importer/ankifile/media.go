package ankifile

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/folders"
	"cards/storage/importer/source"
)

// mediaFolder is where the media of Anki go, below the folder of the collection.
const mediaFolder = "media"

// mediaFiles are the media of a package.
type mediaFiles struct {
	collection *anki.Collection
	paths      map[string]string // in the collection, by the name in the package
}

// newMediaFiles reads all media through, so that one that is damaged is found before anything is
// written, and says where each goes. Those that the package names and does not hold are problems.
func newMediaFiles(
	c *anki.Collection, in source.Input,
) (*mediaFiles, []source.Packed, []string, error) {
	m := &mediaFiles{collection: c, paths: make(map[string]string, len(c.Media))}
	var packed []source.Packed
	var lacking []string
	for _, medium := range c.Media {
		open := func() (io.ReadCloser, error) { return c.Open(medium) }
		err := verify(medium, open)
		if errors.Is(err, fs.ErrNotExist) {
			what := fmt.Sprintf("the package does not hold its file %q", medium.Name)
			lacking = append(lacking, what)
			continue
		}
		if err != nil {
			return nil, nil, nil, err
		}
		to, err := in.Place(path.Join(mediaFolder, MediaFile(medium.Name)), open)
		if err != nil {
			lacking = append(lacking, fmt.Sprintf("file %q: %v", medium.Name, err))
			continue
		}
		m.paths[medium.Name] = to
		packed = append(packed, source.Packed{Path: to, Open: open})
	}
	return m, packed, lacking, nil
}

// MediaFile returns the name that a file of Anki gets here: a collection neither hides it nor takes
// it for that of a deck.
func MediaFile(name string) string {
	if strings.HasPrefix(name, ".") {
		name = "_" + name
	}
	if folders.IsDeck(name) {
		name += "_"
	}
	return name
}

// verify reads a medium to its end, and compares it with what the package says of it.
func verify(m anki.Medium, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	h := sha1.New()
	n, err := io.Copy(h, r)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	if m.SHA1 != nil && string(h.Sum(nil)) != string(m.SHA1) || m.Size >= 0 && m.Size != n {
		return &anki.PartError{Part: m.Name, Err: anki.ErrDamaged}
	}
	return nil
}

// path returns how a deck refers to a file.
func (m *mediaFiles) path(name string) string {
	if to, ok := m.paths[anki.MediaName(name)]; ok {
		return "@/" + to
	}
	return "@/" + path.Join(mediaFolder, strings.ReplaceAll(MediaFile(name), "/", "-"))
}

// renamed returns a field in which files have the names that they got here.
func (m *mediaFiles) renamed(field string) string {
	if len(m.paths) == 0 || !strings.ContainsAny(field, "<[") {
		return field
	}
	return ankinote.Rename(field, func(name string) string {
		if to, ok := m.paths[anki.MediaName(name)]; ok && path.Base(to) != name &&
			path.Base(to) != MediaFile(name) {
			return path.Base(to)
		}
		return ""
	})
}
