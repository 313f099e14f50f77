package importer

import (
	"cmp"
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
	errOutside = errors.New("outside what is imported")
	errNoMedia = errors.New("not a picture or sound")
)

// references are the media that the texts of one file refer to.
type references struct {
	*taking
	held map[string]bool // paths of media that the source holds, once they are asked for
}

// copies are media of the source that come with what refers to them.
type copies struct {
	origin *origin
	target target
	done   map[string]error // what became of them, by where they are and where they belong
}

// copy copies what a text refers to that goes into a file of the collection. Line is that of the
// note; 0 if the text is the file's.
func (r *references) copy(file, text string, line int) {
	if r.content.Media != nil || r.content.Rooted {
		r.look(text, line)
		return
	}
	lack := r.report.refuse
	if len(r.content.Items) == 0 {
		lack = r.report.leave // the text of no card: what is asked is whole without it
	}
	for _, ref := range media.Find(text) {
		at := line
		if at == 0 {
			at = ref.Pos.Line
		}
		p, err := r.copies.locate(r.name, file, ref)
		if err == nil {
			err = r.copies.copy(p)
		}
		switch {
		case err == nil:
			r.report.Media = append(r.report.Media, p.to)
		case errors.Is(err, fs.ErrNotExist):
			lack(at, fmt.Errorf("%q: no such file", ref.Path))
		default:
			lack(at, fmt.Errorf("%q: %w", ref.Path, err))
		}
	}
}

// look reports what a text refers to that neither the source nor the collection holds.
func (r *references) look(text string, line int) {
	for _, ref := range media.Find(text) {
		name, ok := strings.CutPrefix(ref.Path, "@/")
		if !ok || r.packed()[name] {
			continue
		}
		if _, err := r.plan.target.root.Lstat(name); err != nil {
			r.report.refuse(line, fmt.Errorf("%q: no such file in the package", path.Base(name)))
		}
	}
}

// packed returns the paths that the media of the source get.
func (r *references) packed() map[string]bool {
	if r.held == nil {
		r.held = make(map[string]bool, len(r.content.Media))
		for _, m := range r.content.Media {
			r.held[m.Path] = true
		}
	}
	return r.held
}

// locate returns the place of what a file of the source refers to, for a deck file. The path may be
// written as in a URL: my%20picture.png. What wikis embed, and what notes of a vault show, may be
// anywhere in it; its copy lies where the path leads from the deck.
func (c *copies) locate(name, file string, ref media.Medium) (place, error) {
	if c.origin.root == nil {
		return place{}, errOutside
	}
	p, err := resolve(name, file, ref.Path)
	if err != nil || !c.origin.lacks(p.from) {
		return p, err
	}
	plain, uerr := url.PathUnescape(ref.Path)
	if uerr == nil && plain != ref.Path && utf8.ValidString(plain) {
		p, err = resolve(name, file, plain)
	} else {
		plain = ref.Path
	}
	if err == nil && (ref.Embedded || c.origin.isVault) && c.origin.lacks(p.from) {
		p.from = cmp.Or(c.origin.named(plain), p.from)
	}
	return p, err
}

// lacks says whether the source has no such file.
func (o *origin) lacks(name string) bool {
	_, err := o.root.Lstat(name)
	return errors.Is(err, fs.ErrNotExist)
}

// named returns the file of a folder whose path ends with one, of several the one that lies
// highest; "" if there is none.
func (o *origin) named(end string) string {
	end = "/" + path.Clean(end)
	var found string
	for _, name := range o.media[path.Base(end)] {
		if strings.HasSuffix("/"+name, end) &&
			(found == "" || strings.Count(name, "/") < strings.Count(found, "/")) {
			found = name
		}
	}
	return found
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

// copy copies one file, once in an import.
func (c *copies) copy(p place) error {
	key := p.from + "\x00" + p.to
	err, done := c.done[key]
	if !done {
		err = c.try(p)
		c.done[key] = err
	}
	return err
}

func (c *copies) try(p place) error {
	if folders.IsDeck(p.to) {
		return errNoMedia
	}
	if err := c.origin.regular(p.from); err != nil {
		return err
	}
	open := func() (io.ReadCloser, error) { return c.origin.root.Open(p.from) }
	same, err := c.target.has(p.to, open)
	if err != nil || same {
		return err
	}
	return c.target.write(p.to, open)
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
