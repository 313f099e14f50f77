package importer

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"cards/deck/media"
	"cards/storage/folders"
)

// place is where a medium is and where it belongs: paths with slashes, below the origin and below
// the collection.
type place struct{ from, to string }

var (
	errOutside = errors.New("outside of what is imported")
	errNoMedia = errors.New("not a picture or sound")
)

// copyMedia copies what a text refers to that goes into a file of the collection. Line is that of
// the note; 0 if the text is the file's.
func (t *taking) copyMedia(file, text string, line int) {
	if t.content.Media != nil || t.content.Rooted {
		t.lookForMedia(text, line)
		return
	}
	lack := t.report.refuse
	if len(t.content.Items) == 0 {
		lack = t.report.leave // the text of no card: what is asked is whole without it
	}
	for _, ref := range media.Find(text) {
		at := line
		if at == 0 {
			at = ref.Pos.Line
		}
		p, err := t.locate(t.name, file, ref.Path)
		if err == nil {
			err = t.copyMedium(p)
		}
		switch {
		case err == nil:
			t.report.Media = append(t.report.Media, p.to)
		case errors.Is(err, fs.ErrNotExist):
			lack(at, fmt.Errorf("%q: no such file", ref.Path))
		default:
			lack(at, fmt.Errorf("%q: %w", ref.Path, err))
		}
	}
}

// lookForMedia reports what a text refers to that neither the source nor the collection holds.
func (t *taking) lookForMedia(text string, line int) {
	for _, ref := range media.Find(text) {
		name, ok := strings.CutPrefix(ref.Path, "@/")
		if !ok || t.packed()[name] {
			continue
		}
		if _, err := t.target.root.Lstat(name); err != nil {
			t.report.refuse(line, fmt.Errorf("%q: no such file in the package", path.Base(name)))
		}
	}
}

// packed returns the paths that the media of the source get.
func (t *taking) packed() map[string]bool {
	if t.held == nil {
		t.held = make(map[string]bool, len(t.content.Media))
		for _, m := range t.content.Media {
			t.held[m.Path] = true
		}
	}
	return t.held
}

// locate returns the place of what a file of the source refers to, for a deck file. The path may be
// written as in a URL: my%20picture.png.
func (im *importer) locate(name, file, ref string) (place, error) {
	if im.origin.root == nil {
		return place{}, errOutside
	}
	p, err := resolve(name, file, ref)
	if err != nil {
		return p, err
	}
	if _, lerr := im.origin.root.Lstat(p.from); errors.Is(lerr, fs.ErrNotExist) {
		if plain, uerr := url.PathUnescape(ref); uerr == nil && plain != ref && utf8.ValidString(plain) {
			return resolve(name, file, plain)
		}
	}
	return p, nil
}

func resolve(name, file, ref string) (place, error) {
	var p place
	if top, ok := strings.CutPrefix(ref, "@/"); ok {
		p.from = path.Clean(top)
		p.to = p.from
	} else {
		p.from = path.Join(path.Dir(name), ref)
		p.to = path.Join(path.Dir(file), ref)
	}
	if path.IsAbs(ref) || filepath.VolumeName(ref) != "" || !filepath.IsLocal(p.from) ||
		!filepath.IsLocal(p.to) {
		return p, errOutside
	}
	return p, nil
}

// copyMedium copies one file, once in an import.
func (im *importer) copyMedium(p place) error {
	key := p.from + "\x00" + p.to
	err, done := im.media[key]
	if !done {
		err = im.tryMedium(p)
		im.media[key] = err
	}
	return err
}

func (im *importer) tryMedium(p place) error {
	if folders.IsDeck(p.to) {
		return errNoMedia
	}
	if err := im.origin.regular(p.from); err != nil {
		return err
	}
	c := func() (io.ReadCloser, error) { return im.origin.root.Open(p.from) }
	same, err := im.target.has(p.to, c)
	if err != nil || same {
		return err
	}
	return im.target.write(p.to, c)
}

// regular returns an error unless name is a regular file that is reached without links.
func (o *origin) regular(name string) error {
	for end := range name + "/" {
		if (name + "/")[end] != '/' {
			continue
		}
		info, err := o.root.Lstat(name[:end])
		switch {
		case err != nil:
			return cause(err)
		case info.Mode()&fs.ModeSymlink != 0:
			return folders.ErrLink
		case end == len(name) && !info.Mode().IsRegular():
			return folders.ErrSpecial
		}
	}
	return nil
}
