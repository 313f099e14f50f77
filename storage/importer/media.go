package importer

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cards/deck/markup"
	"cards/storage/folders"
)

// reference is a path of a picture or sound in a deck file.
type reference struct {
	path string // as written
	line int
}

// references returns the media that a deck file refers to, each path once: pictures, and links to sound files. URLs are
// not among them.
func references(src string) []reference {
	var found []reference
	seen := make(map[string]bool)
	line, at := 1, 0
	var look func(offset int, text string)
	look = func(offset int, text string) {
		for _, s := range markup.Spans(text) {
			if s.Kind != markup.Image && s.Kind != markup.Link {
				continue
			}
			if dest := s.Dest.In(text); !seen[dest] && (s.Kind == markup.Image || isSound(dest)) && !isURL(dest) {
				seen[dest] = true
				start := offset + s.Start
				line, at = line+strings.Count(src[at:start], "\n"), start
				found = append(found, reference{dest, line})
			}
			if s.Kind == markup.Link {
				look(offset+s.Text.Start, s.Text.In(text)) // a picture may be what a link shows
			}
		}
	}
	look(0, src)
	return found
}

func isSound(dest string) bool {
	return slices.Contains([]string{".mp3", ".ogg", ".opus", ".wav", ".m4a"}, strings.ToLower(path.Ext(dest)))
}

// isURL says whether a destination has a scheme, or is a place in the same text. One letter is the drive of a path.
func isURL(dest string) bool {
	scheme, _, ok := strings.Cut(dest, ":")
	return ok && len(scheme) > 1 && !strings.ContainsAny(scheme, "/.@") || dest == "" || dest[0] == '#' ||
		strings.HasPrefix(dest, "//")
}

// place is where a medium is and where it belongs: paths with slashes, below the origin and below the collection.
type place struct{ from, to string }

var (
	errOutside = errors.New("outside of what is imported")
	errNoMedia = errors.New("not a picture or sound")
)

// copyMedia copies what a deck file refers to.
func (im *importer) copyMedia(r *Report, name, src string) {
	for _, ref := range references(src) {
		p, err := im.locate(name, ref.path)
		if err == nil {
			err = im.copyMedium(p)
		}
		switch {
		case err == nil:
			r.Media = append(r.Media, p.to)
		case errors.Is(err, fs.ErrNotExist):
			r.leave(ref.line, fmt.Errorf("%q: no such file", ref.path))
		default:
			r.refuse(ref.line, fmt.Errorf("%q: %w", ref.path, err))
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
