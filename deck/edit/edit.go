package edit

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/label"
)

// ErrMoved is returned if a note is not where it was said to be, or cannot be changed without
// changing what another one says.
var ErrMoved = errors.New("a note is not where it was, or cannot be changed by itself")

// source is the text of a file in lines, with the notes in it.
type source struct {
	layout *layout
	starts []int    // of the lines of the layout's text
	lines  [][]byte // as they are in the file, with what ends them
	file   *deck.File
}

func newSource(src []byte) *source {
	s := &source{lines: bytes.SplitAfter(src, []byte("\n")), file: deck.Parse("", src)}
	s.layout = lay(char.Readable(string(src)))
	off := 0
	for line := range strings.Lines(s.layout.text) {
		s.starts = append(s.starts, off)
		off += len(line)
	}
	return s
}

// laidNote is a note as it is laid out. Lines count from 1.
type laidNote struct {
	deck.Note
	parts []laidPart
	first int // line, of the comments above it if there are some
	next  int // the line at which what follows begins; behind the last if nothing does
}

// laid returns the notes whose labels are on the given lines, in their order in the file.
func (s *source) laid(at []int) ([]laidNote, error) {
	wanted := make(map[int]bool, len(at))
	for _, line := range at {
		wanted[line] = true
	}
	notes := make(map[int]deck.Note, len(at))
	for _, n := range s.file.Notes {
		if wanted[n.Pos.Line] {
			notes[n.Pos.Line] = n
		}
	}
	var found []laidNote
	for i, e := range s.layout.elements {
		if e.kind != noteElement {
			continue
		}
		n, ok := notes[s.line(e.parts[0].off)]
		if !ok {
			continue
		}
		next := len(s.lines) + 1
		if i+1 < len(s.layout.elements) {
			next = s.line(s.layout.elements[i+1].Start)
		}
		found = append(found, laidNote{n, e.parts, s.line(e.Start), next})
	}
	if len(found) != len(wanted) {
		return nil, ErrMoved
	}
	return found, nil
}

// line returns the line of a place in the layout's text, from 1.
func (s *source) line(off int) int {
	i, found := slices.BinarySearch(s.starts, off)
	if found {
		return i + 1
	}
	return i
}

// edit puts lines in the place of those from one up to another, not included.
type edit struct {
	from, to int
	lines    []string // without what ends them
}

// apply returns the text with edits, which are in order. New lines end as the first one does.
func (s *source) apply(edits []edit) []byte {
	end := lineEnd(s.lines[0])
	var out bytes.Buffer
	next := 1
	keep := func(to int) {
		for ; next < to; next++ {
			out.Write(s.lines[next-1])
		}
	}
	for _, e := range edits {
		keep(e.from)
		for _, l := range e.lines {
			if b := out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
				out.WriteString(end)
			}
			out.WriteString(l + end)
		}
		next = max(next, e.to)
	}
	keep(len(s.lines) + 1)
	return out.Bytes()
}

// Retag returns the text of a deck file with tags added to the notes whose labels are on the given
// lines, counted from 1, and others taken from them. Only lines of tags change: a note that has
// some gets new tags on the last of them, else on a line below its text. A tag that is there
// already, or is not, makes no change. The error is [ErrMoved].
func Retag(src []byte, at []int, add, remove []string) ([]byte, error) {
	s := newSource(src)
	notes, err := s.laid(at)
	if err != nil {
		return src, err
	}
	var edits []edit
	for _, n := range notes {
		edits = append(edits, s.retag(n, add, remove)...)
	}
	out := s.apply(edits)
	after := deck.Parse("", out)
	for i := range min(len(after.Notes), len(s.file.Notes)) {
		if slices.Contains(at, s.file.Notes[i].Pos.Line) {
			after.Notes[i].Tags = s.file.Notes[i].Tags
		}
	}
	if !saySame(s.file, after) {
		return src, ErrMoved
	}
	return out, nil
}

// retag returns the edits that change the tags of a note.
func (s *source) retag(n laidNote, add, remove []string) []edit {
	among := func(tags []string) func(string) bool {
		return func(tag string) bool { return slices.Contains(tags, tag) }
	}
	fresh := slices.DeleteFunc(slices.Clone(add), among(n.Tags))
	rows, below := s.tagLines(n)
	if len(rows) == 0 && len(fresh) > 0 {
		return []edit{{below, below, []string{label.TagLine(fresh)}}}
	}
	var edits []edit
	for i, row := range rows {
		tags := slices.DeleteFunc(slices.Clone(row.tags), among(remove))
		if i == len(rows)-1 {
			tags = append(tags, fresh...)
		}
		e := edit{from: row.line, to: row.line + 1}
		if len(tags) > 0 {
			e.lines = []string{label.TagLine(tags)}
		}
		if !slices.Equal(tags, row.tags) {
			edits = append(edits, e)
		}
	}
	return edits
}

// taggedLine is a line of tags.
type taggedLine struct {
	line int
	tags []string
}

// tagLines returns the lines of tags of a note, and the line below its last text.
func (s *source) tagLines(n laidNote) (rows []taggedLine, below int) {
	for _, p := range n.parts {
		for _, l := range p.lines {
			switch line := s.line(l.Start); {
			case line > n.End:
			case l.tags != nil:
				rows = append(rows, taggedLine{line, l.tags})
			case strings.Trim(l.In(s.layout.text), blankBytes) != "":
				below = line + 1
			}
		}
	}
	return rows, below
}

// Cut returns the text of a deck file without the notes whose labels are on the given lines,
// counted from 1, and these notes as they stand there, with the comments directly above them, in
// their order. The blank lines behind a note go with it; those before it, if it is the last thing
// in the file. What stays says what it did. The error is [ErrMoved].
func Cut(src []byte, at []int) (rest []byte, notes []string, err error) {
	s := newSource(src)
	laid, err := s.laid(at)
	if err != nil {
		return src, nil, err
	}
	var edits []edit
	for _, n := range laid {
		text := bytes.Join(s.lines[n.first-1:min(n.End, len(s.lines))], nil)
		notes = append(notes, strings.TrimRight(char.Readable(string(text)), blankBytes+"\n")+"\n")
		edits = append(edits, edit{from: n.first, to: n.next})
	}
	out := s.apply(edits)
	if last := edits[len(edits)-1]; last.to > len(s.lines) {
		out = withoutBlankEnd(out)
	}
	isCut := func(n deck.Note) bool { return slices.Contains(at, n.Pos.Line) }
	want := *s.file
	want.Notes = slices.DeleteFunc(slices.Clone(want.Notes), isCut)
	if !haveSameNotes(&want, deck.Parse("", out)) {
		return src, nil, ErrMoved
	}
	return out, notes, nil
}

// withoutBlankEnd returns a text without the blank lines at its end.
func withoutBlankEnd(src []byte) []byte {
	kept := bytes.TrimRight(src, blankBytes+"\n")
	if len(kept) == 0 {
		return kept
	}
	line := bytes.IndexByte(src[len(kept):], '\n')
	return src[:len(kept)+line+1]
}
