package deck

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"cards/deck/markup"
)

// Medium is a picture or sound that a deck file refers to.
type Medium struct {
	// Path is as written, perhaps escaped as in a URL: relative to the file, or behind "@/" to the collection's folder.
	Path  string
	Sound bool // else a picture
	Pos   Pos  // of the first reference to it
}

// Media returns the files that the text of a deck file refers to, each path once, in order: pictures, and links to
// sound files. URLs are not among them.
func Media(text string) []Medium {
	if !strings.Contains(text, "](") {
		return nil
	}
	f := mediaFinder{text: strings.TrimPrefix(text, "\ufeff"), line: 1, seen: make(map[string]bool)}
	f.find(0, len(f.text))
	return f.found
}

// mediaFinder goes through a text from its start.
type mediaFinder struct {
	text     string
	line, at int // the line that starts at that place is the last one seen
	seen     map[string]bool
	found    []Medium
}

func (f *mediaFinder) find(start, end int) {
	part := f.text[start:end]
	for _, s := range markup.Spans(part) {
		if s.Kind != markup.Image && s.Kind != markup.Link {
			continue
		}
		dest := s.Dest.In(part)
		sound := s.Kind == markup.Link
		if !f.seen[dest] && !isURL(dest) && (!sound || isSound(dest)) {
			f.seen[dest] = true
			f.found = append(f.found, Medium{Path: dest, Sound: sound, Pos: f.pos(start + s.Start)})
		}
		if s.Kind == markup.Link {
			f.find(start+s.Text.Start, start+s.Text.End) // a picture may be what a link shows
		}
	}
}

// pos returns the position of a place. No later call asks for one on an earlier line.
func (f *mediaFinder) pos(at int) Pos {
	for end := markup.LineEnd(f.text, f.at); end < at; end = markup.LineEnd(f.text, f.at) {
		f.line, f.at = f.line+1, end+1
	}
	return Pos{f.line, 1 + utf8.RuneCountInString(f.text[f.at:at])}
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
