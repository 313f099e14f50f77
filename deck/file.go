package deck

import (
	"slices"
	"strings"

	"cards/deck/front"
)

// File is one deck file, parsed. Whatever is wrong with it is a diagnostic; the rest stands.
type File struct {
	Path     string // as it was given to Parse
	Front    front.Matter
	Sections []Section // in order; the first, without a title, is what stands before any heading
	Notes    []Note    // in order; those that an error spoils are left out

	Definitions []Definition // the link reference definitions in it, in order

	// Broken holds the texts of notes that an error spoils, as far as they can be read: their
	// cards' keys are known, but not asked. What is known of such cards must not be given up.
	Broken []Card

	Diagnostics []Diagnostic // ordered by place

	// Open is of the first block or comment that nothing closes, and that would swallow what is
	// appended; nil if there is none.
	Open *Diagnostic
}

// Section is what stands below one heading, or before the first.
type Section struct {
	Title []string // the headings from the outermost to its own, as source text
	Line  int      // of the heading, from 1; 0 for what stands before any
	Notes string   // Markdown that belongs to no note of cards, without comments; see Card.Front
}

// NotesOf returns the study notes of the section with some headings; nothing if there is none.
func (f *File) NotesOf(headings []string) string {
	isIt := func(s Section) bool { return slices.Equal(s.Title, headings) }
	if at := slices.IndexFunc(f.Sections, isIt); at >= 0 {
		return f.Sections[at].Notes
	}
	return ""
}

// Definition is a link reference definition of a deck file: [label]: url.
type Definition struct {
	Pos    Pos
	Source string // as written, on one line
	Dest   string // where it leads, as written
}

// DefinitionSource returns definitions as they are written, one a line.
func DefinitionSource(definitions []Definition) string {
	lines := make([]string, len(definitions))
	for i, d := range definitions {
		lines[i] = d.Source
	}
	return strings.Join(lines, "\n")
}
