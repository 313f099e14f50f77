// Package markdown reads questions and answers as people and chat programs write them into
// Markdown: with labels in bold, in lists, in quotes or spelled out, as headings, bold lines or
// callouts that ask, as toggles, and in tables of two columns.
//
//	markdown.go  notes and the other lines
//	scan.go      from lines to notes
//	heading.go   headings that ask
//	toggle.go    toggles
//	callout.go   callouts that ask
//	ask.go       lines that ask
//	key.go       questions with options that a key answers
//	table.go     tables
package markdown

import (
	"slices"
	"strings"
)

// Kind says what a note is.
type Kind uint8

// The kinds of notes.
const (
	Basic Kind = iota
	Term       // in both directions
	Cloze
)

// Shape says by what a note was recognised.
type Shape uint8

// The shapes of notes.
const (
	Label   Shape = iota // **Q:** and its kin
	Title                // a heading, or a line in bold, that asks
	Toggle               // <details>
	Row                  // of a table
	Callout              // > [!question]
)

// Note is a question with its answer.
type Note struct {
	Line, End   int // the first and the last line, from 1
	Kind        Kind
	Shape       Shape
	Front, Back string
	Section     []string // the headings above it
}

// File is what a file holds.
type File struct {
	Notes    []Note
	Open     []Note // questions without an answer
	Headings []int  // lines that are headings
	Rows     []int  // lines of tables that are no notes: heads and rules
}

// Count returns how many notes have a shape.
func (f File) Count(s Shape) int {
	n := 0
	for _, note := range f.Notes {
		if note.Shape == s {
			n++
		}
	}
	return n
}

// Read reads a file.
func Read(text string) File {
	s := scanner{page: page{lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n")}}
	for i := range s.lines {
		s.lines[i] = strings.TrimSuffix(s.lines[i], "\r")
	}
	s.scan()
	slices.SortStableFunc(s.file.Notes, func(a, b Note) int { return a.Line - b.Line })
	return s.file
}
