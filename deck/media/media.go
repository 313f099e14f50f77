// Package media finds the pictures and sounds that decks refer to, and changes the paths to them.
package media

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/label"
	"cards/deck/markup"
)

// Medium is a picture or sound that a deck file refers to.
type Medium struct {
	// Path is relative to the file, or behind "@/" to the collection's folder, perhaps escaped as
	// in a URL.
	Path     string
	Sound    bool     // else a picture
	Embedded bool     // written ![[path]], as in wikis, which find a file by its name anywhere
	Pos      deck.Pos // of the first reference to it
}

// Find returns the files that the text of a deck file refers to, each path once, in order:
// pictures, and links to sound files; the definitions of links to such files too, used or not. URLs
// are not among them.
func Find(text string) []Medium {
	if !mayRefer(text) {
		return nil
	}
	text = strings.TrimLeft(text, char.ByteOrderMark)
	f := mediaFinder{text: text, line: 1, seen: make(map[string]bool)}
	definitions := deck.Parse("", text).Definitions
	for _, d := range definitions {
		dest := markup.Unescape(d.Dest)
		if sound := markup.IsSound(dest); (sound || markup.IsPicture(dest)) && f.isNew(dest) {
			f.found = append(f.found, Medium{Path: dest, Sound: sound, Pos: d.Pos})
		}
	}
	src := linkable(text) + "\n\n" + deck.DefinitionSource(definitions)
	for _, s := range markup.Targets(src) {
		dest := markup.Unescape(s.Dest.In(src))
		sound := markup.IsSound(dest)
		if s.Start < len(text) && (s.Kind == markup.Image || sound) && f.isNew(dest) {
			embedded := strings.HasPrefix(text[s.Start:], "![[")
			m := Medium{Path: dest, Sound: sound, Embedded: embedded, Pos: f.pos(s.Start)}
			f.found = append(f.found, m)
		}
	}
	slices.SortStableFunc(f.found, func(a, b Medium) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	return f.found
}

// mayRefer says whether a text may refer to a picture or a sound: a look that costs little.
func mayRefer(text string) bool {
	if !strings.Contains(text, "[") && !strings.Contains(text, "<") {
		return false
	}
	if strings.Contains(text, "![") || strings.Contains(text, "]:") ||
		strings.Contains(text, "<img") {
		return true
	}
	for at := strings.IndexByte(text, '.'); at >= 0; {
		end := min(len(text), at+len(".opus"))
		for size := at + len(".mp3"); size <= end; size++ {
			if markup.IsSound(text[at:size]) {
				return true
			}
		}
		next := strings.IndexByte(text[at+1:], '.')
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// linkable returns a text of equal length in which links stand where the parser sees them: instead
// of blocks that hold none there are spaces, and a line feed ends each label.
func linkable(text string) string {
	src := []byte(text)
	for b, acts := range label.Stretches(text, 0) {
		switch {
		case acts && text[b.Start] == '#': // a heading may hold one
		case acts:
			blankOut(src, b.Range)
			src[b.End-1] = '\n'
		case b.Unclosed:
			blankOut(src, markup.Range{Start: b.Marks.Start, End: min(b.Marks.Start+2, b.End)})
		case b.Kind != markup.BlockText && b.Kind != markup.BlockDefinition:
			blankOut(src, b.Range)
		}
	}
	return string(src)
}

func blankOut(src []byte, r markup.Range) {
	for i := r.Start; i < r.End; i++ {
		if src[i] != '\n' {
			src[i] = ' '
		}
	}
}

// mediaFinder goes through a text from its start.
type mediaFinder struct {
	text     string
	line, at int // the line that starts at that place is the last one seen
	seen     map[string]bool
	found    []Medium
}

// isNew says whether a destination is a path that was not met before.
func (f *mediaFinder) isNew(dest string) bool {
	known := f.seen[dest] || isURL(dest)
	f.seen[dest] = true
	return !known
}

// pos returns the position of a place. No later call asks for one on an earlier line.
func (f *mediaFinder) pos(at int) deck.Pos {
	for end := markup.LineEnd(f.text, f.at); end < at; end = markup.LineEnd(f.text, f.at) {
		f.line, f.at = f.line+1, end+1
	}
	return deck.Pos{Line: f.line, Col: 1 + utf8.RuneCountInString(f.text[f.at:at])}
}

// isURL says whether a destination has a scheme, or is a place in the same text. One letter is the
// drive of a path.
func isURL(dest string) bool {
	scheme, _, ok := strings.Cut(dest, ":")
	return ok && len(scheme) > 1 && !strings.ContainsAny(scheme, "/.@") ||
		dest == "" || dest[0] == '#' || strings.HasPrefix(dest, "//")
}
