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

	"cards/deck"
	"cards/storage/folders"
)

// place is where a medium is and where it belongs: paths with slashes, below the origin and below the collection.
type place struct{ from, to string }

var (
	errOutside = errors.New("outside of what is imported")
	errNoMedia = errors.New("not a picture or sound")
)

// copyMedia copies what a deck file refers to.
func (im *importer) copyMedia(r *Report, name, src string) {
	for _, ref := range deck.Media(src) {
		p, err := im.locate(name, ref.Path)
		if err == nil {
			err = im.copyMedium(p)
		}
		switch {
		case err == nil:
			r.Media = append(r.Media, p.to)
		case errors.Is(err, fs.ErrNotExist):
			r.leave(ref.Pos.Line, fmt.Errorf("%q: no such file", ref.Path))
		default:
			r.refuse(ref.Pos.Line, fmt.Errorf("%q: %w", ref.Path, err))
		}
	}
}

// locate returns the place of what a deck file refers to. The path may be written as in a URL: my%20picture.png.
func (im *importer) locate(name, ref string) (place, error) {
	p, err := im.resolve(name, ref)
	if err != nil {
		return p, err
	}
	if _, lerr := im.origin.root.Lstat(p.from); errors.Is(lerr, fs.ErrNotExist) {
		if plain, uerr := url.PathUnescape(ref); uerr == nil && plain != ref {
			return im.resolve(name, plain)
		}
	}
	return p, nil
}

func (im *importer) resolve(name, ref string) (place, error) {
	var p place
	if top, ok := strings.CutPrefix(ref, "@/"); ok {
		p.from = path.Clean(top)
		p.to = p.from
	} else {
		p.from = path.Join(path.Dir(name), ref)
		p.to = im.origin.prefix + p.from
	}
	if path.IsAbs(ref) || filepath.VolumeName(ref) != "" || !filepath.IsLocal(p.from) {
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
