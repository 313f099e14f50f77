// Package studypage reads study pages that were copied from a browser as text: sections of
// questions, each printed twice and with its answer hidden or not, study notes that have lost their
// indentation, a description, and what such pages have around them.
package studypage

import "strings"

// Page is what a study page holds.
type Page struct {
	Title       string // of the study notes; "" if they have none
	Description string // its paragraphs, as one
	Questions   []Question
	Notes       []Item // of all sections with notes, in order
	Parts       []Part // all lines of the page, in order, each once
}

// Question is one question of the page.
type Question struct {
	Line, End int    // the first and the last line that belong to it, from 1
	Section   string // the heading that it stands under
	Text      string
	Options   []Option
	Answer    string // "" if the page hides it
	More      string // an explanation
}

// Option is one of the answers to choose from.
type Option struct {
	Text  string
	Right bool // the page marks it
}

// Item is one line of the study notes, at its place in the outline.
type Item struct {
	Line, End int    // an item whose mark stands on a line of its own has two
	Section   string // the heading that it stands under
	Depth     int    // 0 for the outermost
	Prose     bool   // a paragraph or a heading, not an item of a list
	Parent    bool   // others stand below it
	Label     string // what stands before its colon: "Outcome"; "" if nothing does
	Text      string
	Marked    string // the text with the bold marks of its author; "" if it has a label
	Numbered  bool   // its mark is a number
}

// Kind says what lines of a page are.
type Kind uint8

// The kinds of line.
const (
	Blank     Kind = iota // nothing
	Heading               // the heading of a section
	Marker                // in the place of an answer that is hidden
	Advert                // a section that the page has around its content, or that is empty
	Asked                 // a question, with its answer
	Noted                 // study notes
	Described             // the description
)

// Part is some lines of one kind.
type Part struct {
	Line, End int
	Kind      Kind
	Text      string // of a heading or advert
}

// Read reads a page.
func Read(text string) *Page {
	r := newReader(text)
	sections := r.sections()
	for _, s := range sections {
		if s.kind == description {
			r.description(s)
		}
	}
	r.page.Description = strings.Join(r.about, " ")
	for _, s := range sections {
		r.section(s)
	}
	if r.page.Title == "" {
		r.page.Title = r.name
	}
	for _, s := range sections {
		if s.unknown && r.page.Title == "" {
			r.page.Title = s.title
		}
	}
	r.page.Parts = joined(r.parts)
	return r.page
}

// reader is how a page is read.
type reader struct {
	page  *Page
	lines []line
	parts []Part   // one a line
	name  string   // of the page, as it stands before the first section
	about []string // paragraphs of the description
}

func newReader(text string) *reader {
	r := &reader{page: &Page{}, lines: linesOf(text)}
	r.parts = make([]Part, len(r.lines))
	for i := range r.parts {
		r.parts[i] = Part{Line: i + 1, End: i + 1}
	}
	return r
}

// section reads one section.
func (r *reader) section(s section) {
	if r.isEmpty(s) {
		if s.head >= 0 {
			r.mark(s.head, s.start, Advert, s.title+": nothing below it")
		}
		return
	}
	switch s.kind {
	case questions:
		r.questions(s)
	case preamble:
		r.preamble(s)
	case notes:
		r.notes(s)
	case advert:
		for i := s.head; i < s.end; i++ {
			r.parts[i].Kind, r.parts[i].Text = Advert, s.title
		}
	}
}

func (r *reader) isEmpty(s section) bool {
	for _, l := range r.lines[s.start:s.end] {
		if l.text != "" {
			return false
		}
	}
	return true
}

// mark says what lines are; blank ones stay so.
func (r *reader) mark(start, end int, k Kind, text string) {
	for i := start; i < end; i++ {
		if r.lines[i].text != "" {
			r.parts[i].Kind, r.parts[i].Text = k, text
		}
	}
}

// preamble reads what stands before the first heading: notes, if it has a list, or else the name of
// the page and its buttons.
func (r *reader) preamble(s section) {
	for _, l := range r.lines[s.start:s.end] {
		if mark().MatchString(l.text) {
			r.notes(s)
			return
		}
	}
	r.mark(s.start, s.end, Advert, "before the first section")
	for _, l := range r.lines[s.start:s.end] {
		if isTitle(l.text) {
			r.name = l.text
			return
		}
	}
}

// description reads paragraphs as one.
func (r *reader) description(s section) {
	for i := s.start; i < s.end; i++ {
		if r.lines[i].text != "" {
			r.about = append(r.about, r.lines[i].text)
			r.parts[i].Kind = Described
		}
	}
}

// joined makes one part of lines that follow one another and are of one kind.
func joined(lines []Part) []Part {
	var parts []Part
	for _, p := range lines {
		if n := len(parts); n > 0 && parts[n-1].Kind == p.Kind && parts[n-1].Text == p.Text {
			parts[n-1].End = p.End
			continue
		}
		parts = append(parts, p)
	}
	return parts
}
